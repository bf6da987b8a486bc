"""A store that is open to be asked: one connection, what is counted held in memory, faults as one sentence."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.corpus.connect import FilesFailed, MemoryExceeded, QueryError, connect, first_line, memory_for
from analysis.corpus.counted import hold_counted
from analysis.corpus.filters import FIND_HITS, FORGET_HITS, HITS, Params
from analysis.corpus.manifest import StoreError
from analysis.corpus.scratch import Scratch
from analysis.corpus.store import Store

Frame = Any
_MOST_TEXTS = 32


class Opened:
    """A store as it stood when it was opened; safe to use from several threads."""

    def __init__(self, store: Store | Path) -> None:
        self.store = store if isinstance(store, Store) else Store(store)
        self._con = connect(self.store)
        self._spill = _make_spill()
        if self._spill:
            self._con.execute("SET temp_directory = ?", [str(self._spill.folder)])
        self._con.execute(HITS)
        self._texts: list[str] = []
        self._lock, self._holding = threading.Lock(), threading.Lock()
        self._is_held = False

    @property
    def version(self) -> int:
        """Changes whenever the store does; the cache key beside Filters."""
        return self.store.manifest.seq

    def close(self) -> None:
        """Let go of the files."""
        self._con.close()
        if self._spill:
            self._spill.close()

    def _frame(self, sql: str, params: Params) -> Frame:
        """The answer of SQL over the files."""
        with self._told():
            if "text" in params:
                self._look_for(params["text"])
            return self._con.cursor().execute(sql, params).df()

    def _count(self, sql: str, params: Params) -> Frame:
        """The answer of SQL over what is held in memory, which is made when it is first asked."""
        with self._told():
            self._hold()
        return self._frame(sql, params)

    def _hold(self) -> None:
        with self._holding:
            if not self._is_held:
                hold_counted(self._con)
                self._is_held = True

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong, as a StoreError that says what to do."""
        try:
            yield
        except QueryError as error:
            raise StoreError(f"{self.store.folder}: {self._reason(error)}") from error

    def _reason(self, error: QueryError) -> str:
        if isinstance(error, MemoryExceeded):
            return f"the question needs more than the {memory_for(self.store)} of memory that it may take. Set filters."
        if isinstance(error, FilesFailed) and not self._is_whole():
            return "has changed since it was opened. Open it again."
        return f"cannot be asked: {first_line(error)}. Try: corpus check."

    def _is_whole(self) -> bool:
        """Whether every file is there; a writer may have swept away what this state still names."""
        return all(Path(path).exists() for paths in self.store.paths().values() for path in paths)

    def _look_for(self, text: str) -> None:
        """Find the stories that hold a text, unless that was done; the oldest of many texts is forgotten."""
        self._hold()
        with self._lock:
            if text not in self._texts:
                self._con.cursor().execute(FIND_HITS, {"text": text})
                self._texts.append(text)
                if len(self._texts) > _MOST_TEXTS:
                    self._con.cursor().execute(FORGET_HITS, {"text": self._texts.pop(0)})


def _make_spill() -> Scratch | None:
    """A folder for what does not fit in memory; None where none can be made."""
    try:
        return Scratch("spill")
    except OSError:
        return None
