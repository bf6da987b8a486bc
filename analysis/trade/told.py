"""Sums that the next sentence states of a measure ("They cover $18 billion of goods"), where it can mean one only.

The engine reads sums in the clause of a measure. Here a sentence is joined that points back by its first words, says
what is covered or hit, and stands right after the words of a measure in the same paragraph. Whatever else names a sum
is left alone: a sum beside the wrong measure would be worse than none.
"""

import re
from collections.abc import Mapping

from analysis.magnitude import magnitudes_in
from analysis.model import Analysis, Channel
from analysis.text import split_sentences

_DUTIES = frozenset((Channel.TARIFF, Channel.TRADE_DEFENCE))
_CURBS = frozenset((Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION, Channel.MARKET_ACCESS, Channel.SANCTIONS))
_MEANT = {
    "tariff": _DUTIES, "duty": _DUTIES, "duties": _DUTIES, "levy": _DUTIES, "levies": _DUTIES, "ban": _CURBS,
    "curb": _CURBS, "quota": _CURBS, "restriction": _CURBS, "sanction": frozenset((Channel.SANCTIONS,)),
}  # fmt: skip
_POINTS_BACK = re.compile(
    r"(?:They|It|This|(?:The|These|Those|This|Its|Their|His)(?: \w+)? (?P<noun>tariff|duty|duties|levy|levies|ban|curb|"
    r"quota|restriction|sanction|measure|move|order|step)s?)\b[^.;:]{0,60}?"
    r"\b(?:cover|hit|affect|apply to|appli\w+ to|target|touch|fall on)(?:s|es|ed|ing)?\b(?P<covered>[^.;:]{0,60})"
)
# a text without any of them names no sum
_MONEY = ("$", "€", "£", "¥", "illion", "bn")
# what is covered, and not what it costs or brings in
_COST = re.compile(r"\b(?:cost|revenue|fine|loss|raise|profit|bills?\b)", re.IGNORECASE)


def told_after(analysis: Analysis) -> Mapping[int, tuple[str, ...]]:
    """Index of a measure to the sums, as written, that the sentence after its own states of it."""
    text = analysis.article.text
    if not analysis.measures or not any(sign in text for sign in _MONEY) or _POINTS_BACK.search(text) is None:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    before: tuple[int, int] | None = None
    for start, end in split_sentences(text):
        match = _POINTS_BACK.match(text, start, end)
        if match and before and not text[before[1] : start].strip() and "\n\n" not in text[before[1] : start]:
            first, last = match.span("covered")
            # a decimal point ends the words that the pattern takes, so the sum is read to the end of the sentence
            spans = [s for s in magnitudes_in(text, first, end) if s.start <= last]
            meant = _meant(analysis, before, match["noun"])
            if spans and meant is not None and not _COST.search(match[0]):
                found[meant] = (text[spans[0].start : spans[0].end],)
        before = (start, end)
    return found


def _meant(analysis: Analysis, sentence: tuple[int, int], noun: str | None) -> int | None:
    """The one measure that a sentence speaks of and the noun can mean; None where there are none or several."""
    fits = _MEANT.get(noun or "")
    near = [
        index
        for index, measure in enumerate(analysis.measures)
        if (fits is None or measure.channel in fits)
        and any(span.start < sentence[1] and sentence[0] < span.end for span in measure.evidence)
    ]
    return near[0] if len(near) == 1 else None
