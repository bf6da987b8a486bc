"""Taxonomy and page to mentions. Overlap is settled here and nowhere else: longest, then leftmost."""

from collections import Counter
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from analysis.guards import Guard
from analysis.model import Span, Suppressed
from analysis.page import Page
from analysis.scanner import Scanner
from analysis.spans import span_of
from analysis.taxonomy import Taxonomy, Term

# Hits are made by the dozen and their parts are read by the hundred. Plain classes with slots are the fastest to make
# and to read, as Python and compiled; frozen dataclasses take three times as long to make, named tuples to read.


class PlaceName:
    """A name that stands for a country: folded words, ISO 3166-1 alpha-3, and what kind of name it is."""

    __slots__ = ("case", "folded", "iso3", "kind")

    def __init__(self, folded: str, iso3: str, kind: str, case: str = "any") -> None:
        self.folded, self.iso3, self.kind, self.case = folded, iso3, kind, case


class CueWord:
    """A phrase that tells how: the class of cue and, where it has one, its value, also unpacked."""

    __slots__ = ("folded", "kind", "parts", "value")

    def __init__(self, folded: str, kind: str, value: str = "") -> None:
        self.folded, self.kind, self.value, self.parts = folded, kind, value, _parts_of(value)


@lru_cache(maxsize=4096)
def _parts_of(value: str) -> tuple[str, ...]:
    return tuple(value.split("|"))


class FalseFriend(NamedTuple):
    """A phrase that only looks like a term or a place."""

    folded: str


Payload = Term | PlaceName | CueWord | FalseFriend


class Hit:
    """Something that was met, by original offsets."""

    __slots__ = ("end", "start")

    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return span_of(self.start, self.end)


class TermHit(Hit):
    """A term that counts: original offsets, sentence, entry, and the part it plays in a name (word or body)."""

    __slots__ = ("role", "sentence", "term")

    def __init__(self, start: int, end: int, sentence: int, term: Term, role: str) -> None:
        self.start, self.end, self.sentence, self.term, self.role = start, end, sentence, term, role

    def taken_for(self, term: Term, role: str) -> "TermHit":
        """The same words as another entry."""
        return TermHit(self.start, self.end, self.sentence, term, role)


class PlaceHit(Hit):
    """A place name: original offsets, sentence, entry."""

    __slots__ = ("place", "sentence")

    def __init__(self, start: int, end: int, sentence: int, place: PlaceName) -> None:
        self.start, self.end, self.sentence, self.place = start, end, sentence, place

    def taken_for(self, iso3: str, kind: str = "") -> "PlaceHit":
        """The same name, of another country."""
        name = self.place
        meant = PlaceName(name.folded, iso3, kind or name.kind, name.case)
        return PlaceHit(self.start, self.end, self.sentence, meant)


class CueHit(Hit):
    """A cue: original offsets, sentence, entry."""

    __slots__ = ("cue", "sentence")

    def __init__(self, start: int, end: int, sentence: int, cue: CueWord) -> None:
        self.start, self.end, self.sentence, self.cue = start, end, sentence, cue


# offsets and entry of a cue, where its sentence goes without saying
FoundCue = tuple[int, int, CueWord]


class FriendHit(Hit):
    """A phrase that only looks like a term: it hides what lies in it."""

    __slots__ = ()

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


class Matches(NamedTuple):
    """All that one pass found on a page, each list in the order of the text."""

    terms: list[TermHit]
    places: list[PlaceHit]
    cues: list[CueHit]
    suppressed: list[Suppressed]


# cues that are looked for everywhere: those that open a sentence to a closer look, and those with a stage of their own
EVERYWHERE: Final = frozenset(("instrument", "flow", "reference", "exclusion"))


class _Slot(NamedTuple):
    """All that one phrase stands for, by kind; a term that spells a condition out comes before one that does not."""

    terms: tuple[Guard, ...]
    place: PlaceName | None
    is_friend: bool
    cues: tuple[CueWord, ...]


