"""`python -m analysis trade import, fetch, status, remove`: a user's own figures. Parse, call, print."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.counting import counted
from analysis.inert import printable

if TYPE_CHECKING:
    from analysis.trade.loading import Outcome

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
FINE, FINDINGS, UNUSABLE = 0, 1, 2
KEY = "COMTRADE_KEY"
_LISTED = 20


def add_store_commands(verbs: _Commands) -> None:
    """The verbs by which figures come into the database and go."""
    _add_import(verbs)
    _add_fetch(verbs)
    _add_status(verbs)
    _add_remove(verbs)


def _add_import(verbs: _Commands) -> None:
    about = "load trade figures from files: CEPII BACI, UN Comtrade, US Census, Eurostat Comext"
    parser = verbs.add_parser(
        "import", help=about, description=f"{about}.",
        epilog="A file is loaded whole or not at all, and the same content only once. Exit status: 0 all is there, "
        "1 a file was not loaded or lacks rows, 2 no file was loaded.",
    )  # fmt: skip
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a .csv, .txt, .dat or .json file, also .gz and .zip",
    )
    parser.add_argument(
        "--hs-edition", default="", choices=("92", "96", "02", "07", "12", "17", "22"),
        help="edition of the HS of a BACI file whose name does not tell it",
    )  # fmt: skip
    parser.add_argument(
        "--usd-per-eur",
        type=_rate,
        metavar="RATE",
        help="dollars a euro, for files in euros: the average of the year",
    )
    parser.add_argument(
        "--skip-bad", action="store_true", help="load a file without its bad rows (default: refuse the file)"
    )
    parser.add_argument(
        "--seconds",
        type=_seconds,
        default=1800.0,
        metavar="S",
        help="time for a table at most (default: %(default)g)",
    )
    _with_database(parser).set_defaults(run=_import)


def _add_fetch(verbs: _Commands) -> None:
    about = "fetch the trade of two countries from UN Comtrade"
    parser = verbs.add_parser(
        "fetch", help=about, description=f"{about}.",
        epilog=f"Works without a key for HS chapters; the environment variable {KEY} holds yours. Comtrade's figures "
        "are for your own use: to pass them on needs permission of the UN Statistics Division.",
    )  # fmt: skip
    parser.add_argument(
        "--reporter", required=True, type=str.upper, metavar="ISO3", help="who reports, as in CAN"
    )
    parser.add_argument(
        "--partner",
        required=True,
        type=str.upper,
        metavar="ISO3",
        help="the other side, as in CHN; ALL: the world",
    )
    parser.add_argument("--year", required=True, type=_year, metavar="YEAR", help="calendar year")
    parser.add_argument(
        "--flow", choices=("both", "exports", "imports"), default="both",
        help="of the reporter (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--level", type=int, choices=(2, 4, 6), default=2,
        help="digits of the HS codes; 4 and 6 need a key for most pairs (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--seconds",
        type=_seconds,
        default=120.0,
        metavar="S",
        help="time for a request at most (default: %(default)g)",
    )
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="ask this server instead of https://comtradeapi.un.org (a proxy of yours)",
    )
    _with_database(parser).set_defaults(run=_fetch)


def _add_status(verbs: _Commands) -> None:
    about = "say which figures of your own are there: source, years, rows, licence"
    parser = verbs.add_parser("status", help=about, description=f"{about[0].upper()}{about[1:]}.")
    parser.add_argument(
        "--tables", action="store_true", help="list the tables of the database with their units"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how it is written (default: %(default)s)"
    )
    _with_database(parser).set_defaults(run=_status)


def _add_remove(verbs: _Commands) -> None:
    about = "take an import out again"
    parser = verbs.add_parser("remove", help=about, description=f"{about[0].upper()}{about[1:]}.")
    parser.add_argument("number", type=int, metavar="NUMBER", help="its number, as trade status says")
    _with_database(parser).set_defaults(run=_remove)


def _with_database(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--database", type=Path, metavar="FILE",
        help="the database (default: $TRADE_DATABASE, else trade.duckdb in your data directory)",
    )  # fmt: skip
    return parser


def _database_of(options: argparse.Namespace) -> Path:
    from analysis.trade.database import default_database

    path: Path = options.database or default_database()
    return path


def _import(options: argparse.Namespace) -> int:
    from analysis.trade.formats import Options
    from analysis.trade.loading import load_file
    from analysis.trade.sheets import TradeDataError

    database = _database_of(options)
    known = Options(hs_edition=options.hs_edition, usd_per_eur=options.usd_per_eur)
    loaded = failed = lacking = 0
    with _Rows() as bar:
        for path in options.files:
            try:
                outcomes = load_file(
                    database,
                    path,
                    known,
                    skip_bad=options.skip_bad,
                    seconds=options.seconds,
                    tell=bar.advance,
                )
                for outcome in outcomes:
                    bar.clear()
                    _print_outcome(outcome)
                    loaded += 1
                    lacking += bool(outcome.bad_count)
            except TradeDataError as error:
                bar.clear()
                _tell(str(error))
                failed += 1
    if not loaded:
        return UNUSABLE
    return FINDINGS if failed or lacking else FINE


def _fetch(options: argparse.Namespace) -> int:
    from analysis.trade.comtrade import comtrade_plan
    from analysis.trade.comtrade_api import OFFICIAL, Access, Request, fetch_records
    from analysis.trade.formats import Options
    from analysis.trade.loading import load_sheet
    from analysis.trade.sheets import TradeDataError, sheet_of_records

    access = Access(
        base=options.base_url or OFFICIAL, key=os.environ.get(KEY, "").strip(), seconds=options.seconds
    )
    if not access.key:
        _tell(
            f"Without a key ({KEY}) Comtrade gives a preview of at most {access.most_records} records a call."
        )
    failed = loaded = 0
    for flow in ("exports", "imports") if options.flow == "both" else (options.flow,):
        request = Request(
            reporter=options.reporter,
            partner=options.partner,
            year=options.year,
            flow=flow,
            level=options.level,
        )
        try:
            sheet = sheet_of_records(f"Comtrade: {request}", fetch_records(request, access))
            plan = comtrade_plan(sheet, Options(), is_whole_reply=True)
            _print_outcome(load_sheet(_database_of(options), sheet, plan))
            loaded += 1
        except TradeDataError as error:
            _tell(str(error))
            failed += 1
    if not loaded:
        return UNUSABLE
    return FINDINGS if failed else FINE


def _print_outcome(outcome: "Outcome") -> None:
    if not outcome.is_new:
        print(f"{printable(outcome.name)}: is there already, as import {outcome.import_id}.")
        if outcome.replaced_count:
            print(
                f"  {counted(outcome.replaced_count, 'figure')} of it made way for newer imports. To have it back: "
                f"trade remove {outcome.import_id}, then import it again."
            )
        return
    years = ", ".join(map(str, outcome.years))
    print(
        f"{printable(outcome.name)}: import {outcome.import_id}, {counted(outcome.row_count, 'figure')} of {years} "
        f"({', '.join(outcome.sources)}; {', '.join(outcome.editions)})."
    )
    if outcome.replaced_count:
        were = counted(
            outcome.replaced_count, "older figure of the same flow was", "older figures of the same flows were"
        )
        print(f"  {were} replaced.")
    for reason, count, usd in outcome.skipped:
        print(f"  {counted(count, 'row')} passed over: {reason} ({usd:,.0f} dollars).")
    older = [edition for edition in outcome.editions if edition != "HS 2022"]
    if older:
        print(
            f"  {', '.join(older)}: sectors are read with the crosswalk of HS 2022; a code that it dropped takes the "
            "sector of its heading, else of its chapter."
        )
    if outcome.bad_count:
        _tell(*map(str, outcome.bad[:_LISTED]))
        _tell(f"{outcome.name}: {counted(outcome.bad_count, 'bad row')} left out, so its sums are too small.")


def _status(options: argparse.Namespace) -> int:
    from analysis.trade.database import describe_tables
    from analysis.trade.loading import status_of

    if options.tables:
        print(describe_tables(), end="")
        return FINE
    database = _database_of(options)
    if not database.exists():
        print(f"{database}: no figures of your own yet. Load some: python -m analysis trade import FILE.")
        return FINE
    imports, sources = status_of(database)
    if options.format == "json":
        print(
            json.dumps(
                {"database": str(database), "imports": imports, "sources": sources}, default=str, indent=1
            )
        )
        return FINE
    print(f"{database}")
    for row in imports:
        print(
            f"  {row['id']:>3}  {printable(row['file'])}  {counted(row['row_count'], 'figure')} of {row['years']}, "
            f"loaded {row['loaded_at']:%Y-%m-%d %H:%M} UTC" + _beside(row)
        )
    for row in sources:
        print(f"{row['id']}: {row['kind']}, {row['valuation']}, {row['editions']}, {row['years']}")
        print(f"  Cite: {row['attribution']}. Licence: {row['licence']}.")
    return FINE


def _beside(row: dict[str, Any]) -> str:
    parts = []
    if row["usd_per_eur"]:
        parts.append(f"converted at {row['usd_per_eur']:g} dollars a euro")
    if row["skipped"]:
        parts.append(f"passed over: {row['skipped']}")
    if row["bad_count"]:
        parts.append(f"{counted(row['bad_count'], 'bad row')} left out")
    if row["held_count"] < row["row_count"]:
        parts.append(f"{row['row_count'] - row['held_count']:,} replaced since")
    return "".join(f"; {part}" for part in parts)


def _remove(options: argparse.Namespace) -> int:
    from analysis.trade.loading import remove_import

    count = remove_import(_database_of(options), options.number)
    print(f"Import {options.number} is out: {counted(count, 'figure')}.")
    return FINE


class _Rows:
    """A count of rows read on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self._bar: tqdm[Any] = tqdm(
            desc="Reading",
            unit=" rows",
            unit_scale=True,
            delay=1.0,
            leave=False,
            disable=None,
            file=sys.stderr,
        )

    def __enter__(self) -> "_Rows":
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.close()

    def advance(self, count: int) -> None:
        """So many more rows."""
        self._bar.update(count)

    def clear(self) -> None:
        """Out of the way of a line of text."""
        self._bar.clear()


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0.1 < rate < 10:
        raise argparse.ArgumentTypeError(f"{text!r} is no rate: write dollars a euro, as in 1.08")
    return rate


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no time: write seconds, at most 86400")
    return seconds


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1988 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"{text!r} is no year of the HS: write four digits, from 1988")
    return int(text)


def _tell(*sentences: str) -> None:
    for sentence in sentences:
        print(*map(printable, sentence.split("\n")), sep="\n", file=sys.stderr, flush=True)
