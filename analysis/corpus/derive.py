"""Tables over all articles, made anew when articles or readings changed: copies, threads, steps, contests."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeGuard

from analysis.corpus.connect import (
    WRITER_MEMORY,
    Connection,
    MemoryExceeded,
    connect,
    put_table,
    take_table,
)  # fmt: skip
from analysis.corpus.contests import find_contests
from analysis.corpus.digests import rules_digest
from analysis.corpus.fingerprint import SCHEME
from analysis.corpus.manifest import Derived
from analysis.corpus.runners import in_own_process
from analysis.corpus.store import Store, Writer, rows_in, write_rows
from analysis.corpus.syndication import find_copies
from analysis.corpus.tables import DERIVED, Row, arrow_of, concat
from analysis.corpus.threads import FOUND, find_steps, find_threads

# with much less memory a large store is sorted on disk for minutes, only to begin again with more
_ARTICLES_PER_MB = 4_000


def is_derived(store: Store) -> bool:
    """Whether these tables are of the state that the store is in."""
    derived = store.manifest.derived
    return _is_of_today(derived) and derived.data_seq == store.manifest.data_seq


def _is_of_today(derived: Derived | None) -> TypeGuard[Derived]:
    """Whether they were made by the rules of today, so that what they say of older articles still holds."""
    return derived is not None and (derived.scheme, derived.rules) == (SCHEME, rules_digest())


def derive(writer: Writer, *, is_apart: bool = False) -> bool:
    """Make them where they are not up to date; answers whether they had to be made.

    Apart, each is made in a process of its own: what sorting leaves behind in memory ends with it.
    """
    if is_derived(writer):
        return False
    *usual, most = WRITER_MEMORY
    for memory in (size for size in usual if size >= writer.manifest.articles // _ARTICLES_PER_MB):
        try:
            _derive(writer, memory, is_apart=is_apart)
            return True
        except MemoryExceeded:
            continue  # a large store cannot be sorted in so little; nothing was committed
    _derive(writer, most, is_apart=is_apart)
    return True


def _derive(writer: Writer, memory: int, *, is_apart: bool) -> None:
    if is_apart and _made_apart(writer, memory):
        writer.put_derived({name: writer.spill / name for name in DERIVED}, rules=rules_digest())
        return
    table = arrow_of("copies", _copies(writer, writer.spill, memory))
    with _with_copies(writer, writer.spill, memory, table) as con:
        writer.put_derived({"copies": [table], **_followed(con)}, rules=rules_digest())


def _made_apart(writer: Writer, memory: int) -> bool:
    """Whether all tables lie in the folder for what is spilled; not where a process was killed."""
    with writer.guarded():
        writer.spill.mkdir(exist_ok=True)
        return all(
            in_own_process(make, writer.folder, writer.spill, memory)
            for make in (make_copies, make_threads, make_steps)
        )


def make_copies(folder: Path, spill: Path, memory: int) -> None:
    """Copies of a store as a file."""
    store = Store(folder)
    with (spill / "copies").open("wb") as stream:
        write_rows(stream, "copies", [arrow_of("copies", _copies(store, spill, memory))])


def make_threads(folder: Path, spill: Path, memory: int) -> None:
    """Threads of a store as a file, and what steps and contests are made of; needs the file of its copies."""
    with _with_made_copies(folder, spill, memory) as con:
        with (spill / "threads").open("wb") as stream:
            write_rows(stream, "threads", find_threads(con))
        for name in FOUND:
            put_table(con, name, spill / name)


def make_steps(folder: Path, spill: Path, memory: int) -> None:
    """Steps and contests of a store as files; needs what make_threads has made."""
    with _with_made_copies(folder, spill, memory) as con:
        for name in FOUND:
            take_table(con, name, spill / name)
        for name, pieces in (("steps", find_steps(con)), ("contests", find_contests(con))):
            with (spill / name).open("wb") as stream:
                write_rows(stream, name, pieces)


def _with_made_copies(folder: Path, spill: Path, memory: int) -> AbstractContextManager[Connection]:
    copies = concat([arrow_of("copies", ()), *rows_in(spill / "copies", "copies")])
    return _with_copies(Store(folder), spill, memory, copies)


def _followed(con: Connection) -> dict[str, Iterator[Any]]:
    """The tables that need copies, to be taken in this order."""
    return {"threads": find_threads(con), "steps": find_steps(con), "contests": find_contests(con)}


@contextmanager
def _with_copies(store: Store, spill: Path, memory: int, copies: Any) -> Iterator[Connection]:
    """A connection that knows these copies in place of those in the store."""
    con = connect(store, spill=spill, memory=memory)
    try:
        con.execute("DROP VIEW copies")
        con.register("copies", copies)
        yield con
    finally:
        con.close()


def _copies(store: Store, spill: Path, memory: int) -> list[Row]:
    """Rows of copies, on a connection of their own: what it held is let go of before the threads need memory."""
    derived = store.manifest.derived
    con = connect(store, spill=spill, memory=memory)
    try:
        new_from = 1
        known: list[tuple[int, int]] = []
        if _is_of_today(derived):
            new_from = derived.next_no
            known = con.execute("SELECT article_no, story_no FROM copies ORDER BY 1").fetchall()
        similarity = dict(con.execute("SELECT article_no, similarity FROM copies").fetchall())
        return [
            (article, story, same if same is not None else similarity.get(article))
            for article, story, same in find_copies(con, known=known, new_from=new_from)
        ]
    finally:
        con.close()
