"""Texts and JSON Lines to Articles, one at a time. Opens no file and looks for no meaning."""

import codecs
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import BinaryIO, NoReturn

from analysis.errors import SourceError
from analysis.model import Article

MAX_CHARACTERS = 1_000_000
MAX_BYTES = 20_000_000
_MAX_HEADLINE = 200
_ID_DIGITS = 12
_LINE_END = re.compile(r"\r\n|\r|\n")
_HEADING_MARK = re.compile(r"#{1,6}[ \t]+")
# a headline may end in U.S. or U.K.; any other full stop ends a sentence
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}$")
_STOPS = frozenset(".,;:…。")
_CLOSERS = frozenset("\"'”’»)")
_TYPE_NAMES = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be read, where, and the mend. A note loses nothing: the article it is about comes next."""

    place: str
    reason: str
    mend: str
    is_note: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}. {self.mend}."


class _Unreadable(SourceError):
    """A file or line without an article in it, before its place is known."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason, mend)
        self.reason, self.mend = reason, mend


def article_from_text(
    text: str, *, title: str = "", id: str = "", published: date | None = None, url: str = "", source: str = ""
) -> Article:
    """An article whose text is title, blank line, body; text that opens with its title already stays as it is.

    Without a title, a first line that looks like a headline is taken for it. The default id is a digest of the text.
    """
    title = " ".join(title.split())
    start, end = _lone_first_line(text)
    first_line = " ".join(text[start:end].split())
    if title and title != first_line:
        text, end = (f"{title}\n\n{text}" if text else title), len(title)
    elif not title and _is_headline(first_line):
        title = first_line
    return Article(
        id=id or _digest_of(text),
        text=text,
        title=title,
        title_end=end if title else 0,
        published=published,
        url=url,
        source=source,
    )


def opens_lines(line: bytes) -> bool:
    """Whether a line is an object with a text, as the first of JSON Lines is."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in record


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Lines one at a time; one that is too long comes cut, still longer than MAX_BYTES, so it can be refused."""
    mark = codecs.BOM_UTF8
    while line := stream.readline(MAX_BYTES + 1):
        yield line.removeprefix(mark)
        mark = b""  # only the first line can have one
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)


def read_lines(lines: Iterable[bytes], place: str) -> Iterator[Article | Failure]:
    """The articles on lines of JSON, and in its place whatever cannot be read."""
    line_of_id: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        where = f"{place}:{number}"
        if not line.strip():
            continue
        try:
            record = _record_of(line)
            day, doubt = _date_of(_field(record, "date").strip())
            article = _article_of(record, day)
            if article.id in line_of_id:
                earlier = line_of_id[article.id]
                raise _Unreadable(
                    f"has the id {article.id!r} of line {earlier}", "Give each article an id of its own"
                )
        except _Unreadable as error:
            yield Failure(place=where, reason=error.reason, mend=error.mend)
        else:
            line_of_id[article.id] = number
            if doubt:
                yield Failure(place=where, reason=doubt, mend="Write it as YYYY-MM-DD", is_note=True)
            yield from within_limit(article, where)


def _record_of(line: bytes) -> dict[str, object]:
    """The JSON object on a line; not-a-number and whatever else is outside JSON is refused."""
    if len(line) > MAX_BYTES:
        raise _Unreadable(f"is longer than {MAX_BYTES // 1_000_000} MB", "Split the article")
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise _Unreadable("is not UTF-8", "Save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg} at character {error.colno}"
        raise _Unreadable(message, "Write one JSON object a line") from None
    except RecursionError:
        raise _Unreadable("is nested too deeply", "Write one flat JSON object a line") from None
    except ValueError:  # an integer of thousands of digits
        raise _Unreadable("holds a number that is too long", "Put it in quotes") from None
    if not isinstance(record, dict):
        name = _TYPE_NAMES.get(type(record), "text")
        raise _Unreadable(f"is {name}, not an object", 'Write {"id": ..., "title": ..., "text": ...}')
    return record


def _refuse_constant(name: str) -> NoReturn:
    raise _Unreadable(f"holds {name}, which JSON does not know", "Write null, or drop the key")


def _article_of(record: dict[str, object], published: date | None) -> Article:
    text = _field(record, "text")
    if not text.strip():
        has_text = "text" in record and record["text"] is not None
        raise _Unreadable("has an empty text" if has_text else "has no text", "Give it one under text")
    return article_from_text(
        text,
        title=_field(record, "title"),
        id=_field(record, "id").strip(),
        published=published,
        url=_field(record, "url").strip(),
        source=_field(record, "source").strip(),
    )


def _field(record: dict[str, object], key: str) -> str:
    """The words under a key, none where it is missing or null."""
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Unreadable(f"{key} is {_TYPE_NAMES[type(value)]}, not text", f"Put {key} in quotes")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        bad = f"\\u{ord(value[error.start]):04x}"
        raise _Unreadable(f"{key} holds {bad}, half of a character", "Write the whole character") from None
    return value


def _date_of(value: str) -> tuple[date | None, str]:
    """(date, doubt): a date that is none, or no day, costs the date and not the article."""
    if not value:
        return None, ""
    try:
        return datetime.fromisoformat(value).date(), ""
    except ValueError:
        return None, f"date {value[:40]!r} is no day, so it was left out"


def within_limit(article: Article, place: str) -> Iterator[Article | Failure]:
    """The article, and before it a note where only its beginning is read."""
    count = len(article.text)
    if count > MAX_CHARACTERS:
        yield Failure(
            place=place,
            reason=f"has {count:,} characters, of which the first {MAX_CHARACTERS:,} were read",
            mend="Split it to have all of it read",
            is_note=True,
        )
        article = replace(
            article,
            text=article.text[:MAX_CHARACTERS],
            title=article.title[:MAX_CHARACTERS],
            title_end=min(article.title_end, MAX_CHARACTERS),
        )
    yield article


def _lone_first_line(text: str) -> tuple[int, int]:
    """Where the first line with words starts and ends, if a blank line or nothing follows it; else (0, 0)."""
    start = len(text) - len(text.lstrip())
    if mark := _HEADING_MARK.match(text, start):
        start = mark.end()
    line_end = _LINE_END.search(text, start)
    if line_end is None:
        return start, len(text.rstrip())
    second_end = _LINE_END.search(text, line_end.end())
    if text[line_end.end() : second_end.start() if second_end else None].strip():
        return 0, 0
    return start, start + len(text[start : line_end.start()].rstrip())


def _is_headline(line: str) -> bool:
    if not line or len(line) > _MAX_HEADLINE:
        return False
    is_stopped = line[-1] in _STOPS or (line[-1] in _CLOSERS and line[-2:-1] in _STOPS)
    return not is_stopped or bool(_ABBREVIATION.search(line))


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]
