"""Who is at a store: one writer at most, and any number of readers, whose files stay until they are done.

Locks belong to open files, so they are gone with the process that holds them, however it ends.
"""

import contextlib
import errno
import os
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from analysis.corpus.manifest import StoreError
from analysis.holding import HELD, hold

LOCK, READERS = "lock", "readers"


def lock_for_writing(folder: Path) -> BinaryIO:
    """The lock, held until it is closed or its holder dies; StoreError where somebody else holds it or none can be."""
    stream = (folder / LOCK).open("a+b")
    try:
        try:
            hold(stream)
        except OSError as error:
            if error.errno not in HELD:
                reason = error.strerror or type(error).__name__
                raise StoreError(
                    f"{folder}: cannot be locked: {reason}. Give a folder on a disk of this machine."
                ) from error
            stream.seek(0)
            holder = stream.read(20).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"{folder}: another process (number {holder}) is writing to it. Wait until it is done, or stop it."
            ) from None
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n".encode())
        stream.flush()
    except BaseException:
        with contextlib.suppress(OSError):  # what could not be written cannot be written now
            stream.close()
        raise
    return stream


def told_of(error: OSError) -> str:
    """What keeps a folder from being written, and the mend, as the end of a sentence."""
    if error.errno == errno.EROFS:
        return "lies on a disk that is read-only. Give a folder that can be written."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "may not be written by you: permission denied. Change its rights, or give another folder."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no space is left. Free some space and run the same again."
    return f"cannot be written: {error.strerror or error}. Check the path."


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
