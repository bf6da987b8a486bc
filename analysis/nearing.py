"""What is not there yet by the words before it: a deal that is close, an act to which one is pushed or called."""

import re
from typing import Final

from analysis.clauses import Clause
from analysis.hinted import Hinted

# "close to clinching a pact", "on the verge of a deal", "edging closer to a truce"; a figure after it is an estimate
_NEARING: Final = Hinted(
    re.compile(
        r"\b(?:(?:close|closer|near|nearer) to|on the (?:verge|brink|cusp|threshold|point) of|near(?:s|ed|ing)?|"
        r"clos(?:es|ed|ing) in on|(?:edg|inch)(?:es|ed|ing) towards?|moving towards?|"
        r"within (?:reach|sight|touching distance|striking distance) of|"
        r"in the (?:final|last|closing|home) (?:stages?|stretch|straight|phase|leg|lap) of|"
        r"(?:a|one) (?:small |big |final )?step (?:closer to|away from)) "
        r"(?:(?:(?!and\b|but\b|that\b|which\b|to\b)[a-zA-Z’'-]+|U\.S\.|U\.K\.|EU) ){0,5}$"
    ),
    "close to", "closer to", "near", "verge of", "brink of", "cusp of", "threshold of", "point of", "in on ", "towards",
    "toward ", "reach of", "sight of", "distance of", "in the final", "in the last", "in the closing", "in the home",
    "away from",
)  # fmt: skip
# "Washington is pushing India to open its market", "leaned on Hanoi to cut its duty"
_PUSHED: Final = Hinted(
    re.compile(
        r"\b(?:push(?:es|ed|ing)?|prod(?:s|ded|ding)?|nudg(?:es|ed|ing)|coax(?:es|ed|ing)?|cajol(?:es|ed|ing)|"
        r"exhort(?:s|ed|ing)?|lean(?:s|ed|ing)? on|leant on|prevail(?:s|ed|ing)? on|"
        r"(?:put|puts|putting|piles?|piled|piling|heaped) (?:\w+ )?pressure on) "
        r"(?:the )?(?:[A-Z][\w.’'-]*|other|its|their|trading|partners?|allies|governments?|countries)"
        r"(?: [\w.’'-]+){0,3} to (?:\w+ly )?$"
    ),
    "push", "prod", "nudg", "coax", "cajol", "exhort", "lean", "prevail", "pressure on",
)  # fmt: skip
# "rebuffed American calls to cut duties"
_REBUFFED: Final = Hinted(
    re.compile(
        r"\b(?:rebuff|reject|resist|dismiss|spurn|turn(?:s|ed)? down|brush(?:es|ed)? (?:off|aside)|withst)\w*"
        r" (?:[\w.’'-]+ ){0,4}(?:calls?|demands?|requests?|pressure|pleas?|appeals?|entreaties) (?:[\w.’'-]+ ){0,3}"
        r"(?:to|for) (?!refrain|avoid|stop|not)"
    ),
    "rebuff", "reject", "resist", "dismiss", "spurn", " down", "brush", "withst",
)  # fmt: skip
_REACH: Final = 90


def is_nearing(text: str, clause: Clause, place: int) -> bool:
    """Whether what stands at an offset is said to be near and no more: "close to clinching a pact"."""
    return _NEARING.search(text, max(clause.start, place - _REACH), place, clause.hints) is not None


def is_pushed(text: str, clause: Clause, place: int) -> bool:
    """Whether somebody else is to do what stands at an offset: "is pushing India to open its market"."""
    return _PUSHED.search(text, max(clause.start, place - _REACH), place, clause.hints) is not None


def refused_calls(text: str, clause: Clause, end: int) -> re.Match[str] | None:
    """Calls for something that somebody refuses, with whoever calls: "rebuffed American calls to"."""
    return _REBUFFED.search(text, clause.start, end, clause.hints)
