"""Who brought a case, who wins and who loses it, in the words around a ruling."""

import re
from typing import Final, NamedTuple

from analysis.hinted import Hinted
from analysis.matcher import PlaceHit

_CASES: Final = (
    "case", "complaint", "challenge", "claim", "lawsuit", "suit", "argument", "arguments", "row", "dispute", "spat",
    "fight", "bid",
)  # fmt: skip
_CASE: Final = rf"(?:{'|'.join(_CASES)})"
_WINS: Final = Hinted(
    re.compile(
        r"\b(?:in favou?r of|sid(?:ed|es|ing) with|(?:win|victory|ruled|found) for|(?:panel|court|tribunal|judges?|"
        r"arbitrators?|WTO) (?:backed|backs|upheld|upholds)) (?:the )?$"
    ),
    "favour of", "favor of", "sided with", "sides with", "siding with", "win for", "victory for", "ruled for",
    "found for", "backed", "backs", "upheld", "upholds",
)  # fmt: skip
_LOSES: Final = Hinted(
    re.compile(
        r"\b(?:(?:rul\w+|found|finds|decided|decision|verdict) against|(?:defeat|setback|loss) for|"
        rf"(?:its|their|the|a) (?:[\w-]+ ){{0,3}}{_CASE} (?:with|against)|"
        r"(?:(?:dismiss|reject)(?:ed|es|s)?|threw out)(?: most of| all of| much of)?) (?:the )?$"
    ),
    "against", "defeat for", "setback for", "loss for", "dismiss", "reject", "threw out",
    *(f"{case} with" for case in _CASES),
)  # fmt: skip
_BROUGHT_BY: Final = Hinted(
    re.compile(rf"\b(?:filed|brought|lodged|launched|initiated|raised|opened|{_CASE}) by (?:the )?$"),
    "filed by", "brought by", "lodged by", "launched by", "initiated by", "raised by", "opened by",
    *(f"{case} by" for case in _CASES),
)  # fmt: skip
_AGAINST: Final = Hinted(re.compile(rf"\b{_CASE}s?(?: [\w-]+){{0,6}}? against (?:the )?$"), "against")
# "in a dispute over Chinese duties"
_OVER: Final = Hinted(re.compile(rf"\b{_CASE}s? (?:[\w-]+ ){{0,4}}?over (?:the )?$"), " over ")
_HAS_WON: Final = Hinted(
    re.compile(r" (?:has |have |had )?(?:w[io]ns?|prevail\w*) "), " win ", " wins ", " won ", " wons ", " prevail"
)
_HAS_LOST: Final = Hinted(re.compile(r" (?:has |have |had )?(?:lost|loses?) "), " lost ", " lose ", " loses ")
_OWN_CASE: Final = re.compile(rf"['’]s? (?:[\w-]+ ){{0,3}}{_CASE}s?\b")
_BEFORE: Final = 60
_AFTER: Final = 40
# "took the European Union to the WTO", "hauled Ottawa before an arbitration panel"
_SUED: Final = Hinted(
    re.compile(
        r"\b(?:tak(?:e|es|ing|en)|took|haul\w*|drag\w*|bring|brings|brought|su(?:e|es|ed|ing)) (?:the )?$"
    ),
    "tak", "took", "haul", "drag", "bring", "brought", "sue", "suing",
)  # fmt: skip


class Sides(NamedTuple):
    """Country codes, "" where the sentence does not say."""

    winner: str
    loser: str
    plaintiff: str
    defendant: str

    @property
    def is_upheld(self) -> bool:
        """Whether what was complained of stands: who complained has lost."""
        if self.plaintiff:
            return self.plaintiff == self.loser or (bool(self.winner) and self.winner != self.plaintiff)
        return bool(self.defendant) and self.defendant == self.winner


def sides_in(text: str, start: int, end: int, places: list[PlaceHit], hints: int) -> Sides:
    """The sides of a case in a sentence or a clause, each by the words next to the country."""
    named = {"winner": "", "loser": "", "plaintiff": "", "defendant": ""}
    for hit in places:
        if not start <= hit.start < end:
            continue
        for side in _sides_of(text, start, end, hit, hints):
            named[side] = named[side] or hit.place.iso3
    return Sides(**named)


def _sides_of(text: str, start: int, end: int, hit: PlaceHit, hints: int) -> list[str]:
    head, tail = max(start, hit.start - _BEFORE), min(end, hit.end + _AFTER)
    found = []
    if _WINS.search(text, head, hit.start, hints) or _HAS_WON.match(text, hit.end, tail, hints):
        found.append("winner")
    if _LOSES.search(text, head, hit.start, hints) or _HAS_LOST.match(text, hit.end, tail, hints):
        found.append("loser")
    if _BROUGHT_BY.search(text, head, hit.start, hints) or _OWN_CASE.match(text, hit.end, tail):
        found.append("plaintiff")
    is_complained_of = _OVER.search(text, head, hit.start, hints) is not None and (
        hit.place.kind in ("demonym", "adjective") or text.startswith(("'s", "’s"), hit.end)
    )
    if is_complained_of or _AGAINST.search(text, head, hit.start, hints):
        found.append("defendant")
    return found


def is_sued(text: str, start: int, hit: PlaceHit, hints: int) -> bool:
    """"Oslo took the European Union to the WTO": who is taken there is the other side."""
    return _SUED.search(text, max(start, hit.start - _BEFORE), hit.start, hints) is not None
