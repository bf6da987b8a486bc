"""A pattern that rarely fits, with what it cannot do without: plain words are found ten times as fast as it fails.

One look at a sentence tells which of all these patterns may fit in it, so that each of them need not look for itself.
"""

import re
from functools import lru_cache
from typing import Final

from analysis.scanner import Literals

# what is known of a text that nobody has looked at: every pattern may fit
UNKNOWN: Final = -1
# all patterns there are, each added where its module writes it down
_PATTERNS: Final[list["Hinted"]] = []
# compiled, a number of more bits is slow; patterns that share one are tried where the words of either stand
_BITS: Final = 60


class Hinted:
    """A pattern and its hints: where none of them stands, in small or capital letters, the pattern fits nowhere."""

    __slots__ = ("_pattern", "mark", "words")

    def __init__(self, pattern: re.Pattern[str], *hints: str) -> None:
        self._pattern, self.words, self.mark = pattern, hints, 1 << len(_PATTERNS) % _BITS
        _PATTERNS.append(self)

    def search(self, text: str, start: int, end: int, hints: int = UNKNOWN) -> re.Match[str] | None:
        """The first place between two offsets where the pattern fits; hints: those of its sentence."""
        if not hints & self.mark:
            return None
        piece = text[start:end].lower()
        for hint in self.words:
            if hint in piece:
                return self._pattern.search(text, start, end)
        return None

    def match(self, text: str, start: int, end: int, hints: int = UNKNOWN) -> re.Match[str] | None:
        """What the pattern fits at an offset, no further than another one; hints: those of its sentence."""
        return self._pattern.match(text, start, end) if hints & self.mark else None

    def findall(self, text: str, start: int, end: int, hints: int = UNKNOWN) -> list[re.Match[str]]:
        """All places between two offsets where the pattern fits, in the order of the text."""
        if not hints & self.mark:
            return []
        piece = text[start:end].lower()
        for hint in self.words:
            if hint in piece:
                return list(self._pattern.finditer(text, start, end))
        return []


def hints_in(sentence: str) -> int:
    """Which patterns may fit anywhere in a sentence."""
    literals, marks = _lookout(len(_PATTERNS))
    found = 0
    for index, _, _ in literals.hits(sentence.lower()):
        found |= marks[index]
    return found


@lru_cache(maxsize=1)
def _lookout(known: int) -> tuple[Literals, list[int]]:
    """All hints of so many patterns, to be found in one pass, and what each of them tells."""
    marks: dict[str, int] = {}
    for pattern in _PATTERNS[:known]:
        for hint in pattern.words:
            marks[hint] = marks.get(hint, 0) | pattern.mark
    return Literals(marks), list(marks.values())
