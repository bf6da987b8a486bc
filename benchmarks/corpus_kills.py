"""Kills `corpus add` with signal 9 at 20 random moments (or CORPUS_KILLS) and checks the store each time.

The same test runs with 6 kills in the suite; half of them hit the serial runner, half the pool.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    command = [sys.executable, "-m", "pytest", "-q", "tests/test_corpus_store.py", "-k", "kill", "--durations=2"]
    return subprocess.run(command, cwd=ROOT, env={"CORPUS_KILLS": "20", **os.environ}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
