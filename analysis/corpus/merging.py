"""Small shards of a store become large ones, in a process of its own: what writing leaves in memory ends with it."""

from collections.abc import Iterable
from pathlib import Path

from analysis.corpus.runners import in_own_process
from analysis.corpus.store import Shards, Store, Tables, Writer, write_rows


def merge(writer: Writer, *, is_apart: bool) -> int:
    """Merge what is worth it; answers how many shards went into others. Where a process is killed it is done here."""

    def made(group: Shards) -> Tables:
        writer.spill.mkdir(exist_ok=True)
        ids = [shard.id for shard in group]
        if in_own_process(make_merged, writer.folder, writer.spill, ids):
            return {name: writer.spill / name for shard in group for name in shard.files}
        return writer.joined(group)

    return writer.merge_shards(made if is_apart else None)


def make_merged(folder: Path, spill: Path, ids: Iterable[int]) -> None:
    """The tables of some shards as files, one for each name."""
    store, wanted = Store(folder), set(ids)
    group = tuple(shard for shard in store.manifest.shards if shard.id in wanted)
    for name, pieces in store.joined(group).items():
        with (spill / name).open("wb") as stream:
            write_rows(stream, name, pieces)
