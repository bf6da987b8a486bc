"""The marks that part clauses: commas and their like, brackets, dashes. Looked for sign by sign, which is fast."""

from typing import Final

# start and end of what parts two clauses
Mark = tuple[int, int]
# they part clauses where a space follows, an opening bracket where one stands before it, a dash between two
_CLOSING: Final = (",", ";", ":", ")")
_LONG_DASH: Final = "—"  # this one also without spaces
_DASHES: Final = ("-", "–", _LONG_DASH)


def marks_in(text: str, start: int, end: int) -> list[Mark]:
    """Ordered half-open spans of all marks between two offsets, each with the space behind it; none overlap."""
    marks: list[Mark] = []
    for sign in _CLOSING:
        at = text.find(sign, start, end)
        while at >= 0:
            after = at + 1
            if after < end and text[after].isspace():
                marks.append((at, at + 2))
            at = text.find(sign, after, end)
    at = text.find("(", start, end)
    while at >= 0:
        if at and text[at - 1].isspace():
            marks.append((at, at + 1))
        at = text.find("(", at + 1, end)
    for sign in _DASHES:
        at = text.find(sign, start, end)
        while at >= 0:
            after = at + 1
            if at and text[at - 1].isspace() and after < end and text[after].isspace():
                marks.append((at, at + 2))
            elif sign == _LONG_DASH:
                marks.append((at, after))
            at = text.find(sign, after, end)
    marks.sort()
    return marks


def parts_of(piece: str) -> list[str]:
    """What stands between the marks of a piece of text, and before the first and after the last."""
    parts: list[str] = []
    first = 0
    for start, end in marks_in(piece, 0, len(piece)):
        parts.append(piece[first:start])
        first = end
    parts.append(piece[first:])
    return parts
