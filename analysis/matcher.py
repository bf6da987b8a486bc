"""Taxonomy and page to mentions. Overlap is settled here and nowhere else: longest, then leftmost."""

from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from analysis.guards import Guard
from analysis.model import Span, Suppressed
from analysis.page import Page
from analysis.scanner import Scanner
from analysis.taxonomy import Taxonomy, Term


class PlaceName(NamedTuple):
    """A name that stands for a country: folded words, ISO 3166-1 alpha-3, and what kind of name it is."""

    folded: str
    iso3: str
    kind: str
    case: str = "any"


class CueWord(NamedTuple):
    """A phrase that tells how: the class of cue and, where it has one, its value."""

    folded: str
    kind: str
    value: str = ""


class FalseFriend(NamedTuple):
    """A phrase that only looks like a term or a place."""

    folded: str


Payload = Term | PlaceName | CueWord | FalseFriend


class TermHit(NamedTuple):
    """A term that counts: original offsets, sentence, entry, and the part it plays in a name (word or body)."""

    start: int
    end: int
    sentence: int
    term: Term
    role: str


class PlaceHit(NamedTuple):
    """A place name: original offsets, sentence, entry."""

    start: int
    end: int
    sentence: int
    place: PlaceName


class CueHit(NamedTuple):
    """A cue: original offsets, sentence, entry."""

    start: int
    end: int
    sentence: int
    cue: CueWord


class FriendHit(NamedTuple):
    """A phrase that only looks like a term: it hides what lies in it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """All that one pass found on a page, each list in the order of the text."""

    terms: list[TermHit]
    places: list[PlaceHit]
    cues: list[CueHit]
    suppressed: list[Suppressed]


# cues that make a sentence worth a closer look, and those that are looked for everywhere
OPENERS = frozenset(("instrument", "flow"))
EVERYWHERE = OPENERS | {"reference", "exclusion"}


class _Slot(NamedTuple):
    """All that one phrase stands for, by kind; a term that spells a condition out comes before one that does not."""

    terms: tuple[Guard, ...]
    place: PlaceName | None
    is_friend: bool
    cues: tuple[CueWord, ...]


_Candidate = TermHit | PlaceHit | FriendHit


class Matcher:
    """Compiled phrases of a taxonomy, the places and the cues."""

    def __init__(self, taxonomy: Taxonomy, places: tuple[PlaceName, ...], cues: tuple[CueWord, ...]) -> None:
        entries: list[tuple[str, Payload]] = []
        own = {term.folded for sector in taxonomy.sectors for term in sector.terms}
        guards: dict[int, Guard] = {}
        for sector in sorted(taxonomy.sectors, key=lambda sector: sector.id):
            for term in sorted(sector.terms, key=lambda term: (not term.needs, term.folded)):
                guards[id(term)] = Guard(term)
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
        """Terms, places and cues of a page, and what was put aside with the reason."""
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
            self._add_cues(page, cues)
        return Matches(terms=terms, places=places, cues=cues, suppressed=suppressed)

    def _add_cues(self, page: Page, cues: list[CueHit]) -> None:
        """Every other cue of the sentences that hold one which opens them, in the order of the text."""
        opened = sorted({hit.sentence for hit in cues if hit.cue.kind in OPENERS})
        if not opened:
            return
        payloads, folded = self._cue_scanner.payloads, page.folded
        for sentence in opened:
            padded, first = page.folded_sentence(sentence)
            for start, end, index in self._cue_scanner.hits(padded):
                start, end = start + first, end + first
                if folded.offsets is not None:
                    start, end = folded.span(start, end)
                for cue in payloads[index]:
                    cues.append(CueHit(start, end, sentence, cue))
        cues.sort(key=itemgetter(0, 1))

    def _candidates(self, page: Page, cues: list[CueHit], suppressed: list[Suppressed]) -> list[_Candidate]:
        """Terms, places and false friends that may stand where they stand, by start; cues go straight to their list."""
        text, slots, offsets = page.text, self._slots, page.folded.offsets
        starts, sentence = [*page.starts, len(text) + 1], 0
        contest: list[_Candidate] = []
        for start, end, index in sorted(self._scanner.hits(page.folded.padded)):
            if offsets is not None:
                start, end = page.folded.span(start, end)
            while starts[sentence + 1] <= start:
                sentence += 1
            if end > page.sentences[sentence][1]:
                continue
            terms, place, is_friend, named = slots[index]
            for cue in named:
                cues.append(CueHit(start, end, sentence, cue))
            is_small = text[start].islower()
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
                suppressed.append(Suppressed(Span(start, end), guard.term.surface, guard.term.sector, reason))
            if place is not None and (text[start].isupper() or place.case == "lower"):
                contest.append(PlaceHit(start, end, sentence, place))
            if is_friend:
                contest.append(FriendHit(start, end))
        return contest


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


def _longest_first(contest: list[_Candidate]) -> list[_Candidate]:
    """Candidates that survive overlap, in the order of the text; contest is sorted by start."""
    kept: list[_Candidate] = []
    index, count = 0, len(contest)
    while index < count:
        reach, stop = contest[index][1], index + 1
        while stop < count and contest[stop][0] < reach:
            reach = max(reach, contest[stop][1])
            stop += 1
        if stop == index + 1:
            kept.append(contest[index])
        else:
            kept.extend(_settle(contest[index:stop]))
        index = stop
    return kept


def _settle(cluster: list[_Candidate]) -> list[_Candidate]:
    """The longest, then leftmost ones; "Brazilian" in Brazilian coffee and the USDA stay places beside the term."""
    taken: list[_Candidate] = []
    for candidate in sorted(cluster, key=_by_length):
        start, end = candidate[:2]
        rivals = [other for other in taken if start < other[1] and other[0] < end]
        if not rivals or _stands_beside(candidate, rivals):
            taken.append(candidate)
    return sorted(taken, key=itemgetter(0)) if len(taken) > 1 else taken


def _by_length(candidate: _Candidate) -> tuple[int, int]:
    return candidate[0] - candidate[1], candidate[0]


def _stands_beside(candidate: _Candidate, rivals: list[_Candidate]) -> bool:
    """Whether a place may stand beside the terms that cover it: it is the whole term, or the demonym it begins with."""
    if not isinstance(candidate, PlaceHit):
        return False
    start, end, is_demonym = candidate.start, candidate.end, candidate.place.kind == "demonym"
    return all(
        isinstance(other, TermHit) and other.start == start and (other.end == end or is_demonym) for other in rivals
    )
