"""Three runners, one result: compared row by row, and with workers that die."""

import importlib.util
import os
import signal
import time
from pathlib import Path

import pytest

from analysis.corpus.batch import Adder
from analysis.corpus.checking import faults_of
from analysis.corpus.chunks import CHUNK_ARTICLES, Read, chunks_of, joined, make_setup, read_chunk
from analysis.corpus.derive import derive
from analysis.corpus.manifest import StoreError, read_manifest
from analysis.corpus.mapping import Columns
from analysis.corpus.readers import Item, read_inputs
from analysis.corpus.rows import Arrival, key_of
from analysis.corpus.runners import Dask, Pool, Serial, make_runner
from analysis.corpus.store import Store, Writer
from tests.corpus_kit import add, child, deadly, mini_file, record, rows_of, workers_of, write_lines

COUNT = 300
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="Dask is an extra: pip install '.[dask]'"
)
ADD = ("--taxonomy", str(mini_file()), "--workers", "2")


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("feed") / "in.jsonl", [record(n) for n in range(COUNT)])


@pytest.fixture(scope="module")
def serial(feed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serial") / "store"
    add(folder, feed)
    return folder


@pytest.mark.parametrize("runner", ["pool", pytest.param("dask", marks=needs_dask)])
def test_every_runner_gives_the_rows_of_the_serial_one(runner: str, feed: Path, serial: Path, tmp_path: Path) -> None:
    with child("add", tmp_path / "store", feed, *ADD, "--runner", runner, shard=4_000) as process:
        _, told = process.communicate()
    assert process.returncode == 0, told
    expected, found = rows_of(serial), rows_of(tmp_path / "store")
    assert expected.keys() == found.keys()
    for name, rows in expected.items():
        assert len(rows) == len(found[name]), name
        for row, other in zip(rows, found[name], strict=True):
            assert row == other, name
    assert len(found["articles"]) == COUNT


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for workers in /proc")
@pytest.mark.parametrize("runner", ["pool", pytest.param("dask", marks=needs_dask)])
def test_a_worker_that_is_killed_takes_nothing_with_it(runner: str, tmp_path: Path) -> None:
    feed = write_lines(tmp_path / "in.jsonl", [record(n) for n in range(3_000)])
    folder = tmp_path / "store"
    killed = 0
    with child("add", folder, feed, *ADD, "--runner", runner, shard=64) as process:
        deadline = time.monotonic() + 120
        while not killed and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
            try:
                is_begun = read_manifest(folder).articles > 0
            except StoreError:
                continue
            for worker in workers_of(process.pid)[:1] if is_begun else ():
                os.kill(worker, signal.SIGKILL)
                killed += 1
        _, told = process.communicate()
    assert killed
    assert process.returncode == 0, told
    add(tmp_path / "serial", feed)
    assert rows_of(folder) == rows_of(tmp_path / "serial")
    assert not list(faults_of(Store(folder)))


def arrivals(path: Path) -> list[Arrival]:
    found = [item for item in read_inputs([path], Columns()) if isinstance(item, Item)]
    return [Arrival(n, key_of(item.article), item.article, item.place) for n, item in enumerate(found, start=1)]


def test_an_article_that_kills_once_is_read_in_the_end(tmp_path: Path) -> None:
    lines = [record(n) for n in range(130)]
    lines[70] = {**lines[70], "text": "KILL ONCE. Canada announced a tariff on steel.", "url": str(tmp_path / "mark")}
    setup = make_setup(mini_file())
    given = arrivals(write_lines(tmp_path / "in.jsonl", lines))
    pool = Pool(setup, 2, deadly)
    try:
        found = list(pool.results(chunks_of(given)))
    finally:
        pool.close()
    assert (tmp_path / "mark").exists()
    assert_same(found, list(Serial(setup).results(chunks_of(given))))


def test_an_article_that_always_kills_is_refused_alone(tmp_path: Path) -> None:
    lines = [record(n) for n in range(100)]
    lines[10] = {**lines[10], "text": "KILL ALWAYS. Canada announced a tariff on steel."}
    path = write_lines(tmp_path / "in.jsonl", lines)
    setup = make_setup(mini_file())
    pool = Pool(setup, 2, deadly)
    with Writer(tmp_path / "store") as writer:
        try:
            counts = Adder(writer, setup, pool).add(read_inputs([path], Columns()))
        finally:
            pool.close()
        derive(writer)
    assert (counts.added, counts.rejected) == (99, 1)
    assert [row[1:3] for row in rows_of(tmp_path / "store")["rejects"]] == [(f"{path}:11", "killed the process that read it")]
    assert not list(faults_of(Store(tmp_path / "store")))


def test_an_article_that_breaks_the_engine_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.corpus import chunks

    real = chunks.analyse

    def fragile(article: object, engine: object) -> object:
        if "barley" in article.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("barley")
        return real(article, engine)  # type: ignore[arg-type]

    monkeypatch.setattr(chunks, "analyse", fragile)
    feed = write_lines(tmp_path / "in.jsonl", [record(n) for n in range(60)])
    report = add(tmp_path / "store", feed)
    assert report.added + report.rejected == 60
    assert report.rejected
    assert {row[2] for row in rows_of(tmp_path / "store")["rejects"]} == {"could not be read: ZeroDivisionError: barley"}
    monkeypatch.undo()
    assert add(tmp_path / "store", feed).added == report.rejected


def assert_same(found: list[Read], expected: list[Read]) -> None:
    one, other = joined(found), joined(expected)
    assert (one.size, one.rejects) == (other.size, other.rejects)
    assert one.tables.keys() == other.tables.keys()
    assert all(table.equals(other.tables[name]) for name, table in one.tables.items())


def test_chunks_are_small_and_lose_nothing(feed: Path) -> None:
    given = arrivals(feed)
    chunks = list(chunks_of(given))
    assert [arrival for chunk in chunks for arrival in chunk] == given
    assert max(map(len, chunks)) <= CHUNK_ARTICLES
    assert read_chunk(make_setup(mini_file()), chunks[0]).size == CHUNK_ARTICLES


def test_dask_that_is_not_installed_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(StoreError, match="Dask is not installed"):
        Dask(make_setup(mini_file()), 1, None)
    with pytest.raises(StoreError, match="there is none"):
        make_runner("spark", make_setup(mini_file()))
