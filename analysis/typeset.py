"""Text set for a terminal: lines of a width, rows in columns. Wide letters count two, combining marks none."""

import unicodedata
from itertools import zip_longest

TABLE_WIDTH = 100
_GAP = 2
_NARROWEST = 11  # no column of ours is cut below its longest usual word, opportunity


def display_width(text: str) -> int:
    """Columns that a terminal needs; wide East Asian letters take two and combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def columns(rows: list[list[str]], width: int) -> list[str]:
    """Rows set in columns; the widest columns give way, and wrap, until all fit into the width."""
    sizes = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    while sum(sizes) + _GAP * (len(sizes) - 1) > width and max(sizes) > _NARROWEST:
        sizes[sizes.index(max(sizes))] -= 1
    lines = []
    for row in rows:
        cells = [wrapped(cell, size, hang=0) for cell, size in zip(row, sizes, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = [
                part + " " * (size - display_width(part)) for part, size in zip(parts, sizes, strict=True)
            ]
            lines.append((" " * _GAP).join(padded))
    return lines


def wrapped(text: str, width: int, *, indent: int = 0, hang: int = 4) -> list[str]:
    """Lines no wider than width unless a single word is; all but the first hang a little further in."""
    lines: list[str] = []
    line, used = " " * indent, indent
    has_word = False
    for word in text.split(" "):
        size = display_width(word)
        if has_word and used + 1 + size > width:
            lines.append(line)
            line, used, has_word = " " * (indent + hang), indent + hang, False
        line += f" {word}" if has_word else word
        used += size + has_word
        has_word = True
    return [*lines, line]
