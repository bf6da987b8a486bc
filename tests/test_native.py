"""The compiled form of the reading: used only when it was made from these very sources, and then it reads the same."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.compiling import _reading_modules
from analysis.native import NATIVE, PACKAGE, SOURCES, line_of, native_folder

GOLD = Path(__file__).parent / "gold" / "articles.jsonl"
READ = """
import json, sys
import analysis.clauses
from analysis import analyse, article_from_text, load_engine
engine = load_engine()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
readings = [repr(analyse(article_from_text(text), engine)) for text in texts[:60]]
print(json.dumps([analysis.clauses.__file__, readings]))
"""


def a_package(folder: Path) -> tuple[Path, Path]:
    """A package of two sources and what a build of it would leave behind."""
    package, native = folder / "analysis", folder / "native"
    package.mkdir()
    native.mkdir()
    sources = [package / "one.py", package / "two.py"]
    for source in sources:
        source.write_text("FACT = 1\n", encoding="utf-8")
    (native / SOURCES).write_text("".join(f"{line_of(source)}\n" for source in sources), encoding="utf-8")
    return package, native


def test_a_build_of_these_sources_is_used(tmp_path: Path) -> None:
    package, native = a_package(tmp_path)
    assert native_folder(native, package) == native / "analysis"


def test_a_build_is_left_alone_after_any_edit(tmp_path: Path) -> None:
    package, native = a_package(tmp_path)
    (package / "two.py").write_text("FACT = 2\n", encoding="utf-8")
    assert native_folder(native, package) is None


def test_a_build_is_left_alone_when_a_source_is_gone(tmp_path: Path) -> None:
    package, native = a_package(tmp_path)
    (package / "one.py").unlink()
    assert native_folder(native, package) is None


def test_without_a_whole_build_there_is_none(tmp_path: Path) -> None:
    package, native = a_package(tmp_path)
    assert native_folder(tmp_path / "nowhere", package) is None
    (native / SOURCES).write_text("", encoding="utf-8")
    assert native_folder(native, package) is None


def test_what_is_compiled_is_all_that_reads_an_article_and_no_more() -> None:
    modules = _reading_modules(PACKAGE)
    assert {"pipeline", "matcher", "clauses", "reading", "places", "scoring"} <= modules
    assert not modules & {"native", "model", "taxonomy", "compiling", "cli", "export", "sources", "evaluate"}


def test_compiled_modules_read_as_the_sources_do(tmp_path: Path) -> None:
    if native_folder() is None:
        pytest.skip(f"nothing is compiled for these sources in {NATIVE.name}: make fast")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=ignore)
    shutil.copy(PACKAGE.parent / "sectors.yaml", tmp_path)
    found = []
    for folder in (PACKAGE.parent, tmp_path):
        run = subprocess.run(
            [sys.executable, "-c", READ, str(GOLD)], cwd=folder, capture_output=True, encoding="utf-8", check=True
        )
        found.append(json.loads(run.stdout))
    (compiled, as_compiled), (source, as_source) = found
    assert (Path(compiled).suffix, Path(source).suffix) == (".so", ".py")
    assert as_compiled == as_source
