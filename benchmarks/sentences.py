"""Boundary F1 on tests/examples/sentences.txt and characters per second; nupunkt too where it is installed.

Usage: python benchmarks/sentences.py [FILE ...]     FILE = .jsonl or .jsonl.gz with "body" or "text" per line
"""

import gzip
import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis.text import split_sentences  # noqa: E402

Splitter = Callable[[str], list[tuple[int, int]]]
EXAMPLES = ROOT / "tests" / "examples" / "sentences.txt"
ROUNDS = 5


def load_examples() -> list[tuple[str, list[int]]]:
    """Each example as its text and the offsets at which a sentence after the first begins."""
    examples = []
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text = line.replace("\\r", "\r").replace("\\n", "\n")
            marked = text.replace("\n | ", "\n\0").replace(" | ", " \0").replace(" || ", "\0")
            pieces = marked.split("\0")
            starts = [sum(map(len, pieces[:count])) for count in range(1, len(pieces))]
            examples.append(("".join(pieces), starts))
    return examples


def boundary_f1(split: Splitter, examples: list[tuple[str, list[int]]]) -> tuple[float, int]:
    """F1 over the sentence starts inside the examples, and the number of examples without a fault."""
    right = found = wanted = perfect = 0
    for text, expected in examples:
        got = {start for start, _ in split(text)[1:]}
        right += len(got & set(expected))
        found += len(got)
        wanted += len(expected)
        perfect += got == set(expected)
    return 2 * right / (found + wanted), perfect


def characters_per_second(split: Splitter, texts: list[str]) -> float:
    """Median over a few rounds."""
    size = sum(map(len, texts))
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for text in texts:
            split(text)
        rounds.append(size / (time.perf_counter() - begun))
    return statistics.median(rounds)


def load_texts(paths: list[str]) -> list[str]:
    """Bodies to time on; without files, the seed article many times over."""
    texts = []
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                texts.append(record.get("body") or record.get("text") or "")
    return texts or [(ROOT / "seeds" / "seed_article.txt").read_text(encoding="utf-8")] * 500


def nupunkt_splitter() -> Splitter | None:
    """nupunkt behind our signature, or None where it is not installed."""
    try:
        spans = importlib.import_module("nupunkt").sent_spans
    except ImportError:
        return None

    def split(text: str) -> list[tuple[int, int]]:
        found = []
        for start, end in spans(text):
            piece = text[start:end]
            if piece.strip():
                found.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        return found

    return split


def main() -> None:
    """Prints one row per splitter."""
    examples, texts = load_examples(), load_texts(sys.argv[1:])
    splitters: dict[str, Splitter | None] = {"our rules": split_sentences, "nupunkt": nupunkt_splitter()}
    for name, split in splitters.items():
        if split is None:
            print(f"{name}: not installed")
            continue
        f1, perfect = boundary_f1(split, examples)
        speed = characters_per_second(split, texts)
        print(f"{name}: F1 {f1:.3f}, {perfect} of {len(examples)} right, {speed / 1e6:.1f} M characters/s")


if __name__ == "__main__":
    main()
