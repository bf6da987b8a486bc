"""The corpus engine measured: pool against plain multiprocessing, memory with size, page queries, growth, libraries.

Articles are made of sentences of ARTICLES=FILE.jsonl or of the seeds, with every third word exchanged, so that no two
are copies. That is good for speed and size and says nothing about quality; `copies` takes the articles of ARTICLES as
they are. Parts are chosen by name:

    python benchmarks/corpus.py pool --articles 4000      the pool against multiprocessing.Pool.imap, same function
    python benchmarks/corpus.py dask --articles 4000      Dask on this machine against the pool
    python benchmarks/corpus.py memory --sizes 10000,100000
    python benchmarks/corpus.py queries --store DIR       every page query, p50 and p95
    python benchmarks/corpus.py growth --sizes 1000,10000,100000,1000000
    python benchmarks/corpus.py libraries                 rensa against datasketch, if installed
    python benchmarks/corpus.py copies                    how many planted copies are found, by kind of change
"""

import argparse
import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.articles import load_texts
from benchmarks.results import save, spread

ROOT = Path(__file__).resolve().parent.parent
OUTLETS = 40
DAYS = 730
USUAL_MOST = 20_000  # articles; larger runs are kept beside the usual ones


def made(count: int, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """count articles that differ, of about 1,500 characters, over two years."""
    chance = random.Random(seed)
    texts = load_texts(2_000)
    sentences = sorted({s.strip() for text in texts for s in text.replace("\n", " ").split(". ") if 40 < len(s) < 400})
    vocabulary = sorted({word for sentence in sentences for word in sentence.split() if word.islower()})

    def mixed() -> str:
        words = chance.choice(sentences).split()
        return " ".join(chance.choice(vocabulary) if w.islower() and chance.random() < 0.33 else w for w in words)

    for number in range(count):
        body = ". ".join(mixed() for _ in range(9))
        yield {
            "title": f"Report {number} of {chance.randrange(10**9)}",
            "text": f"{body}.",
            "date": (date(2025, 1, 1) + timedelta(days=chance.randrange(DAYS))).isoformat(),
            "source": f"Outlet {chance.randrange(OUTLETS)}",
            "url": f"https://example.org/{number}",
        }


def write(path: Path, count: int) -> Path:
    """A JSONL file of so many articles."""
    with path.open("w", encoding="utf-8") as stream:
        for record in made(count):
            stream.write(json.dumps(record) + "\n")
    return path


def add(store: Path, feed: Path, *more: str) -> tuple[float, float]:
    """(seconds, peak MB of the largest process) of `corpus add` in a process of its own."""
    code = "import resource, sys; from analysis.cli import main; main(sys.argv[1:]); " + (
        "print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "
        "resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, "corpus", "add", str(store), str(feed), *more],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
    )  # fmt: skip
    own, child = map(int, done.stdout.rpartition("PEAK")[2].split())
    return time.perf_counter() - begin, max(own, child) / 1024


_setup: Any = None


def _begin(setup: Any) -> None:
    global _setup  # noqa: PLW0603
    from analysis.corpus.chunks import engine_of

    _setup = setup
    engine_of(setup)


def _one(chunk: Any) -> Any:
    from analysis.corpus.chunks import read_chunk

    return read_chunk(_setup, chunk)


def pool(options: argparse.Namespace) -> None:
    """The pool with reading, keys and writing, against plain imap over chunks that lie in memory and go nowhere."""
    from analysis.corpus.batch import Adder
    from analysis.corpus.chunks import chunks_of, make_setup, read_chunk
    from analysis.corpus.mapping import Columns
    from analysis.corpus.readers import Item, read_inputs
    from analysis.corpus.rows import Arrival, key_of
    from analysis.corpus.runners import Pool
    from analysis.corpus.store import Writer

    setup = make_setup()
    with TemporaryDirectory() as folder:
        feed = write(Path(folder) / "in.jsonl", options.articles)
        found = [item for item in read_inputs([feed], Columns()) if isinstance(item, Item)]
        chunks = list(chunks_of(Arrival(n, key_of(i.article), i.article, i.place) for n, i in enumerate(found, 1)))

        def plain() -> tuple[float, float]:
            with multiprocessing.get_context("spawn").Pool(2, _begin, (setup,)) as workers:
                workers.map(int, range(2))
                begin, cpu = time.perf_counter(), time.process_time()
                count = sum(read.size for read in workers.imap(_one, chunks))
                assert count == len(found)
                return time.perf_counter() - begin, time.process_time() - cpu

        def ours(runner: Pool, round_no: int) -> tuple[float, float]:
            with Writer(Path(folder) / f"store{round_no}") as writer:
                begin, cpu = time.perf_counter(), time.process_time()
                Adder(writer, setup, runner).add(read_inputs([feed], Columns()))
                return time.perf_counter() - begin, time.process_time() - cpu

        begin = time.process_time()
        for chunk in chunks:
            read_chunk(setup, chunk)
        reading = time.process_time() - begin
        ratios, loads = [], []
        for round_no in range(options.rounds):
            runner = Pool(setup, 2)
            list(runner.results(chunks[:4]))
            one, own_cpu = ours(runner, round_no)
            runner.close()
            other, other_cpu = plain()
            ratios.append(other / one)
            loads.append((reading + other_cpu) / (reading + own_cpu))
            print(
                f"round {round_no + 1}: corpus add {len(found) / one:,.0f}/s, plain imap {len(found) / other:,.0f}/s, "
                f"ratio {other / one:.2f}", flush=True,
            )  # fmt: skip
        save(
            "pool",
            {
                "articles": len(found), "ratio": spread(ratios, 3), "cpu_ratio": round(statistics.median(loads), 3),
                "rounds": options.rounds,
            },
        )  # fmt: skip
        print(f"pool: median ratio {statistics.median(ratios):.2f} (goal 0.90), 2 workers, start of workers left out")
        print(
            f"by CPU time, which a busy machine does not blur: {statistics.median(loads):.2f} "
            f"(reading {1e3 * reading / len(found):.2f} ms per article, the parent process of corpus add "
            f"{1e3 * own_cpu / len(found):.2f}, of imap {1e3 * other_cpu / len(found):.2f})"
        )


def dask(options: argparse.Namespace) -> None:
    """Whole commands, start and end of the cluster included."""
    with TemporaryDirectory() as folder:
        feed = write(Path(folder) / "in.jsonl", options.articles)
        ratios = []
        for round_no in range(options.rounds):
            times = {
                kind: add(Path(folder) / f"{kind}{round_no}", feed, "--runner", kind, "--workers", "2")[0]
                for kind in ("pool", "dask")
            }
            print(
                f"round {round_no + 1}: pool {times['pool']:.1f} s, dask {times['dask']:.1f} s, "
                f"ratio {times['dask'] / times['pool']:.2f}", flush=True,
            )  # fmt: skip
            ratios.append(times["dask"] / times["pool"])
        save("dask", {"articles": options.articles, "time_ratio": spread(ratios, 2), "rounds": options.rounds})


def memory(options: argparse.Namespace) -> None:
    """Peak memory and time of `corpus add` by number of articles."""
    growth(options)


def growth(options: argparse.Namespace) -> None:
    """Time, rate, peak memory of the largest process, size on disk, and the slowest answer to a page."""
    keep = Path(options.keep) if options.keep else None
    figures: dict[str, dict[str, Any]] = {}
    with TemporaryDirectory() as folder:
        for size in map(int, options.sizes.split(",")):
            feed, store = write(Path(folder) / "in.jsonl", size), Path(folder) / "store"
            seconds, peak = add(store, feed, "--runner", "pool", "--workers", "2")
            disk = sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / 1e6
            answers = answer_times(store, options.rounds)
            (name, label), times = max(answers.items(), key=lambda one: p95(one[1]))
            print(
                f"{size:>9,} articles: {seconds:7.1f} s, {size / seconds:6.0f}/s, peak {peak:4.0f} MB, {disk:7.1f} MB "
                f"on disk, {feed.stat().st_size / 1e6:7.1f} MB in, slowest answer {name} ({label}) "
                f"p50/p95 {statistics.median(times):.0f}/{p95(times):.0f} ms", flush=True,
            )  # fmt: skip
            figures[str(size)] = {
                "seconds": round(seconds, 1), "articles_per_s": round(size / seconds), "peak_mb": round(peak),
                "disk_mb": round(disk, 1), "slowest_answer": f"{name}, {label}",
                "answer_p50_ms": round(statistics.median(times)), "answer_p95_ms": round(p95(times)),
            }  # fmt: skip
            if keep:
                shutil.rmtree(keep, ignore_errors=True)
                shutil.move(store, keep)
            else:
                shutil.rmtree(store)
            for section, sizes in sections_of(figures).items():
                save(section, {"workers": 2, "sizes": sizes})


def sections_of(figures: dict[str, dict[str, Any]]) -> dict[str, dict[str, dict[str, Any]]]:
    """The figures by size in the one section that each belongs to; a section without any is left out."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for size, row in figures.items():
        found.setdefault("corpus" if int(size) <= USUAL_MOST else "corpus, large", {})[size] = row
    return found


def p95(times: list[float]) -> float:
    """The 95th percentile of some times."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def answer_times(store: Path, rounds: int) -> dict[tuple[str, str], list[float]]:
    """Milliseconds of every question of the pages under every filter, by question and filter, in turn."""
    from analysis.corpus.filters import Filters
    from analysis.corpus.queries import Corpus

    begin = time.perf_counter()
    corpus = Corpus(store)
    corpus.totals()
    corpus.actors(Filters())
    corpus.dates_ahead(Filters(), today=date(2025, 6, 1))
    print(f"opened, and all that is counted read, in {1000 * (time.perf_counter() - begin):.0f} ms")
    day = date(2025, 7, 1)
    later = day + timedelta(30)
    chosen = {
        "all": Filters(),
        "one sector": Filters(sectors=("agriculture",)),
        "half a year": Filters(since=day, until=day + timedelta(days=182)),
        "four facets": Filters(sectors=("agriculture", "metals"), channels=("tariff",), places=("USA",), since=day),
        "text": Filters(text="tariff"),
    }
    asked: dict[str, Callable[[Filters], Any]] = {
        "heatmap": corpus.heatmap,
        "weeks": corpus.weeks,
        "actors": corpus.actors,
        "dates_ahead": lambda f: corpus.dates_ahead(f, today=date(2025, 6, 1)),
        "articles": corpus.articles,
        "threads": corpus.threads,
        "evidence": corpus.evidence,
        "statuses": corpus.statuses,
        "compare": lambda f: corpus.compare(f, (day, later), (later + timedelta(1), later + timedelta(31))),
        "uncertainty": corpus.uncertainty,
        "options": lambda f: corpus.options(f, "places"),
        "totals": corpus.totals,
    }
    times: dict[tuple[str, str], list[float]] = {(name, label): [] for name in asked for label in chosen}
    times["a new text", "text"] = []
    for round_no in range(rounds * 4):
        for name, ask in asked.items():
            for label, filters in chosen.items():
                begin = time.perf_counter()
                ask(filters)
                times[name, label].append(1000 * (time.perf_counter() - begin))
        begin = time.perf_counter()
        corpus.totals(Filters(text=f"tariff {round_no}"))  # one that was never looked for
        times["a new text", "text"].append(1000 * (time.perf_counter() - begin))
    corpus.close()
    return times


def queries(options: argparse.Namespace) -> None:
    """Every query of the pages, with and without filters, on a store that exists or is made."""
    with TemporaryDirectory() as folder:
        store = Path(options.store) if options.store else Path(folder) / "store"
        if not store.exists():
            add(store, write(Path(folder) / "in.jsonl", options.articles), "--runner", "pool", "--workers", "2")
        lines: dict[str, list[str]] = {}
        times = answer_times(store, options.rounds)
        for (name, label), each in times.items():
            lines.setdefault(name, []).append(f"{label} {statistics.median(each):.0f}/{p95(each):.0f}")
        for name, line in lines.items():
            print(f"{name:<12} p50/p95 ms: {', '.join(line)}", flush=True)
        worst = max(map(p95, times.values()))
        print(f"worst p95 {worst:.0f} ms (goal 150), load of the machine {os.getloadavg()[0]:.1f}")


def libraries(options: argparse.Namespace) -> None:
    """Signatures per second of rensa and datasketch on the same runs of words."""
    from analysis.corpus.fingerprint import SIZE, signature_of

    texts = [record["text"] for record in made(1_000)]
    begin = time.process_time()
    for text in texts:
        signature_of(text)
    print(f"rensa      {1e6 * (time.process_time() - begin) / len(texts):.0f} us per article, runs of words included")
    try:
        from datasketch import MinHash
    except ImportError:
        print("datasketch is not installed")
        return
    begin = time.process_time()
    for text in texts:
        words = text.casefold().split()
        sketch = MinHash(num_perm=SIZE)
        sketch.update_batch([" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)])
    print(f"datasketch {1e6 * (time.process_time() - begin) / len(texts):.0f} us per article")


def copies(options: argparse.Namespace) -> None:
    """Planted copies by kind of change, found and not; and pairs that are joined although none was planted."""
    from analysis.corpus.connect import connect
    from analysis.corpus.store import Store

    originals = list(made(options.articles))
    if os.environ.get("ARTICLES"):
        texts = [text for text in load_texts(options.articles * 3) if len(text) > 800]
        originals = [{**o, "text": text} for o, text in zip(originals, dict.fromkeys(texts), strict=False)]
    changes: dict[str, Callable[[list[str]], list[str]]] = {
        "the same": lambda s: s,
        "first two thirds": lambda s: s[: max(1, 2 * len(s) // 3)],
        "first half": lambda s: s[: max(1, len(s) // 2)],
        "first third": lambda s: s[: max(1, len(s) // 3)],
        "another intro": lambda s: ["Our own correspondent tells what it means for mills and farms at home", *s[2:]],
        "two sentences more": lambda s: [*s, "Local firms said they will wait", "Nobody could say how long it takes"],
    }
    with TemporaryDirectory() as folder:
        feed = Path(folder) / "in.jsonl"
        with feed.open("w") as stream:
            for record in originals:
                stream.write(json.dumps(record) + "\n")
            for number, record in enumerate(originals):
                name = list(changes)[number % len(changes)]
                text = " ".join(changes[name](re.split(r"(?<=[.])\s+", record["text"])))
                stream.write(json.dumps({**record, "title": f"Retitled {number}", "text": text, "source": name}) + "\n")
        add(Path(folder) / "store", feed, "--workers", "2")
        con = connect(Store(Path(folder) / "store"))
        pairs = con.execute("SELECT article_no, story_no FROM copies").fetchall()
        sources = dict(con.execute("SELECT article_no, source FROM articles").fetchall())
    count = len(originals)
    right = {max(pair) - count - 1 for pair in pairs if max(pair) - min(pair) == count}
    for index, name in enumerate(changes):
        planted = [n for n in range(count) if n % len(changes) == index]
        print(f"{name:<20} {sum(n in right for n in planted):>5} of {len(planted)} found")
    wrong = [pair for pair in pairs if max(pair) - min(pair) != count]
    print(f"joined although not planted: {len(wrong)} {[sources[n] for pair in wrong[:3] for n in pair]}")


def main() -> None:
    parts = {p.__name__: p for p in (pool, dask, memory, queries, growth, libraries, copies)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usual = ["pool", "growth", "libraries"]
    parser.add_argument("parts", nargs="*", default=usual, metavar="PART", help=", ".join(parts))
    parser.add_argument("--articles", type=int, default=2_000, help="how many articles (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, in turn (default: %(default)s)")
    parser.add_argument("--sizes", default="1000,10000", help="sizes for memory and growth (default: %(default)s)")
    parser.add_argument("--store", help="a store for queries (default: one is made)")
    parser.add_argument("--keep", metavar="DIR", help="where growth leaves its last store")
    options = parser.parse_args()
    for name in options.parts:
        print(f"-- {name}")
        parts[name](options)
    print(f"-- done, this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
