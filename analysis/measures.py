"""Cues, places and mentions to measures: who does what to whom, how, and how certain. Order of rules, no words."""

from bisect import bisect_left
from operator import itemgetter
from typing import Final, NamedTuple

from analysis.anaphora import Reference
from analysis.binding import Topics
from analysis.clause_cuts import split_clauses
from analysis.clauses import Clause, Cue, settle
from analysis.context import Context
from analysis.dates import DateMention
from analysis.drafts import Draft, merge, most_important
from analysis.effects import Effects
from analysis.flow_channels import ON_FLOWS
from analysis.hinted import hints_in
from analysis.insertions import without_insertions
from analysis.matcher import CueHit, CueWord, FoundCue, Matcher, PlaceHit, TermHit
from analysis.members import LOGISTICS, TARIFF, TRADE_DEFENCE
from analysis.model import Link, Measure, Span, Suppressed
from analysis.page import Page
from analysis.reading import ClauseReader
from analysis.rolls import complete


class Findings(NamedTuple):
    """Measures, links of sectors to channels, and cues put aside with the reason."""

    measures: tuple[Measure, ...]
    links: tuple[Link, ...]
    suppressed: tuple[Suppressed, ...]


_BODIES: Final = frozenset(("WTO", "UN", "IMF", "OECD"))
_NONE: Final = Findings((), (), ())
# a text of so few sentences has no room for a second trade word
SHORT: Final = 3
_START: Final = itemgetter(0)
_END: Final = itemgetter(1)
_FETCHING: Final = (" to ", " will ", " has ", " have ", " had ")
# weak words of trade in so many sentences that name goods and countries make an article on trade
_TOLD_OFTEN: Final = 2
# of a sentence no more is read than this, so that time stays linear in any text
LONGEST_SENTENCE: Final = 1_500
MOST_CUES: Final = 90


def read_measures(
    page: Page, matcher: Matcher, cues: list[CueHit], places: list[PlaceHit], terms: list[TermHit],
    references: list[Reference], dates: list[DateMention],
) -> Findings:  # fmt: skip
    """Measures, links and what was put aside; works only in sentences that hold an instrument or a flow.

    places are settled ones, cues the instruments and flows; terms and cues are those that boilerplate and exclusions
    have left. The matcher finds all other cues, in those sentences alone.
    """
    if not _is_on_trade(page, cues, places, terms):
        return _NONE
    sentences = _worth_reading(page, matcher, cues)
    if not sentences:
        return _NONE
    # a body judges or forecasts; it takes no measure and none hits it
    places = [hit for hit in places if hit.place.iso3 not in _BODIES]
    by_place: dict[int, list[PlaceHit]] = {}
    for place in places:
        by_place.setdefault(place.sentence, []).append(place)
    lead = _lead(page)
    topics = Topics(terms, references, page.article.title_end, lead)
    context = Context(page, places, topics, lead)
    context.is_on_dumping = _is_on_dumping(cues)
    days = [day.start for day in dates]
    drafts: list[Draft] = []
    links: list[Link] = []
    suppressed: list[Suppressed] = []
    for sentence, cues_here in sentences.items():
        begin, stop = page.sentences[sentence]
        here, cues_here = by_place.get(sentence, [])[:MOST_CUES], cues_here[:MOST_CUES]
        if stop - begin > LONGEST_SENTENCE:
            stop = begin + LONGEST_SENTENCE
            here = [place for place in here if place.end <= stop]
            cues_here = [cue for cue in cues_here if cue[1] <= stop]
        context.enter(sentence)
        clauses = _clauses(page, sentence, cues_here, here, suppressed)
        of_sentence = dates[bisect_left(days, begin) : bisect_left(days, stop)]
        dated = tuple([Span(day.start, day.end) for day in of_sentence])
        reader = ClauseReader(page, topics, context, clauses, here, dated)
        here_drafts = Effects(page, topics, context, clauses, here).told()
        for index in range(len(clauses)):
            found, linked = reader.read(index)
            here_drafts.extend(found)
            links.extend(linked)
        struck = context.struck()
        if struck is not None:
            for follower in _that_may_list(sentence, sentences, is_silent=not here_drafts):
                complete(page, struck, follower, by_place.get(follower, []), topics.in_sentence(follower))
        if any(clause.has_scope("retaliation") for clause in clauses):
            _face_each_other(here_drafts)
        drafts.extend(here_drafts)
    kept = most_important(merge(drafts))
    return Findings(tuple(draft.measure() for draft in kept), tuple(links), tuple(suppressed))


def _that_may_list(sentence: int, read: dict[int, list[FoundCue]], *, is_silent: bool) -> list[int]:
    """The sentence itself where it states nothing, and the one after it where it is not read for itself."""
    follower = sentence + 1
    return [*([sentence] if is_silent else []), *([follower] if follower not in read else [])]


