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


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """All that one pass found on a page, each list in the order of the text."""

    terms: list[TermHit]
    places: list[PlaceHit]
    cues: list[CueHit]
    suppressed: list[Suppressed]


# cues that make a sentence worth a closer look, and those that are looked for everywhere
OPENERS = frozenset(("instrument", "flow"))
EVERYWHERE = OPENERS | {"reference"}


class _Slot(NamedTuple):
    """All that one phrase stands for, by kind; a term that spells a condition out comes before one that does not."""

    phrase: str
    terms: tuple[Guard, ...]
    place: PlaceName | None
    friend: FalseFriend | None
    cues: tuple[CueWord, ...]


_Candidate = tuple[int, int, int, Term | PlaceName | FalseFriend, str]


class Matcher:
    """Compiled phrases of a taxonomy, the places and the cues."""

    def __init__(self, taxonomy: Taxonomy, places: tuple[PlaceName, ...], cues: tuple[CueWord, ...]) -> None:
        entries: list[tuple[str, Payload]] = []
        own = {term.folded for sector in taxonomy.sectors for term in sector.terms}
        for sector in sorted(taxonomy.sectors, key=lambda sector: sector.id):
            for term in sorted(sector.terms, key=lambda term: (not term.needs, term.folded)):
                # a plural made by rule gives way to an entry that spells it out
                entries.extend((form, term) for form in term.forms if form == term.folded or form not in own)
        entries.extend((friend, FalseFriend(friend)) for friend in taxonomy.false_friends)
        entries.extend((place.folded, place) for place in places)
        entries.extend((cue.folded, cue) for cue in cues if cue.kind in EVERYWHERE)
        self._scanner: Scanner[Payload] = Scanner(entries)
        # most cues are everyday verbs; they are looked up only in sentences that speak of policy or trade flows
        self._cue_scanner: Scanner[CueWord] = Scanner((cue.folded, cue) for cue in cues if cue.kind not in EVERYWHERE)
        guards = {id(term): Guard(term) for sector in taxonomy.sectors for term in sector.terms}
        self._slots = [_slot_of(*entry, guards) for entry in zip(self._scanner.phrases, self._scanner.payloads, strict=True)]

    def match(self, page: Page) -> Matches:
        """Terms, places and cues of a page, and what was put aside with the reason."""
        terms: list[TermHit] = []
        places: list[PlaceHit] = []
        cues: list[CueHit] = []
        suppressed: list[Suppressed] = []
        if page.sentences:
            for start, end, sentence, payload, role in _longest_first(self._candidates(page, cues, suppressed)):
                if payload.__class__ is Term:
                    terms.append(TermHit(start, end, sentence, payload, role))
                elif payload.__class__ is PlaceName:
                    places.append(PlaceHit(start, end, sentence, payload))
            self._add_cues(page, cues)
        return Matches(terms=terms, places=places, cues=cues, suppressed=suppressed)

    def _add_cues(self, page: Page, cues: list[CueHit]) -> None:
        """Every other cue of the sentences that hold one which opens them, in the order of the text."""
        opened = sorted({hit.sentence for hit in cues if hit.cue.kind in OPENERS})
        if not opened:
            return
        payloads = self._cue_scanner.payloads
        for sentence in opened:
            padded, first = page.folded_sentence(sentence)
            for start, end, index in self._cue_scanner.hits(padded):
                begin, stop = page.folded.span(first + start, first + end)
                cues.extend(CueHit(begin, stop, sentence, cue) for cue in payloads[index])
        cues.sort(key=itemgetter(0, 1))

    def _candidates(self, page: Page, cues: list[CueHit], suppressed: list[Suppressed]) -> list[_Candidate]:
        """Terms, places and false friends that may stand where they stand, by start; cues go straight to their list."""
        text, slots, starts, ends = page.text, self._slots, page.starts, [end for _, end in page.sentences]
        span = page.folded.span if page.folded.offsets is not None else None
        contest: list[_Candidate] = []
        sentence, last = 0, len(starts) - 1
        for start, end, index in sorted(self._scanner.hits(page.folded.padded)):
            if span is not None:
                start, end = span(start, end)
            while sentence < last and starts[sentence + 1] <= start:
                sentence += 1
            if end > ends[sentence]:
                continue
            phrase, terms, place, friend, named = slots[index]
            for cue in named:
                cues.append(CueHit(start, end, sentence, cue))
            for guard in terms:
                if guard.is_free and text[start].islower():
                    contest.append((start, end, sentence, guard.term, "word"))
                    break
                if guard.is_name and text[start].islower():
                    continue
                reason, role = guard.judge(page, start, end, sentence, phrase)
                if not reason:
                    contest.append((start, end, sentence, guard.term, role))
                    break
                suppressed.append(
                    Suppressed(span=Span(start, end), term=guard.term.surface, sector=guard.term.sector, reason=reason)
                )
            if place is not None and (text[start].isupper() or place.case == "lower"):
                contest.append((start, end, sentence, place, "word"))
            if friend is not None:
                contest.append((start, end, sentence, friend, "word"))
        return contest


def _slot_of(phrase: str, payloads: tuple[Payload, ...], guards: dict[int, Guard]) -> _Slot:
    return _Slot(
        phrase=phrase,
        terms=tuple(guards[id(payload)] for payload in payloads if isinstance(payload, Term)),
        place=next((payload for payload in payloads if isinstance(payload, PlaceName)), None),
        friend=next((payload for payload in payloads if isinstance(payload, FalseFriend)), None),
        cues=tuple(payload for payload in payloads if isinstance(payload, CueWord)),
    )


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
    for candidate in sorted(cluster, key=lambda c: (c[0] - c[1], c[0])):
        rivals = [other for other in taken if candidate[0] < other[1] and other[0] < candidate[1]]
        if not rivals or _stands_beside(candidate, rivals):
            taken.append(candidate)
    return sorted(taken, key=lambda c: c[0])


def _stands_beside(candidate: _Candidate, rivals: list[_Candidate]) -> bool:
    """Whether a place may stand beside the terms that cover it: it is the whole term, or the demonym it begins with."""
    start, end, _, payload, _ = candidate
    if not isinstance(payload, PlaceName):
        return False
    is_demonym = payload.kind == "demonym"
    return all(
        isinstance(other[3], Term) and other[0] == start and (other[1] == end or is_demonym) for other in rivals
    )
