"""Folders, tables and whatever the intake reads to Articles, one at a time; whatever cannot be read, in its place.

Memory stays bounded: a line, field or document over MAX_BYTES is refused, a packed file is never unpacked beyond that.
"""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, NoReturn, cast

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.mapping import Columns, Record, Unmapped, article_of
from analysis.corpus.rows import KEPT, Reject
from analysis.intake.door import read_bytes
from analysis.intake.kinds import SUFFIXES as DOCUMENTS
from analysis.intake.kinds import Kind
from analysis.model import Article
from analysis.sources import MAX_BYTES, Failure

PACKED = (".gz", ".zst")
SUFFIXES = {
    **{suffix: "lines" if kind is Kind.LINES else "document" for suffix, kind in DOCUMENTS.items()},
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip
_MOST_CHARACTERS = MAX_BYTES // 4  # of a CSV field; a character takes up to four bytes
_PARQUET_ROWS = 64
_EXCERPT = 300


@dataclass(slots=True)
class Meter:
    """How far the reading is, in bytes on disk."""

    total: int = 0
    before: int = 0
    here: int = 0

    @property
    def done(self) -> int:
        """Bytes read so far."""
        return self.before + self.here


class Item(NamedTuple):
    """An article and where it was read."""

    article: Article
    place: str


Found = Item | Reject


def read_inputs(paths: Iterable[Path], columns: Columns, meter: Meter | None = None) -> Iterator[Found]:
    """The articles of files and folders, in a fixed order, and rejects in their place; meter is kept up to date."""
    meter = meter or Meter()
    for path in paths:
        for file in files_of(path):
            yield from read_file(file, columns, meter)
            meter.before, meter.here = meter.before + _size_of(file), 0


def dated(found: Iterable[Found], day: date | None) -> Iterator[Found]:
    """The same, with a day for articles that have none."""
    for item in found:
        if day and isinstance(item, Item) and item.article.published is None:
            yield item._replace(article=replace(item.article, published=day))
        else:
            yield item


def measure_inputs(paths: Iterable[Path]) -> Meter:
    """A meter for these inputs, before anything is read."""
    return Meter(total=sum(_size_of(file) for path in paths for file in files_of(path)))


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def files_of(path: Path) -> Iterator[Path]:
    """A file itself; of a folder all files of a known kind, hidden ones left out, by name."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from files_of(entry)
        elif kind_of(entry):
            yield entry


def kind_of(path: Path) -> str:
    """How a file is read, by its name; empty where it is not."""
    suffix = path.suffix.lower()
    if suffix in PACKED:
        suffix = Path(path.stem).suffix.lower()
    return SUFFIXES.get(suffix, "")


def read_file(path: Path, columns: Columns, meter: Meter | None = None) -> Iterator[Found]:
    """The articles of one file; a fault in the middle loses nothing that was read before it."""
    meter = meter or Meter()
    kind, place = kind_of(path), str(path)
    if not kind:
        known = ", ".join((*SUFFIXES, *PACKED))
        yield Reject(place, "is not a kind of file that is read", f"Give one of {known}")
        return
    try:
        if kind == "parquet":
            yield from _records(_parquet(path, columns, meter), place, columns)
        else:
            with path.open("rb") as raw, _unpacked(raw, path.suffix.lower()) as stream:
                for found in _READERS[kind](stream, place, columns):
                    meter.here = raw.tell()
                    yield found
    except Unmapped as fault:
        yield fault.at(place)
    except pa.ArrowException as error:
        yield Reject(place, f"cannot be read as Parquet: {_first_line(error)}", "Write the file again")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Reject(
            place, f"is cut off or damaged: {_first_line(error)}", "Copy it again; what came before is kept"
        )
    except OSError as error:
        what = error.strerror or _first_line(error)
        if path.suffix.lower() in PACKED and path.exists():
            yield Reject(place, f"is cut off or damaged: {what}", "Copy it again; what came before is kept")
        else:
            yield Reject(place, f"cannot be read: {what}", "Check the path")


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _unpacked(raw: BinaryIO, suffix: str) -> BinaryIO:
    if suffix == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="rb"))
    if suffix == ".zst":
        return cast(BinaryIO, io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(raw, "r"), "zstd")))
    return raw


def _lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Lines one at a time; of one that is too long only as much as shows it, so that it can be refused."""
    mark = b"\xef\xbb\xbf"
    while line := stream.readline(MAX_BYTES + 1):
        yield line.removeprefix(mark)
        mark = b""
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)


