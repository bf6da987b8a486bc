"""How much: rates, bases, quotas and legal grounds in a clause, quoted as written."""

import re

from analysis.model import Span

_NUMBER = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
_PERCENT = r"(?:%|percentage points?|per cent|percent|pct)"
_UNIT = r"(?:tonnes?|tons?|head|units?|vehicles?|barrels?|bushels?|doses?|bags?|cars?|litres?|kg)"
_RATE = re.compile(
    rf"(?:from {_NUMBER}{_PERCENT}? ?(?:{_PERCENT} )?to {_NUMBER} ?{_PERCENT}"
    rf"|(?:an additional |up to |at least |between )?{_NUMBER}(?: ?(?:-|–|to|and) ?{_NUMBER})?[ -]?{_PERCENT})",
    re.IGNORECASE,
)
_BASE = re.compile(
    rf"(?:[A-Z]{{0,3}}[$€£¥] ?{_NUMBER}(?: ?(?:bn|billion|m|mn|million|tn|trillion))?"
    rf"|{_NUMBER} (?:billion|million|trillion) (?:US )?(?:dollars|euros|pounds|yuan))(?: per {_UNIT})?"
)
_QUOTA = re.compile(rf"{_NUMBER}(?: (?:million|thousand))? {_UNIT}\b", re.IGNORECASE)
_PAUSE = re.compile(r"\d{1,3}-day (?:pause|truce|reprieve|delay|deadline)", re.IGNORECASE)
_LAW = re.compile(
    r"[Ss]ection \d{3}|IEEPA|International Emergency Economic Powers Act|CUSMA|USMCA|T-MEC|Trade Expansion Act"
    r"|Article XX[IVX]*|WTO Agreement on [A-Z]\w+|Chapter \d{1,2}"
)


def magnitudes_in(text: str, start: int, end: int) -> list[Span]:
    """Rates, sums, quantities and pauses named between two offsets, in the order of the text."""
    if not any(character.isdigit() for character in text[start:end]):
        return []
    found: list[Span] = []
    for pattern in (_RATE, _BASE, _QUOTA, _PAUSE):
        for match in pattern.finditer(text, start, end):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(Span(match.start(), match.end()))
    return sorted(found)


def legal_grounds_in(text: str, start: int, end: int) -> list[Span]:
    """Statutes and treaty articles named between two offsets."""
    return [Span(match.start(), match.end()) for match in _LAW.finditer(text, start, end)]


def is_rate(quote: str) -> bool:
    """Whether a magnitude is a percentage."""
    return quote.rstrip().lower().endswith(("%", "cent", "points", "point", "pct"))


def direction_of(quote: str) -> int:
    """+1 for "from 10% to 25%", -1 for a fall, 0 where the words do not say."""
    numbers = [float(number.replace(",", "")) for number in re.findall(_NUMBER, quote)]
    if not quote.lower().startswith("from ") or len(numbers) != 2 or numbers[0] == numbers[1]:
        return 0
    return 1 if numbers[1] > numbers[0] else -1
