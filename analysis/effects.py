"""What a sentence tells of the barrier named before it: who is hurt by it, who is spared."""

import re
from typing import Final

from analysis.acts import BEING
from analysis.binding import Bound, Topics
from analysis.clauses import Clause, Cue, word_before
from analysis.context import Context
from analysis.deals import with_members
from analysis.drafts import EFFECT, HEADLINE, NAMED, SAID, Draft
from analysis.matcher import PlaceHit
from analysis.model import Slot, Span, Stance, Status
from analysis.page import Page
from analysis.reactions import suffers
from analysis.spans import span_of

_SPARING: Final = frozenset(("spare", "exempt", "exclude", "carve out"))
_FROM_NOTHING_ELSE: Final = re.compile(
    r"(?: from (?:it|them|this|these|those))?(?: too| as well| for now| so far| altogether| entirely)?\W*",
    re.IGNORECASE,
)


_FOLLOWING: Final = re.compile(r"\b(?:(may|might|could|will|would) )?(?:\w+ly )?follow(?:s|ed)? suit\b")
_SUITED: Final = {
    "may": Status.HOPED, "might": Status.HOPED, "could": Status.HOPED, "would": Status.HOPED, "will": Status.ANNOUNCED,
}  # fmt: skip


class Effects:
    """What one sentence without a measure of its own tells of the barrier named before."""

    def __init__(
        self, page: Page, topics: Topics, context: Context, clauses: list[Clause], places: list[PlaceHit]
    ) -> None:  # fmt: skip
        self._page, self._text, self._topics, self._context = page, page.text, topics, context
        self._clauses, self._places = clauses, places

    def told(self) -> list[Draft]:
        """"Footwear was hit hard", "aircraft were spared", "Norway will be exempt"."""
        if any(clause.instruments or clause.flows for clause in self._clauses):
            return []
        followers = self._followers()
        if followers:
            return followers
        last = self._context.barrier()
        if not last or not self._topics.in_sentence(self._clauses[0].sentence):
            return self._spared_countries()
        found = []
        for index, clause in enumerate(self._clauses):
            bound = self._topics.bind(self._clauses, index, is_definite=True)
            if bound.rule != "same clause":
                continue
            if any(cue.parts[2] in _SPARING and cue.parts[1] in ("ed", "part") for cue in clause.actions):
                found.append(self._repeated(last, clause, bound, Stance.LIBERALISING, "spared"))
            elif any(cue.parts[3] == "damage" for cue in clause.actions) or any(
                suffers(self._page, hit) for hit in bound.hits
            ):
                found.append(self._repeated(last, clause, bound, Stance.RESTRICTIVE, "hurt"))
        return found

    def _followers(self) -> list[Draft]:
        """"Russia later followed suit": the measure named before, taken by another country."""
        last = self._context.struck()
        if last is None or not self._places:
            return []
        begin, end = self._clauses[0].start, self._clauses[-1].end
        suit = _FOLLOWING.search(self._text, begin, end)
        if suit is None:
            return []
        named = with_members(tuple(dict.fromkeys(h.place.iso3 for h in self._places if h.end <= suit.start())))
        doers = tuple(iso3 for iso3 in named if iso3 not in last.targets and iso3 not in last.implementers)
        if not doers:
            return []
        status = _SUITED.get(suit[1] or "", Status.IN_FORCE)
        draft = self._repeated(last, self._clauses[0], Bound(last.sectors, (), ""), Stance.RESTRICTIVE, "followed")
        draft.implementers, draft.status, draft.weakness = doers, status, SAID
        return [draft]

    def _spared_countries(self) -> list[Draft]:
        """"Norway and Iceland will be exempt" from the barrier named before."""
        last = self._context.struck()
        if last is None or not self._places:
            return []
        for clause in self._clauses:
            sparing = (cue for cue in clause.actions if cue.parts[2] in _SPARING)
            spared = next((cue for cue in sparing if _is_spared(self._text, cue, clause.end)), None)
            hits = [h for h in self._places if spared and clause.start <= h.start and h.end <= spared.start]
            named = with_members(tuple(dict.fromkeys(h.place.iso3 for h in hits)))
            freed = tuple(iso3 for iso3 in named if iso3 not in last.implementers)
            if freed:
                bound = Bound(last.sectors, (), "measure named before")
                draft = self._repeated(last, clause, bound, Stance.LIBERALISING, "spared")
                draft.targets = freed
                return [draft]
        return []

    def _repeated(self, last: Draft, clause: Clause, bound: Bound, stance: Stance, how: str) -> Draft:
        draft = last.copied()
        draft.stance = stance
        # a headline that the body does not repeat keeps the sectors that it names
        draft.sectors = tuple(dict.fromkeys((*(last.sectors if last.weakness == HEADLINE else ()), *bound.sectors)))
        draft.evidence = [trimmed(self._text, clause.start, clause.end)]
        draft.weakness, draft.is_bound = NAMED, True
        draft.scope = "exempted" if stance is Stance.LIBERALISING else last.scope
        draft.rules = [f"{EFFECT} {how} by the measure named before"]
        draft.slots = [Slot("sector", hit.span) for hit in bound.hits]
        draft.magnitudes, draft.legal_basis, draft.dates = [], [], []
        return draft


def _is_spared(text: str, cue: Cue, end: int) -> bool:
    """"... will be exempt", from what was named before and from nothing else."""
    is_passive = cue.parts[1] in ("ed", "part", "base") and word_before(text, cue.start) in BEING
    return is_passive and _FROM_NOTHING_ELSE.fullmatch(text, cue.end, end) is not None


_EDGES: Final = " \n\t,;—–-"


def trimmed(text: str, start: int, end: int) -> Span:
    """The clause without spaces and commas at its ends."""
    piece = text[start:end]
    head = len(piece) - len(piece.lstrip(_EDGES))
    return span_of(start + head, start + max(head, len(piece.rstrip(_EDGES))))
