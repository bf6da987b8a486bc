"""Parses in a child process with a time limit: one that hangs, dies or eats memory costs its own input only.

The child is kept for the next input, as starting one costs about a second, and replaced after so many. There are as
many children as threads that read at once.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from analysis.intake.child import READY, read_piece, write_piece
from analysis.intake.kinds import Kind
from analysis.intake.limits import SECONDS
from analysis.intake.record import Parsed, Unreadable, from_plain

_ROOT = Path(__file__).resolve().parent.parent.parent
_INPUTS_PER_CHILD = 500
_MOST_IDLE = 2
_START = "import sys; sys.path.insert(0, sys.argv[1]); from analysis.intake.child import serve; serve()"
_START_SECONDS = 60  # a cold disk, a busy machine
# a thread for each core would take address space for itself, up to the limit on a large machine
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# of this process's environment, what an interpreter needs to start and to find its libraries; no password, no key
_HANDED_DOWN = frozenset(
    "PATH HOME TMPDIR TEMP TMP LANG LANGUAGE TZ VIRTUAL_ENV CONDA_PREFIX LD_LIBRARY_PATH "
    "SYSTEMROOT SYSTEMDRIVE WINDIR PATHEXT COMSPEC USERPROFILE APPDATA LOCALAPPDATA".split()
)
_HANDED_DOWN_FROM = ("PYTHON", "LC_", "DYLD_")
TOO_LONG = (f"could not be read within {SECONDS} seconds", "Save its text alone, or split it")
NOT_STARTED = ("cannot be read here: no process could be started", "Close other programs and try again")
BROKEN = ("broke the program that reads it", "Save it again in another program, or paste the text")


def _environment() -> dict[str, str]:
    """What of the environment the child is handed."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _HANDED_DOWN or name.upper().startswith(_HANDED_DOWN_FROM)
    }


class _Child:
    """One process and how many inputs it has had."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            env={**_environment(), **_ONE_THREAD},
        )
        self.inputs = 0
        self.owner = os.getpid()
        self.is_late = False

    def wait(self) -> bool:
        """Whether the process has started; the clock of an input runs only from then."""
        return self._timed(_START_SECONDS, lambda come, go: read_piece(come)) == READY

    def ask(self, question: dict[str, str], data: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer, or None where the child has died or had to be stopped."""
        self.inputs += 1

        def talk(come: IO[bytes], go: IO[bytes]) -> bytes | None:
            write_piece(go, json.dumps(question).encode())
            write_piece(go, data)
            return read_piece(come)

        answer = self._timed(seconds, talk)
        return json.loads(answer) if answer is not None else None

    def _timed(self, seconds: float, talk: Callable[[IO[bytes], IO[bytes]], bytes | None]) -> bytes | None:
        """What the child says within so many seconds; then it is stopped, which ends the waiting too."""
        clock = threading.Timer(seconds, self._stop_late)
        clock.daemon = True
        clock.start()
        try:
            assert self.process.stdout is not None
            assert self.process.stdin is not None
            return talk(self.process.stdout, self.process.stdin)
        except (OSError, ValueError):
            return None
        finally:
            clock.cancel()

    def _stop_late(self) -> None:
        self.is_late = True
        self.process.kill()

    def close(self) -> None:
        """End the process and forget it."""
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()
        self.process.kill()
        self.process.wait()


class _Children:
    """Those that wait for an input; a fork of this process starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Child] = []

    def take(self) -> _Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.owner == os.getpid() and child.process.poll() is None:
                    return child
        return _Child()

    def give_back(self, child: _Child) -> None:
        with self._lock:
            if (
                child.inputs < _INPUTS_PER_CHILD
                and len(self._idle) < _MOST_IDLE
                and child.process.poll() is None
            ):
                self._idle.append(child)
                return
        child.close()

    def close(self) -> None:
        """End all that wait."""
        with self._lock:
            waiting, self._idle = self._idle, []
        for child in waiting:
            if child.owner == os.getpid():
                child.close()


_CHILDREN = _Children()
atexit.register(_CHILDREN.close)


def parse_guarded(
    kind: Kind, data: bytes, *, declared: str = "", url: str = "", seconds: float = SECONDS
) -> Parsed:
    """The records in an input, parsed in a child process; Unreadable where it has none, takes too long or breaks it."""
    question = {"kind": kind.value, "declared": declared, "url": url}
    try:
        child = _CHILDREN.take()
    except OSError:
        raise Unreadable(*NOT_STARTED) from None
    if not child.inputs and not child.wait():
        child.close()
        raise Unreadable(*NOT_STARTED)
    answer = child.ask(question, data, seconds)
    if answer is None:
        is_late = child.is_late
        child.close()
        raise Unreadable(*(TOO_LONG if is_late else BROKEN))
    _CHILDREN.give_back(child)
    if "refused" in answer:
        reason, mend = answer["refused"]
        raise Unreadable(str(reason), str(mend))
    if "broken" in answer:
        raise Unreadable(*BROKEN)
    return from_plain(answer["found"])
