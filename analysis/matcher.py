"""Taxonomy and page to mentions. Overlap is settled here and nowhere else: longest, then leftmost."""

from dataclasses import dataclass
from typing import NamedTuple

from analysis.folding import fold_phrase
from analysis.model import Suppressed, Span
from analysis.names import name_role
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


# the subject of a newswire sentence begins within so many characters
SUBJECT_REACH = 20

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
        entries.extend((cue.folded, cue) for cue in cues)
        self._scanner: Scanner[Payload] = Scanner(entries)

    def match(self, page: Page) -> Matches:
        """Terms, places and cues of a page, and what was put aside with the reason."""
        terms: list[TermHit] = []
        places: list[PlaceHit] = []
        cues: list[CueHit] = []
        suppressed: list[Suppressed] = []
        if page.sentences:
            contest = self._candidates(page, cues, suppressed)
            for start, end, sentence, payload, role in _longest_first(contest):
                if isinstance(payload, Term):
                    terms.append(TermHit(start, end, sentence, payload, role))
                elif isinstance(payload, PlaceName):
                    places.append(PlaceHit(start, end, sentence, payload))
        return Matches(terms=terms, places=places, cues=cues, suppressed=suppressed)

    def _candidates(self, page: Page, cues: list[CueHit], suppressed: list[Suppressed]) -> list["_Candidate"]:
        hits = self._scanner.hits(page.folded.padded)
        hits.sort()
        payloads, starts, mapped = self._scanner.payloads, page.starts, page.folded.offsets is not None
        contest: list[_Candidate] = []
        sentence, last = 0, len(starts) - 1
        for start, end, index in hits:
            if mapped:
                start, end = page.folded.span(start, end)
            while sentence < last and starts[sentence + 1] <= start:
                sentence += 1
            if end > page.sentences[sentence][1]:
                continue
            for payload in payloads[index]:
                kind = payload.__class__
                if kind is CueWord:
                    cues.append(CueHit(start, end, sentence, payload))  # type: ignore[arg-type]
                elif kind is Term:
                    reason, role = _judge(page, start, end, sentence, payload)  # type: ignore[arg-type]
                    if not reason:
                        contest.append((start, end, sentence, payload, role))
                        break
                    suppressed.append(
                        Suppressed(
                            span=Span(start, end), term=payload.surface, sector=payload.sector, reason=reason  # type: ignore[union-attr]
                        )
                    )
                elif kind is not PlaceName or _is_place(page, start, end, sentence, payload):  # type: ignore[arg-type]
                    contest.append((start, end, sentence, payload, "word"))
        return contest


_Candidate = tuple[int, int, int, Payload, str]


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
    taken: list[_Candidate] = []
    for candidate in sorted(cluster, key=lambda c: (c[0] - c[1], c[0])):
        if all(candidate[1] <= other[0] or candidate[0] >= other[1] for other in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda c: c[0])


def _judge(page: Page, start: int, end: int, sentence: int, term: Term) -> tuple[str, str]:
    """(reason, role): why the term does not count here (empty if it does) and its part in a name."""
    if term.case != "any" and (reason := _case_reason(page, start, end, sentence, term)):
        return reason, ""
    role = name_role(page, start, end, sentence) if page.text[start].isupper() and not term.company else "word"
    if role == "name" and " " not in term.folded:
        return "part of a name", ""
    if term.subject and role == "word" and _is_subject(page, start, sentence):
        role = "subject"
    if (term.needs or term.blocks) and (reason := _company_reason(page, start, end, sentence, term, is_subject=role == "subject")):
        return reason, ""
    return "", role


def _is_subject(page: Page, start: int, sentence: int) -> bool:
    """Whether the sentence is about the word: it stands in the headline or opens the sentence."""
    first = page.sentences[sentence][0]
    return page.in_title(sentence) or (start - first <= SUBJECT_REACH and "," not in page.text[first:start])


def _case_reason(page: Page, start: int, end: int, sentence: int, term: Term) -> str:
    quote = page.text[start:end]
    shouted = page.case_of(sentence) == "shouted"
    if term.case == "cased":
        if shouted or quote == term.surface or quote.rstrip("s").rstrip("'’") == term.surface:
            return ""
        return f"not written {term.surface}"
    if quote[0].islower() or (shouted and term.needs):
        return ""
    return "capitalised, so it may be a name"


def _company_reason(
    page: Page, start: int, end: int, sentence: int, term: Term, *, is_subject: bool
) -> str:
    """Why the rest of the sentence speaks against the term, or nothing."""
    folded = page.folded_around(start, end, sentence)
    own = f" {fold_phrase(page.text[start:end])} "
    for block in term.blocks:
        if block in folded and f" {block} " in folded and _blocks(page, start, end, sentence, own, block):
            return f"blocked by {block!r}"
    if term.needs and not is_subject:
        rest = folded.replace(own, " \x00 ", 1)
        words = set(rest.split())
        if words.isdisjoint(term.needs) and not any(" " in need and f" {need} " in rest for need in term.needs):
            return "none of the words it needs is near"
    return ""


def _blocks(page: Page, start: int, end: int, sentence: int, own: str, block: str) -> bool:
    """A block that holds the term itself strikes only the occurrence inside it."""
    padded = f" {block} "
    inside = padded.find(own)
    if inside < 0:
        return True
    offset = page.sentences[sentence][0]
    before = fold_phrase(page.text[max(offset, start - len(block) - 2) : start])
    after = fold_phrase(page.text[end : end + len(block) + 2])
    head, tail = padded[:inside].strip(), padded[inside + len(own) :].strip()
    fits_before = not head or f" {before}".endswith(f" {head}")
    return fits_before and (not tail or f"{after} ".startswith(f"{tail} "))


def _is_place(page: Page, start: int, end: int, sentence: int, place: PlaceName) -> bool:
    """Whether the letters allow a place: names are capitalised."""
    return page.text[start].isupper() or place.case == "lower"
