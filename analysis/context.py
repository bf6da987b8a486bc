"""What the article has said so far, for slots that a clause leaves open: "the government", "the ban", "it"."""

from bisect import bisect_left
from operator import attrgetter
from typing import Final

from analysis.binding import Topics
from analysis.clauses import word_before
from analysis.drafts import Draft
from analysis.matcher import PlaceHit
from analysis.members import ANNOUNCED, IN_FORCE, REJECTED, RESTRICTIVE, SANCTIONS
from analysis.model import Channel
from analysis.page import Page
from analysis.stance import is_open_ended

# barriers whose effects an article goes on to tell
HURTING: Final = frozenset((
    Channel.TARIFF, Channel.TRADE_DEFENCE, Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION, Channel.SANCTIONS,
    Channel.LOGISTICS,
))  # fmt: skip


_LAID_ON: Final = HURTING - {Channel.LOGISTICS, Channel.EXPORT_RESTRICTION}
_REMEMBERED: Final = 12
_START: Final = attrgetter("start")
# a headline on a duty that "spares Mexico" is not about Mexico
_SPARING: Final = frozenset(("spares", "spared", "sparing", "exempts", "exempting", "except", "excluding"))
# goods come from there and duties fall on it: no sign of who acts
_STRUCK: Final = frozenset(("from",))