def _document(stream: BinaryIO, place: str, columns: Columns) -> Iterator[Found]:
    """Whatever the intake reads; the file's own name is no outlet, so an article without one has none."""
    name = Path(place).name
    while Path(name).suffix.lower() in PACKED:
        name = Path(name).stem
    data = stream.read(MAX_BYTES + 1)
    intake, number = read_bytes(data, name=name), 0
    is_several = len(intake.articles) > 1
    for item in intake.found:
        if isinstance(item, Failure):
            where = place + item.place.removeprefix(name)
            reason = item.reason + KEPT if item.is_note else item.reason
            yield Reject(where, reason, item.mend, "" if item.is_note else _shown(data))
            continue
        number += 1
        article = replace(item, source="") if item.source == name else item
        yield Item(article, f"{place}#{number}" if is_several else place)


def _lines(stream: BinaryIO, place: str, columns: Columns) -> Iterator[Found]:
    for number, line in enumerate(_lines_of(stream), start=1):
        if line.strip():
            where = f"{place}:{number}"
            try:
                yield from _found(_record_of(line), columns, where)
            except Unmapped as fault:
                yield fault.at(where, _shown(line))


def _found(record: Record, columns: Columns, where: str) -> Iterator[Found]:
    """The article, and after it a reject that costs nothing where its date was left out."""
    article, doubt = article_of(record, columns)
    yield Item(article, where)
    if doubt:
        yield Reject(
            where,
            f"{doubt}{KEPT} without it",
            "Write it as YYYY-MM-DD",
            _shown(article.title),
        )


def _record_of(line: bytes) -> Record:
    if len(line) > MAX_BYTES:
        raise Unmapped(f"is longer than {MAX_BYTES // 1_000_000} MB", "Split the article")
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise Unmapped("is not UTF-8", "Save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise Unmapped(
            f"is not JSON: {error.msg} at character {error.colno}", "Write one object a line"
        ) from None
    except RecursionError:
        raise Unmapped("is nested too deeply", "Write one flat object a line") from None
    except ValueError:
        raise Unmapped("holds a number that is too long", "Put it in quotes") from None
    if not isinstance(record, dict):
        raise Unmapped("is not an object", 'Write {"title": ..., "text": ...}')
    return record


def _refuse(name: str) -> NoReturn:
    raise Unmapped(f"holds {name}, which JSON does not know", "Write null, or drop the key")


def _csv(stream: BinaryIO, place: str, columns: Columns) -> Iterator[Found]:
    csv.field_size_limit(_MOST_CHARACTERS)
    lines = _decoded(_lines_of(stream))
    head = next(lines, "")
    delimiter = max(",;\t|", key=head.count) if head else ","
    rows = csv.reader(chain([head], lines), delimiter=delimiter)
    names: list[str] | None = None
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Reject(f"{place}:{rows.line_num}", f"is not CSV: {error}", "Close its quotes, or split it")
            continue
        if row is None:
            return
        if names is None:
            names = row
            if "text" not in columns.of(names):
                raise Unmapped("has no column for the text", "Name it: --map text=COLUMN")
            continue
        where = f"{place}:{rows.line_num}"
        if not row:
            continue
        if len(row) != len(names):
            yield Reject(
                where, f"has {len(row)} fields, not {len(names)}", "Put text in quotes", _shown(str(row))
            )
        elif any("\udc80" <= c <= "\udcff" for field in row for c in field if c > "\ud7ff"):
            yield Reject(where, "is not UTF-8", "Save the file as UTF-8", _shown(str(row)))
        else:
            yield from _records([(where, dict(zip(names, row, strict=True)))], place, columns)


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Bytes that are not UTF-8 become halves of characters, so that only their row is refused."""
    return (line.decode("utf-8", "surrogateescape") for line in lines)


def _parquet(path: Path, columns: Columns, meter: Meter) -> Iterator[tuple[str, Record]]:
    number, size = 0, _size_of(path)
    with pq.ParquetFile(path, memory_map=False) as file:
        where = columns.of(file.schema_arrow.names)
        if "text" not in where:
            raise Unmapped("has no column for the text", "Name it: --map text=COLUMN")
        for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=sorted(set(where.values()))):
            for record in batch.to_pylist():
                number += 1
                yield f"{path}:{number}", record
            meter.here = size * number // max(1, file.metadata.num_rows)


def _records(records: Iterable[tuple[str, Record]], place: str, columns: Columns) -> Iterator[Found]:
    for where, record in records:
        try:
            yield from _found(record, columns, where)
        except Unmapped as fault:
            yield fault.at(where, _shown(str(record)))


def _shown(words: bytes | str) -> str:
    if isinstance(words, bytes):
        words = words[: _EXCERPT * 4].decode("utf-8", "replace")
    return words[:_EXCERPT].encode("utf-8", "replace").decode().replace("\x00", "\N{REPLACEMENT CHARACTER}")


_READERS: dict[str, Any] = {"document": _document, "lines": _lines, "csv": _csv}