class Matcher:
    """Compiled phrases of a taxonomy, the places and the cues."""

    def __init__(self, taxonomy: Taxonomy, places: tuple[PlaceName, ...], cues: tuple[CueWord, ...]) -> None:
        entries: list[tuple[str, Payload]] = []
        own = Counter(term.folded for sector in taxonomy.sectors for term in sector.terms)
        guards: dict[int, Guard] = {}
        for sector in sorted(taxonomy.sectors, key=lambda sector: sector.id):
            for term in sorted(sector.terms, key=lambda term: (not term.needs, term.folded)):
                # a word of two sectors has to say which by its company
                guards[id(term)] = Guard(term, is_goods=bool(sector.hs) and own[term.folded] == 1)
                # a plural made by rule gives way to an entry that spells it out
                entries.extend([(form, term) for form in term.forms if form == term.folded or form not in own])
        entries.extend((friend, FalseFriend(friend)) for friend in taxonomy.false_friends)
        entries.extend((place.folded, place) for place in places)
        entries.extend((cue.folded, cue) for cue in cues if cue.kind in EVERYWHERE)
        self._scanner: Scanner[Payload] = Scanner(entries)
        # most cues are everyday verbs; they are looked up only in sentences that speak of policy or trade flows
        self._cue_scanner: Scanner[CueWord] = Scanner((cue.folded, cue) for cue in cues if cue.kind not in EVERYWHERE)
        self._slots = [_slot_of(payloads, guards) for payloads in self._scanner.payloads]

    def match(self, page: Page) -> Matches:
        """Terms, places and the cues that are looked for everywhere, and what was put aside with the reason."""
        terms: list[TermHit] = []
        places: list[PlaceHit] = []
        cues: list[CueHit] = []
        suppressed: list[Suppressed] = []
        if page.sentences:
            for hit in _longest_first(self._candidates(page, cues, suppressed)):
                if isinstance(hit, TermHit):
                    terms.append(hit)
                elif isinstance(hit, PlaceHit):
                    places.append(hit)
        return Matches(terms, places, cues, suppressed)

    def cues_in(self, page: Page, sentence: int) -> list[FoundCue]:
        """All other cues of a sentence, by where they end."""
        cues: list[FoundCue] = []
        payloads, folded = self._cue_scanner.payloads, page.folded
        padded, first = page.folded_sentence(sentence)
        for index, start, end in self._cue_scanner.hits(padded):
            start, end = start + first, end + first - 2
            if folded.offsets is not None:
                start, end = folded.span(start, end)
            for cue in payloads[index]:
                cues.append((start, end, cue))
        return cues

    def _candidates(self, page: Page, cues: list[CueHit], suppressed: list[Suppressed]) -> list[Hit]:
        """Terms, places and false friends that may stand where they stand, by start; cues go straight to their list."""
        text, slots, offsets = page.text, self._slots, page.folded.offsets
        starts, sentence, following, stop = [*page.starts, len(text) + 1], -1, 0, 0
        contest: list[Hit] = []
        # in the order of ends already
        for index, start, end in sorted(self._scanner.hits(page.folded.padded), key=itemgetter(1)):
            end -= 2
            if offsets is not None:
                start, end = page.folded.span(start, end)
            while following <= start:
                sentence += 1
                following, stop = starts[sentence + 1], page.sentences[sentence][1]
            if end > stop:
                continue
            terms, place, is_friend, named = slots[index]
            for cue in named:
                cues.append(CueHit(start, end, sentence, cue))
            is_small = text[start].islower() if terms else False
            for guard in terms:
                if is_small and guard.is_free:
                    contest.append(TermHit(start, end, sentence, guard.term, "word"))
                    break
                if is_small and guard.is_name:
                    continue
                reason, role = guard.judge(page, start, end, sentence, self._scanner.phrases[index])
                if not reason:
                    contest.append(TermHit(start, end, sentence, guard.term, role))
                    break
                suppressed.append(Suppressed(span_of(start, end), guard.term.surface, guard.term.sector, reason))
            if place is not None and (text[start].isupper() or place.case == "lower") and not _is_tail(text, start):
                contest.append(PlaceHit(start, end, sentence, place))
            if is_friend:
                contest.append(FriendHit(start, end))
        return contest


def _is_tail(text: str, start: int) -> bool:
    """Whether only the end of an abbreviation stands here: "U.S.-Korea" holds no "S. Korea"."""
    return text[start + 1 : start + 3] == ".-"


def _slot_of(payloads: tuple[Payload, ...], guards: dict[int, Guard]) -> _Slot:
    terms, place, is_friend, cues = [], None, False, []
    for payload in payloads:
        if isinstance(payload, Term):
            terms.append(guards[id(payload)])
        elif isinstance(payload, CueWord):
            cues.append(payload)
        elif isinstance(payload, FalseFriend):
            is_friend = True
        else:
            place = place or payload
    return _Slot(tuple(terms), place, is_friend, tuple(cues))


def _longest_first(contest: list[Hit]) -> list[Hit]:
    """Candidates that survive overlap, in the order of the text; contest is sorted by start."""
    kept: list[Hit] = []
    first = reach = 0
    for index, hit in enumerate(contest):
        if hit.start >= reach:
            kept += _settle(contest[first:index]) if index - first > 1 else contest[first:index]
            first = index
        reach = max(reach, hit.end)
    return kept + _settle(contest[first:])


def _settle(cluster: list[Hit]) -> list[Hit]:
    """The longest, then leftmost ones; "Brazilian" in Brazilian coffee and the USDA stay places beside the term."""
    taken: list[Hit] = []
    for candidate in sorted(cluster, key=_by_length):
        start, end = candidate.start, candidate.end
        rivals = [other for other in taken if start < other.end and other.start < end]
        if not rivals or _stands_beside(candidate, rivals):
            taken.append(candidate)
    return [hit for hit in cluster if hit in taken] if len(taken) > 1 else taken


def _by_length(candidate: Hit) -> tuple[int, int]:
    return candidate.start - candidate.end, candidate.start


def _stands_beside(candidate: Hit, rivals: list[Hit]) -> bool:
    """Whether a place may stand beside the terms that cover it: it is the whole term, or the demonym it begins with."""
    if not isinstance(candidate, PlaceHit):
        return False
    start, end, is_demonym = candidate.start, candidate.end, candidate.place.kind == "demonym"
    return all(
        isinstance(other, TermHit) and other.start == start and (other.end == end or is_demonym) for other in rivals
    )
