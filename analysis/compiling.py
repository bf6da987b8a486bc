"""Compiles the modules that read an article, for native.py to find: `make fast`, or `python -m analysis.compiling`.

mypyc (MIT, part of mypy) takes the very sources that mypy checks, so there is one implementation. It was chosen over
Cython (a dialect of its own or far less gain) and over a rewrite; see benchmarks/NOTES.md for what it brings.
"""

import ast
import shutil
import sys
from contextlib import chdir
from pathlib import Path

from analysis.native import NATIVE, PACKAGE, SOURCES, line_of, native_folder

_ENTRY = "pipeline"
# one has to know its own place, one derives from str and dict, which mypyc does not compile, and three hold what
# travels between processes: a frozen dataclass that was compiled cannot be unpickled
_LEFT_OUT = frozenset(("native", "located", "model", "errors", "taxonomy"))


def compile_reading(native: Path = NATIVE, package: Path = PACKAGE) -> Path:
    """Compiles what reads an article, which takes a minute or two; the folder of compiled modules.

    Raises ImportError without mypy and setuptools, and SystemExit where the C compiler fails.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    sources = [package / f"{module}.py" for module in sorted(_reading_modules(package))]
    lines = [line_of(source) for source in sources]
    work = native.with_name(f"{native.name}.new")
    shutil.rmtree(work, ignore_errors=True)
    paths = [str(source.relative_to(package.parent)) for source in sources]
    with chdir(package.parent):
        extensions = mypycify(
            paths,
            # one library for all, inside the package: calls between its modules are plain calls
            separate=[(paths, f"{package.name}.reading_path")],
            target_dir=str(work / "c"),
            debug_level="0",
        )
        command = build_ext(Distribution({"name": package.name, "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(work), str(work / "o")
        command.ensure_finalized()
        command.run()
    for leftover in ("c", "o"):
        shutil.rmtree(work / leftover, ignore_errors=True)
    (work / SOURCES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.rmtree(native, ignore_errors=True)
    work.rename(native)
    return native / package.name


def _reading_modules(package: Path) -> set[str]:
    """The entry and all modules of the package that it uses, by way of others too."""
    found: set[str] = set()
    waiting = [_ENTRY]
    while waiting:
        name = waiting.pop()
        found.add(name)
        for node in ast.walk(ast.parse((package / f"{name}.py").read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            named = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            used = named if module == package.name else [module.removeprefix(f"{package.name}.")]
            waiting += [n for n in used if n not in found and n not in _LEFT_OUT and (package / f"{n}.py").exists()]
    return found


def main() -> int:
    """Compiles, unless that is done already; without a compiler it says so, and articles are read as Python."""
    if folder := native_folder():
        print(f"compiled already: {folder}")
        return 0
    try:
        print(f"compiled: {compile_reading()}")
    except (ImportError, SystemExit, OSError) as error:
        print(f"Not compiled, articles are read as plain Python: {error!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
