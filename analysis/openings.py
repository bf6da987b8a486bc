"""Nouns that are no measure by themselves and become one by what is done to them: public contracts, foreign workers."""

import re
from typing import Final

from analysis.acts import Act
from analysis.clauses import Clause, Cue
from analysis.hinted import Hinted
from analysis.members import MOBILITY, PROCUREMENT
from analysis.model import Channel

_CONTRACTS: Final = ("contract", "tender", "procurement")
_AWARDED: Final = frozenset(("award", "give", "grant", "hand", "offer"))
_OPENED: Final = frozenset(("open", "open up", "reopen", "close", "shut"))
# "compete for Indian government contracts", "take part in public tenders", "access to public procurement"
_SOUGHT: Final = Hinted(
    re.compile(
        r"\b(?:(?:bid|compet|tender|vie|vying|appl)\w* for|"
        r"(?:participat\w*|tak(?:e|es|ing) part|bid|bids|bidding|compete|competing) in|"
        r"access to|eligible for|from|out of) (?:(?!and\b|or\b)[\w.'’-]+ ){0,3}$", re.IGNORECASE,
    ),
    " for ", " in ", "access to ", "from ", "out of ",
)  # fmt: skip
_SOUGHT_REACH: Final = 60
# "will no longer award government contracts to", "stopped giving"
_NO_MORE: Final = Hinted(
    re.compile(r"\b(?:no longer|not|never|stop(?:s|ped)?|ceas(?:e|es|ed)|halt(?:s|ed)?)\b", re.IGNORECASE),
    "no longer", "not", "n’t", "n't", "never", "stop", "ceas", "halt",
)  # fmt: skip
_SHUT_FROM: Final = re.compile(
    r"\b(?:barred|banned|excluded|shut out|kept out|disqualified) (?:from|of) (?:[\w-]+ ){0,3}$"
)
_PEOPLE: Final = ("worker", "student", "labour")
# what lets people in or keeps them out
_ADMITTING: Final = frozenset((
    "admit", "accept", "allow", "welcome", "let in", "recruit", "bar", "ban", "block", "cap", "limit", "restrict",
    "curb", "prohibit",
))  # fmt: skip


def sign_of(text: str, clause: Clause, thing: Cue, act: Act, channel: Channel, sign: str) -> str:
    """The sign of a noun of process, or "opening" where the clause lets somebody have it or keeps it from him."""
    if sign != "process":
        return sign
    if channel is MOBILITY and any(word in thing.words for word in _PEOPLE):
        return "opening" if act.lemma in _ADMITTING else sign
    if channel is PROCUREMENT and any(word in thing.words for word in _CONTRACTS):
        if _SHUT_FROM.search(text, max(clause.start, thing.start - _SOUGHT_REACH), thing.start):
            # "bidders from outside would be barred from railway tenders"
            return "barrier"
        if act.lemma == "reserve" or (act.lemma in _AWARDED and text.startswith(" only to ", thing.end)):
            # "will reserve public tenders for local manufacturers", "awards contracts only to companies with"
            return "barrier"
        if act.lemma in _OPENED:
            return "opening"
        return "opening" if _is_sought(text, clause, thing) or _is_withheld(text, clause, thing, act) else sign
    return sign


def _is_sought(text: str, clause: Clause, thing: Cue) -> bool:
    start = max(clause.start, thing.start - _SOUGHT_REACH)
    if clause.has_scope("negation"):
        # "countries that do not allow our firms to bid for their contracts": the ground of something else
        return False
    return _SOUGHT.search(text, start, thing.start, clause.hints) is not None


def _is_withheld(text: str, clause: Clause, thing: Cue, act: Act) -> bool:
    """"Will no longer award government contracts to American companies"."""
    return act.lemma in _AWARDED and act.cue is not None and (
        _NO_MORE.search(text, clause.start, thing.start, clause.hints) is not None
    )
