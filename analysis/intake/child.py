"""The process that parses: takes one input after another on its standard input, answers on its standard output.

It may use so much memory, and for each input so much processor time, and cannot write files; whatever breaks in it
breaks only itself. What goes between the processes is JSON and the bytes of the input, never anything that could run.
"""

import contextlib
import io
import json
import sys
from math import ceil
from typing import IO, Any

from analysis.intake.kinds import Kind
from analysis.intake.limits import CPU_SECONDS, MEMORY_BYTES
from analysis.intake.parsers import parse
from analysis.intake.record import Unreadable, to_plain

READY = b"ready"
_SIZE_BYTES = 8


def serve() -> None:
    """Answer until the input ends."""
    sys.dont_write_bytecode = True
    come, go = sys.stdin.buffer, sys.stdout.buffer
    # what a library prints must not get between the answers
    sys.stdout = sys.stderr = io.StringIO()
    _limit()
    write_piece(go, READY)
    while (head := read_piece(come)) is not None:
        question = json.loads(head)
        data = read_piece(come)
        if data is None:
            return
        limit_cpu()
        write_piece(go, json.dumps(_answer(question, data)).encode())


def _answer(question: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        found = parse(Kind(question["kind"]), data, declared=question["declared"], url=question["url"])
    except Unreadable as refused:
        return {"refused": [refused.reason, refused.mend]}
    except Exception as error:  # what no parser foresaw costs this input only
        return {"broken": type(error).__name__}
    return {"found": to_plain(found)}


def _limit() -> None:
    """Limits of the system, where it has them: Linux keeps all, macOS none of memory, Windows none at all."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in wanted:
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(which)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (most, most))


def limit_cpu(seconds: int = CPU_SECONDS) -> None:
    """From now on so much processor time; the system ends a process that takes more, also where nobody waits for it."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(used.ru_utime + used.ru_stime) + seconds, hard))


def read_piece(stream: IO[bytes]) -> bytes | None:
    """What the other side wrote as one piece; None where it has ended."""
    head = stream.read(_SIZE_BYTES)
    if len(head) < _SIZE_BYTES:
        return None
    size = int.from_bytes(head, "big")
    piece = stream.read(size)
    return piece if len(piece) == size else None


def write_piece(stream: IO[bytes], piece: bytes) -> None:
    """Write so that the other side knows where it ends."""
    stream.write(len(piece).to_bytes(_SIZE_BYTES, "big"))
    stream.write(piece)
    stream.flush()
