"""Industries that speak or feel: "European carmakers warned that costs would rise" implicates cars."""

import re
from typing import Final

from analysis.matcher import TermHit
from analysis.page import Page

# who stands for an industry: the end of the term itself, or a word or two after it
_MAKERS: Final = re.compile(
    r"(?:makers?|producers?|growers?|farmers?|manufacturers?|millers?|refiners?|builders?|owners?|exporters?|importers?|"
    r"brewers?|distillers?|shippers?|airlines?|retailers?|operators?|mills?|yards?|firms|companies|industry|sector|"
    r"association|council|federation|lobby|unions?|suppliers?|processors?|packers?|smelters?|miners?|brands|hoteliers?|"
    r"universities|carriers?|hauliers?|ranchers?|fishermen|foresters?|traders)\b"
)
# what they do or suffer, as the newswire puts it
_FEELING: Final = re.compile(
    r"\b(?:warn(?:s|ed)?|fear(?:s|ed)?|worr(?:y|ies|ied)|welcom(?:e|es|ed)|complain(?:s|ed)?|cheer(?:s|ed)?|"
    r"applaud(?:s|ed)?|brac(?:e|es|ed|ing)|criticis(?:e|es|ed)|criticiz(?:e|es|ed)|condemn(?:s|ed)?|protest(?:s|ed)?|"
    r"urg(?:e|es|ed)|hop(?:e|es|ed|ing)|stand to|stood to|suffer(?:s|ed)?|benefit(?:s|ed)?|los(?:e|es|t)|pleased|"
    r"unhappy|anxious|nervous|alarmed|relieved|disappointed|hurt|squeezed|scrambl(?:e|es|ed|ing)|lament(?:s|ed)?|"
    r"rejoic(?:e|es|ed)|see it otherwise|hit hard|hard hit|hardest hit)\b"
)
_SUFFERING: Final = re.compile(
    r"\b(?:warn(?:s|ed)?|fear(?:s|ed)?|worr(?:y|ies|ied)|complain(?:s|ed)?|brac(?:e|es|ed|ing)|condemn(?:s|ed)?|"
    r"protest(?:s|ed)?|suffer(?:s|ed)?|los(?:e|es|t)|unhappy|anxious|nervous|alarmed|hurt|squeezed|lament(?:s|ed)?|"
    r"hit hard|hard hit|hardest hit)\b"
)
_NEXT: Final = 24
_REACH: Final = 70


def reacts(page: Page, hit: TermHit) -> bool:
    """Whether the industry that a hit names is the one that speaks or feels in its sentence."""
    return _does(page, hit, _FEELING)


def suffers(page: Page, hit: TermHit) -> bool:
    """Whether it fears, complains or is hurt."""
    return _does(page, hit, _SUFFERING)


def _does(page: Page, hit: TermHit, what: re.Pattern[str]) -> bool:
    text, stop = page.text, page.sentences[hit.sentence][1]
    # so many words are found faster in small letters than in letters of either size
    maker = _MAKERS.search(text[hit.start : min(stop, hit.end + _NEXT)].lower())
    if maker is None or hit.start + maker.end() < hit.end:
        return False
    begin = hit.start + maker.end()
    # one letter more tells whether a word begins there
    return what.search(text[begin - 1 : min(stop, begin + _REACH)].lower(), 1) is not None
