"""Labelled articles for the quality benchmark, from two kinds of files, brought to one form.

The project's own form is the one that `python -m analysis evaluate` reads (tests/gold). The other has, per line, id,
title, body and `required`: groups of sector ids of which any one is enough, the first the preferred reading; and
`acceptable`: ids that are neither asked for nor wrong. Where such lines have a `kind`, only `closed` ones, whose labels
say everything, are used; and only the sectors that some line prefers are scored. Files may be packed (.gz).
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from analysis.gold import load_gold
from analysis.intake.door import read_path
from analysis.model import Article
from analysis.sources import article_from_text


class Label(NamedTuple):
    """What one article implicates: any of each group; allowed sectors are neither asked for nor wrong."""

    groups: tuple[tuple[str, ...], ...]
    allowed: frozenset[str]

    @property
    def preferred(self) -> frozenset[str]:
        """One sector per group, as a tagger is taught."""
        return frozenset(group[0] for group in self.groups)


class Tally(NamedTuple):
    """Of one article or many: groups found, sectors said, groups asked for."""

    hit: int
    said: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Articles with their labels, in the order of the file, and the sectors that are scored."""

    articles: tuple[Article, ...]
    labels: tuple[Label, ...]
    scored: frozenset[str]


def load_labelled(gold: Path, articles: Path | None, known: frozenset[str]) -> Labelled:
    """The labelled articles of one or two files; ValueError where there is none."""
    rows = _rows_of(gold)
    if rows and "required" in rows[0]:
        found = _grouped(rows)
    elif articles is None:
        raise ValueError(f"{gold}: has labels and no texts. Name the file of the articles: ARTICLES=FILE.jsonl.")
    else:
        found = _own(gold, articles, known)
    if not found.articles:
        raise ValueError(f"{gold}: has no labelled article that can be used. Check GOLD and ARTICLES.")
    return found


def _rows_of(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _grouped(rows: list[dict[str, Any]]) -> Labelled:
    used = [row for row in rows if row.get("kind", "closed") == "closed"]
    return Labelled(
        articles=tuple(
            article_from_text(row.get("body") or row.get("text") or "", title=row.get("title") or "") for row in used
        ),
        labels=tuple(Label(tuple(map(tuple, row["required"])), frozenset(row.get("acceptable", ()))) for row in used),
        scored=frozenset(group[0] for row in rows for group in row["required"]),
    )


def _own(gold: Path, articles: Path, known: frozenset[str]) -> Labelled:
    rows, _ = load_gold(gold, known)
    texts = {article.id: article for article in read_path(articles) if isinstance(article, Article)}
    pairs = [
        (
            texts[row.id],
            Label(
                tuple((sector.id,) for sector in row.sectors if not sector.is_passing),
                frozenset(sector.id for sector in row.sectors if sector.is_passing),
            ),
        )
        for row in rows
        if row.id in texts
    ]
    return Labelled(
        articles=tuple(article for article, _ in pairs), labels=tuple(label for _, label in pairs), scored=known
    )


def tally(label: Label, said: frozenset[str], scored: frozenset[str]) -> Tally:
    """One article: groups with a sector that was said, and what was said beyond them."""
    hit = sum(1 for group in label.groups if not said.isdisjoint(group))
    return Tally(hit, hit + len(wrong(label, said, scored)), len(label.groups))


def wrong(label: Label, said: frozenset[str], scored: frozenset[str]) -> frozenset[str]:
    """Sectors that were said and are in no group, nor allowed."""
    return (said & scored) - label.allowed - frozenset(sector for group in label.groups for sector in group)


def missed(label: Label, said: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of which nothing was said."""
    return tuple(group for group in label.groups if said.isdisjoint(group))
