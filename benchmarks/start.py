"""How long it takes until the first article can be read, and what the engine keeps in memory.

Each round is a process of its own, for only a fresh process has nothing loaded; the best round is the one least
disturbed by other programs. Run it with `make bench`.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time


def rss_mb() -> float:
    """Megabytes that this process holds now; where the system does not tell, the most that it ever held."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        kilobytes = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * kilobytes / 1e6


def start_once() -> dict[str, float]:
    """Import, engine and first reading in this process, in seconds, and the memory that the engine takes."""
    begin = time.perf_counter()
    from analysis import analyse, article_from_text, load_engine

    imported, before = time.perf_counter(), rss_mb()
    engine = load_engine()
    loaded, after = time.perf_counter(), rss_mb()
    analyse(article_from_text("Canada puts a 25% tariff on steel\n\nOttawa said the duty starts on Monday."), engine)
    return {
        "import_s": imported - begin,
        "engine_s": loaded - imported,
        "first_reading_s": time.perf_counter() - loaded,
        "engine_mb": after - before,
        "process_mb": after,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how many fresh processes are started")
    parser.add_argument("--once", action="store_true", help="start in this process and print JSON")
    options = parser.parse_args()
    if options.once:
        print(json.dumps(start_once()))
        return
    rounds = [
        json.loads(subprocess.run([sys.executable, __file__, "--once"], check=True, capture_output=True).stdout)
        for _ in range(options.rounds)
    ]
    print(f"{options.rounds} fresh processes          best    median")
    for name in rounds[0]:
        values = [one[name] for one in rounds]
        print(f"{name:20} {min(values):10.3f} {statistics.median(values):9.3f}")
    from benchmarks.results import (  # not earlier: what it imports would be missing in the figures
        save,
        spread,
    )

    save("start", {"rounds": options.rounds, **{name: spread([one[name] for one in rounds], 4) for name in rounds[0]}})


if __name__ == "__main__":
    main()
