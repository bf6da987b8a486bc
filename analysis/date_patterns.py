"""The words and shapes of dates, beside the logic of dates.py; each looks at a bounded stretch of text."""

import re
from typing import Final

from analysis.hinted import Hinted
from analysis.scanner import Literals

MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4}
UNITS: Final = (
    "mln|million|bln|billion|trln|trillion|pct|percent|per cent|dlrs|dollars|cents|euros|yen|points|tonnes|"
    "tons|kg|bpd|barrels|bushels|bags|lots|vehicles|cars|trucks|units|jets|planes|aircraft|workers|jobs|people|employees|"
    "companies|firms|stores|shares|miles|km|metres|acres|hectares|homes|francs|marks|stg|pesos|rupees|yuan"
)
M: Final = (
    r"(?:Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|Jun(?:e|\b\.?)|Jul(?:y|\b\.?)|"
    r"Aug(?:ust|\b\.?)|Sep(?:tember|t?\b\.?)|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))(?![A-Za-z])"
)
D: Final = r"(\d{1,2})(?:st|nd|rd|th)?(?!\w|[.,:/]\d|%)"
Y: Final = r"((?:19|20)\d\d)(?!\w|[.,]\d|%)"
TO: Final = r"\s?(?:-|–|—|to|through|until)\s?"
NOT_UNIT: Final = rf"(?!\s(?:{UNITS})\b)"
# around these a date may stand; the last ones only behind last, this or next
ANCHORS: Final = (
    *"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun".split(),
    *(f"{century}{decade}" for century in ("19", "20") for decade in range(10)),
    *(f"Q{quarter}{mark}" for quarter in range(1, 5) for mark in " .,"),
    "tomorrow", "today", "yesterday", " quarter", " week", " month", " year",
)  # fmt: skip
FIRST_UNIT: Final = ANCHORS.index(" week")
ANCHOR: Final = Literals(ANCHORS)
MONTH: Final = re.compile(rf"({M})(?:{TO}({M}))?(?:,?\s(?:of\s)?{Y})?")
MONTH_DAY: Final = re.compile(rf"({M})(?:\r?\s|  ){D}{NOT_UNIT}(?:{TO}({M}\s)?{D}{NOT_UNIT})?(?:,?\s{Y})?")
DAY_BEFORE: Final = re.compile(
    r"(?<![\w.,$€£/-])(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|–|to)\s?(\d{1,2})(?:st|nd|rd|th)?)?\s(?:of\s)?\Z"
)
TO_DAY_MONTH: Final = re.compile(rf"{TO}{D}\s({M})(?:,?\s{Y})?")
WEEKDAY_BEFORE: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,|\s\(|,?\sthe)?\s?\Z")
WEEKDAY: Final = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\w)")
PARTS: Final = frozenset("early mid late end last next this".split())
MONTH_CONTEXT: Final = PARTS | frozenset(
    "in by since until till through from to for during before after between the of".split()
)
DAY_ENDS: Final = frozenset("0123456789tdhf")
ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
YEARS: Final = re.compile(rf"{Y}(?:(?:{TO}|\sand\s){Y}|[-/–](\d\d)(?![\d/-]))?{NOT_UNIT}(?![/-]\d)")
NUMERIC_BEFORE: Final = re.compile(r"(?<![\w/.])(\d{1,2})([/.])(\d{1,2})\2\Z")
QUARTER_BEFORE: Final = re.compile(
    r"\b(?:(?:the\s)?(first|second|third|fourth)[\s-](quarter|half)(?:\sof)?|(Q[1-4])(?:\sof)?)\s\Z",
    re.IGNORECASE,
)
FISCAL_BEFORE: Final = re.compile(r"\b(?:fiscal(?:\syear)?\s|FY\s?)\Z", re.IGNORECASE)
QUARTER_ENDS: Final = frozenset("of quarter half q1 q2 q3 q4".split())
YEAR_CONTEXT: Final = frozenset(
    "in since until till during early mid late through throughout before after by from to of for between end".split()
)
MONTHS_OF_PART: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (12, 12)}
WEAK_CONTEXT: Final = frozenset(("by", "from", "to", "of", "for", "after", "before"))
COUNTED: Final = re.compile(r"\s[a-z]{3,}s\b")
VERBS_IN_S: Final = frozenset((" was", " has", " its", " this", " plus", " less", " across", " versus", " always"))
QUARTER_WORD: Final = re.compile(r"\b(?:the\s)?(?:first|second|third|fourth)[\s-]\Z", re.IGNORECASE)
# the group holds words of the past; the others look ahead
TENSE: Final = re.compile(
    r"\b(?:will|would|shall|due|scheduled|slated|expected|plans?|planned|set|going|begins?|starts?|opens?|expires?|"
    r"deadline|takes? effect|(?:comes?|enters?) into (?:force|effect)|no later than|"
    r"(?:is|are|was|were) to|(said|told|announced|reported|since|after|according|added|signed|met|issued|posted|wrote|"
    r"launched|unveiled|held|imposed|was|were|had|has))\b",
    re.IGNORECASE,
)
# what was done by a month is done: "Japan had suspended purchases in July", told in May
DONE: Final = re.compile(
    r"\b(?:(?:had|has|have|was|were) (?:\w+ly |also |already |first |not )?(?:been )?\w+(?:ed|n|t|ne|de|ght)|suspended|"
    r"banned|lifted|halted|imposed|raised|lowered|began|started|opened|closed|resumed|launched|signed|stopped|tightened|"
    r"fell|rose|dropped|slid|jumped|reached|took effect|came into force|entered into force)\b", re.IGNORECASE,
)
# so far before a day its verb is looked for, in characters
TENSE_REACH: Final = 80
AHEAD: Final = frozenset(("by", "until", "till", "before"))
YEAR_STEP: Final = re.compile(r"\s(last|this|next)\syear(?!\w)")
SENTENCE_STOP: Final = re.compile(r"[.;]\s")
RELATIVE_WORD: Final = re.compile(r"\s?(week|month|year|quarter|today|yesterday|tomorrow)(?!\w)")
YEAR_FOLLOWS: Final = re.compile(r"\s(?:of\s)?(?:19|20)\d\d(?!\d)")
STEPS: Final = {"last": -1, "this": 0, "next": 1}
DAY_STEPS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
CLAUSE_WORD: Final = Hinted(
    re.compile(r";\s|,?\s(?:before|after|while|and then|then|but|until)\s"),
    ";", "before", "after", "while", "then", "but", "until",
)  # fmt: skip
REACH: Final = 300
JOINERS: Final = frozenset("with and but that which while as when where then before after whereas or so".split())
LEADERS: Final = frozenset(
    "from on in by since between until till for to at during of the a an early late mid end around about "
    "scheduled due set through and or with as is are was were its their his her that which last next this than".split()
)
NOT_DAYS: Final = frozenset("Black Good Super Ash Palm Bloody Man Easter Cyber Casual".split())
