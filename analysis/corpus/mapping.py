"""A record of any shape to an Article: which column holds what, by name or as the user says. Opens no file."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from analysis.corpus.rows import Reject
from analysis.errors import SourceError
from analysis.model import Article
from analysis.sources import MAX_CHARACTERS, article_from_text

# the names under which a column is looked for, likeliest first; capitals and separators do not matter
KNOWN = {
    "text": "text body content article maintext articlebody fulltext bodytext contenttext articletext story",
    "title": "title headline heading articletitle",
    "id": "id articleid uuid guid docid",
    "date": "date published publishedat publisheddate publishdate publicationdate datepublished pubdate datepublish "
    "datetime timestamp createdat",
    "url": "url link weburl articleurl href",
    "source": "source outlet publisher publication newspaper domain sourcename site feed",
}
FIELDS = tuple(KNOWN)
_SEPARATORS = re.compile(r"[\s_.\-]+")
_CUT_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=[T ]|$)")
_NUMBER = re.compile(r"-?\d{9,13}(?:\.\d+)?")
_COMPACT = re.compile(r"\d{8}")
_MILLISECONDS = 100_000_000_000
_EARLIEST, _LATEST = date(1600, 1, 1), date(2200, 1, 1)

Record = Mapping[str, Any]


class Unmapped(Exception):
    """A record that holds no article; reason and mend for the list of rejects."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason, mend)
        self.reason, self.mend = reason, mend

    def at(self, place: str, excerpt: str = "") -> Reject:
        """As a reject, once its place is known."""
        return Reject(place, self.reason, self.mend, excerpt)


class Columns:
    """Which column of a record holds which field."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        self._chosen = dict(chosen or {})
        self._found: dict[tuple[str, ...], dict[str, str]] = {}

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """Field to column for records with these columns; the user's word first, then known names."""
        key = tuple(names)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._look(key)
            if len(self._found) > 1000:  # a feed of records that all differ
                self._found.clear()
        return found

    def _look(self, names: tuple[str, ...]) -> dict[str, str]:
        plain: dict[str, str] = {}
        for name in names:
            plain.setdefault(_SEPARATORS.sub("", name).lower(), name)
        taken = set(self._chosen.values())
        found = {field: column for field, column in self._chosen.items() if column in names}
        for field, known in KNOWN.items():
            if field not in self._chosen:
                column = next(
                    (plain[name] for name in known.split() if name in plain and plain[name] not in taken),
                    None,
                )
                if column is not None:
                    found[field] = column
        return found


def parse_map(pairs: Iterable[str]) -> dict[str, str]:
    """`text=body,date=day` to field and column; SourceError for a field that does not exist."""
    chosen: dict[str, str] = {}
    for pair in (part for whole in pairs for part in whole.split(",") if part.strip()):
        field, mark, column = (piece.strip() for piece in pair.partition("="))
        if not mark or not column or field not in FIELDS:
            raise SourceError(f"--map {pair}: is not FIELD=COLUMN. Fields are {', '.join(FIELDS)}.")
        chosen[field] = column
    return chosen


def article_of(record: Record, columns: Columns) -> tuple[Article, str]:
    """(the article in a record, doubt), or Unmapped; a date that is no day costs the date and not the article."""
    where = columns.of(record)
    text = _words(record, where, "text")
    if not text.strip():
        if "text" not in where:
            raise Unmapped("has no column for the text", "Name it: --map text=COLUMN")
        raise Unmapped("has an empty text", f"Give it one under {where['text']}")
    if len(text) > MAX_CHARACTERS:
        raise Unmapped(f"has {len(text):,} characters, more than {MAX_CHARACTERS:,}", "Split it")
    published, doubt = None, ""
    try:
        published = day_of(record.get(where.get("date", "")))
    except Unmapped as fault:
        doubt = fault.reason
    article = article_from_text(
        text,
        title=_words(record, where, "title"),
        id=_words(record, where, "id").strip(),
        published=published,
        url=_words(record, where, "url").strip(),
        source=_words(record, where, "source").strip(),
    )
    return article, doubt


def _words(record: Record, where: Mapping[str, str], field: str) -> str:
    value = record.get(where.get(field, ""))
    if value is None:
        return ""
    if isinstance(value, dict):  # a source is often an object with a name
        value = value.get("name") or value.get("title") or value.get("id") or ""
    if field in ("id", "source") and isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Unmapped(
            f"{where[field]} is not text",
            f"Put {where[field]} in quotes, or name another: --map {field}=COLUMN",
        )
    if "\x00" in value:
        raise Unmapped(f"{where[field]} holds a zero byte", "Save it as text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Unmapped(f"{where[field]} holds half of a character", "Write the whole character") from None
    return value


def day_of(value: object) -> date | None:
    """The day in a date, a time, a number of seconds since 1970 or the words of a feed; Unmapped where it is none."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return _within(value.date(), value)
    if isinstance(value, date):
        return _within(value, value)
    words = str(value).strip()
    if not words:
        return None
    found = _read_day(words)
    if found is None:
        raise Unmapped(f"date {words[:40]!r} is no date", "Write it as YYYY-MM-DD")
    return _within(found, words)


def _within(day: date, value: object) -> date:
    if not _EARLIEST <= day < _LATEST:
        raise Unmapped(f"date {str(value)[:40]!r} is out of reach", f"Write one from {_EARLIEST.year} on")
    return day


def _read_day(words: str) -> date | None:
    try:
        if _CUT_DAY.match(words):
            return date.fromisoformat(words[:10])
        if _COMPACT.fullmatch(words):
            return datetime.strptime(words, "%Y%m%d").date()
        if _NUMBER.fullmatch(words):
            seconds = float(words)
            seconds = seconds / 1000 if abs(seconds) >= _MILLISECONDS else seconds
            return datetime.fromtimestamp(seconds, UTC).date()
        return datetime.fromisoformat(words).date()
    except (ValueError, OverflowError, OSError):
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return None
