"""The manifest of a store: which files belong to it and what they were made with. Writes whole or not at all."""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.corpus.tables import BY_NAME
from analysis.errors import AnalysisError

STORE_VERSION = 2
MANIFEST = "manifest.json"
PART = ".part"
_BLOCK = 1 << 20


class StoreError(AnalysisError):
    """A store that cannot be opened, read or written; the message says where and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One Parquet file, by its name in the folder data."""

    name: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Articles that were written together: their numbers, what they were read with, one file per table."""

    id: int
    first_no: int
    last_no: int
    articles: int
    engine: str
    taxonomy: str
    added_at: str
    files: dict[str, File]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Tables made over all articles: up to which article, from which state, by which rules."""

    next_no: int
    data_seq: int
    scheme: str
    rules: str
    files: dict[str, File]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A state of a store; seq counts every change, data_seq only those of articles and readings."""

    seq: int = 0
    data_seq: int = 0
    next_no: int = 1
    scheme: str = ""
    shards: tuple[Shard, ...] = ()
    derived: Derived | None = None
    store_version: int = STORE_VERSION
    program: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """Articles in the store, copies too."""
        return sum(shard.articles for shard in self.shards)

    def files(self) -> dict[str, list[File]]:
        """The files of each table."""
        found: dict[str, list[File]] = {name: [] for name in BY_NAME}
        parts = [shard.files for shard in self.shards] + ([self.derived.files] if self.derived else [])
        for part in parts:
            for name, file in part.items():
                found[name].append(file)
        return found

    def next(self, **changes: Any) -> "Manifest":
        """The state after a change."""
        return replace(self, seq=self.seq + 1, **changes)


def read_manifest(folder: Path) -> Manifest:
    """The state of the store in a folder; StoreError with the reason where there is none."""
    path = folder / MANIFEST
    try:
        known = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise StoreError(f"{folder}: is not a store. Make one with: corpus add {folder} INPUT.") from None
    except NotADirectoryError:
        raise StoreError(f"{folder}: is a file, not a store. Give a folder.") from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}. Check the path.") from error
    except ValueError as error:
        raise StoreError(f"{path}: is damaged: {error}. Restore it from a copy.") from None
    version = known.get("store_version") if isinstance(known, dict) else None
    if version != STORE_VERSION and not (isinstance(version, int) and version in _NEWER):
        age = "older" if isinstance(version, int) and version < STORE_VERSION else "other"
        raise StoreError(
            f"{folder}: is a store of an {age} version ({version}); this program reads version {STORE_VERSION}. "
            "Make a new store from the same inputs, or use the program that made it."
        )
    try:
        return _manifest_of(_of_today(known))
    except (KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: is damaged: {error}. Restore it from a copy.") from error


def _of_today(known: dict[str, Any]) -> dict[str, Any]:
    """A manifest of an older version, version by version, as this program writes it."""
    while known["store_version"] in _NEWER:
        known = {**_NEWER[known["store_version"]](known), "store_version": known["store_version"] + 1}
    return known


def _from_1(known: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knows by which rules the tables over all articles were made; those of version 1 are made anew."""
    derived = known["derived"]
    return {**known, "derived": {**derived, "rules": ""} if derived else None}


# what makes a manifest of a version one of the next; the store on disk changes with the next addition
_NEWER: dict[Any, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_1}


def _manifest_of(known: dict[str, Any]) -> Manifest:
    def files(given: dict[str, Any]) -> dict[str, File]:
        return {name: File(**file) for name, file in given.items()}

    derived = known["derived"]
    return Manifest(
        **{
            **known,
            "shards": tuple(Shard(**{**shard, "files": files(shard["files"])}) for shard in known["shards"]),
            "derived": Derived(**{**derived, "files": files(derived["files"])}) if derived else None,
        }
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a state in place: whoever reads sees the old one or this one, also after a crash."""
    data = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    write_whole(folder / MANIFEST, data)


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, force to disk, rename, force the folder to disk."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as stream:
            stream.write(data)
            settle(stream.fileno())
        part.replace(path)
        settle_folder(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def settle(descriptor: int) -> None:
    """Force to disk what was written."""
    os.fsync(descriptor)


def settle_folder(folder: Path) -> None:
    """Force names to disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    whole = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            whole.update(block)
    return whole.hexdigest()
