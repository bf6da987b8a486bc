"""Files of trade figures to columns of text, some thousands of rows at a time. Knows files, no trade.

CSV (comma, semicolon, tab or bar), also as .gz or in a .zip, is streamed, so memory stays bounded; JSON is read whole
and may not be large. Nothing is interpreted here: every value is the text that stands in the file.
"""

import csv
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.csv as pacsv

from analysis.errors import AnalysisError

MOST_BYTES = 8 << 30  # unpacked; a year of BACI has 350 MB, a year of Comext 730 MB
MOST_JSON_BYTES = 200 << 20
MOST_ROWS = 60_000_000
_BLOCK = 4 << 20
_HEADER_BYTES = 1 << 16
_DELIMITERS = ",;\t|"
_TEXT = (".csv", ".txt", ".tsv", ".dat")
LINE = "line"
# they come in the same archive and hold no figures
_COMPANIONS = ("country_codes", "product_codes", "readme")


class TradeDataError(AnalysisError):
    """A file or reply with trade figures that cannot be used; says where, what is wrong and the mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that cannot be read: where it stands, in which field, why, and the mend."""

    place: str
    line: int
    field: str
    reason: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}:{self.line}: {self.field}: {self.reason}. {self.mend}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: the name of its file, the digest of its content, its columns, and its rows as text."""

    name: str
    digest: str
    header: tuple[str, ...]
    # wanted columns, and a list that takes what has the wrong shape -> tables with the wanted columns and `line`
    read: Callable[[Sequence[str], list[BadRow]], Iterator[Any]] = field(repr=False)


def sheets_of(path: Path) -> Iterator[Sheet]:
    """The tables of one file (several in an archive); TradeDataError where it cannot be opened."""
    try:
        if path.suffix.lower() == ".zip":
            yield from _members(path)
        elif path.suffix.lower() == ".7z":
            raise TradeDataError(f"{path}: is a 7z archive. Unpack it first and give the file inside.")
        else:
            yield _sheet(path.name, lambda: _opened(path))
    except OSError as error:
        raise TradeDataError(f"{path}: cannot be read: {error.strerror or error}. Check the path.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise TradeDataError(f"{path}: is damaged or locked: {error}. Fetch it again.") from error


def sheet_of_records(name: str, data: bytes) -> Sheet:
    """A table from the bytes of a JSON document: a list of lists with a header, or {"data": [records]}.

    The digest is of the rows alone, since a reply says too how long it took.
    """
    header, rows = _json_rows(name, data)
    content = json.dumps([header, rows], sort_keys=True).encode()
    return Sheet(
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        header=header,
        read=lambda wanted, bad: _from_json(name, header, rows, wanted, bad),
    )


def _members(path: Path) -> Iterator[Sheet]:
    with zipfile.ZipFile(path) as archive:
        names = [
            info.filename
            for info in archive.infolist()
            if Path(info.filename).suffix.lower() in (*_TEXT, ".json")
            and not Path(info.filename).name.lower().startswith(_COMPANIONS)
        ]
        if not names:
            raise TradeDataError(
                f"{path}: holds no table. Give an archive with .csv, .txt, .dat or .json files."
            )
        for name in sorted(names):
            yield _sheet(Path(name).name, partial(_member, archive, name))


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    return cast(BinaryIO, archive.open(name))


def _opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def _sheet(name: str, opened: Callable[[], BinaryIO]) -> Sheet:
    digest, first = _digest(name, opened)
    if first.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        with opened() as stream:
            return sheet_of_records(name, stream.read(MOST_JSON_BYTES + 1))
    header, delimiter = _header_of(name, first)
    return Sheet(
        name=name,
        digest=digest,
        header=header,
        read=lambda wanted, bad: _from_csv(name, opened, header, delimiter, wanted, bad),
    )


def _digest(name: str, opened: Callable[[], BinaryIO]) -> tuple[str, bytes]:
    """SHA-256 of what a file holds unpacked, and how it begins."""
    whole, count, first = hashlib.sha256(), 0, b""
    with opened() as stream:
        while block := stream.read(1 << 20):
            first = first or block[:_HEADER_BYTES]
            count += len(block)
            if count > MOST_BYTES:
                raise TradeDataError(f"{name}: holds more than {MOST_BYTES >> 30} GB unpacked. Split it.")
            whole.update(block)
    if not first.strip():
        raise TradeDataError(f"{name}: is empty. Fetch it again.")
    return whole.hexdigest(), first


def _header_of(name: str, first: bytes) -> tuple[tuple[str, ...], str]:
    """(columns, delimiter); a last column without a name is added where the rows have one field more."""
    try:
        lines = first.decode("utf-8-sig", errors="replace").splitlines()
        delimiter = max(_DELIMITERS, key=lines[0].count)
        header, *rest = csv.reader(lines[:2], delimiter=delimiter)
    except (csv.Error, ValueError, IndexError) as error:
        raise TradeDataError(
            f"{name}:1: has no header that can be read: {error}. Write the names of the columns."
        ) from None
    columns = [column.strip() for column in header]
    # the web download of Comtrade ends its rows, but not its header, with a comma
    if rest and len(rest[0]) == len(columns) + 1 and not rest[0][-1]:
        columns.append("")
    return tuple(columns), delimiter


class _Capped(io.RawIOBase):
    """A stream that refuses to go on for ever."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name, self._left = stream, name, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise TradeDataError(f"{self._name}: holds more than {MOST_BYTES >> 30} GB unpacked. Split it.")
        buffer[: len(data)] = data
        return len(data)


