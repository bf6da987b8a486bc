"""Articles for the benchmarks: a JSONL file that the caller names, or the project's own: labelled stories and seeds."""

import gzip
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
STORIES = ROOT / "tests" / "gold" / "articles.jsonl"


def load_texts(count: int) -> list[str]:
    """count texts (title, blank line, text), of the file in ARTICLES if set; over again where there are fewer."""
    texts = _texts_of(Path(os.environ["ARTICLES"])) if os.environ.get("ARTICLES") else _own_texts()
    return [texts[index % len(texts)] for index in range(count)]


def _own_texts() -> list[str]:
    return [*_texts_of(STORIES), *(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))]


def _texts_of(path: Path) -> list[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [f"{row.get('title') or ''}\n\n{row.get('text') or row.get('body') or ''}".strip() for row in rows]
