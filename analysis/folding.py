"""The form in which text is matched: lower case, no accents, every separator one space. Never shown to anyone.

Folding maps one character to one character, so offsets in the folded text are offsets in the original. Characters
that leave no trace in print (zero-width marks, combining accents, soft hyphens, carriage returns) are dropped;
only then does a map of offsets travel along.
"""

import unicodedata
from functools import lru_cache
from typing import Final

_ASCII_BYTES: Final = bytes(range(128))
# a letter that no Latin term holds: it keeps words apart from their neighbours without ending them
_FOREIGN: Final = "\x7f"
# what the characters of ASCII become, as bytes: those are looked up in half the time that letters take
_TABLE: Final = bytes(
    code if chr(code) == _FOREIGN else ord(chr(code).lower()) if chr(code).isalnum() else ord(" ")
    for code in range(128)
).ljust(256)
_LIGATURES: Final = {"ß": "s", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i"}


class Folded:
    """Folded text with one space on either side; offsets maps folded positions to the original, None = same."""

    __slots__ = ("offsets", "padded")

    def __init__(self, padded: str, offsets: list[int] | None) -> None:
        self.padded, self.offsets = padded, offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original half-open offsets of padded[start:end], given without its own padding."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """One folded character, or none at all for a character that leaves no trace in print."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category[0] not in "LN":
        return " "
    lowered = character.lower()
    base = unicodedata.normalize("NFKD", _LIGATURES.get(lowered[0], lowered[0]))[0]
    return base if base.isascii() and base.isalnum() else _FOREIGN


def fold(text: str) -> Folded:
    """Folded form of any text, in time linear in its length."""
    plain = text
    vanishing = {"\r"} if "\r" in plain else set()
    if not plain.isascii():
        # what is left of the bytes without those of ASCII, which goes faster than a look at each character
        others = plain.encode("utf-8", "surrogatepass").translate(None, _ASCII_BYTES)
        for character in set(others.decode("utf-8", "surrogatepass")):
            folded = _fold_character(character)
            if folded:
                plain = plain.replace(character, folded)
            else:
                vanishing.add(character)
    if vanishing:
        kept = [index for index, character in enumerate(plain) if character not in vanishing]
        return Folded(f" {_fold_plain(''.join([plain[index] for index in kept]))} ", kept)
    return Folded(f" {_fold_plain(plain)} ", None)


def _fold_plain(text: str) -> str:
    """The folded form of ASCII."""
    return text.encode("ascii").translate(_TABLE).decode("ascii")


@lru_cache(maxsize=1024)
def fold_phrase(phrase: str) -> str:
    """A term as it stands in folded text: single spaces, nothing at the ends."""
    is_plain = phrase.isascii() and "\r" not in phrase
    return " ".join((_fold_plain(phrase) if is_plain else fold(phrase).padded).split())
