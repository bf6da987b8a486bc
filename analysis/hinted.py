"""A pattern that rarely fits, with what it cannot do without: plain words are found ten times as fast as it fails."""

import re


class Hinted:
    """A pattern and its hints: where none of them stands, in small or capital letters, the pattern fits nowhere."""

    __slots__ = ("_hints", "_pattern")

    def __init__(self, pattern: re.Pattern[str], *hints: str) -> None:
        self._pattern, self._hints = pattern, hints

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first place between two offsets where the pattern fits."""
        piece = text[start:end].lower()
        for hint in self._hints:
            if hint in piece:
                return self._pattern.search(text, start, end)
        return None

    def findall(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """All places between two offsets where the pattern fits, in the order of the text."""
        piece = text[start:end].lower()
        for hint in self._hints:
            if hint in piece:
                return list(self._pattern.finditer(text, start, end))
        return []
