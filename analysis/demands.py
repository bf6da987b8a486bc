"""What a state demands of goods that cross its border, said without a word of trade policy: proofs, labels, tests."""

import re
from typing import Final

from analysis.clauses import Clause, Cue
from analysis.hinted import Hinted

# "requires foreign food makers to register with its customs authority"
_DEMANDING: Final = Hinted(
    re.compile(
        r"\b(requir(?:e|es|ed|ing)|oblig(?:e|es|ed|ing)|compel(?:s|led|ling)?) (?:(?!to\b)[\w’'.,-]+ ){1,8}to "
        r"(?:\w+ly )?(?:prove|show|demonstrate|certify|declare|disclose|register|label|test|document|verify|trace|"
        r"comply|meet|pass|undergo|carry|display|submit|provide|be (?:tested|labelled|labeled|certified|registered|"
        r"inspected|fumigated|quarantined|treated|traceable|accompanied|marked|screened|checked))\b|"
        r"\b(subject(?:s|ed|ing)?) (?:(?!to\b)[\w’'.,-]+ ){1,8}to (?:[\w-]+ ){0,2}"
        r"(?:tests?|testing|checks?|inspections?|quarantine|screening)\b"
    ),
    "requir", "oblig", "compel", "subject",
)  # fmt: skip
# what is asked of a country's own shops is no affair of trade
_ABROAD: Final = re.compile(
    r"\b(?:import\w*|export\w*|foreign|overseas|abroad|border|customs|shipments?|cargoes|consignments?|entering|shipped|"
    r"sold in)\b"
)


def demanded(text: str, clause: Clause, goods: list[tuple[int, int]]) -> list[Cue]:
    """The demand as an instrument of its own, where a clause makes one of goods from elsewhere."""
    found = _DEMANDING.search(text, clause.start, clause.end)
    if found is None or not _ABROAD.search(text, clause.start, clause.end):
        return []
    if not any(clause.start <= begin < clause.end for begin, _ in goods):
        return []
    group = 1 if found[1] else 2
    verb = found[group]
    tag = "ing" if verb.endswith("ing") else "ed" if verb.endswith("ed") else "s" if verb.endswith("s") else "base"
    return [Cue(found.start(group), found.end(group), "instrument", ("standards", "barrier", tag, "require", ""), verb)]
