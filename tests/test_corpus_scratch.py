"""Folders for a while: gone when closed, and after a kill when the next one is made; one in use stays."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

import pytest

from analysis.corpus import scratch
from analysis.corpus.scratch import Scratch
from analysis.holding import hold

ROOT = Path(__file__).parent.parent
HOLDER = (
    "import sys; from analysis.corpus.scratch import Scratch; s = Scratch('test'); "
    "(s.folder / 'rest').write_text('x'); print(s.folder, flush=True); sys.stdin.read()"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary things."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _holder(place: Path) -> tuple["subprocess.Popen[str]", Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "TMPDIR": str(place)},
    )  # fmt: skip
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_folder_goes_when_it_is_closed_or_let_go_of(place: Path) -> None:
    with Scratch("test") as folder:
        assert folder.is_dir()
        (folder / "deep").mkdir()
    assert not folder.exists()
    kept = Scratch("test")
    folder = kept.folder
    del kept
    assert not folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="kills")
def test_what_a_killed_process_left_goes_when_the_next_one_is_made(place: Path) -> None:
    process, folder = _holder(place)
    with process:
        assert (folder / "rest").exists()
        Scratch("test").close()
        assert (folder / "rest").exists()  # its owner lives
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (folder / "rest").exists()
    Scratch("other").close()
    assert list(place.iterdir()) == []


def test_what_is_not_ours_stays(place: Path) -> None:
    for name in ("trade-corpus-notes", "other"):
        (place / name).mkdir()
    (place / "trade-corpus-file").touch()
    Scratch("test").close()
    assert sorted(path.name for path in place.iterdir()) == ["other", "trade-corpus-file", "trade-corpus-notes"]


@pytest.mark.parametrize(("number", "tries"), [(errno.ENOLCK, 1), (errno.EOPNOTSUPP, 1), (errno.EAGAIN, 20)])
def test_where_no_folder_can_be_locked_it_is_told_and_nothing_is_left(
    place: Path, monkeypatch: pytest.MonkeyPatch, number: int, tries: int
) -> None:
    tried = []

    def refuse(stream: BinaryIO) -> None:
        tried.append(stream.name)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(scratch, "hold", refuse)
    with pytest.raises(OSError, check=lambda error: error.errno == number):
        Scratch("test")
    assert len(tried) == tries
    assert list(place.iterdir()) == []


def test_a_folder_that_a_sweeper_takes_is_made_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def late(stream: BinaryIO) -> None:
        if not taken:
            taken.append(stream.name)
            raise OSError(errno.EWOULDBLOCK, "held")
        hold(stream)

    monkeypatch.setattr(scratch, "hold", late)
    with Scratch("test") as folder:
        assert list(place.iterdir()) == [folder]
    assert list(place.iterdir()) == []
