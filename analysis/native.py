"""The reading compiled to machine code by mypyc where somebody has asked for it: same sources, same readings, faster.

`make fast` (analysis/compiling.py) compiles the modules that read an article into build/native. From then on they are
taken from there, as long as every source is, byte for byte, the one that was compiled; after an edit all of them are
read as Python again, until the next `make fast`. Nothing needs the compiled form, and nothing reads otherwise with it.
How much faster it is stands in README's tables, "Measured beside the field".
"""

import hashlib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

# where the sources and their data stand, also for a module that was compiled elsewhere
PACKAGE = Path(__file__).resolve().parent
# one folder for each kind of interpreter
NATIVE = PACKAGE.parent / "build" / "native" / EXTENSION_SUFFIXES[0].strip(".").removesuffix(".so")
# names and digests of the sources that were compiled
SOURCES = "sources.sha256"


def native_folder(native: Path = NATIVE, package: Path = PACKAGE) -> Path | None:
    """The folder of compiled modules, or None where there is none or a source has changed since."""
    try:
        lines = (native / SOURCES).read_text(encoding="utf-8").splitlines()
        is_fresh = all(line == line_of(package / line.rpartition(" ")[2]) for line in lines)
    except (OSError, ValueError):
        return None
    return native / package.name if lines and is_fresh else None


def line_of(source: Path) -> str:
    """Digest and name of a source."""
    return f"{hashlib.sha256(source.read_bytes()).hexdigest()} {source.name}"
