"""Articles and rows on disk: Parquet shards under one manifest, one writer at a time, every change whole or not at all.

A change writes new files beside the old ones and then replaces the manifest; files that no manifest names are swept
away as soon as nobody reads, at the latest by the next writer. So a kill at any moment leaves the state before the
change or the state after it.
"""

import contextlib
import errno
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.fingerprint import SCHEME
from analysis.corpus.locks import LOCK, READERS, lock_for_writing, note_reader, told_of, without_readers
from analysis.corpus.manifest import (
    MANIFEST,
    PART,
    Derived,
    File,
    Manifest,
    Shard,
    StoreError,
    digest_of,
    read_manifest,
    settle,
    settle_folder,
    write_manifest,
    write_whole,
)  # fmt: skip
from analysis.corpus.tables import schema_of
from analysis.counting import counted
from analysis.model import ENGINE_VERSION

DATA, TAXONOMIES, SPILL = "data", "taxonomies", "spill"
SHARD_ARTICLES = 4_000
MERGED_ARTICLES = 40_000
_ROW_GROUP = 20_000
_ROW_GROUP_BYTES = 12_000_000  # a row group is held in memory until it is whole
# where most values differ a dictionary of them is only tried in vain
_REPEATED: dict[str, list[str] | bool] = {
    "articles": ["source", "outlet", "published", "week"],
    "prints": False,
}
MERGE_FROM = 8  # shards; fewer are left alone, so that a small addition stays cheap
_GLOB = "*?["

Shards = tuple[Shard, ...]
Tables = Mapping[str, Iterable[Any] | Path]  # the rows, or a file that holds them


class Store:
    """A store as it stands: a manifest and where its files are. Cheap to open; never changes anything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._announce()
        self.manifest = read_manifest(folder)

    def _announce(self) -> None:
        """Before the manifest is read, so that no file that it names is swept away meanwhile."""
        note_reader(self.folder, self)

    def paths(self) -> dict[str, list[str]]:
        """The files of each table."""
        return {
            name: [str(self.path(file)) for file in files] for name, files in self.manifest.files().items()
        }

    def path(self, file: File) -> Path:
        """Where a file is."""
        return self.folder / DATA / file.name

    def table(self, shard: Shard, name: str) -> Any:
        """The rows of one table of a shard."""
        if name not in shard.files:
            return schema_of(name).empty_table()
        return pq.read_table(self.path(shard.files[name]), schema=schema_of(name))

    def joined(self, group: Shards) -> dict[str, Iterator[Any]]:
        """The rows of several shards by table, one shard after the other, a few at a time."""
        names = dict.fromkeys(name for shard in group for name in shard.files)
        return {name: self._batches(group, name) for name in names}

    def _batches(self, group: Shards, name: str) -> Iterator[Any]:
        for shard in group:
            if name in shard.files:
                yield from rows_in(self.path(shard.files[name]), name)

    def rows(self, shard: Shard, name: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The rows of one table of a shard, a few at a time."""
        with pq.ParquetFile(self.path(shard.files[name])) as file:
            for batch in file.iter_batches(batch_size=500, columns=list(columns)):
                yield from batch.to_pylist()

    def entries(self, digest: str) -> dict[str, tuple[str, ...]] | None:
        """The entries of a taxonomy that was used here, or None where they were not kept."""
        try:
            known = json.loads((self.folder / TAXONOMIES / f"{digest}.json").read_bytes())
        except (OSError, ValueError):
            return None
        return {entry: tuple(forms) for entry, forms in known.items()}


