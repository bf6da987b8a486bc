"""Where the figures of the benchmarks go: one line of JSON for programs, and a file that collects them for the README.

The file is named by RESULTS; without it figures are only printed.
"""

import json
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def save(section: str, figures: dict[str, Any]) -> None:
    """Print the figures of a section and put them in the place of earlier ones of that section."""
    print(json.dumps({section: figures}))
    if not os.environ.get("RESULTS"):
        return
    path = Path(os.environ["RESULTS"])
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    entry = {"date": datetime.now(UTC).date().isoformat(), "command": command(), "machine": machine(), **figures}
    known[section] = entry
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def spread(values: Sequence[float], digits: int = 3) -> dict[str, float]:
    """Median, least and greatest of some rounds."""
    return {
        "median": round(statistics.median(values), digits),
        "min": round(min(values), digits),
        "max": round(max(values), digits),
    }


def command() -> str:
    """How it was called, without the folders of this machine."""
    return " ".join(["python", f"benchmarks/{Path(sys.argv[0]).name}", *(Path(word).name for word in sys.argv[1:])])


def machine() -> str:
    """Processor, cores that may be used, memory, system and Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    noun = "core" if cores == 1 else "cores"
    return f"{_processor()}, {cores} {noun}{_memory()}, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _memory() -> str:
    try:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return ""
    return f", {pages / 2**30:.0f} GB"