def _from_csv(
    name: str,
    opened: Callable[[], BinaryIO],
    header: tuple[str, ...],
    delimiter: str,
    wanted: Sequence[str],
    bad: list[BadRow],
) -> Iterator[Any]:
    skipped: list[int] = []
    # two columns may not have one name, and only the wanted ones matter
    names = [
        column if header.index(column) == at and column else f"\0{at}" for at, column in enumerate(header)
    ]

    def put_aside(row: Any) -> str:
        skipped.append(row.number)
        bad.append(
            BadRow(
                place=name, line=row.number, field="row", mend="Mend or drop the line",
                reason=f"has {row.actual_columns} fields where the header has {row.expected_columns}",
            )
        )  # fmt: skip
        return "skip"

    with _reading(name, opened) as stream:
        reader = pacsv.open_csv(
            stream,
            # one thread: lines are counted in order
            read_options=pacsv.ReadOptions(
                use_threads=False, block_size=_BLOCK, column_names=names, skip_rows=1
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter, ignore_empty_lines=False, invalid_row_handler=put_aside
            ),
            convert_options=pacsv.ConvertOptions(
                include_columns=list(wanted),
                column_types=dict.fromkeys(wanted, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
        at = 2
        for batch in reader:
            lines, at = _lines(at, batch.num_rows, skipped)
            yield pa.Table.from_batches([batch]).append_column(LINE, pa.array(lines, pa.int64()))


def _lines(at: int, count: int, skipped: list[int]) -> tuple[Sequence[int], int]:
    """The numbers of the next lines, without those put aside, and where it goes on."""
    if not skipped:
        return range(at, at + count), at + count
    gaps = set(skipped)
    lines: list[int] = []
    while len(lines) < count:
        if at not in gaps:
            lines.append(at)
        at += 1
    return lines, at


@contextmanager
def _reading(name: str, opened: Callable[[], BinaryIO]) -> Iterator[BinaryIO]:
    try:
        with opened() as raw:
            yield cast(BinaryIO, io.BufferedReader(_Capped(raw, name), _BLOCK))
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        words = str(error).splitlines()[0][:200]
        if "straddling" in words:
            raise TradeDataError(
                f"{name}: holds a line of more than {_BLOCK >> 20} MB. Fetch it again."
            ) from error
        mend = (
            "Save it as UTF-8" if "UTF8" in words or "UTF-8" in words else "Fetch it again, or mend the line"
        )
        raise TradeDataError(f"{name}: cannot be read as a table: {words}. {mend}.") from error
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise TradeDataError(f"{name}: breaks off: {error}. Fetch it again.") from error


def _json_rows(name: str, data: bytes) -> tuple[tuple[str, ...], list[Any]]:
    if len(data) > MOST_JSON_BYTES:
        raise TradeDataError(
            f"{name}: has more than {MOST_JSON_BYTES >> 20} MB of JSON. Split it, or use CSV."
        )
    try:
        known = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TradeDataError(
            f"{name}: is no whole JSON document: {str(error)[:120]}. Fetch it again."
        ) from None
    rows = known.get("data") if isinstance(known, dict) else known
    if isinstance(rows, list) and not rows:
        raise TradeDataError(f"{name}: holds no rows. Check country, year and flow of the request.")
    if isinstance(rows, list) and isinstance(rows[0], dict):
        return tuple(map(str, rows[0])), rows
    if (
        isinstance(rows, list)
        and isinstance(rows[0], list)
        and all(isinstance(cell, str) for cell in rows[0])
    ):
        return tuple(rows[0]), rows[1:]
    raise TradeDataError(
        f'{name}: is no table. Give a list of lists with a header, or {{"data": [...]}} with records.'
    )


def _from_json(
    name: str, header: tuple[str, ...], rows: list[Any], wanted: Sequence[str], bad: list[BadRow]
) -> Iterator[Any]:
    """Records are numbered from 1, as their header is no line."""
    places = {column: at for at, column in enumerate(header)}
    found: dict[str, list[str]] = {column: [] for column in wanted}
    lines: list[int] = []
    for number, row in enumerate(rows, 1):
        if isinstance(row, list) and len(row) == len(header):
            values = [row[places[column]] for column in wanted]
        elif isinstance(row, dict):
            values = [row.get(column) for column in wanted]
        else:
            reason = "is no record with the columns of the first one"
            bad.append(BadRow(place=name, line=number, field="row", reason=reason, mend="Mend or drop it"))
            continue
        for column, value in zip(wanted, values, strict=True):
            found[column].append(_text(value))
        lines.append(number)
    text = {column: pa.array(values, pa.string()) for column, values in found.items()}
    yield pa.table({**text, LINE: pa.array(lines, pa.int64())})


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
