"""`python -m analysis trade ...`: what trade a measure touches, for whom it is good or bad, what a rate costs."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.errors import AnalysisError
from analysis.inert import printable
from analysis.trade.findings import ReadAs, Role
from analysis.trade.held import held_figures, own_problem
from analysis.trade.model import ALL_GOODS, Flow
from analysis.trade.store_commands import add_store_commands

if TYPE_CHECKING:
    from analysis.engine import Engine
    from analysis.model import Analysis
    from analysis.trade.stake import Ledger

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
FINE, FINDINGS, UNUSABLE = 0, 1, 2
_PATH = "a .txt, .md or .jsonl file of articles, or - for standard input"


class NoFigureError(AnalysisError):
    """A question that the figures do not answer."""


def add_trade(commands: _Commands) -> None:
    """Add the command and its verbs; each verb is one `_add_*` below."""
    trade = commands.add_parser(
        "trade", help="put trade figures beside what articles say", description="Trade figures beside a text."
    )
    verbs = trade.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_value(verbs)
    _add_what_if(verbs)
    add_store_commands(verbs)


def _add_value(verbs: _Commands) -> None:
    about = "say how much trade the measures in articles touch, and read them as a country and role"
    value = verbs.add_parser("value", help=about, description=f"{about[0].upper()}{about[1:]}.")
    value.add_argument("paths", nargs="+", metavar="PATH", help=_PATH)
    value.add_argument(
        "--as", dest="country", type=_country, metavar="ISO3", help="read as this country, as in CAN or EUU"
    )
    value.add_argument(
        "--role",
        choices=[str(role) for role in Role],
        help="and as this role (default: all roles of the country)",
    )
    value.add_argument(
        "--format",
        choices=("table", "json", "jsonl"),
        default="table",
        help="how it is written (default: %(default)s)",
    )
    value.add_argument(
        "--taxonomy",
        type=Path,
        metavar="FILE",
        help="sectors to look for (default: the project's sectors.yaml)",
    )
    value.set_defaults(run=_value)


def _add_what_if(verbs: _Commands) -> None:
    about = "reckon what a rate on a flow of goods costs, with every formula"
    what_if = verbs.add_parser("what-if", help=about, description=f"{about[0].upper()}{about[1:]}.")
    what_if.add_argument("exporter", type=_country, metavar="EXPORTER", help="who sells, as in CAN")
    what_if.add_argument("importer", type=_country, metavar="IMPORTER", help="who buys, as in USA")
    what_if.add_argument(
        "sector", nargs="?", default=ALL_GOODS, metavar="SECTOR", help="a sector id (default: all goods)"
    )
    what_if.add_argument(
        "--to", type=float, required=True, metavar="RATE", help="the new rate, per cent of value"
    )
    what_if.add_argument(
        "--from",
        dest="before",
        type=float,
        default=0.0,
        metavar="RATE",
        help="the rate before (default: %(default)g)",
    )
    what_if.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="how it is written (default: %(default)s)",
    )
    what_if.set_defaults(run=_what_if)


def _tell_of_own() -> None:
    """Say so where a user's own figures are there and cannot be read, for the embedded ones answer then."""
    if problem := own_problem():
        print(f"Only the figures that come with the project are used. {problem}", file=sys.stderr)


def _country(text: str) -> str:
    code = text.upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no country: write three letters of ISO 3166-1, as in CAN (EU: EUU)"
        )
    return code


