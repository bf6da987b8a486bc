"""Foreign text made harmless where it goes: a terminal, a spreadsheet, Markdown, a page. Knows no article."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

# marks that a spreadsheet reads as the start of a formula, full-width forms included
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# the same behind what begins a new cell or line where a spreadsheet is set to semicolons or tabs, quoted or not
_INNER_FORMULA = re.compile(r"(?<=[;\t\r\n])(?=[=+\-@＝＋－＠])")
# marks that turn the direction of writing
_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MISSING = ("None", "nan", "NaT", "<NA>")  # how pandas writes what is missing
# a colon makes an address, an emoji or a colour of what follows it, "www." and "@" an address of the rest
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#|~$&!@]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_MARKDOWN_START = re.compile(r"^([-+=]|\d{1,9}[.)])")

# the place that a message begins with, where it is an absolute path; the folders of any other path
_PLACE = re.compile(r"(?:~|[A-Za-z]:)?[/\\][^\n:]*")
_FOLDERS = re.compile(r"(?<![\w/\\.:~])(?:~|[A-Za-z]:)?[/\\](?:[^/\\\s:'\"]+[/\\])*(?=[^/\\\s])")


def without_folders(text: str) -> str:
    """A message in which every absolute path is cut to its last name; addresses and relative paths stay as they are."""
    place = _PLACE.match(text)
    if place:
        names = [name for name in re.split(r"[/\\]", place[0]) if name]
        text = text.replace(place[0], names[-1] if names else "")
    return _FOLDERS.sub("", text)


def printable(text: str) -> str:
    """Text on one line; what could steer a terminal is shown as a replacement character."""
    return "".join(" " if c.isspace() else "\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in text)


def plain(text: str) -> str:
    """Text on one line, each gap one space, without what could steer a terminal or turn the direction of writing."""
    return "".join(c for c in " ".join(text.split()) if not _steers(c))


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _STEERING


def markdown(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _MARKDOWN_START.sub(_escape_start, _MARKDOWN.sub(r"\\\g<0>", plain(text)))


def _escape_start(match: re.Match[str]) -> str:
    mark = match[0]
    return f"{mark[:-1]}\\{mark[-1]}"


def bare(value: Any) -> Any:
    """A value of a table as Python holds it: an array is a list, and what is missing is None."""
    if isinstance(value, str | int):
        return value
    value = value.tolist() if hasattr(value, "tolist") else value
    return None if not isinstance(value, str) and str(value) in _MISSING else value


def cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula; a list is joined by spaces, what is missing is empty."""
    value = bare(value)
    if isinstance(value, list | tuple):
        value = " ".join(map(str, value))
    if isinstance(value, str):
        value = _INNER_FORMULA.sub("'", value)
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return "" if value is None else value


def csv_of(rows: Iterable[Sequence[object]], *, end: str = "\r\n") -> str:
    """Rows as CSV whose cells no spreadsheet takes for a formula; each line ends with end."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator=end).writerows([cell(value) for value in row] for row in rows)
    return lines.getvalue()
