"""Sums of money as words: US dollars for people, and what a quoted sum is in US dollars where it says so."""

import re

_UNITS = {
    "tn": 1e12, "trillion": 1e12, "bn": 1e9, "billion": 1e9, "b": 1e9, "mn": 1e6, "million": 1e6, "m": 1e6,
    "k": 1e3, "": 1.0,
}  # fmt: skip
# a dollar sign with a country's letter before it is another dollar
_DOLLARS = re.compile(
    r"(?<![A-Za-z$])(?:US ?)?\$ ?(?P<number>\d[\d,]*(?:\.\d+)?) ?"
    r"(?P<unit>tn|trillion|bn|billion|mn|million|m|b|k)?(?!\w|\.\d)",
)


def usd_of(quote: str) -> float | None:
    """What a quoted sum is in US dollars, a bare $ taken as US$; None for another currency, a range, no sum."""
    found = list(_DOLLARS.finditer(quote))
    if len(found) != 1 or re.search(r"\bto\b|–|\d-\$?\d", quote):
        return None
    return float(found[0]["number"].replace(",", "")) * _UNITS[found[0]["unit"] or ""]


def money(usd: float) -> str:
    """US dollars in three figures with their unit: $125.8 bn, -$3.1 mn."""
    size, sign = abs(usd), "-" if usd < 0 else ""
    for unit, word in ((1e12, "tn"), (1e9, "bn"), (1e6, "mn"), (1e3, "thousand")):
        if size >= 0.9995 * unit:
            scaled = size / unit
            return f"{sign}${scaled:,.1f} {word}" if scaled < 999.95 else f"{sign}${scaled:,.0f} {word}"
    return f"{sign}${size:,.0f}"


def span_of(low: float, high: float) -> str:
    """A range of US dollars, or one figure where both ends read alike."""
    least, most = money(low), money(high)
    return least if least == most else f"{least} to {most}"
