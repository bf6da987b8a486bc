"""The commands of `python -m analysis corpus`: parse, call, print. Results on standard output, the rest on error."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.counting import counted
from analysis.inert import bare, cell, csv_of, printable

if TYPE_CHECKING:
    from analysis.corpus.readers import Meter

FINE, FINDINGS, INTERRUPTED = 0, 1, 130
STYLES = ("table", "csv", "jsonl")
_MOST_ROWS = 1000
_MOST_REJECTS = 1_000_000
_WIDEST = 60
_YEARS = range(1600, 2200)


def add_corpus(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command corpus with its own commands."""
    about = "keep many articles in a store and ask it"
    corpus = commands.add_parser("corpus", help=about, description=f"{about.capitalize()}.")
    verbs = corpus.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_add(verbs)
    _add_store_command(verbs, "status", "say what is in a store", _status)
    check = _add_store_command(verbs, "check", "check that nothing is lost and nothing double", _check)
    check.epilog = "Exit status: 0 whole, 1 faults, 2 no store."
    about = "list what was not read, what was read with a fault, and copies: where and why"
    _with_style(_add_store_command(verbs, "rejects", about, _rejects))
    threads = _with_style(_add_store_command(verbs, "threads", "follow measures over time", _threads))
    threads.add_argument(
        "--sector", action="append", default=[], metavar="ID", help="only this sector; may be repeated"
    )
    threads.add_argument(
        "--place", action="append", default=[], metavar="ISO3", help="only this country; may be repeated"
    )
    threads.add_argument(
        "--steps", action="store_true", help="every step with its words, not only the threads"
    )
    threads.add_argument(
        "--most", type=int, default=50, metavar="N", help="threads at most (default: %(default)s)"
    )
    _add_query(verbs)
    _add_watch(verbs)


def _add_add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "read inputs into a store; what is there already stays as it is"
    add = verbs.add_parser(
        "add",
        help=about,
        description=f"{about.capitalize()}. Without an input it only brings the store up to date.",
        epilog="Ctrl-C stops in good order; the same command goes on where it stopped.",
    )
    add.add_argument(
        "store", type=Path, metavar="STORE", help="the folder of the store; it is made where there is none"
    )
    add.add_argument(
        "inputs", nargs="*", type=Path, metavar="INPUT",
        help="a folder, or a file: page, .pdf, .docx, .eml, feed, .txt, .md, .jsonl, .csv, .tsv, .parquet, .gz, .zst",
    )  # fmt: skip
    add.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN",
        help="which column holds text, title, date, url, source or id, where its name does not tell; may be repeated",
    )  # fmt: skip
    add_date(add)
    add.add_argument(
        "--runner", choices=("serial", "pool", "dask"), default="pool",
        help="who reads: this process, a pool of processes, a Dask cluster (default: %(default)s)",
    )  # fmt: skip
    add.add_argument(
        "--workers", type=int, metavar="N", help="how many processes read (default: one per core)"
    )
    add.add_argument(
        "--address", metavar="HOST:PORT", help="the scheduler of a Dask cluster (default: one made here)"
    )
    add.add_argument(
        "--taxonomy",
        type=Path,
        metavar="FILE",
        help="sectors to look for (default: the project's sectors.yaml)",
    )
    add.set_defaults(run=_add)


def add_date(parser: argparse.ArgumentParser) -> None:
    """The option --date."""
    parser.add_argument(
        "--date",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the day on which those articles appeared that do not say it themselves, such as text files",
    )


def _day(words: str) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        day = date.min
    if day.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"{words[:40]!r} is no day. Write YYYY-MM-DD")
    return day


def _add_store_command(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str, run: Any
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=about, description=f"{about.capitalize()}.")
    parser.add_argument("store", type=Path, metavar="STORE", help="the folder of the store")
    parser.set_defaults(run=run)
    return parser


def _with_style(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--format", choices=STYLES, default="table", help="how rows are written (default: %(default)s)"
    )
    return parser


