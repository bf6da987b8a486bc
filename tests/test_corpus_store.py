"""What a store promises: nothing lost, nothing double, and a sentence for whatever is wrong."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from analysis.corpus import adding, batch, locks, manifest, merging, store
from analysis.corpus.checking import faults_of, notes_of
from analysis.corpus.keys import Keys
from analysis.corpus.manifest import MANIFEST, StoreError, read_manifest
from analysis.corpus.store import Store, Writer
from tests.corpus_kit import Quiet, add, child, killed, mini_file, record, rows_of, write_lines

COUNT = 600
ADD = ("--taxonomy", str(mini_file()))
KILLS = int(os.environ.get("CORPUS_KILLS", "6"))


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "SHARD_ARTICLES", 60)


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    path = write_lines(folder / "in.jsonl", [record(n) for n in range(COUNT)])
    with path.open("a") as stream:
        stream.write("no json\n")
    return path


@pytest.fixture(scope="module")
def whole(feed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an addition that nothing interrupted."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    add(folder, feed)
    return folder


def is_whole(folder: Path) -> bool:
    return not list(faults_of(Store(folder)))


def test_an_addition_holds_every_article_and_every_reject(whole: Path) -> None:
    rows = rows_of(whole)
    assert [len(rows[name]) for name in ("articles", "prints", "summaries", "rejects")] == [COUNT, COUNT, COUNT, 1]
    assert rows["rejects"][0][2] == "is not JSON: Expecting value at character 1"
    assert rows["measures"]
    assert rows["claims"]
    assert is_whole(whole)
    assert not list(notes_of(Store(whole)))


def test_adding_twice_changes_nothing(whole: Path, feed: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "store")
    before = rows_of(folder)
    report = add(folder, feed)
    assert (report.added, report.known) == (0, COUNT)
    assert rows_of(folder) == before


def test_an_id_may_return_with_another_text(tmp_path: Path) -> None:
    lines = [record(1), {**record(2), "id": "a1"}, {**record(1), "id": "another"}]
    report = add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", lines))
    assert (report.added, report.known) == (2, 1)
    assert [row[2] for row in rows_of(tmp_path / "store")["articles"]] == ["a1", "a1"]
    assert is_whole(tmp_path / "store")


@pytest.mark.usefixtures("small_shards")
def test_many_small_shards_become_few_and_keep_every_row(feed: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    add(folder, feed)
    assert len(read_manifest(folder).shards) == 1
    assert rows_of(folder) == rows_of(whole)
    named = {file.name for files in read_manifest(folder).files().values() for file in files}
    assert {path.name for path in (folder / "data").iterdir()} == named


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("is_killed", [False, True])
def test_shards_become_one_in_a_process_of_its_own_and_where_that_is_killed(
    is_killed: bool, feed: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "merge", lambda writer, is_apart: 0)
    add(tmp_path / "store", feed)
    before = len(read_manifest(tmp_path / "store").shards)
    if is_killed:
        monkeypatch.setattr(merging, "make_merged", killed)
    with Writer(tmp_path / "store") as writer:
        assert merging.merge(writer, is_apart=True) == before - 1 > store.MERGE_FROM - 2
    assert rows_of(tmp_path / "store") == rows_of(whole)
    assert is_whole(tmp_path / "store")
    assert not (tmp_path / "store" / "spill").exists()


@pytest.mark.skipif(os.name != "posix", reason="readers are known on POSIX systems only")
@pytest.mark.usefixtures("small_shards")
def test_files_that_somebody_reads_stay_until_the_next_writer(feed: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    add(folder, write_lines(tmp_path / "first.jsonl", [record(n) for n in range(300)]))
    reader = Store(folder)
    files = [Path(path) for paths in reader.paths().values() for path in paths]
    add(folder, feed)
    assert len(read_manifest(folder).shards) == 1, "the shards that the reader has found were merged"
    assert all(path.exists() for path in files)
    assert is_whole(folder)
    del reader
    with Writer(folder):
        pass
    assert not any(path.exists() for path in files)
    # where an article was found differs: the first of them came from another file
    assert rows_of(folder, but=["articles"]) == rows_of(whole, but=["articles"])


@pytest.mark.parametrize("runner", ["serial", "pool"])
def test_kill_at_random_moments_loses_and_doubles_nothing(runner: str, feed: Path, whole: Path, tmp_path: Path) -> None:
    chance = random.Random(f"{runner} {KILLS}")
    kills = KILLS // 2 if runner == "pool" else KILLS - KILLS // 2
    folder, killed = tmp_path / "store", 0
    begun = time.monotonic()
    with child("add", tmp_path / "timing", feed, *ADD, "--runner", runner, "--workers", "2") as process:
        process.communicate()
    duration = time.monotonic() - begun
    kept = 0
    for _ in range(kills):
        with child("add", folder, feed, *ADD, "--runner", runner, "--workers", "2") as process:
            try:
                process.communicate(timeout=chance.uniform(0.2, 1.0) * duration)
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
                process.communicate()
        if (folder / MANIFEST).exists():
            assert is_whole(folder)
            count = read_manifest(folder).articles
            assert count >= kept
            kept = count
            if count == COUNT:  # the next one begins anew
                assert rows_of(folder, but=("copies", "threads", "steps", "contests")) == rows_of(whole, but=("copies", "threads", "steps", "contests"))
                shutil.rmtree(folder)
                kept = 0
    assert killed
    with child("add", folder, feed, *ADD, "--runner", runner) as process:
        process.communicate()
    assert process.returncode == 1, "one line cannot be read"
    assert rows_of(folder) == rows_of(whole)
    assert is_whole(folder)


def test_ctrl_c_stops_in_good_order_and_the_next_run_goes_on(tmp_path: Path) -> None:
    feed = write_lines(tmp_path / "in.jsonl", [record(n) for n in range(4_000)])
    folder = tmp_path / "store"
    process = child("add", folder, feed, *ADD, "--runner", "pool", "--workers", "2", shard=64)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _articles(folder):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "goes on from here" in told
    assert "Traceback" not in told
    count = _articles(folder)
    assert 0 < count < 4_000
    assert is_whole(folder)
    report = add(folder, feed)
    assert report.added == 4_000 - count
    assert is_whole(folder)


def _articles(folder: Path) -> int:
    try:
        return read_manifest(folder).articles
    except StoreError:
        return 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    where = tmp_path / "disk"
    where.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("a small disk can be mounted by root only")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(where)], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
    yield where
    subprocess.run(["umount", str(where)], check=True)


@pytest.mark.usefixtures("small_shards")
def test_a_full_disk_loses_nothing_and_the_next_run_goes_on(small_disk: Path, feed: Path, whole: Path, tmp_path: Path) -> None:
    folder = small_disk / "store"
    with pytest.raises(StoreError, match="no space is left"):
        add(folder, feed)
    assert 0 < read_manifest(folder).articles < COUNT
    assert is_whole(folder)
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    add(folder, feed)
    assert is_whole(folder)
    assert rows_of(folder) == rows_of(whole)


def said_by(folder: Path, feed: Path) -> str:
    """The sentence of an addition that fails, or nothing."""
    try:
        add(folder, feed)
    except StoreError as error:
        return str(error)
    return ""


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("failing", ["settle", "write_manifest"])
def test_no_space_at_any_write_leaves_the_state_before(
    failing: str, feed: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    calls = 0
    real = getattr(store, failing)

    def fail(*arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls % 19 == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*arguments)

    monkeypatch.setattr(store, failing, fail)
    failed = 0
    for _ in range(40):
        sentence = said_by(folder, feed)
        if not sentence:
            break
        failed += 1
        assert "no space is left" in sentence
        assert is_whole(folder)
    monkeypatch.undo()
    add(folder, feed)
    assert failed or failing == "write_manifest"
    assert rows_of(folder) == rows_of(whole)


def test_a_second_writer_is_refused_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with Writer(folder):
        with child("status", folder) as reader:
            assert reader.communicate()[0].startswith("0 articles")
        with child("add", folder, *ADD) as second:
            _, told = second.communicate()
    assert second.returncode == 2
    assert f"another process (number {os.getpid()}) is writing to it. Wait until it is done, or stop it." in told
    with Writer(folder):
        pass


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EAGAIN, r"another process \(number unknown\) is writing"),
        (errno.ENOLCK, "cannot be locked: "),
    ],
)
def test_a_lock_that_fails_says_why(number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locks, "hold", failing)
    with pytest.raises(StoreError, match=f"store: {said}"):
        Writer(tmp_path / "store")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "lies on a disk that is read-only"),
        (errno.EACCES, "permission denied"),
        (errno.ENOSPC, "no space is left"),
        (errno.ENAMETOOLONG, "cannot be written: File name too long"),
    ],
)
def test_a_folder_that_cannot_be_written_says_why(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "touch", failing)
    with pytest.raises(StoreError, match=f"store: .*{said}"):
        Writer(tmp_path / "store")


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A folder with a store that the program of store version 1 wrote, and the feed that it was made from."""
    with zipfile.ZipFile(Path(__file__).parent / "examples" / "store_version_1.zip") as packed:
        packed.extractall(tmp_path)
    assert json.loads((tmp_path / "store" / MANIFEST).read_text())["store_version"] == 1
    return tmp_path


