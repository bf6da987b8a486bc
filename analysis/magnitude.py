"""How much: rates, bases, quotas and legal grounds in a clause, quoted as written."""

import re
from typing import Final

from analysis.clauses import Clause
from analysis.hinted import Hinted
from analysis.model import Span

_NUMBER: Final = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
# "a tonne", "per barrel": what stands before is a price and no sum
_OF_ONE: Final = (
    r"(?: an? | per |/)(?:metric )?(?:tonne|ton|kilo(?:gram(?:me)?)?|kg|pound|ounce|barrel|bushel|litre|liter|gallon|"
    r"bag|head|unit|vehicle|car|container|box|teu|watt|mmbtu|megawatt[ -]hour|mwh|(?:cubic|square) met(?:re|er))\b"
)
_PRICE: Final = re.compile(rf"{_OF_ONE}$", re.IGNORECASE)
# every amount begins with a currency or a figure, which are found faster than the whole pattern fails; figures of other
# scripts stand in these ranges, and a set of ranges is looked up where \d is worked out for every letter
_BEGINNING: Final = re.compile(r"[$£¥€0-9\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U00010000-\U0010ffff]")
_AMOUNT: Final = re.compile(
    rf"(?P<money>[$€£¥] ?)?{_NUMBER}(?:(?: ?[-–] ?| to | and )(?:[$€£¥] ?)?{_NUMBER})?"
    r"(?:(?P<rate>[ -]?(?:%|percentage points?|per cent\b|percent\b|pct\b))"
    r"(?: to \d[\d,.]{0,8} ?(?:%|per cent|percent|pct))?"
    r"|(?P<sum> ?(?:bn|billion|mn|million|tn|trillion)\b(?: (?:US )?(?:dollars|euros|pounds|yuan|yen))?"
    r"|(?(money)[mbk]\b|(?!)))"  # $1.5m; without a currency it may be metres
    r"|(?P<days>-day (?:pause|truce|reprieve|delay|deadline)))?"
    r"(?P<unit> (?:metric )?(?:tonnes?|tons?|head|units?|vehicles|barrels|bushels|doses|bags|litres|kg)\b)?"
    rf"(?P<price>{_OF_ONE})?",
    re.IGNORECASE,
)
# not "goes up to 50,000 tonnes": there the word is the verb's
_LEAD_IN: Final = re.compile(
    r"(?:from|an additional|(?<!goes )(?<!went )(?<!go )(?<!rises )(?<!rose )(?<!gone )up to|at least|over|between|"
    r"as much as) $", re.IGNORECASE,
)
# whose dollar it is: C$, A$, US$, NZ$
_WHOSE: Final = re.compile(r"(?<![A-Za-z])[A-Z]{1,3}$")
_LAW: Final = Hinted(
    re.compile(
        r"[Ss]ection \d{3}|IEEPA|International Emergency Economic Powers Act|CUSMA|USMCA|T-MEC|Trade Expansion Act"
        r"|Article XX[IVX]*|Chapter \d{1,2}"
    ),
    "section ", "ieepa", "emergency", "cusma", "usmca", "t-mec", "expansion act", "article xx", "chapter ",
)  # fmt: skip
_LONGEST_LEAD_IN: Final = 14


def magnitudes_in(text: str, start: int, end: int) -> list[Span]:
    """Rates, sums, quantities and pauses named between two offsets, in the order of the text; bare numbers are none."""
    found: list[Span] = []
    for match in _amounts_in(text, start, end):
        if match["money"] or match["rate"] or match["sum"] or match["days"] or match["unit"]:
            floor = max(start, match.start() - _LONGEST_LEAD_IN)
            begin = match.start()
            if match["money"] and (whose := _WHOSE.search(text[floor:begin])):
                begin = floor + whose.start()
            lead_in = _LEAD_IN.search(text[floor:begin])
            found.append(Span(floor + lead_in.start() if lead_in else begin, match.end()))
    return found


def _amounts_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    beginning = _BEGINNING.search(text, start, end)
    while beginning:
        match = _AMOUNT.match(text, beginning.start(), end)
        if match:
            found.append(match)
        beginning = _BEGINNING.search(text, (match or beginning).end(), end)
    return found


def legal_grounds_in(text: str, clause: Clause) -> list[Span]:
    """Statutes and treaty articles named in a clause."""
    found = _LAW.findall(text, clause.start, clause.end, clause.hints)
    return [Span(match.start(), match.end()) for match in found]


def is_rate(quote: str) -> bool:
    """Whether a magnitude is a percentage."""
    return quote.rstrip().lower().endswith(("%", "cent", "points", "point", "pct"))


def is_price(quote: str) -> bool:
    """Whether a magnitude is what one unit costs: $490 a tonne."""
    return _PRICE.search(quote) is not None


def direction_of(quote: str) -> int:
    """+1 for "from 10% to 25%", -1 for a fall, 0 where the words do not say."""
    numbers = [float(number.replace(",", "").rstrip(".")) for number in re.findall(_NUMBER, quote)]
    if not quote.lower().startswith("from ") or len(numbers) != 2 or numbers[0] == numbers[1]:
        return 0
    return 1 if numbers[1] > numbers[0] else -1
