"""The command line: parse, call, print. Results go to standard output, everything else to standard error.

Exit status: 0 fine, 1 findings (something could not be read, the rest was), 2 nothing usable, 130 interrupted.
"""

import argparse
import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from analysis.counting import counted
from analysis.errors import AnalysisError, TaxonomyError
from analysis.inert import printable
from analysis.options import parser_for
from analysis.typeset import TABLE_WIDTH

if TYPE_CHECKING:
    from datetime import date

    from tqdm import tqdm

    from analysis.engine import Engine
    from analysis.evaluate import Report
    from analysis.floors import Floors
    from analysis.model import Analysis, Article
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
    return parser_for(
        read=_read, explain=_explain, evaluate=_evaluate, check_taxonomy=_check_taxonomy, list_taxonomy=_list_taxonomy
    )


def _check_taxonomy(options: argparse.Namespace) -> int:
    from analysis.taxonomy import DEFAULT_TAXONOMY, load_taxonomy

    path: Path = options.file or DEFAULT_TAXONOMY
    try:
        taxonomy = load_taxonomy(path)
    except TaxonomyError as error:
        print(*map(printable, error.problems), sep="\n")
        return UNUSABLE
    if taxonomy.unwise:
        print(*map(printable, taxonomy.unwise), sep="\n")
        return FINDINGS
    terms = sum(1 for sector in taxonomy.sectors for _ in sector.terms)
    held = f"{counted(len(taxonomy.sectors), 'sector')}, {counted(terms, 'term')}"
    print(f"{printable(path.name)}: {held}, nothing to mend.")
    return FINE


def _list_taxonomy(options: argparse.Namespace) -> int:
    from analysis.taxonomy import DEFAULT_TAXONOMY, load_taxonomy
    from analysis.typeset import columns

    rows = [["ID", "NAME", "GROUP", "SEGMENTS"]]
    for sector in load_taxonomy(options.file or DEFAULT_TAXONOMY).sectors:
        segments = ", ".join(segment.id for segment in sector.segments)
        rows.append([printable(cell) for cell in (sector.id, sector.name, sector.group, segments)])
    print(*(line.rstrip() for line in columns(rows, _width())), sep="\n")
    return FINE


def _read(options: argparse.Namespace) -> int:
    from analysis.engine import load_engine
    from analysis.export import render

    reader = _Reader(load_engine(options.taxonomy))
    analyses = reader.analyses(options.paths, options.date)
    pieces = render(analyses, reader.engine.taxonomy, style=options.format, width=_width())
    if options.out is None:
        for piece in pieces:
            sys.stdout.write(piece)
    else:
        encoding = "utf-8-sig" if options.format == "csv" else "utf-8"  # spreadsheets look for the mark
        _write_whole(options.out, pieces, encoding=encoding, is_wanted=lambda: reader.status != UNUSABLE)
    return reader.status


def _width() -> int:
    return shutil.get_terminal_size((TABLE_WIDTH, 0)).columns if sys.stdout.isatty() else TABLE_WIDTH


def _explain(options: argparse.Namespace) -> int:
    from analysis.engine import load_engine
    from analysis.explain import render

    reader = _Reader(load_engine(options.taxonomy))
    analyses = reader.analyses([options.file], options.date)
    for piece in render(analyses, reader.engine.taxonomy, style=options.format, width=_width()):
        sys.stdout.write(piece)
    return reader.status


def _evaluate(options: argparse.Namespace) -> int:
    from analysis.engine import load_engine
    from analysis.evaluate import evaluate
    from analysis.floors import FloorsError, breaches
    from analysis.gold import digest_of, load_gold
    from analysis.scorecard import render

    if options.floors is None and (options.raise_floors or options.lower_floor):
        raise FloorsError("--floors: is missing. Name the file whose floors are to change.")
    if options.lower_floor:
        return _lower_floors(options)
    engine = load_engine(options.taxonomy)
    rows, problems = load_gold(options.gold, {sector.id for sector in engine.taxonomy.sectors})
    failures: list[Failure] = []
    with _progress("Comparing") as bar:
        report = evaluate(rows, _articles_of(options.articles, failures, bar.update), engine)
    findings = [*map(str, problems), *map(str, failures), *map(str, report.failures)]
    _tell_all(findings)
    if not report.comparisons:
        _tell(f"{options.gold}: no article could be compared with its labels. Mend what is named above.")
        return UNUSABLE
    digest = digest_of(options.gold, options.articles)
    floors = _floors_of(options.floors, is_new=options.raise_floors)
    sys.stdout.write(render(report, style=options.format, worst=options.worst, floors=floors, width=_width()))
    if not options.raise_floors:
        below = breaches(floors, report.figures, digest) if floors else []
        _tell_all(below)
        return FINDINGS if findings or below else FINE
    if findings:
        _tell(f"{options.floors}: no floor was raised. Mend what is named above first.")
        return FINDINGS
    return _raise_floors(options.floors, floors, report, digest)


