"""The marks that part clauses: commas and their like, brackets, dashes. Looked for sign by sign, which is fast."""

from typing import Final

# start and end of what parts two clauses
Mark = tuple[int, int]
# these part clauses where a space follows, an opening bracket where one stands before it, a dash between two
_CLOSING: Final = ",;:)"
_LONG_DASH: Final = "—"  # this one also without spaces
_SIGNS: Final = (*_CLOSING, "(", "-", "–", _LONG_DASH)


class ClauseMarks:
    """The marks of one text, found where they are asked for."""

    __slots__ = ("_signs", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._signs = [sign for sign in _SIGNS if sign in text]

    def between(self, start: int, end: int) -> list[Mark]:
        """Ordered half-open spans of all marks between two offsets, each with the space behind it; none overlap."""
        text = self._text
        marks: list[Mark] = []
        for sign in self._signs:
            at = text.find(sign, start, end)
            while at >= 0:
                after = at + 1
                is_followed = after < end and text[after].isspace()
                if sign in _CLOSING:
                    if is_followed:
                        marks.append((at, at + 2))
                elif at and text[at - 1].isspace() and (is_followed or sign == "("):
                    marks.append((at, after if sign == "(" else at + 2))
                elif sign == _LONG_DASH:
                    marks.append((at, after))
                at = text.find(sign, after, end)
        marks.sort()
        return marks


def parts_of(piece: str) -> list[str]:
    """What stands between the marks of a piece of text, and before the first and after the last."""
    parts: list[str] = []
    first = 0
    for start, end in ClauseMarks(piece).between(0, len(piece)):
        parts.append(piece[first:start])
        first = end
    parts.append(piece[first:])
    return parts