def _value(options: argparse.Namespace) -> int:
    from analysis.engine import load_engine
    from analysis.trade.stake import Ledger

    if options.role and not options.country:
        raise NoFigureError("--role: needs a country. Say --as CAN, for example.")
    read_as = (
        ReadAs(country=options.country, role=Role(options.role) if options.role else None)
        if options.country
        else None
    )
    _tell_of_own()
    engine, ledger = load_engine(options.taxonomy), Ledger(held_figures())
    failures: list[str] = []
    count = 0
    pieces: list[dict[str, Any]] = []
    for analysis in _analyses(options.paths, engine, failures):
        count += 1
        if options.format == "table":
            sys.stdout.write(("\n" if count > 1 else "") + _text_of(analysis, engine, ledger, read_as))
        elif options.format == "jsonl":
            sys.stdout.write(
                json.dumps(_document_of(analysis, engine, ledger, read_as), ensure_ascii=True) + "\n"
            )
        else:
            pieces.append(_document_of(analysis, engine, ledger, read_as))
    if options.format == "json":
        sys.stdout.write(
            json.dumps(pieces[0] if len(pieces) == 1 else pieces, ensure_ascii=False, indent=2) + "\n"
        )
    for failure in failures:
        print(failure, file=sys.stderr)
    return FINE if not failures else FINDINGS if count else UNUSABLE


def _analyses(paths: list[str], engine: "Engine", failures: list[str]) -> "Iterator[Analysis]":
    from analysis.intake.door import read_path
    from analysis.pipeline import analyse
    from analysis.sources import Failure

    for item in (item for path in paths for item in read_path(path)):
        if isinstance(item, Failure):
            if not item.is_note:
                failures.append(printable(str(item)))
        else:
            yield analyse(item, engine)


def _document_of(
    analysis: "Analysis", engine: "Engine", ledger: "Ledger", read_as: ReadAs | None
) -> dict[str, Any]:
    """The reading as `read --format json` gives it, with the keys `trade` and `read_as` after its own."""
    from analysis.export import to_dict
    from analysis.trade.perspective import views_of
    from analysis.trade.report import trade_dict
    from analysis.trade.stake import directions_left_out, stakes_of

    stakes, left = stakes_of(analysis, ledger), directions_left_out(analysis, ledger)
    views = views_of(analysis, read_as) if read_as else ()
    return {**to_dict(analysis, engine.taxonomy), **trade_dict(analysis, stakes, read_as, views, left)}


def _text_of(analysis: "Analysis", engine: "Engine", ledger: "Ledger", read_as: ReadAs | None) -> str:
    from analysis.trade.perspective import views_of
    from analysis.trade.report import stake_lines, view_lines
    from analysis.trade.stake import directions_left_out, stakes_of

    names = {sector.id: sector.name for sector in engine.taxonomy.sectors}
    stakes = stakes_of(analysis, ledger)
    lines = [analysis.article.title or analysis.article.id, ""]
    told = stake_lines(stakes, analysis, names, directions_left_out(analysis, ledger))
    lines += told or ["The text states no measure, so no trade is at stake in it."]
    if read_as:
        lines += ["", *view_lines(views_of(analysis, read_as), analysis, read_as, names)]
    return "\n".join(map(printable, lines)) + "\n"


def _what_if(options: argparse.Namespace) -> int:
    from analysis.trade.amounts import span_of
    from analysis.trade.crosswalk import load_crosswalk
    from analysis.trade.report import what_if_dict
    from analysis.trade.whatif import what_if

    _tell_of_own()
    known = load_crosswalk().sectors
    if options.sector != ALL_GOODS and options.sector not in known:
        raise NoFigureError(f"{options.sector!r} is no sector. Write one of {', '.join(sorted(known))}.")
    flow = held_figures().flow(options.exporter, options.importer, options.sector)
    if not isinstance(flow, Flow):
        raise NoFigureError(
            f"{options.exporter} to {options.importer}, {options.sector or 'all goods'}: {flow.reason}"
        )
    result = what_if(flow, before=options.before, after=options.to)
    if options.format == "json":
        sys.stdout.write(json.dumps(what_if_dict(result), ensure_ascii=False, indent=2) + "\n")
        return FINE
    for formula in result.results:
        kind = "model" if formula.is_model else "arithmetic"
        print(f"{formula.name} ({kind}): {span_of(formula.low, formula.high)}")
        print(f"    = {formula.arithmetic}\n    {formula.source}")
    return FINE