def _raise_floors(path: Path, floors: "Floors | None", report: "Report", digest: str) -> int:
    from analysis.floors import FloorsError, raised, to_text

    try:
        after = raised(floors, report.figures, digest)
    except FloorsError as error:
        _tell(str(error))
        return FINDINGS
    _write_floors(path, to_text(after))
    return FINE


def _lower_floors(options: argparse.Namespace) -> int:
    from analysis.floors import lowered, read_floors, to_text

    floors = lowered(read_floors(options.floors), dict(options.lower_floor), options.reason)
    _write_floors(options.floors, to_text(floors))
    for field, value in options.lower_floor:
        print(f"{field}: the floor is {value:.3f} now.")
    return FINE


def _floors_of(path: Path | None, *, is_new: bool) -> "Floors | None":
    from analysis.floors import read_floors

    if path is None or (is_new and not path.exists()):
        return None
    return read_floors(path)


def _write_floors(path: Path, text: str) -> None:
    _write_whole(path, [text], encoding="utf-8", is_wanted=lambda: True, option="--floors")


def _articles_of(path: Path, failures: "list[Failure]", step: Callable[[], object]) -> "Iterator[Article]":
    """The articles of a file; whatever cannot be read goes to the failures."""
    from analysis.intake.door import read_path
    from analysis.sources import Failure

    for item in read_path(path):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            step()
            yield item


def _items_of(path: str) -> "Iterator[Article | Failure]":
    """What a file, standard input or an address holds."""
    if "://" in path:
        from analysis.intake.web import read_url

        return read_url(path)
    from analysis.intake.door import read_path

    return read_path(path)


def _progress(what: str) -> "tqdm[NoReturn]":
    """A bar that shows itself on a terminal only, and there on long runs only."""
    from tqdm import tqdm

    return tqdm(
        desc=what, unit=" articles", delay=_PROGRESS_AFTER_SECONDS, leave=False, disable=None, file=sys.stderr
    )


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

    def analyses(self, paths: Iterable[str], day: "date | None" = None) -> Iterator["Analysis"]:
        """The readings in the order of the paths; a note on how an article was read goes into its reading.

        day is when those appeared that do not say it themselves.
        """
        from dataclasses import replace

        from analysis.intake.language import language_name
        from analysis.pipeline import analyse
        from analysis.sources import Failure

        notes: list[str] = []
        with _progress("Reading") as bar:
            for item in (item for path in paths for item in _items_of(path)):
                if isinstance(item, Failure):
                    self._report(item, bar.write if not bar.disable else None)
                    if item.is_note:
                        notes.append(f"The text {item.reason}.")
                    continue
                if day and item.published is None:
                    item = replace(item, published=day)
                if item.language not in ("", "en"):
                    notes.append(f"This looks like {language_name(item.language)}. The rules read English.")
                analysis = analyse(item, self.engine)
                self._read_count += 1
                yield replace(analysis, notes=(*analysis.notes, *notes)) if notes else analysis
                notes.clear()
                bar.update()

    def _report(self, failure: "Failure", write: Callable[..., None] | None) -> None:
        self._failure_count += not failure.is_note
        if write:
            write(printable(str(failure)), file=sys.stderr)
        else:
            _tell(str(failure))


def _write_whole(
    path: Path, pieces: Iterable[str], *, encoding: str, is_wanted: Callable[[], bool], option: str = "--out"
) -> None:
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
        raise _CannotWrite(f"{path}: cannot be written: {error.strerror}. Give another {option} FILE.") from error


def _speak_utf8() -> None:
    """Print any letter, whatever the locale; line ends stay as they are written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def _tell(message: str) -> None:
    with contextlib.suppress(OSError):
        print(*map(printable, message.split("\n")), sep="\n", file=sys.stderr, flush=True)


def _tell_all(messages: Iterable[str]) -> None:
    for message in messages:
        _tell(message)


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that Python does not complain once more on its way out."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
