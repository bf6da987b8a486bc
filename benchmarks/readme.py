"""The figures of the benchmarks as the block in the README; no number in it is typed by hand.

    python benchmarks/readme.py                  the README says what benchmarks/results.json holds
    python benchmarks/readme.py build/bench.json the same, after these figures took the place of earlier ones

Needs the standard library alone.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README, RESULTS = ROOT / "README.md", ROOT / "benchmarks" / "results.json"
BEGIN = "<!-- benchmarks: made by `make bench-readme`, change nothing here -->"
END = "<!-- /benchmarks -->"
WHOLE = "whole reading"
QUALITY = "quality: "

Row = tuple[str, ...]
Results = dict[str, dict[str, Any]]


def block_of(results: Results) -> str:
    """The block, markers included; sections that were not measured are left out."""
    parts = [*_speed(results), *_growth(results), *_quality(results), *_browser(results), *_sessions(results)]
    return "\n\n".join([BEGIN, *parts, END])


def with_block(readme: str, block: str) -> str:
    """The README with this block in the place of the one that it has; ValueError where it has none."""
    head, begin, rest = readme.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md: has no block of figures. Put {BEGIN} and {END} where it belongs.")
    return head + block + tail


def _table(head: Row, rows: Iterable[Row]) -> str:
    rule = tuple("---" if index == 0 else "---:" for index in range(len(head)))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _origin(section: dict[str, Any]) -> str:
    return f"{section['date']}, {section['machine']}, `{section['command']}`"


def _short(section: dict[str, Any]) -> str:
    return f"{section['date']}, `{section['command']}`"


def _by_size(rows: dict[str, Any]) -> dict[int, Any]:
    return {int(size): rows[size] for size in sorted(rows, key=int)}


def _speed(results: Results) -> Iterator[str]:
    if "reading" not in results:
        return
    section = results["reading"]
    yield (
        f"Speed, {section['articles']:,} articles{_named(section)}, "
        f"{section['mean_characters']:,} characters on average, "
        f"{section['forms']:,} forms of terms, one process. The peers find terms only, the whole reading tells places, "
        f"measures, dates and exposures too. Medians of {section['rounds']} rounds ({_origin(section)}):"
    )
    yield _table(
        ("reader", "articles/s", "its time / time of the whole reading", "least to most"),
        (
            (name, f"{row['articles_per_s']:,.0f}", _ratio(row["time_ratio"]["median"]),
             f"{_ratio(row['time_ratio']['min'])} to {_ratio(row['time_ratio']['max'])}")
            for name, row in sorted(section["readers"].items(), key=lambda one: -one[1]["articles_per_s"])
        ),
    )  # fmt: skip


def _named(section: dict[str, Any]) -> str:
    return f" ({section['of']})" if section.get("of") else ""


def _ratio(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"


def _growth(results: Results) -> Iterator[str]:
    rows = [*_growth_rows(results)]
    if rows:
        yield f"Growth, start and corpora ({'; '.join(sorted({one['machine'] for one in results.values()}))}):"
        yield _table(("what", "figure", "measured"), rows)


def _growth_rows(results: Results) -> Iterator[Row]:
    if "reading, compiled" in results:
        section = results["reading, compiled"]
        own, peer = section["readers"]["whole reading"], section["readers"].get("spaCy PhraseMatcher")
        figure = f"{own['articles_per_s']:,.0f} articles/s"
        if peer:
            figure += f"; time of spaCy PhraseMatcher / its time {_ratio(peer['time_ratio']['median'])}"
        yield "whole reading, compiled by `make fast`", figure, _short(section)
    if "reading" in results:
        scale = results["reading"]["two_processes"]
        figure = f"{scale['median']:.2f} times as fast ({scale['min']:.2f} to {scale['max']:.2f})"
        yield "two processes against one", figure, _short(results["reading"])
    if "growth" in results:
        section = results["growth"]
        per_kb = _by_size(section["ms_per_1000_characters"])
        yield (
            f"ms per 1,000 characters, texts of {' / '.join(f'{length:,}' for length in per_kb)} characters",
            " / ".join(f"{ms:.2f}" for ms in per_kb.values()), _short(section),
        )  # fmt: skip
        terms = _by_size(section["terms"])
        yield (
            f"ms per article, {' / '.join(f'{count:,}' for count in terms)} terms",
            " / ".join(f"{row['ms_per_article']:.2f}" for row in terms.values()), _short(section),
        )  # fmt: skip
    if "start" in results:
        section = results["start"]
        total = sum(section[name]["median"] for name in ("import_s", "engine_s", "first_reading_s"))
        yield "fresh process to first reading", f"{total:.2f} s", _short(section)
        yield "memory of a process with the engine", f"{section['process_mb']['median']:.0f} MB", _short(section)
    for name in ("corpus", "corpus, large"):
        for size, row in _by_size(results.get(name, {}).get("sizes", {})).items():
            yield (
                f"`corpus add`, {size:,} articles",
                f"{row['articles_per_s']:,} articles/s, {row['peak_mb']:,} MB, {row['disk_mb']:,.0f} MB on disk"
                f"{_answer(row)}",
                _short(results[name]),
            )
    if "pool" in results:
        section = results["pool"]
        figure = f"{section['ratio']['median']:.2f} of its speed ({section['cpu_ratio']:.2f} by CPU time)"
        yield "`corpus add` against plain multiprocessing", figure, _short(section)
    if "dask" in results:
        section = results["dask"]
        figure = f"{section['time_ratio']['median']:.2f} times the time of the pool, start of the cluster included"
        yield f"`corpus add --runner dask`, {section['articles']:,} articles", figure, _short(section)


def _answer(row: dict[str, Any]) -> str:
    """The slowest answer to a page, where it was measured."""
    if "answer_p95_ms" not in row:
        return ""
    return f"; slowest answer to a page ({row['slowest_answer']}) {row['answer_p95_ms']:,} ms at the 95th percentile"


def _quality(results: Results) -> Iterator[str]:
    for key, section in results.items():
        if not key.startswith(QUALITY):
            continue
        yield (
            f"Sectors found in {key.removeprefix(QUALITY)}: {section['articles']:,} articles, "
            f"{section['labels']:,} labels. Every peer has the threshold that is best for it on these very articles; "
            f"trained ones are cross-validated. 95% intervals from draws of whole articles ({_origin(section)}):"
        )
        yield _table(
            ("tagger", "precision", "recall", "F1", "engine ahead by"),
            (_tagger_row(*one) for one in sorted(section["taggers"].items(), key=lambda one: -one[1]["f1"])),
        )
        yield _missing(section)


def _tagger_row(name: str, row: dict[str, Any]) -> Row:
    ahead = f"{row['engine_ahead']:+.3f} {_between(row['engine_ahead_interval'])}" if "engine_ahead" in row else ""
    f1 = f"{row['f1']:.3f} {_between(row['f1_interval'])}"
    return name, f"{row['precision']:.3f}", f"{row['recall']:.3f}", f1, ahead


def _between(interval: list[float]) -> str:
    return f"[{interval[0]:.3f}, {interval[1]:.3f}]"


def _missing(section: dict[str, Any]) -> str:
    trained = section["errors_of_trained_avoided"]
    if trained is None:
        named = "; ".join(f"{row['cause']} ({row['count']})" for row in section["causes"])
        return f"Errors of the engine by cause: {named}."
    named = "; ".join(
        f"{row['cause']} ({row['count']}, of these {row['avoided_by_trained']})" for row in section["causes"]
    )
    avoided = sum(row["avoided_by_trained"] for row in section["causes"])
    return (
        f"The engine avoids {trained:,} errors of the trained SVM, the SVM {avoided:,} of the engine's. Errors of the "
        f"engine by cause, and how many of these the SVM avoids: {named}."
    )


def _browser(results: Results) -> Iterator[str]:
    pages = (
        ("browser", "The dashboard"), ("value browser", "Its Trade value tab"), ("corpus browser", "The Corpus page"),
    )  # fmt: skip
    for name, what in pages:
        if name not in results:
            continue
        section = results[name]
        of = f", {section['articles']:,} articles" if "articles" in section else ""
        yield f"{what}{of} ({_origin(section)}):"
        yield _table(
            ("what", "median", "95th percentile", "budget"),
            (
                (step, f"{row['p50']:,} {row['unit']}", f"{row['p95']:,} {row['unit']}", row["budget"])
                for step, row in section["budgets"].items()
            ),
        )


def _sessions(results: Results) -> Iterator[str]:
    if "sessions" not in results:
        return
    section = results["sessions"]
    one, many = section["upload_memory_mb"], section["visitor_memory_mb"]
    yield (
        f"Many visitors ({_origin(section)}): {section['uploads']:,} uploads in one session with "
        f"{section['upload_errors']} errors, memory of the server from {one[0]:,} to {one[-1]:,} MB; then "
        f"{section['visitors']} visitors at once for {section['seconds']:.0f} seconds, {section['visitor_uploads']:,} "
        f"uploads and {section['runs']:,} runs with {section['visitor_errors']} errors, "
        f"{section['words_of_others']} words of another visitor seen, half of the runs within "
        f"{section['run_p50_ms']:,} ms and 95% within {section['run_p95_ms']:,} ms, memory from {many[0]:,} to "
        f"{many[-1]:,} MB."
    )


def main(arguments: list[str]) -> int:
    results: Results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name in arguments:
        results.update(json.loads(Path(name).read_text(encoding="utf-8")))
    results = dict(sorted(results.items()))
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=False) + "\n", encoding="utf-8")
    README.write_text(with_block(README.read_text(encoding="utf-8"), block_of(results)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
