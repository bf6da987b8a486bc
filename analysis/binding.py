"""Which sectors a measure concerns: by clause, list, word that points back, headline and lead; or the whole economy."""

from typing import Final

from analysis.anaphora import Reference
from analysis.clauses import Clause
from analysis.matcher import TermHit
from analysis.model import Span

_CONTRAST: Final = frozenset((
    "but", "while", "whereas", "although", "though", "however", "even though", "except", "except for",
))  # fmt: skip
# what stands beyond these belongs to another event
_OTHER_EVENT: Final = frozenset((
    "after", "because", "following", "before", "when", "since", "amid", "despite", "in response to",
    "in retaliation for", "in retaliation", "in the wake of", "as", "once", "given", "until",
))  # fmt: skip
_PARTING: Final = _CONTRAST | _OTHER_EVENT
_BACKWARD: Final = 2
# a sentence that names more goods is a table
_MOST_HITS: Final = 80


class Bound:
    """Sectors, the hits that name them, and the rule; no rule means that nothing was found."""

    __slots__ = ("hits", "rule", "sectors")

    def __init__(self, sectors: tuple[str, ...], hits: tuple[TermHit, ...], rule: str) -> None:
        self.sectors, self.hits, self.rule = sectors, hits, rule


NOTHING: Final = Bound((), (), "")


class Topics:
    """What the article has been about so far, sector by sector; one per article."""

    def __init__(self, hits: list[TermHit], references: list[Reference], title_end: int, lead: int) -> None:
        self._by_sentence: dict[int, list[TermHit]] = {}
        words = [hit for hit in hits if hit.role not in ("body", "name")]
        for hit in words:
            here = self._by_sentence.setdefault(hit.sentence, [])
            if len(here) < _MOST_HITS:
                here.append(hit)
        self._references: dict[int, list[Reference]] = {}
        for reference in references:
            self._references.setdefault(reference.sentence, []).append(reference)
        titled = tuple(hit for hit in words if hit.start < title_end)
        self.headline = (titled or tuple(self._by_sentence.get(lead, ())))[:_MOST_HITS]

    def bind(
        self, clauses: list[Clause], index: int, *, is_definite: bool, phrase: Span | None = None,
        named: Span | None = None,
    ) -> Bound:  # fmt: skip
        """The sectors of a measure stated in one clause of a sentence; those of its own verb phrase before others."""
        clause = clauses[index]
        hits = [hit for hit in self._by_sentence.get(clause.sentence, ()) if _within(hit, clause)]
        if named and hits and all(named.start <= hit.start < named.end for hit in hits):
            # "the Deforestation Regulation": its name is no object of it where the sentence names others
            here = self._by_sentence.get(clause.sentence, ())
            hits = [] if any(not _within(hit, clause) for hit in here) else hits
        if phrase and any(phrase.start <= hit.start < phrase.end for hit in hits):
            hits = [hit for hit in hits if hit.start < phrase.end and hit.start >= phrase.start]
        if hits:
            return _bound(hits, "same clause")
        for reference in self._references.get(clause.sentence, ()):
            if clause.start <= reference.start < clause.end:
                return _bound(list(reference.antecedents), "word that points back")
        if clause.has_scope("economy_wide") and not is_definite:
            return Bound((), (), "economy-wide")
        return self._nearby(clauses, index)

    def _nearby(self, clauses: list[Clause], index: int) -> Bound:
        here = self._by_sentence.get(clauses[index].sentence, [])
        for other in (*range(index - 1, -1, -1), *range(index + 1, len(clauses))):
            first, last = min(other, index), max(other, index)
            if any(clauses[between].opener in _PARTING for between in range(first + 1, last + 1)):
                continue
            hits = [hit for hit in here if _within(hit, clauses[other])]
            if hits:
                return _bound(hits, "same sentence")
        return NOTHING

    def before(self, sentence: int) -> Bound:
        """The sectors of the nearest of the last sentences that names any."""
        for back in range(1, _BACKWARD + 1):
            hits = self._by_sentence.get(sentence - back)
            if hits:
                return _bound(hits, "sentence before")
        return NOTHING

    def of_headline(self) -> Bound:
        """The sectors of headline or lead."""
        return _bound(list(self.headline), "headline or lead") if self.headline else NOTHING

    def in_sentence(self, sentence: int) -> list[TermHit]:
        """The hits of one sentence."""
        return self._by_sentence.get(sentence, [])


def _within(hit: TermHit, clause: Clause) -> bool:
    return clause.start <= hit.start < clause.end


def _bound(hits: list[TermHit], rule: str) -> Bound:
    return Bound(tuple(dict.fromkeys(hit.term.sector for hit in hits)), tuple(hits), rule)