class Writer(Store):
    """The one writer of a store; a second one is refused. Makes the store where there is none."""

    def __init__(self, folder: Path) -> None:
        if any(mark in str(folder) for mark in _GLOB):
            raise StoreError(f"{folder}: a path with * ? or [ cannot hold a store. Give another folder.")
        try:
            self._prepare(folder)
            self._lock = lock_for_writing(folder)
        except OSError as error:
            raise StoreError(f"{folder}: {told_of(error)}") from error
        try:
            with self._guarded(folder):
                if not (folder / MANIFEST).exists():
                    write_manifest(folder, Manifest(scheme=SCHEME, program=ENGINE_VERSION))
            super().__init__(folder)
            self._sweep()
        except BaseException:
            self._lock.close()
            raise

    def _announce(self) -> None:
        """A writer is in nobody's way but another writer's."""

    @staticmethod
    def _prepare(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / MANIFEST).exists():
            strangers = [entry.name for entry in folder.iterdir() if entry.name not in _OURS]
            if strangers:
                raise StoreError(
                    f"{folder}: is not a store and not empty ({strangers[0]}). Give a new folder."
                )
        (folder / DATA).mkdir(exist_ok=True)
        (folder / TAXONOMIES).mkdir(exist_ok=True)
        (folder / READERS).touch()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            # what a merge has left behind is as large as the store; it goes at once where nobody reads it
            with contextlib.suppress(OSError), without_readers(self.folder) as is_free:
                if is_free:
                    self._sweep()
        finally:
            self._lock.close()

    @property
    def spill(self) -> Path:
        """Where DuckDB may put what does not fit into memory, until the next writer comes."""
        return self.folder / SPILL

    def keep_entries(self, digest: str, entries: Callable[[], Mapping[str, tuple[str, ...]]]) -> None:
        """Remember what a taxonomy was made of, to know later what changed; worked out once in a store."""
        path = self.folder / TAXONOMIES / f"{digest}.json"
        if not path.exists():
            with self._guarded(self.folder):
                write_whole(path, json.dumps(entries(), ensure_ascii=False).encode())

    def add_shard(self, tables: Tables, *, engine: str, taxonomy: str, next_no: int) -> None:
        """Make rows part of the store; tables are lists of Arrow tables. Rejects alone make a shard too."""
        with self._guarded(self.folder):
            new_id = max((shard.id for shard in self.manifest.shards), default=0) + 1
            files = self._write(tables, f"{new_id:06d}")
            if not files:
                return
            count = files["articles"].rows if "articles" in files else 0
            shard = Shard(
                id=new_id, first_no=self.manifest.next_no, last_no=next_no - 1, articles=count, engine=engine,
                taxonomy=taxonomy, added_at=datetime.now(UTC).isoformat(timespec="seconds"), files=files,
            )  # fmt: skip
            self._commit(
                shards=(*self.manifest.shards, shard), next_no=next_no, data_seq=self.manifest.data_seq + 1
            )

    def replace_read(self, shard: Shard, tables: Tables, *, engine: str, taxonomy: str) -> None:
        """Put new readings in the place of old ones; articles stay."""
        with self._guarded(self.folder):
            fresh = self._write(tables, f"{shard.id:06d}")
            kept = {name: file for name, file in shard.files.items() if name not in tables}
            self._swap((shard,), replace(shard, files={**kept, **fresh}, engine=engine, taxonomy=taxonomy))

    def restamp(self, shard: Shard, *, engine: str, taxonomy: str) -> None:
        """A shard that a change of taxonomy does not touch."""
        with self._guarded(self.folder):
            self._swap((shard,), replace(shard, engine=engine, taxonomy=taxonomy))

    def put_derived(self, tables: Tables, *, rules: str) -> None:
        """Put tables over all articles in place of the old ones; rules is the digest of what made them."""
        with self._guarded(self.folder):
            files = self._write(tables, "derived")
            state = Derived(
                next_no=self.manifest.next_no, data_seq=self.manifest.data_seq, scheme=SCHEME, rules=rules, files=files,
            )  # fmt: skip
            self._commit(derived=state)

    def merge_shards(self, make: Callable[[Shards], Tables] | None = None) -> int:
        """Make few large files of many small ones, batch by batch; answers how many shards went into others.

        Given make, the rows of a group are what it makes of it, which must be the same.
        """
        merged = 0
        for group in _groups(self.manifest.shards):
            with self._guarded(self.folder):
                files = self._write((make or self.joined)(group), f"{group[0].id:06d}")
                whole = replace(
                    group[0], last_no=group[-1].last_no, articles=sum(s.articles for s in group), files=files,
                    added_at=group[-1].added_at,
                )  # fmt: skip
                self._swap(group, whole)
                merged += len(group) - 1
        return merged

    def _swap(self, old: tuple[Shard, ...], new: Shard) -> None:
        gone = {shard.id for shard in old}
        shards = [shard for shard in self.manifest.shards if shard.id not in gone]
        shards.append(new)
        # what merges says nothing new, so tables over all articles stay valid
        changed = len(old) == 1 and new.files != old[0].files
        self._commit(
            shards=tuple(sorted(shards, key=lambda shard: shard.id)),
            data_seq=self.manifest.data_seq + changed,
        )

    def _commit(self, **changes: Any) -> None:
        manifest = self.manifest.next(**changes)
        write_manifest(self.folder, manifest)
        self.manifest = manifest

    def _write(self, tables: Tables, label: str) -> dict[str, File]:
        files = {}
        for name, pieces in tables.items():
            file = self._write_table(name, pieces, f"{name}-{label}-{self.manifest.seq + 1:08d}.parquet")
            if file:
                files[name] = file
        settle_folder(self.folder / DATA)
        return files

    def _write_table(self, name: str, pieces: Iterable[Any] | Path, file_name: str) -> File | None:
        """A file with all rows, forced to disk; none where there is no row. A file that is written already is taken."""
        path = self.folder / DATA / file_name
        part = path.with_name(file_name + PART)
        rows = 0
        try:
            if isinstance(pieces, Path):
                pieces.replace(part)
                rows = pq.read_metadata(part).num_rows
            else:
                with part.open("wb") as stream:
                    rows = write_rows(stream, name, pieces)
            with part.open("rb+") as stream:
                settle(stream.fileno())
            if not rows:
                part.unlink()
                return None
            part.replace(path)
            pa.default_memory_pool().release_unused()  # else every table leaves its peak behind
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        return File(name=file_name, rows=rows, bytes=path.stat().st_size, sha256=digest_of(path))

    def _sweep(self) -> None:
        """Remove what an interrupted or earlier change left behind."""
        named = {file.name for files in self.manifest.files().values() for file in files}
        for path in (self.folder / DATA).iterdir():
            if path.name not in named:
                with contextlib.suppress(OSError):
                    path.unlink()
        shutil.rmtree(self.spill, ignore_errors=True)

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """A disk that is full or gone becomes one sentence."""
        with self._guarded(self.folder):
            yield

    @contextlib.contextmanager
    def _guarded(self, folder: Path) -> Iterator[None]:
        """A disk that is full or gone becomes one sentence; the store stays as it was before the change."""
        try:
            yield
        except OSError as error:
            held = counted(self.manifest.articles, "article") if hasattr(self, "manifest") else "nothing"
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StoreError(
                    f"{folder}: no space is left. Safe in the store: {held}; free some space and run the same again."
                ) from error
            raise StoreError(
                f"{folder}: cannot be written: {error.strerror or error}. Safe in the store: {held}."
            ) from error


