"""Talks about a deal: what becomes of the talks is what becomes of the deal ("broke off talks on a trade pact")."""

import re
from typing import Final

from analysis.acts import ACTIVE, ALONE, BARE_ACT, BEING, PASSIVE, Act
from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.hinted import Hinted
from analysis.members import TRADE_AGREEMENT

# "negotiations with Jakarta on a free trade agreement", "talks to reach a trade deal"
_TALKS_ON: Final = Hinted(
    re.compile(
        r"\b(?:talks|negotiations|discussions)(?: (?:with|between) (?:[\w.’'-]+ ){1,6}?| )"
        r"(?:on|over|about|for|towards?|aimed at|to (?:reach|agree|conclude|secure|seal|sign|strike|update|upgrade)) "
        r"(?:[\w%.’'-]+ ){0,4}$",
        re.IGNORECASE,
    ),
    "talks ", "negotiations ", "discussions ",
)
_REACH: Final = 110
_BROKEN: Final = frozenset(("suspend", "end"))
CLOSING: Final = frozenset(("wrap up", "conclude", "complete", "finalise"))
_GAP: Final = 4
_TALKING: Final = ("talk", "negotiation", "discuss")
_BY_NAME: Final = (
    "talks with", "talks between", "negotiations with", "negotiations between", "round of talks",
    "round of negotiations",
)


def act_on_talks(text: str, clause: Clause, thing: Cue, act: Act) -> Act:
    """The act that ends or closes the talks on a deal, in the place of what is said of the deal itself."""
    if thing.kind != "instrument" or thing.parts[0] != TRADE_AGREEMENT or thing.parts[1] != "opening":
        return act
    if act.relation == PASSIVE:
        return act
    talks = _TALKS_ON.search(text, max(clause.start, thing.start - _REACH), thing.start, clause.hints)
    if talks is None:
        return act
    for cue in reversed(clause.actions):
        if cue.end > talks.start() or words_between(text, cue.end, talks.start()) > _GAP:
            continue
        if cue.parts[0] in _BROKEN or cue.parts[2] in CLOSING:
            return Act(cue, ACTIVE, cue.parts[0], cue.parts[1], cue.parts[2], cue.parts[3])
    for cue in clause.actions:
        is_done = cue.start >= thing.end and word_before(text, cue.start) in BEING
        if is_done and (cue.parts[0] in _BROKEN or cue.parts[2] in CLOSING):
            # "discussions on a trade pact were suspended"
            return Act(cue, PASSIVE, cue.parts[0], cue.parts[1], cue.parts[2], cue.parts[3])
    # talks to reach a deal have reached none
    is_inner = act.cue is not None and talks.start() <= act.cue.start < thing.start
    return BARE_ACT if is_inner else act


def are_on(text: str, clause: Clause, thing: Cue) -> bool:
    """Whether the instrument is what talks are about."""
    return _TALKS_ON.search(text, max(clause.start, thing.start - _REACH), thing.start, clause.hints) is not None


def is_only_matter(text: str, clause: Clause, thing: Cue) -> bool:
    """"Talks between Chile and Oman on a trade deal": the talks are named themselves, and say who is at the table."""
    if thing.kind != "instrument" or thing.parts[0] != TRADE_AGREEMENT or thing.parts[1] != "opening":
        return False
    talks = (cue for cue in clause.instruments if cue.end < thing.start and cue.words.startswith(_BY_NAME))
    return any(True for _ in talks) and are_on(text, clause, thing)


def is_of_talks(text: str, clause: Clause, act: Act, talks: Cue) -> bool:
    """Whether the word for talks is the subject of an end: "talks on a trade pact were suspended"."""
    if act.relation not in (PASSIVE, ALONE) or act.cue is None or not talks.words.startswith(_TALKING):
        return False
    is_over = act.action in _BROKEN or act.lemma in CLOSING or act.lemma == "collapse"
    return is_over and clause.start <= talks.start < act.cue.start
