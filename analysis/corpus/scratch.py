"""Folders for a while. One whose owner was killed is removed when the next one is made."""

import contextlib
import errno
import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import BinaryIO

from analysis.holding import HELD, hold

_PREFIX = "trade-corpus-"
_OWNER = ".owner"  # held by whoever uses the folder, so free as soon as that process is gone
_MOST_TRIES = 20


class Scratch:
    """A folder that nobody else can read, until it is closed, let go of, or its process ends; else OSError."""

    def __init__(self, kind: str) -> None:
        _sweep()
        self.folder, owner = _make(f"{_PREFIX}{kind}-")
        self._remove = weakref.finalize(self, _remove, self.folder, owner)

    def close(self) -> None:
        """Remove it with all that is in it."""
        self._remove()

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(self, *error: object) -> None:
        self.close()


def _make(prefix: str) -> tuple[Path, BinaryIO]:
    for _ in range(_MOST_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        try:
            owner = (folder / _OWNER).open("wb")
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        try:
            hold(owner)
        except OSError as error:
            _remove(folder, owner)
            if error.errno not in HELD:
                raise
        else:
            if (folder / _OWNER).exists():
                return folder, owner
            owner.close()
        # somebody who sweeps came between the folder and its lock
    raise OSError(errno.EAGAIN, "each new folder was taken away at once by another process", tempfile.gettempdir())


def _sweep() -> None:
    """Remove the folders of ours that nobody holds."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and _is_ours(entry):
                with contextlib.suppress(OSError), Path(entry.path, _OWNER).open("rb+") as owner:
                    hold(owner)
                    _remove(Path(entry.path), owner)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    try:
        is_own = not hasattr(os, "getuid") or entry.stat(follow_symlinks=False).st_uid == os.getuid()
        return is_own and entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _remove(folder: Path, owner: BinaryIO) -> None:
    if os.name != "posix":
        owner.close()  # there a file that is open cannot be removed
    shutil.rmtree(folder, ignore_errors=True)
    owner.close()