class Context:
    """Grows sentence by sentence; only looks back."""

    def __init__(self, page: Page, places: list[PlaceHit], topics: Topics, lead: int) -> None:
        self.page = page
        self.topics = topics
        self._places = places
        self._sentence = 0
        self._lead = lead
        # the country of the article, and those that headline and lead name: worked out when asked for
        self._home: str | None = None
        self._of_story: tuple[str, ...] | None = None
        self._agents: list[tuple[str, ...]] = []
        self._acts: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        self._by_channel: dict[Channel, Draft] = {}
        self._barriers: list[Draft] = []
        self._last: Draft | None = None
        self._struck: set[str] = set()
        # whether "the duties" of the article are those of dumping cases, wherever it says so
        self.is_on_dumping = False
        # whether imports or exports were first named as what is banned
        self.banned: Channel | None = None

    def enter(self, sentence: int) -> None:
        """Reading goes on at a sentence."""
        self._sentence = sentence

    def note(self, draft: Draft) -> None:
        """Remember a measure for what follows."""
        # the latest comes last
        self._by_channel.pop(draft.channel, None)
        self._by_channel[draft.channel] = draft
        self._last = draft
        if draft.channel in HURTING and draft.stance is RESTRICTIVE and draft.implementers:
            self._barriers = [*self._barriers[-_REMEMBERED:], draft]
        if draft.channel in _LAID_ON and (draft.implementers or draft.targets != ("ALL",)):
            # who is struck and has struck nobody is not the one that acts
            self._struck = (self._struck | set(draft.targets)) - set(draft.implementers)
        if draft.implementers and draft.stance is RESTRICTIVE:
            self._acts = [*self._acts[-_REMEMBERED:], (draft.implementers, draft.targets)]
        if draft.implementers and self._agents[-1:] != [draft.implementers]:
            self._agents = [*self._agents[-_REMEMBERED:], draft.implementers]

    def last(self, channel: Channel | None = None) -> Draft | None:
        """The last measure, of one channel or at all."""
        return self._by_channel.get(channel) if channel else self._last

    def meant(self, channel: Channel, places: list[PlaceHit], sentence: int) -> Draft | None:
        """The measure that "the duty" or "an exemption" in a sentence speaks of: of several barriers what suits best.

        What hits the goods of the sentence comes before what hits its countries, that before what is decided or stands,
        and the last one comes first.
        """
        last = self._by_channel.get(channel)
        rivals = [draft for draft in self._barriers if draft.channel is channel]
        if last is None or len({draft.implementers for draft in rivals}) < 2:
            return last
        goods = {hit.term.sector for hit in self.topics.in_sentence(sentence)}
        named = {hit.place.iso3 for hit in places}
        return max(reversed(rivals), key=lambda draft: (
            not goods.isdisjoint(draft.sectors), not named.isdisjoint(draft.targets), _is_firm(draft),
        ))  # fmt: skip

    def barrier(self) -> Draft | None:
        """The last barrier that is decided or stands, if the last measure of its channel is one."""
        for draft in reversed(list(self._by_channel.values())):
            if draft.channel in HURTING and draft.stance is RESTRICTIVE and _is_firm(draft):
                return draft
        return None

    def struck(self) -> Draft | None:
        """The last measure if it is a barrier of whatever certainty, so that a list may tell whom and what it hits."""
        last = self._last
        return last if last is not None and last.channel in HURTING and last.stance is RESTRICTIVE else None

    def answered(self, implementers: tuple[str, ...]) -> tuple[str, ...]:
        """Whom retaliation answers: who struck those that answer, else who acted last among the others."""
        others = [(doers, hit) for doers, hit in self._acts if not set(doers) & set(implementers)]
        struck = [doers for doers, hit in others if set(hit) & set(implementers)]
        if not implementers or not others:
            return ()
        return struck[-1] if struck else others[-1][0]

    def is_announcing(self) -> bool:
        """Whether the last measure was a decision, so that "would" goes on reporting it."""
        return self._last is not None and self._last.status in (ANNOUNCED, REJECTED)

    def agent(self, channel: Channel, but_not: tuple[str, ...], *, is_definite: bool) -> tuple[str, ...]:
        """Who most likely acts: who did so by this channel before, else the country that the article is about."""
        is_continued = is_definite or is_open_ended(channel) or channel is SANCTIONS
        last = self._by_channel.get(channel) if is_continued else None
        is_struck = bool(self._struck) and channel in HURTING and self._country() in self._struck
        home = () if is_struck else self.home(())
        for agents in (last.implementers if last else (), home, *reversed(self._agents)):
            free = tuple(agent for agent in agents if agent not in but_not)
            if free:
                return free
        return ()

    def opponent(self, implementers: tuple[str, ...]) -> tuple[str, ...]:
        """The other country of a story that headline and lead tell of two."""
        told = self._countries_of_story() if len(implementers) == 1 else ()
        if len(told) == 2 and implementers[0] in told:
            return tuple(iso3 for iso3 in told if iso3 not in implementers)
        return ()

    def places_in(self, start: int, end: int) -> list[PlaceHit]:
        """The places that begin between two offsets of the sentence in hand."""
        first = bisect_left(self._places, start, key=_START)
        last = bisect_left(self._places, end, key=_START)
        return [hit for hit in self._places[first:last] if hit.sentence == self._sentence]

    def has_named(self, iso3: str) -> bool:
        """Whether the article names a country before the sentence in hand."""
        return any(hit.place.iso3 == iso3 for hit in self._places if hit.sentence < self._sentence)

    def home(self, but_not: tuple[str, ...]) -> tuple[str, ...]:
        """The first country of headline or text, if it stands before the sentence in hand."""
        if not self._places or self._places[0].sentence >= self._sentence:
            return ()
        home = self._country()
        return (home,) if home and home not in but_not else ()

    def _country(self) -> str:
        """The first of the countries named most often; one that goods come from is only struck."""
        if self._home is None:
            counts: dict[str, int] = {}
            for hit in self._places:
                if word_before(self.page.text, hit.start) not in _STRUCK:
                    counts[hit.place.iso3] = counts.get(hit.place.iso3, 0) + 1
            self._home = max(counts, key=lambda iso3: counts[iso3], default="")
        return self._home

    def _countries_of_story(self) -> tuple[str, ...]:
        """The countries that headline and lead name, none where they spare one."""
        if self._of_story is None:
            first = [hit for hit in self._places if hit.sentence <= self._lead]
            is_sparing = any(word_before(self.page.text, hit.start) in _SPARING for hit in first)
            self._of_story = () if is_sparing else tuple(dict.fromkeys(hit.place.iso3 for hit in first))
        return self._of_story


def _is_firm(draft: Draft) -> bool:
    return draft.status in (ANNOUNCED, IN_FORCE)
