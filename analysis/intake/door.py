"""The one door: bytes, and what is known of where they came from, to articles and to what could not be read."""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlsplit

from analysis.intake.guarded import parse_guarded
from analysis.intake.kinds import SUFFIXES, Kind, charset_of, recognise
from analysis.intake.language import language_of
from analysis.intake.limits import ARTICLES, MAX_BYTES
from analysis.intake.parsers import RISKY, parse
from analysis.intake.record import Record, Refusal, Unreadable
from analysis.model import Article
from analysis.sources import Failure, article_from_text, lines_of, opens_lines, read_lines, within_limit

STANDARD_INPUT = "-"
_NAMELESS = "the input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of one input, in its own order; a note stands before the article it is about.

    kind is what it was read as, None where it is no kind that is read.
    """

    kind: Kind | None
    found: tuple[Article | Failure, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles; of a feed one per item, whose text may be a teaser and whose url leads to the rest."""
        return tuple(item for item in self.found if isinstance(item, Article))

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, and notes on how the rest was."""
        return tuple(item for item in self.found if isinstance(item, Failure))


def read_bytes(data: bytes, *, name: str = "", content_type: str = "", url: str = "") -> Intake:
    """The articles in one input; never raises for what the bytes hold, and never reads for longer than its limits.

    name is the file's name (its ending says the kind where content_type does not) and stands in every message; without
    it the host of url does. content_type is a header's value, parameters and all; url is kept in the articles.
    """
    place = name or _host_of(url) or _NAMELESS
    kind: Kind | None = None
    try:
        if len(data) > MAX_BYTES:
            raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB", "Split it")
        if not data.strip():
            raise Unreadable("is empty", "Put title, blank line and body in it")
        kind = recognise(data, name=name or _path_of(url), content_type=content_type)
        found = tuple(islice(_read(kind, data, place, charset_of(content_type), url), ARTICLES))
    except Unreadable as refused:
        return Intake(kind=kind, found=(Failure(place=place, reason=refused.reason, mend=refused.mend),))
    return Intake(kind=kind, found=found)


def read_path(path: Path | str) -> Iterator[Article | Failure]:
    """The articles of a file, or of standard input for `-`, and in its place whatever cannot be read."""
    place = "standard input" if str(path) == STANDARD_INPUT else str(path)
    try:
        if str(path) == STANDARD_INPUT:
            yield from _read_input()
        else:
            yield from _read_file(Path(path), place)
    except IsADirectoryError:
        yield Failure(place=place, reason="is a folder", mend="Name the files in it")
    except OSError as error:
        yield Failure(place=place, reason=f"cannot be read: {error.strerror}", mend="Check the path")


def _read_file(path: Path, place: str) -> Iterator[Article | Failure]:
    with path.open("rb") as stream:
        if SUFFIXES.get(path.suffix.lower()) is Kind.LINES:  # may be longer than memory
            yield from map(_with_language, read_lines(lines_of(stream), place))
            return
        data = stream.read(MAX_BYTES + 1)
    for item in read_bytes(data, name=path.name).found:
        yield (
            replace(item, place=place + item.place.removeprefix(path.name))
            if isinstance(item, Failure)
            else item
        )


def _read_input() -> Iterator[Article | Failure]:
    """JSON Lines where the first line with anything on it is an object with a text; else whatever the bytes are."""
    stream = sys.stdin.buffer
    lines, taken = lines_of(stream), []
    for line in lines:
        taken.append(line)
        if line.strip():
            break
    head = b"".join(taken)
    if taken and opens_lines(taken[-1]):
        yield from map(_with_language, read_lines(chain(taken, lines), "standard input"))
    else:
        data = head + stream.read(max(0, MAX_BYTES + 1 - len(head)))
        for item in read_bytes(data, name="standard input").found:
            yield (
                item
                if isinstance(item, Failure)
                else replace(item, source=_unless(item.source, "standard input"))
            )


def _read(kind: Kind, data: bytes, place: str, declared: str, url: str) -> Iterator[Article | Failure]:
    if kind is Kind.LINES:
        yield from map(_with_language, read_lines(lines_of(io.BytesIO(data)), place))
        return
    run = parse_guarded if kind in RISKY else parse
    for item in run(kind, data, declared=declared, url=url):
        where = place + item.part
        if isinstance(item, Refusal):
            yield Failure(place=where, reason=item.reason, mend=item.mend)
        else:
            for reason, mend in item.notes:
                yield Failure(place=where, reason=reason, mend=mend, is_note=True)
            yield from within_limit(article_of(item, kind, place, url), where)


def article_of(record: Record, kind: Kind, place: str, url: str) -> Article:
    """The article in a record, its language told."""
    # a fetched page may call itself another page of its own site, never another site
    address = record.url if not url or _host_of(record.url) == _host_of(url) else url
    article = article_from_text(
        record.text,
        title=record.title,
        id=record.id,
        published=_day(record.day),
        url=address or url,
        source=record.source or _host_of(address or url) or ("" if place == _NAMELESS else place),
    )
    return replace(article, language=language_of(article.text))


def _with_language(item: Article | Failure) -> Article | Failure:
    return replace(item, language=language_of(item.text)) if isinstance(item, Article) else item


def _unless(words: str, meant: str) -> str:
    return "" if words == meant else words


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""