def _is_on_trade(page: Page, cues: list[CueHit], places: list[PlaceHit], terms: list[TermHit]) -> bool:
    """Whether the article is about trade at all: a strong word of it, several weak ones, or no room for any."""
    if not cues:
        return False
    if len(page.sentences) <= SHORT and (places or terms):
        return True
    for hit in cues:
        kind, parts = hit.cue.kind, hit.cue.parts
        if (kind == "instrument" and parts[-1] != "weak") or (kind == "flow" and parts[0] in ("import", "export")):
            return True
    if _tells_of_a_stoppage(cues):
        return True
    # sentences on goods and countries that hold a word of trade
    peopled = {hit.sentence for hit in places}.intersection([hit.sentence for hit in terms])
    weak = [hit.sentence for hit in cues if hit.cue.kind == "instrument" or hit.cue.parts[0] == "route"]
    return sum([sentence in peopled for sentence in weak]) >= _TOLD_OFTEN


def _tells_of_a_stoppage(cues: list[CueHit]) -> bool:
    """Whether a strike or a blockade and what it shuts stand in one sentence: "a walkout shuts two terminals"."""
    routes = {hit.sentence for hit in cues if hit.cue.kind == "flow" and hit.cue.parts[0] == "route"}
    return bool(routes) and any(
        hit.cue.kind == "instrument" and hit.cue.parts[:2] == (LOGISTICS, "barrier") and hit.sentence in routes
        for hit in cues
    )


def _is_on_dumping(cues: list[CueHit]) -> bool:
    """Whether duties against dumping or subsidies are named, and no other duty by its name."""
    is_found = False
    for hit in cues:
        if hit.cue.kind == "instrument":
            channel, words = hit.cue.parts[0], hit.cue.folded
            if channel == TARIFF and "tariff" in words:
                return False
            is_found = is_found or (channel == TRADE_DEFENCE and "dut" in words)
    return is_found


def _worth_reading(page: Page, matcher: Matcher, openers: list[CueHit]) -> dict[int, list[FoundCue]]:
    """All cues of the sentences that hold an instrument, or a flow to which something is done."""
    by_sentence: dict[int, list[FoundCue]] = {}
    for hit in openers:
        by_sentence.setdefault(hit.sentence, []).append((hit.start, hit.end, hit.cue))
    worth: dict[int, list[FoundCue]] = {}
    for sentence, opening in by_sentence.items():
        others = matcher.cues_in(page, sentence)
        is_opened = any(_opens(cue) or _is_fetching(page, start, cue) for start, _, cue in opening)
        if is_opened or any(_is_done_to_flows(cue) for _, _, cue in others):
            found = opening + others
            # two sorts by a number take half the time of one by a pair
            found.sort(key=_END)
            found.sort(key=_START)
            worth[sentence] = found
    return worth


def _opens(cue: CueWord) -> bool:
    return cue.kind == "instrument" or cue.parts[0] == "effect"


def _is_fetching(page: Page, start: int, cue: CueWord) -> bool:
    """"Decided to import rice"."""
    return cue.parts[0] == "import" and page.text[max(0, start - 6) : start].endswith(_FETCHING)


def _is_done_to_flows(cue: CueWord) -> bool:
    return cue.kind == "action" and (cue.parts[3] != "" or cue.parts[2] in ON_FLOWS)


def _face_each_other(drafts: list[Draft]) -> None:
    """Retaliation: whoever is answered is the target, and the answerer was the target before."""
    acting = [draft for draft in drafts if draft.implementers]
    for first, draft in ((acting[0], draft) for draft in acting[1:]):
        if not set(draft.implementers) & set(first.implementers):
            for one, other in ((first, draft), (draft, first)):
                if one.targets in ((), ("ALL",)):
                    one.targets = other.implementers


def _lead(page: Page) -> int:
    for index, start in enumerate(page.starts):
        if start >= page.article.title_end:
            return index
    return -1


def _clauses(
    page: Page, sentence: int, cues: list[FoundCue], places: list[PlaceHit], suppressed: list[Suppressed]
) -> list[Clause]:  # fmt: skip
    start, end = page.sentences[sentence]
    end = min(end, start + LONGEST_SENTENCE)
    settled = settle(page.text, start, cues, places)
    for friend, reason in settled.friends:
        suppressed.append(Suppressed(friend.span, friend.words, "", f"no policy: {reason}"))
    hints = hints_in(page.text[start:end])
    settled = without_insertions(page.text, start, end, settled, hints)
    fresh = _second_halves(page, places, settled.actions) if page.in_title(sentence) else ()
    return split_clauses(page.text, start, end, sentence, settled, fresh, hints)


def _second_halves(page: Page, places: list[PlaceHit], actions: list[Cue]) -> list[int]:
    """Where the second half of a headline begins: "Manila eyes imports, Jakarta curbs exports"."""
    verbs = {cue.start for cue in actions if cue.parts[1] in ("s", "same")}
    return [
        hit.start
        for hit in places[1:]
        if hit.end + 1 in verbs and page.text[max(0, hit.start - 2) : hit.start] == ", "
    ]
