"""What the command line understands: every command and option with its help. Carries nothing out."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from analysis.corpus.commands import add_corpus, add_date
from analysis.export import FORMATS
from analysis.model import ENGINE_VERSION
from analysis.trade.commands import add_trade

Run: TypeAlias = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser_for(
    *, read: Run, explain: Run, evaluate: Run, check_taxonomy: Run, list_taxonomy: Run
) -> argparse.ArgumentParser:
    """The parser of all commands; the one that was given stands in `run`."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Reads trade news: which industries an article implicates, how, and the words that prove it.",
        epilog="Exit status: 0 fine, 1 findings (something could not be read, the rest was), 2 nothing usable.",
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"trade-sector-exposure {ENGINE_VERSION}",
        help="print the version and exit",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_read(commands, read)
    _add_explain(commands, explain)
    _add_evaluate(commands, evaluate)
    _add_taxonomy(commands, check_taxonomy, list_taxonomy)
    add_corpus(commands)
    add_trade(commands)
    return parser


def _add_read(commands: _Commands, run: Run) -> None:
    about = "read articles and print what they say, sector by sector"
    read = commands.add_parser("read", help=about, description=_sentence(about))
    read.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a text (.txt, .md: title, blank line, body), page (.html), .pdf, .docx, mail (.eml) or feed (.xml), "
        "a .jsonl file (one article a line: id, title, text, optional date, url, source), - for standard input, or "
        "https://... to fetch one page or feed",
    )
    read.add_argument(
        "--format",
        choices=FORMATS,
        default="table",
        help="how the results are written (default: %(default)s)",
    )
    read.add_argument(
        "--taxonomy",
        type=Path,
        metavar="FILE",
        help="sectors to look for (default: the project's sectors.yaml)",
    )
    read.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the results to a file, whole or not at all (default: print)",
    )
    add_date(read)
    read.set_defaults(run=run)


def _add_explain(commands: _Commands, run: Run) -> None:
    about = "say why: what each score is made of, the rule and words of each measure, and what was put aside"
    explain = commands.add_parser("explain", help=about, description=_sentence(about))
    explain.add_argument(
        "file", metavar="FILE", help="a file of any kind that read takes, or - for standard input"
    )
    add_date(explain)
    explain.add_argument(
        "--format", choices=("text", "json"), default="text", help="how it is written (default: %(default)s)"
    )
    explain.add_argument(
        "--taxonomy",
        type=Path,
        metavar="FILE",
        help="sectors to look for (default: the project's sectors.yaml)",
    )
    explain.set_defaults(run=run)


def _add_evaluate(commands: _Commands, run: Run) -> None:
    about = "compare readings with labelled articles: precision, recall and F1, and what was missed and added"
    evaluate = commands.add_parser(
        "evaluate",
        help=about,
        description=_sentence(about),
        epilog="Exit status: 0 fine, 1 labels to mend or a figure below its floor, 2 nothing could be compared.",
    )
    evaluate.add_argument(
        "gold", type=Path, metavar="GOLD", help="a .jsonl file of labels, one article a line"
    )
    evaluate.add_argument(
        "articles", type=Path, metavar="ARTICLES", help="a .jsonl file of articles with the same ids"
    )
    evaluate.add_argument(
        "--taxonomy",
        type=Path,
        metavar="FILE",
        help="sectors to look for (default: the project's sectors.yaml)",
    )
    evaluate.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="how it is written (default: %(default)s)",
    )
    evaluate.add_argument(
        "--worst",
        type=_count,
        default=5,
        metavar="N",
        help="list the N articles with most errors (default: %(default)s)",
    )
    evaluate.add_argument(
        "--floors", type=Path, metavar="FILE", help="a file of floors: a figure below its own is a finding"
    )
    change = evaluate.add_mutually_exclusive_group()
    change.add_argument(
        "--raise-floors",
        action="store_true",
        help="set the floors a margin below the figures reached, or make the file; none falls",
    )
    change.add_argument(
        "--lower-floor",
        action="append",
        type=_named_share,
        default=[],
        metavar="NAME=VALUE",
        help="lower one floor, as in places=0.9; needs --reason and may be given again",
    )
    evaluate.add_argument(
        "--reason", default="", metavar="TEXT", help="why a floor is lowered; kept in the file"
    )
    evaluate.set_defaults(run=run)


def _sentence(about: str) -> str:
    return f"{about[0].upper()}{about[1:]}."


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of articles: write 0 or more")
    return int(text)


def _named_share(text: str) -> tuple[str, float]:
    name, equals, value = text.partition("=")
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not (name and equals and 0 <= share <= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is no floor: write NAME=VALUE, VALUE from 0 to 1")
    return name.strip(), share


def _add_taxonomy(commands: _Commands, check_run: Run, list_run: Run) -> None:
    taxonomy = commands.add_parser(
        "taxonomy", help="look after a file of sectors", description="Look after sectors."
    )
    verbs = taxonomy.add_subparsers(title="commands", required=True, metavar="COMMAND")
    about = "list what is wrong or unwise in a file of sectors"
    check = verbs.add_parser(
        "check",
        help=about,
        description=_sentence(about),
        epilog="Exit status: 0 clean, 1 unwise entries, 2 cannot be loaded.",
    )
    check.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the file (default: the project's sectors.yaml)"
    )
    check.set_defaults(run=check_run)
    about = "list the sectors of a file with their ids, groups and segments"
    listing = verbs.add_parser("list", help=about, description=_sentence(about))
    listing.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the file (default: the project's sectors.yaml)"
    )
    listing.set_defaults(run=list_run)
