"""Money that a state hands to its producers is support, also where nobody calls it so."""

import re
from typing import Final

from analysis.clauses import Clause, Cue
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit
from analysis.model import Channel

# "plans to give $12 billion to farmers", "to offer 30 billion reais in credit to exporters"
_GIVEN: Final = Hinted(
    re.compile(
        r"\b(?:give|pay|offer|provide|hand|grant|allocate|earmark|set aside|spend|inject|distribute|disburse|lend|"
        r"announce|unveil|approve|pledge|promise|commit|release|gave|given|paid|lent|spent|set)(?:s|d|ed)?(?: out)? "
        r"(?:(?:up to|at least|about|around|some|another|an extra|a further|nearly|almost|more than|over) )?"
        r"((?:[A-Z]{0,3}[$€£¥])?\d[\d.,]*[ -]?(?:million|billion|trillion|crore|bn)\b)"
        r"(?: (?!for\b|to\b)[\w-]+){0,5}? (?:to|for) (?:(?:help|support|compensate|aid|assist) )?"
        r"(?:(?!and\b|the United\b)[\w-]+ ){0,4}?"
        r"(?:farmers|growers|ranchers|producers|exporters|fishermen|manufacturers|makers|mills|smelters|carmakers|"
        r"steelmakers|chipmakers|shipyards|dairies)\b"
    ),
    "million", "billion", "trillion", "crore", "bn",
)  # fmt: skip
# who gives it is a state or speaks for one
_STATES: Final = frozenset(("country", "capital", "leader", "office", "bloc", "adjective", "demonym"))


def handed_out(text: str, clause: Clause, places: list[PlaceHit]) -> Cue | None:
    """The sum that a country gives to producers, where the clause does not call it aid, a grant or a loan."""
    found = _GIVEN.search(text, clause.start, clause.end, clause.hints) if clause.actions else None
    if found is None or any(cue.parts[0] == Channel.SUBSIDY for cue in clause.instruments):
        return None
    if not any(clause.start <= h.start < found.start() and h.place.kind in _STATES for h in places):
        return None
    return Cue(found.start(1), found.end(1), "instrument", ("subsidy", "support", "noun", "", ""), found[1].lower())
