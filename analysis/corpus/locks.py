"""Who is at a store: one writer at most, and any number of readers, whose files stay until they are done.

Locks belong to open files, so they are gone with the process that holds them, however it ends.
"""

import contextlib
import os
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from analysis.corpus.manifest import StoreError
from analysis.holding import hold

LOCK, READERS = "lock", "readers"


def lock_for_writing(folder: Path) -> BinaryIO:
    """The lock, held until it is closed or its holder dies; StoreError where somebody else holds it."""
    stream = (folder / LOCK).open("a+b")
    try:
        hold(stream)
    except OSError:
        stream.seek(0)
        holder = stream.read(20).decode("ascii", "replace").strip() or "unknown"
        stream.close()
        raise StoreError(
            f"{folder}: another process (number {holder}) is writing to it. Wait until it is done, or stop it."
        ) from None
    stream.truncate(0)
    stream.write(f"{os.getpid()}\n".encode())
    stream.flush()
    return stream


def note_reader(folder: Path, reader: object) -> None:
    """Let writers know that this reader needs the files it has found, until it is gone; where the system can."""
    if os.name != "posix":
        return
    import fcntl

    try:
        descriptor = os.open(folder / READERS, os.O_RDONLY)
    except OSError:  # an older store, or nothing here
        return
    weakref.finalize(reader, os.close, descriptor)
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


@contextlib.contextmanager
def without_readers(folder: Path) -> Iterator[bool]:
    """Whether nobody reads the store now; as long as this lasts nobody begins to."""
    if os.name != "posix":
        yield False
        return
    import fcntl

    with (folder / READERS).open("ab") as stream:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
