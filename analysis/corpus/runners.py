"""One function over many chunks, three ways: here, in a pool of processes, on Dask. Same results in the same order.

A worker that dies takes nothing with it: its chunk is given out again, and when chunks die again their articles are
read one by one, so that only the article that kills is refused.
"""

import contextlib
import importlib
import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Protocol

from analysis.corpus.chunks import Chunk, Read, Setup, engine_of, joined, read_chunk
from analysis.corpus.manifest import StoreError
from analysis.corpus.rows import Reject
from analysis.corpus.scratch import Scratch

RUNNERS = ("serial", "pool", "dask")
_AHEAD = 3  # chunks per worker that are on their way
_ATTEMPTS = 2
_KILLED = "killed the process that read it"

Task = Callable[[Setup, Chunk, bool], Read]


class Runner(Protocol):
    """Reads chunks; results come in the order of the chunks."""

    def results(self, chunks: Iterable[Chunk], *, is_new: bool = True) -> Iterator[Read]:
        """One result per chunk."""

    def close(self) -> None:
        """Let go of all workers."""


def make_runner(kind: str, setup: Setup, *, workers: int | None = None, address: str | None = None) -> Runner:
    """The runner of a kind; StoreError where it is not installed."""
    count = workers or _cores()
    if kind == "serial":
        return Serial(setup)
    if kind == "pool":
        return Pool(setup, count)
    if kind == "dask":
        return Dask(setup, count, address)
    raise StoreError(f"--runner {kind}: there is none. Take one of {', '.join(RUNNERS)}.")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Serial:
    """In this process."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def results(self, chunks: Iterable[Chunk], *, is_new: bool = True) -> Iterator[Read]:
        """One result per chunk."""
        return (read_chunk(self._setup, chunk, is_new) for chunk in chunks)

    def close(self) -> None:
        """Nothing to let go of."""


def _begin_worker(setup: Setup) -> None:
    _follow_parent()
    engine_of(setup)


def _follow_parent() -> None:
    """Leave Ctrl-C to the parent and die with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def in_own_process(task: Callable[..., None], *arguments: Any) -> bool:
    """Do something in a process that ends with it, so that no memory stays behind; False where it was killed."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_follow_parent) as executor:
        try:
            executor.submit(task, *arguments).result()
        except BrokenProcessPool:
            return False
    return True


def _die_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


class _Job:
    """A chunk that is out, and how often it went."""

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.attempts = 0
        self.future: Future[str] | None = None

    @property
    def is_read(self) -> bool:
        """Whether its result is here."""
        return self.future is not None and self.future.done() and self.future.exception() is None


def _into_file(task: Task, folder: str, setup: Setup, chunk: Chunk, is_new: bool) -> str:
    """The name of a file with the result.

    A worker that is killed while it sends more than a pipe holds leaves half a message, on which an executor waits for
    ever; a name goes through at once.
    """
    read = task(setup, chunk, is_new)
    handle, name = tempfile.mkstemp(dir=folder)
    with open(handle, "wb") as file:
        pickle.dump(read, file, pickle.HIGHEST_PROTOCOL)
    return name


def _out_of_file(name: str) -> Read:
    path = Path(name)
    read: Read = pickle.loads(path.read_bytes())  # written by a worker of our own, into a folder that is ours alone
    path.unlink()
    return read


class Pool:
    """Processes on this machine; when one dies all are started anew and what was out goes out again."""

    def __init__(self, setup: Setup, workers: int, task: Task = read_chunk) -> None:
        self._setup, self._workers, self._task = setup, workers, task
        self._executor: ProcessPoolExecutor | None = None
        self._scratch = Scratch("pool")

    def results(self, chunks: Iterable[Chunk], *, is_new: bool = True) -> Iterator[Read]:
        """One result per chunk, in their order."""
        waiting: deque[_Job] = deque()
        for chunk in chunks:
            job = _Job(chunk)
            waiting.append(job)
            self._send(job, is_new)
            if len(waiting) > self._workers * _AHEAD:
                yield self._first(waiting, is_new)
        while waiting:
            yield self._first(waiting, is_new)

    def _first(self, waiting: deque[_Job], is_new: bool) -> Read:
        job = waiting[0]
        while True:
            try:
                if job.future is None:
                    raise BrokenProcessPool
                read = _out_of_file(job.future.result())
            except BrokenProcessPool:
                self._stop()
                if job.attempts >= _ATTEMPTS:
                    read = self._one_by_one(job.chunk, is_new)
                    job.future = None
                else:
                    self._resend(waiting, is_new)
                    continue
                waiting.popleft()
                self._resend(waiting, is_new)
                return read
            waiting.popleft()
            return read

    def _send(self, job: _Job, is_new: bool) -> None:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin_worker,
                initargs=(self._setup,),
            )
        job.attempts += 1
        try:
            job.future = self._executor.submit(
                _into_file, self._task, str(self._scratch.folder), self._setup, job.chunk, is_new
            )
        except BrokenProcessPool:
            job.future = None  # found out when its turn comes

    def _resend(self, waiting: Iterable[_Job], is_new: bool) -> None:
        for job in waiting:
            if not job.is_read:
                self._send(job, is_new)

    def _one_by_one(self, chunk: Chunk, is_new: bool) -> Read:
        """Each article in a chunk that dies again and again; the one that kills becomes a reject."""
        parts = []
        for arrival in chunk:
            job = _Job((arrival,))
            self._send(job, is_new)
            try:
                if job.future is None:
                    raise BrokenProcessPool
                parts.append(_out_of_file(job.future.result()))
            except BrokenProcessPool:
                self._stop()
                parts.append(_refused((arrival,)))
        return joined(parts)

    def close(self) -> None:
        """Stop the workers; what they have not begun is dropped."""
        self._stop()
        self._scratch.close()

    def _stop(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)


def _refused(chunk: Chunk) -> Read:
    rejects = tuple(Reject(a.place, _KILLED, "Tell the makers", a.article.text) for a in chunk)
    return Read(len(chunk), chunk[-1].number, {}, rejects)


class Dask:
    """Workers of a Dask cluster: of the scheduler at an address, else of one on this machine."""

    def __init__(self, setup: Setup, workers: int, address: str | None, task: Task = read_chunk) -> None:
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError:
            raise StoreError(
                "--runner dask: Dask is not installed. Install it with pip install '.[dask]', or take --runner pool."
            ) from None
        self._setup, self._task, self._killed = setup, task, distributed.KilledWorker
        self._cluster: Any = None
        try:
            if address is None:
                self._cluster = distributed.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
                )
            self._client: Any = distributed.Client(self._cluster if address is None else address, timeout=20)
        except (OSError, ValueError) as error:
            raise StoreError(
                f"--address {address}: no Dask scheduler answers: {error}. Start one there."
            ) from error
        # a task, not a value that is sent around: when the worker that holds it dies it is made again
        self._shared: Any = self._client.submit(_same, setup, pure=False)
        self._ahead = max(workers, len(self._client.scheduler_info(n_workers=-1)["workers"])) * _AHEAD

    def results(self, chunks: Iterable[Chunk], *, is_new: bool = True) -> Iterator[Read]:
        """One result per chunk, in their order."""
        waiting: deque[tuple[Chunk, Any]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._submit(chunk, is_new)))
            if len(waiting) > self._ahead:
                yield self._first(waiting, is_new)
        while waiting:
            yield self._first(waiting, is_new)

    def _submit(self, chunk: Chunk, is_new: bool) -> Any:
        return self._client.submit(self._task, self._shared, chunk, is_new, pure=False)

    def _first(self, waiting: deque[tuple[Chunk, Any]], is_new: bool) -> Read:
        chunk, future = waiting.popleft()
        try:
            read: Read = future.result()
        except self._killed:
            if len(chunk) == 1:
                return _refused(chunk)
            single: deque[tuple[Chunk, Any]] = deque()
            single.extend(((arrival,), self._submit((arrival,), is_new)) for arrival in chunk)
            return joined([self._first(single, is_new) for _ in range(len(chunk))])
        return read

    def close(self) -> None:
        """Leave the cluster, and end it where it is our own."""
        with contextlib.suppress(OSError, TimeoutError):
            self._client.close()
            if self._cluster is not None:
                self._cluster.close()


def _same(setup: Setup) -> Setup:
    return setup
