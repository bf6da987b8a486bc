"""The command line: parse, call, print. Results go to standard output, everything else to standard error.

Exit status: 0 fine, 1 findings (something could not be read, the rest was), 2 nothing usable, 130 interrupted.
"""

import argparse
import contextlib
import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.corpus.commands import add_corpus
from analysis.errors import AnalysisError, TaxonomyError
from analysis.export import FORMATS, TABLE_WIDTH
from analysis.model import ENGINE_VERSION

if TYPE_CHECKING:
    from analysis.engine import Engine
    from analysis.model import Analysis
    from analysis.sources import Failure

FINE, FINDINGS, UNUSABLE = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141  # 128 + the signal, as shells count
_PROGRESS_AFTER_SECONDS = 1.0


class _CannotWrite(AnalysisError):
    """The results have nowhere to go."""


def main(argv: list[str] | None = None) -> int:
    """Carry out one command and answer its exit status; a user's mistake gets a sentence, never a traceback."""
    options = _parser().parse_args(argv)
    _speak_utf8()
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        sys.stdout.flush()
    except AnalysisError as error:
        _tell(str(error))
        return UNUSABLE
    except KeyboardInterrupt:
        _tell("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:  # only standard output is written without a guard of its own
        _drop_output()
        _tell(f"standard output: cannot be written: {error.strerror}. Free some space, or use --out FILE.")
        return UNUSABLE
    return status


def _parser() -> argparse.ArgumentParser:
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
    _add_read(commands)
    _add_taxonomy(commands)
    add_corpus(commands)
    return parser


def _add_read(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "read articles and print what they say, sector by sector"
    read = commands.add_parser("read", help=about, description=f"{about.capitalize()}.")
    read.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a .txt or .md file (one article: title, blank line, body), a .jsonl file (one article a line: id, title, "
        "text, optional date, url, source), or - for standard input",
    )
    read.add_argument(
        "--format", choices=FORMATS, default="table", help="how the results are written (default: %(default)s)"
    )
    read.add_argument(
        "--taxonomy", type=Path, metavar="FILE", help="sectors to look for (default: the project's sectors.yaml)"
    )
    read.add_argument(
        "--out", type=Path, metavar="FILE", help="write the results to a file, whole or not at all (default: print)"
    )
    read.set_defaults(run=_read)


def _add_taxonomy(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    taxonomy = commands.add_parser("taxonomy", help="look after a file of sectors", description="Look after sectors.")
    verbs = taxonomy.add_subparsers(title="commands", required=True, metavar="COMMAND")
    about = "list what is wrong or unwise in a file of sectors"
    check = verbs.add_parser(
        "check",
        help=about,
        description=f"{about.capitalize()}.",
        epilog="Exit status: 0 clean, 1 unwise entries, 2 cannot be loaded.",
    )
    check.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the file (default: the project's sectors.yaml)"
    )
    check.set_defaults(run=_check_taxonomy)


def _check_taxonomy(options: argparse.Namespace) -> int:
    from analysis.taxonomy import DEFAULT_TAXONOMY, load_taxonomy

    path: Path = options.file or DEFAULT_TAXONOMY
    try:
        taxonomy = load_taxonomy(path)
    except TaxonomyError as error:
        print(*map(_printable, error.problems), sep="\n")
        return UNUSABLE
    if taxonomy.unwise:
        print(*map(_printable, taxonomy.unwise), sep="\n")
        return FINDINGS
    terms = sum(1 for sector in taxonomy.sectors for _ in sector.terms)
    print(f"{_printable(path.name)}: {len(taxonomy.sectors):,} sectors, {terms:,} terms, nothing to mend.")
    return FINE


def _read(options: argparse.Namespace) -> int:
    from analysis.engine import load_engine
    from analysis.export import render

    reader = _Reader(load_engine(options.taxonomy))
    width = shutil.get_terminal_size((TABLE_WIDTH, 0)).columns if sys.stdout.isatty() else TABLE_WIDTH
    pieces = render(reader.analyses(options.paths), reader.engine.taxonomy, style=options.format, width=width)
    if options.out is None:
        for piece in pieces:
            sys.stdout.write(piece)
    else:
        encoding = "utf-8-sig" if options.format == "csv" else "utf-8"  # spreadsheets look for the mark
        _write_whole(options.out, pieces, encoding=encoding, is_wanted=lambda: reader.status != UNUSABLE)
    return reader.status


class _Reader:
    """Reads paths one article after the other, tells of whatever fails, and keeps count."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        self._read_count = self._failure_count = 0

    @property
    def status(self) -> int:
        """The exit status so far."""
        if not self._failure_count:
            return FINE
        return FINDINGS if self._read_count else UNUSABLE

    def analyses(self, paths: Iterable[str]) -> Iterator["Analysis"]:
        """The readings in the order of the paths; a note on how an article was read goes into its reading."""
        from dataclasses import replace

        from tqdm import tqdm

        from analysis.pipeline import analyse
        from analysis.sources import Failure, read_path

        notes: list[str] = []
        # the bar shows itself on a terminal only, and there on long runs only
        with tqdm(
            desc="Reading", unit=" articles", delay=_PROGRESS_AFTER_SECONDS, leave=False, disable=None, file=sys.stderr
        ) as bar:
            for item in (item for path in paths for item in read_path(path)):
                if isinstance(item, Failure):
                    self._report(item, bar.write if not bar.disable else None)
                    if item.is_note:
                        notes.append(f"The text {item.reason}.")
                    continue
                analysis = analyse(item, self.engine)
                self._read_count += 1
                yield replace(analysis, notes=(*analysis.notes, *notes)) if notes else analysis
                notes.clear()
                bar.update()

    def _report(self, failure: "Failure", write: Callable[..., None] | None) -> None:
        self._failure_count += not failure.is_note
        if write:
            write(_printable(str(failure)), file=sys.stderr)
        else:
            _tell(str(failure))


def _write_whole(path: Path, pieces: Iterable[str], *, encoding: str, is_wanted: Callable[[], bool]) -> None:
    """Write beside the file and put it in place at the end, so that nobody ever meets half of it."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():  # a pipe or device is written as it is
            with target.open("w", encoding=encoding, newline="") as stream:
                stream.writelines(pieces)
            return
        if target.is_dir():
            raise IsADirectoryError(None, "is a folder")
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with beside.open("x", encoding=encoding, newline="") as stream:
                stream.writelines(pieces)
            if is_wanted():
                if target.exists():
                    shutil.copymode(target, beside)
                beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _CannotWrite(f"{path}: cannot be written: {error.strerror}. Give another --out FILE.") from error


def _speak_utf8() -> None:
    """Print any letter, whatever the locale; line ends stay as they are written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def _tell(message: str) -> None:
    with contextlib.suppress(OSError):
        print(*map(_printable, message.split("\n")), sep="\n", file=sys.stderr, flush=True)


def _printable(line: str) -> str:
    """The line without what could steer a terminal."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cs") else "\N{REPLACEMENT CHARACTER}" for c in line)


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that Python does not complain once more on its way out."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