def _add_query(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "ask a store one SELECT in DuckDB's SQL; nothing can be changed"
    query = _with_style(verbs.add_parser("query", help=about, description=f"{about.capitalize()}."))
    query.add_argument("store", nargs="?", type=Path, metavar="STORE", help="the folder of the store")
    query.add_argument(
        "sql",
        nargs="?",
        metavar="SELECT",
        help='for instance "select sector, count(*) from readings group by 1"',
    )
    query.add_argument("--tables", action="store_true", help="list tables and columns with their units")
    query.add_argument(
        "--most", type=int, default=_MOST_ROWS, metavar="N", help="rows at most (default: %(default)s)"
    )
    query.add_argument(
        "--seconds", type=float, default=60.0, metavar="S", help="time at most (default: %(default)s)"
    )
    query.set_defaults(run=_query, parser=query)


def _add_watch(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "show what is new since you last looked, for a watchlist, and mark it as seen"
    watch = _with_style(_add_store_command(verbs, "watch", about, _watch))
    watch.add_argument(
        "watchlist",
        type=Path,
        metavar="FILE",
        help="watches: [{name: Steel, sectors: [metals], places: [CAN]}]",
    )
    watch.add_argument("--all", action="store_true", help="show old news too")
    watch.add_argument("--keep", action="store_true", help="look without marking what is shown as seen")


def _add(options: argparse.Namespace) -> int:
    from analysis.corpus.adding import add_inputs
    from analysis.corpus.mapping import Columns, parse_map
    from analysis.corpus.readers import measure_inputs

    columns = Columns(parse_map(options.map))
    with _Progress(measure_inputs(options.inputs)) as progress:
        report = add_inputs(
            options.store, options.inputs, columns, taxonomy=options.taxonomy, kind=options.runner,
            workers=options.workers, address=options.address, progress=progress, day=options.date,
        )  # fmt: skip
    print(report.sentence)
    if report.is_stopped:
        _tell("Stopped. The same command goes on from here.")
        return INTERRUPTED
    return FINDINGS if report.rejected or report.faulty else FINE


class _Progress:
    """A bar with rate and time left on a terminal, nothing elsewhere."""

    def __init__(self, meter: "Meter") -> None:
        from tqdm import tqdm

        self.meter = meter
        self._count = 0
        self._begin = time.monotonic()
        self._bar: tqdm[Any] = tqdm(
            total=meter.total or None, unit="B", unit_scale=True, desc="Reading", delay=1.0, leave=False, disable=None,
            file=sys.stderr,
        )  # fmt: skip

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.close()

    def advance(self, count: int) -> None:
        """So many more articles."""
        self._count += count
        if not self._bar.disable:
            rate = self._count / max(0.001, time.monotonic() - self._begin)
            self._bar.set_postfix_str(f"{self._count:,} articles, {rate:,.0f}/s", refresh=False)
            self._bar.update(max(0, min(self.meter.done, self.meter.total) - self._bar.n))

    def tell(self, sentence: str) -> None:
        """A sentence above the bar."""
        if self._bar.disable:
            _tell(sentence)
        else:
            self._bar.write(printable(sentence), file=sys.stderr)


def _status(options: argparse.Namespace) -> int:
    from analysis.corpus.adding import status_lines
    from analysis.corpus.store import Store

    print(*map(printable, status_lines(Store(options.store))), sep="\n")
    return FINE


def _check(options: argparse.Namespace) -> int:
    from analysis.corpus.checking import faults_of, notes_of
    from analysis.corpus.store import Store

    store = Store(options.store)
    faults = list(faults_of(store))
    print(*map(printable, faults), sep="\n", end="\n" if faults else "")
    for note in notes_of(store):
        _tell(note)
    if not faults:
        held = counted(store.manifest.articles, "article")
        print(f"{held}, {counted(len(store.manifest.shards), 'shard')}: nothing lost, nothing double.")
    return FINDINGS if faults else FINE


def _rejects(options: argparse.Namespace) -> int:
    from analysis.corpus.queries import Corpus

    corpus = Corpus(options.store)
    try:
        frame = corpus.rejects(most=_MOST_REJECTS)
    finally:
        corpus.close()
    _write(list(frame.columns), frame.astype(object).values.tolist(), options.format)
    return FINE


def _query(options: argparse.Namespace) -> int:
    from analysis.corpus.tables import describe

    if options.tables:
        print(describe(), end="")
        return FINE
    if options.store is None or options.sql is None:
        options.parser.error("give STORE and SELECT, or --tables")
    return _select(options, options.sql, most=options.most, seconds=options.seconds)


def _select(options: argparse.Namespace, sql: str, *, most: int, seconds: float = 60.0) -> int:
    from analysis.corpus.connect import run_select
    from analysis.corpus.store import Store

    names, rows = run_select(Store(options.store), sql, most_rows=most, seconds=seconds)
    _write(names, rows[:most], options.format)
    if len(rows) > most:
        _tell(f"Only the first {counted(most, 'row is', 'rows are')} shown; --most shows more.")
    return FINE


def _threads(options: argparse.Namespace) -> int:
    from analysis.corpus.filters import Filters
    from analysis.corpus.queries import Corpus
    from analysis.corpus.threads import followed_sentence

    corpus = Corpus(options.store)
    try:
        frame = corpus.threads(
            Filters(sectors=tuple(options.sector), places=tuple(options.place)), most=options.most
        )
        total = int(frame["thread_count"].iloc[0]) if len(frame) else 0
        undated = 0 if total else int(corpus.totals()["undated_count"].iloc[0])
        shown = f"; the first {counted(len(frame), 'is', 'are')} shown" if len(frame) < total else ""
        frame = corpus.steps(list(frame["thread"])) if options.steps else frame.drop(columns=["thread", "thread_count"])
    finally:
        corpus.close()
    if options.format == "table":
        sides = frame.columns.intersection(["implementer", "target"])  # steps have none
        frame = frame.assign(**{side: frame[side].map(_places_told) for side in sides})
    _write(list(frame.columns), frame.astype(object).values.tolist(), options.format)
    # an empty answer is no statement on the articles where none of them says when it appeared
    unknown = f"; {counted(undated, 'article says', 'articles say')} no day and cannot be followed (--date)"
    _tell(f"{followed_sentence(total)}{shown}{unknown if undated else ''}.")
    return FINE


def _places_told(codes: Any) -> str:
    """The names of the places whose codes stand in a cell, each with its code."""
    from analysis.place_names import place_and_code

    return ", ".join(map(place_and_code, str(bare(codes) or "").split()))


def _watch(options: argparse.Namespace) -> int:
    from analysis.corpus.adding import known_places
    from analysis.corpus.queries import Corpus
    from analysis.corpus.watch import COLUMNS, load_watchlist, mark_of, news_of, set_mark
    from analysis.taxonomy import load_taxonomy

    sectors = [sector.id for sector in load_taxonomy().sectors]
    watches = load_watchlist(options.watchlist, sectors=sectors, places=known_places())
    corpus = Corpus(options.store)
    try:
        mark = 0 if options.all else mark_of(corpus.store, options.watchlist)
        news = list(news_of(corpus, watches, mark))
    finally:
        corpus.close()
    _write(COLUMNS, [[record[name] for name in COLUMNS] for record in news], options.format)
    count = len({record["article_no"] for record in news})
    told = f"{counted(count, 'story', 'stories')} {'new since you last looked' if mark else 'in the whole store'}"
    twice = f", {len(news):,} rows: a story of two watches is listed under each" if count < len(news) else ""
    _tell(f"{told}{twice}.")
    if not options.keep:
        set_mark(corpus.store, options.watchlist)
        _tell("Marked as seen: the next look shows only what comes after. --keep looks without marking.")
    return FINE


def _write(names: Sequence[str], rows: Iterable[Sequence[Any]], style: str) -> None:
    if style == "jsonl":
        for row in rows:
            print(json.dumps(dict(zip(names, map(bare, row), strict=True)), ensure_ascii=False, default=str))
    elif style == "csv":
        sys.stdout.write(csv_of([names], end="\n"))
        sys.stdout.writelines(csv_of([[_told(value) for value in row]], end="\n") for row in rows)
    else:
        cells = [[printable(str(cell(_told(value))))[:_WIDEST] for value in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
        for line in ([name.upper() for name in names], *cells):
            print("  ".join(one.ljust(width) for one, width in zip(line, widths, strict=True)).rstrip())


def _told(value: Any) -> Any:
    """The value as Python holds it; of a moment that is a whole day the day alone."""
    value = bare(value)
    return str(value).removesuffix(" 00:00:00") if isinstance(value, date) else value


def _tell(sentence: str) -> None:
    print(printable(sentence), file=sys.stderr, flush=True)