def write_rows(stream: BinaryIO, name: str, pieces: Iterable[Any]) -> int:
    """Rows of a table of ours as Parquet; answers how many."""
    rows = 0
    with pq.ParquetWriter(
        stream, schema_of(name), compression="zstd", use_dictionary=_REPEATED.get(name, True)
    ) as writer:
        for piece in _grouped(pieces, name):
            writer.write_table(piece, row_group_size=_ROW_GROUP)
            rows += piece.num_rows
    return rows


def rows_in(path: Path, name: str) -> Iterator[Any]:
    """The rows of a file as small tables of ours, some thousands at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=2_000):
            yield pa.Table.from_batches([batch], schema=schema_of(name))


_OURS = frozenset((DATA, LOCK, READERS, TAXONOMIES, SPILL, "looks", MANIFEST + PART))


def _grouped(pieces: Iterable[Any], name: str) -> Iterator[Any]:
    """Small tables joined to row groups of useful size."""
    held: list[Any] = []
    rows = size = 0
    for piece in pieces:
        held.append(piece)
        rows, size = rows + piece.num_rows, size + piece.nbytes
        if rows >= _ROW_GROUP or size >= _ROW_GROUP_BYTES:
            yield pa.concat_tables(held)
            held, rows, size = [], 0, 0
    if rows:
        yield pa.concat_tables(held)


def _groups(shards: tuple[Shard, ...]) -> Iterator[tuple[Shard, ...]]:
    """Neighbours that were read with the same engine and taxonomy and fit into one shard."""
    group: list[Shard] = []
    for shard in shards:
        fits = not group or (
            (group[0].engine, group[0].taxonomy) == (shard.engine, shard.taxonomy)
            and sum(s.articles for s in group) + shard.articles <= MERGED_ARTICLES
        )
        if not fits:
            if len(group) >= MERGE_FROM:
                yield tuple(group)
            group = []
        group.append(shard)
    if len(group) >= MERGE_FROM:
        yield tuple(group)
