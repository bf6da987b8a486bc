"""Tables over all articles, made anew when articles or readings changed: copies, threads, steps, contests."""

from typing import TypeGuard

from analysis.corpus.connect import WRITER_MEMORY, MemoryExceeded, connect
from analysis.corpus.contests import find_contests
from analysis.corpus.digests import rules_digest
from analysis.corpus.fingerprint import SCHEME
from analysis.corpus.manifest import Derived
from analysis.corpus.store import Store, Writer
from analysis.corpus.syndication import find_copies
from analysis.corpus.tables import Row, arrow_of
from analysis.corpus.threads import find_threads


def is_derived(store: Store) -> bool:
    """Whether these tables are of the state that the store is in."""
    derived = store.manifest.derived
    return _is_of_today(derived) and derived.data_seq == store.manifest.data_seq


def _is_of_today(derived: Derived | None) -> TypeGuard[Derived]:
    """Whether they were made by the rules of today, so that what they say of older articles still holds."""
    return derived is not None and (derived.scheme, derived.rules) == (SCHEME, rules_digest())


def derive(writer: Writer) -> bool:
    """Make them where they are not up to date; answers whether they had to be made."""
    if is_derived(writer):
        return False
    for memory in WRITER_MEMORY[:-1]:
        try:
            _derive(writer, memory)
            return True
        except MemoryExceeded:
            continue  # a large store cannot be sorted in so little; nothing was committed
    _derive(writer, WRITER_MEMORY[-1])
    return True


def _derive(writer: Writer, memory: int) -> None:
    table = arrow_of("copies", _copies(writer, memory))
    con = connect(writer, spill=writer.spill, memory=memory)
    try:
        con.execute("DROP VIEW copies")
        con.register("copies", table)
        tables = {"copies": [table], **find_threads(con), "contests": find_contests(con)}
        writer.put_derived(tables, rules=rules_digest())
    finally:
        con.close()


def _copies(writer: Writer, memory: int) -> list[Row]:
    """Rows of copies, on a connection of their own: what it held is let go of before the threads need memory."""
    derived = writer.manifest.derived
    con = connect(writer, spill=writer.spill, memory=memory)
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
