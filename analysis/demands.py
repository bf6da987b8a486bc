"""What a state demands of goods and traders at its border without a word of policy: proofs, labels, tests, licences."""

import re
from typing import Final

from analysis.clauses import Clause, Cue, word_before
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit

# "requires foreign food makers to register with its customs authority"
_DEMANDING: Final = Hinted(
    re.compile(
        r"\b(requir(?:e|es|ed|ing)|oblig(?:e|es|ed|ing)|compel(?:s|led|ling)?) (?:(?!to\b)[\w’'.,-]+ ){1,8}to "
        r"(?:\w+ly )?(?:prove|show|demonstrate|certify|declare|disclose|register|label|test|document|verify|trace|"
        r"comply|meet|pass|undergo|carry|display|submit|provide|be (?:tested|labelled|labeled|certified|registered|"
        r"inspected|fumigated|quarantined|treated|traceable|accompanied|marked|screened|checked))\b|"
        r"\b(subject(?:s|ed|ing)?) (?:(?!to\b)[\w’'.,-]+ ){1,8}to (?:[\w-]+ ){0,2}"
        r"(?:tests?|testing|checks?|inspections?|quarantine|screening)\b|"
        # "no longer asks for radiation certificates on food from Japan"
        r"\b(requir(?:e|es|ed|ing)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)? for|insist(?:s|ed|ing)? on) (?:[\w-]+ ){0,4}"
        r"(?:certificates?|certification|proof|tests|testing|inspections?|labels?|labelling|labeling|registration|"
        r"quarantine|fumigation|declarations?|paperwork|documentation)\b|"
        # "proposed to require that imported chickens be raised without cages"
        r"\b(requir(?:e|es|ed|ing)) that (?:all )?(?:imported|foreign|imports)\b"
    ),
    "requir", "oblig", "compel", "subject", "demand", "ask for", "asks for", "asked for", "asking for", "insist",
)  # fmt: skip
# what is asked of a country's own shops is no affair of trade
_ABROAD: Final = re.compile(
    r"\b(?:import\w*|export\w*|foreign|overseas|abroad|border|customs|shipments?|cargoes|consignments?|entering|shipped|"
    r"sold in|origin|phytosanitary|health certificates?)\b"
)


# "exporters of gallium must get a licence", "exports now require government approval"
_LICENSING: Final = Hinted(
    re.compile(
        r"\b((?:requir(?:e|es|ed|ing)|order(?:s|ed|ing)|needs?(?: to)?|needed|must|ha(?:ve|s|d) to|required to)"
        r"(?: (?:now|also|first))? "
        r"(?:(?:all |any |its |foreign )?(?:exporters?|importers?|traders|companies|firms|makers|producers) to )?"
        r"(?:(?:obtain|get|have|hold|secure|seek|receive|apply for) )?(?:(?:an?|special|prior|government|official|"
        r"export|import|individual|new|the|state) ){0,3}"
        r"(?:licen[cs]es?|permits?|permission|approvals?|authori[sz]ations?))\b"
    ),
    "licen", "permi", "approval", "authori",
)  # fmt: skip
# "licences to sell chips to China", "exporters must ask first"
_OUTWARD: Final = re.compile(
    r"\bexport| (?:to|before|before (?:\w+ )?(?:can|may)) (?:sell|ship|supply|deliver|send|transfer)(?:p?ing)?\b",
    re.IGNORECASE,
)
_INWARD: Final = re.compile(r"\bimport|(?:to|before (?:\w+ )?(?:can|may)) (?:buy|bring in)\b", re.IGNORECASE)


def licensed(text: str, clause: Clause) -> Cue | None:
    """The duty to hold a licence as an instrument of its own, where the clause says what may not be done without."""
    found = _LICENSING.search(text, clause.start, clause.end, clause.hints)
    if found is None:
        return None
    if _OUTWARD.search(text, clause.start, clause.end):
        channel = "export_restriction"
    elif _INWARD.search(text, clause.start, clause.end):
        channel = "import_restriction"
    else:
        return None
    words = found[1].lower()
    parts = (channel, "barrier", _tag_of(words.split(maxsplit=1)[0]), "require", "")
    return Cue(found.start(1), found.end(1), "instrument", parts, words)


def _tag_of(verb: str) -> str:
    if verb.endswith("ing"):
        return "ing"
    if verb.endswith("ed"):
        return "ed"
    return "s" if verb.endswith("s") else "base"


def demanded(text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]) -> Cue | None:
    """The demand as an instrument of its own, where a clause makes one of goods from elsewhere."""
    if clause.instruments or not goods:
        return None
    found = _DEMANDING.search(text, clause.start, clause.end, clause.hints)
    if found is None:
        return None
    is_named = any(word_before(text, hit.start) == "from" for hit in places)
    if not (is_named or _ABROAD.search(text, clause.start, clause.end)):
        return None
    if not any(clause.start <= begin < clause.end for begin, _ in goods):
        return None
    group = found.lastindex or 1
    verb = found[group].split()[0]
    parts = ("standards", "barrier", _tag_of(verb), "require", "")
    return Cue(found.start(group), found.end(group), "instrument", parts, verb)
