"""One holder at a time: a lock on an open file, gone with the process that holds it, however it ends."""

import errno
import os
from typing import Any, BinaryIO, Final

# the numbers by which the systems say that somebody else holds it; any other says that it cannot be held at all
HELD: Final = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


def hold(stream: BinaryIO) -> None:
    """Lock an open file until it is closed; OSError at once, with a number of HELD where somebody else holds it."""
    if os.name == "posix":
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import importlib

        locking: Any = importlib.import_module("msvcrt")
        stream.seek(1 << 30)  # beside the content, which others may read
        locking.locking(stream.fileno(), locking.LK_NBLCK, 1)