def test_a_store_of_the_version_before_is_read_as_it_is(first_version: Path) -> None:
    folder = first_version / "store"
    before = (folder / MANIFEST).read_bytes()
    rows = rows_of(folder)
    assert [len(rows[name]) for name in ("articles", "prints", "summaries", "rejects")] == [17, 17, 17, 1]
    assert is_whole(folder)
    assert any("earlier state" in note for note in notes_of(Store(folder)))
    assert (folder / MANIFEST).read_bytes() == before


def test_a_store_of_the_version_before_becomes_one_of_today(
    first_version: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(first_version)  # where an article was read is a part of its rows
    folder = first_version / "store"
    more = write_lines(Path("more.jsonl"), [record(100)])
    report = add(folder, Path("feed.jsonl"), more)
    assert (report.added, report.known, report.rejected) == (1, 17, 1)
    assert json.loads((folder / MANIFEST).read_text())["store_version"] == manifest.STORE_VERSION
    assert is_whole(folder)
    assert not list(notes_of(Store(folder)))
    add(tmp_path / "anew", Path("feed.jsonl"), more)
    assert rows_of(folder) == rows_of(tmp_path / "anew")


def test_a_kill_before_the_first_change_leaves_the_older_store(first_version: Path) -> None:
    folder = first_version / "store"
    with Writer(folder):
        pass
    assert json.loads((folder / MANIFEST).read_text())["store_version"] == 1
    assert is_whole(folder)


@pytest.mark.parametrize(
    ("version", "age"), [(0, "an older"), (99, "an other"), (None, "an other"), ([1], "an other"), ("1", "an other")]
)
def test_a_store_of_another_version_is_refused_with_a_sentence(version: object, age: str, whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "store")
    known = json.dumps({**asdict(read_manifest(folder)), "store_version": version})
    (folder / MANIFEST).write_text(known)
    with pytest.raises(StoreError, match=f"is a store of {age} version .*Make a new store"):
        Store(folder)
    with pytest.raises(StoreError, match="version"):
        add(folder)
    assert (folder / MANIFEST).read_text() == known


@pytest.mark.parametrize(
    ("break_it", "fault"),
    [
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "bytes, not"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"), "was changed"),
    ],
    ids=["gone", "short", "changed"],
)
def test_check_finds_a_damaged_file(break_it: object, fault: str, whole: Path, tmp_path: Path) -> None:
    assert callable(break_it)
    folder = shutil.copytree(whole, tmp_path / "store")
    break_it(next((folder / "data").glob("claims-*")))
    faults = list(faults_of(Store(folder)))
    assert len(faults) == 1
    assert fault in faults[0]


def test_check_finds_rows_that_are_double(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "store")
    state = read_manifest(folder)
    manifest.write_manifest(folder, state.next(shards=(*state.shards, *state.shards)))
    assert any("articles: 600 rows too many" in fault for fault in faults_of(Store(folder)))


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not a store and not empty"):
        Writer(tmp_path)
    with pytest.raises(StoreError, match="is not a store"):
        Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_store_answers(tmp_path: Path) -> None:
    add(tmp_path / "store")
    assert all(not rows for rows in rows_of(tmp_path / "store").values())
    assert is_whole(tmp_path / "store")


def test_progress_counts_every_article(feed: Path, tmp_path: Path) -> None:
    progress = Quiet()
    add(tmp_path / "store", feed, progress=progress)
    assert progress.count == COUNT
    assert progress.meter.done == feed.stat().st_size


def test_keys_are_found_in_every_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.corpus.keys._MOST_LOOSE", 7)
    chance = random.Random(1)
    made = [chance.randbytes(16) for _ in range(50)]
    keys = Keys([b"".join(sorted(made[:20]))])
    for key in made[20:]:
        assert key.hex() not in keys
        keys.add(key.hex())
    assert all(key.hex() in keys for key in made)
    assert chance.randbytes(16).hex() not in keys
