"""Articles for the benchmarks: a JSONL file that the caller names, or newswire-sized pieces of the seeds."""

import json
import os
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PIECE = 800


def load_texts(count: int) -> list[str]:
    """count texts: of the file in ARTICLES if set (title, blank line, text or body), else cut from the seeds."""
    named = os.environ.get("ARTICLES")
    if named:
        with open(named, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        texts = [f"{row.get('title') or ''}\n\n{row.get('text') or row.get('body') or ''}".strip() for row in rows]
    else:
        texts = list(_pieces())
    return [texts[index % len(texts)] for index in range(count)]


def _pieces() -> list[str]:
    pieces, current = [], ""
    for path in sorted(SEEDS.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            for sentence in paragraph.replace("\n", " ").split(". "):
                current = f"{current} {sentence}." if current else f"{sentence}."
                if len(current) >= PIECE:
                    pieces.append(current)
                    current = ""
    return pieces
