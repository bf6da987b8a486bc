"""What the tests of the corpus share: articles that differ, a store made of them, all its rows, and a child process."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from analysis.corpus.adding import Report, add_inputs
from analysis.corpus.chunks import Chunk, Read, Setup, read_chunk
from analysis.corpus.connect import connect
from analysis.corpus.mapping import Columns
from analysis.corpus.readers import Meter
from analysis.corpus.store import Store
from analysis.corpus.tables import TABLES
from tests.conftest import MINI_TAXONOMY

ROOT = Path(__file__).resolve().parent.parent
FIRST_DAY = date(2026, 1, 5)
DOUBT = "Companies said uncertainty over US tariffs on steel weighed on orders."
_WHO = ("The United States", "Canada", "The European Union", "China", "Mexico", "Japan")
_WHOM = ("Canadian", "Chinese", "Mexican", "Japanese", "European", "American")
_WHAT = ("steel", "wheat", "crude oil", "canola", "barley", "LNG")
_DOES = ("threatened a tariff on", "announced a tariff on", "imposed a tariff on", "banned imports of", "lifted a tariff on")
_FILL = (
    "mayor harbour autumn violin ledger saffron copper lantern orchard meadow parcel bishop marble thunder velvet walnut "
    "canvas pepper magnet candle ribbon garden silver temple castle fabric winter summer doctor teacher engine bridge"
).split()


def record(number: int) -> dict[str, str]:
    """Article number so and so: always the same, unlike any other."""
    chance = random.Random(number)
    filler = " ".join(chance.choice(_FILL) for _ in range(60))
    who, whom, what = chance.choice(_WHO), chance.choice(_WHOM), chance.choice(_WHAT)
    body = f"{who} {chance.choice(_DOES)} {whom} {what} on Monday. It was said that {filler}. {what.title()} makers waited."
    return {
        "id": f"a{number}",
        "title": f"Story {number} of {filler.split()[0]} and {what}",
        "text": body,
        "date": (FIRST_DAY + timedelta(days=number % 90)).isoformat(),
        "source": f"outlet{number % 5}",
        "url": f"https://example.org/{number}",
    }


def doubtful_records(count: int) -> list[dict[str, str]]:
    """Articles of which every tenth tells of uncertainty and one, the fourth, of a day ahead."""
    records = [record(number) for number in range(count)]
    for told in records[::10]:
        told["text"] += f" {DOUBT}"
    records[3]["text"] += " The tariff takes effect on April 14, 2026."
    return records


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """A JSONL file."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


class Quiet:
    """Progress that only remembers."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.told: list[str] = []
        self.count = 0

    def advance(self, count: int) -> None:
        self.count += count

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)


@lru_cache(maxsize=1)
def mini_file() -> Path:
    """The mini taxonomy as a file; a worker is ready with it in a moment."""
    path = Path(mkdtemp(prefix="mini")) / "mini.yaml"
    path.write_text(MINI_TAXONOMY, encoding="utf-8")
    return path


def add(store: Path, *inputs: Path, progress: Quiet | None = None, mapping: dict[str, str] | None = None, **more: Any) -> Report:
    """corpus add, serial where nothing else is said."""
    more = {"kind": "serial", "taxonomy": mini_file(), **more}
    return add_inputs(store, inputs, Columns(mapping), progress=progress or Quiet(), **more)


def rows_of(store: Path, *, but: Sequence[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in one order."""
    con = connect(Store(store))
    try:
        return {
            table.name: con.execute(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall()
            for table in TABLES
            if table.name not in but
        }
    finally:
        con.close()


def child(*arguments: str | Path, shard: int = 40) -> "subprocess.Popen[str]":
    """`python -m analysis corpus ...` in a process of its own, with shards small enough to be interrupted between."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), str(shard), *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def deadly(setup: Setup, chunk: Chunk, is_new: bool) -> Read:
    """read_chunk, but an article that says so kills the process: always, or the first time only."""
    for arrival in chunk:
        if "KILL ALWAYS" in arrival.article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "KILL ONCE" in arrival.article.text:
            try:
                Path(arrival.article.url).touch(exist_ok=False)
            except FileExistsError:
                continue
            os.kill(os.getpid(), signal.SIGKILL)
    return read_chunk(setup, chunk, is_new)


def killed(*_: Any) -> None:
    """A task whose process is killed."""
    os.kill(os.getpid(), signal.SIGKILL)


def workers_of(number: int) -> list[int]:
    """The processes below a process that read articles."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            words = (path / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == number and b"spawn_main" in words:
            found.append(int(path.name))
    return sorted(found)


def _main() -> None:
    from analysis import cli
    from analysis.corpus import batch

    batch.SHARD_ARTICLES = int(sys.argv[1])
    sys.exit(cli.main(["corpus", *sys.argv[2:]]))


if __name__ == "__main__":
    _main()
