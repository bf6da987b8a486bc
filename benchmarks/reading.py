"""The whole reading of an article against other ways to find the same terms, and two processes against one.

Same articles, same terms, one process, rounds in turn. The peers only find terms (spaCy and the regular expressions
in sentences or not); the whole reading also tells places, measures, dates and exposures. Bare Aho-Corasick scanning
and str.lower are floors that no reader gets under. Run it with `make bench`; ARTICLES=FILE.jsonl takes your articles.
"""

import argparse
import gc
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import NamedTuple

from analysis.engine import Engine, load_engine
from analysis.native import native_folder
from analysis.pipeline import analyse
from analysis.sources import article_from_text
from benchmarks.articles import load_texts
from benchmarks.peers import (
    Form,
    Reader,
    bare_scan,
    entity_ruler,
    forms_of,
    lower_case,
    phrase_matcher,
    regex_loop,
)
from benchmarks.results import save, spread

WHOLE = "whole reading"
CHUNK = 25


class Peer(NamedTuple):
    """How a peer is made, and every which article it reads, so that a slow one does not take all the time."""

    make: Callable[[list[Form]], Reader]
    every: int = 1


PEERS = {
    "spaCy PhraseMatcher": Peer(phrase_matcher),
    "spaCy EntityRuler": Peer(entity_ruler, 2),
    "regular expressions": Peer(regex_loop, 60),
    "bare Aho-Corasick": Peer(bare_scan),
    "str.lower": Peer(lower_case),
}


@cache
def engine() -> Engine:
    """The engine, made once in each process."""
    return load_engine()


def read_whole(text: str) -> int:
    """The whole reading: sentences, mentions, places, dates, measures, exposures."""
    return len(analyse(article_from_text(text), engine()).readings)


def read_chunk(texts: list[str]) -> int:
    """Several articles, for a worker."""
    return sum(read_whole(text) for text in texts)


def timed(reader: Reader, texts: list[str]) -> float:
    """Seconds of the processor for one round over the texts; other programs on the machine blur them least."""
    gc.collect()
    begin = time.process_time()
    for text in texts:
        reader(text)
    return time.process_time() - begin


def compare(texts: list[str], rounds: int) -> dict[str, list[float]]:
    """Microseconds per thousand characters of each reader that is installed, round by round."""
    forms = forms_of(engine())
    readers: dict[str, tuple[Reader, list[str]]] = {WHOLE: (read_whole, texts)}
    for name, peer in PEERS.items():
        try:
            readers[name] = (peer.make(forms), texts[:: peer.every])
        except ImportError:
            print(f"{name}: not installed")
    for reader, some in readers.values():
        timed(reader, some[:100])
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, (reader, some) in readers.items():
            taken[name].append(1e9 * timed(reader, some) / sum(map(len, some)))
    return taken


def two_against_one(texts: list[str], rounds: int) -> list[float]:
    """How many times as fast two processes read as one, each fed by a pool; the start of the workers left out."""
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    pools = {
        count: ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) for count in (1, 2)
    }
    ratios = []
    try:
        for pool in pools.values():
            list(pool.map(read_chunk, chunks[:8]))
        for _ in range(rounds):
            seconds = {}
            for count, pool in pools.items():
                begin = time.perf_counter()
                list(pool.map(read_chunk, chunks))
                seconds[count] = time.perf_counter() - begin
            ratios.append(seconds[1] / seconds[2])
    finally:
        for pool in pools.values():
            pool.shutdown()
    return ratios


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=600, help="how many articles a round reads")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, each reader in turn")
    options = parser.parse_args()
    texts = load_texts(options.articles)
    taken = compare(texts, options.rounds)
    mean_length = sum(map(len, texts)) / len(texts)
    form_count = len(forms_of(engine()))
    print(f"{len(texts)} articles of {mean_length:.0f} characters on average, {form_count:,} forms of terms, "
          f"read by {'compiled modules (make fast)' if native_folder() else 'plain Python'}")
    figures = {}
    for name, values in taken.items():
        ratio = spread([value / own for value, own in zip(values, taken[WHOLE], strict=True)], 4)
        rate = 1e9 / (statistics.median(values) * mean_length)
        figures[name] = {"articles_per_s": round(rate, 1), "time_ratio": ratio}
        print(
            f"{name:22} {rate:12,.0f} articles/s   time beside the whole reading, median "
            f"{ratio['median']:8.3f} (least {ratio['min']:.3f}, most {ratio['max']:.3f})"
        )
    scale = spread(two_against_one(texts * 2, options.rounds), 2)
    print(f"two processes against one: median {scale['median']:.2f} ({scale['min']:.2f} to {scale['max']:.2f})")
    save(
        "reading, compiled" if native_folder() else "reading",
        {
            "articles": len(texts), "of": os.environ.get("ARTICLES_NAME", ""),
            "mean_characters": round(mean_length), "forms": form_count,
            "rounds": options.rounds, "readers": figures, "two_processes": scale,
        },
    )  # fmt: skip


if __name__ == "__main__":
    main()
