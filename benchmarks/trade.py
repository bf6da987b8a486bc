"""Reading articles with and without trade values and a perspective, the two in turn in one process.

Each round reads the same articles plainly and with values joined, a block of articles each way in turn; the share of
processor time that values add is the median over rounds of paired differences. The tables are read once before, as they
are in use; how long that takes is printed.
Run it with `make bench`; ARTICLES=FILE.jsonl takes articles of your own.
"""

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from articles import load_texts

from analysis.engine import load_engine
from analysis.model import Analysis
from analysis.pipeline import analyse
from analysis.sources import article_from_text
from analysis.trade.findings import ReadAs
from analysis.trade.held import held_figures
from analysis.trade.perspective import views_of
from analysis.trade.stake import Ledger, stakes_of

# the ways take turns after so many articles, so that a busy machine slows all alike
BLOCK = 5
CANADA = ReadAs(country="CAN")


def cpu_seconds(work: Callable[[Any], object], items: Sequence[object]) -> float:
    """Seconds of processor time that something takes for all items; the wall clock would count the neighbours too."""
    begin = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="how many articles a round reads")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, each way in turn")
    options = parser.parse_args()
    engine = load_engine()
    begin = time.perf_counter()
    ledger = Ledger(held_figures())
    load_seconds = time.perf_counter() - begin
    texts = load_texts(options.articles)

    def plain(text: str) -> Analysis:
        return analyse(article_from_text(text), engine)

    ways: dict[str, Callable[[str], object]] = {
        "reading": plain,
        "with values": lambda text: stakes_of(plain(text), ledger),
        "with values and view": lambda text: (stakes_of(reading := plain(text), ledger), views_of(reading, CANADA)),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(options.rounds + 1):  # the first warms up
        spent = dict.fromkeys(ways, 0.0)
        gc.collect()
        gc.disable()
        for number, at in enumerate(range(0, len(texts), BLOCK)):
            order = [*ways][number % len(ways) :] + [*ways][: number % len(ways)]  # each way is first as often
            for name in order:
                spent[name] += cpu_seconds(ways[name], texts[at : at + BLOCK])
        gc.enable()
        if turn:
            for name, value in spent.items():
                seconds[name].append(value)
    readings = [plain(text) for text in texts]
    alone = cpu_seconds(lambda reading: stakes_of(reading, ledger), readings)
    measures = sum(len(reading.measures) for reading in readings)
    print(f"{len(texts)} articles, {measures} measures; tables read in {load_seconds * 1000:.0f} ms")
    added = {}
    for name, values in seconds.items():
        pairs = [value / base - 1 for value, base in zip(values, seconds["reading"], strict=True)]
        added[name] = statistics.median(pairs)
        print(f"{name:22} {len(texts) / statistics.median(values):8.0f} articles/s   adds {100 * added[name]:+6.2f} % "
              f"(min {100 * min(pairs):+.2f}, max {100 * max(pairs):+.2f})")  # fmt: skip
    share = alone / statistics.median(seconds["reading"])
    print(f"values alone, on finished readings: {100 * share:.2f} % of reading time")
    print(json.dumps({"articles": len(texts), "load_ms": round(load_seconds * 1000, 1), "alone_share": round(share, 5),
                      "added": {name: round(value, 5) for name, value in added.items()}}))  # fmt: skip


if __name__ == "__main__":
    main()
