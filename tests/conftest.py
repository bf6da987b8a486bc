"""What tests share: a taxonomy small enough to hold in one's head, and articles made to measure."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from analysis.engine import Engine, engine_for
from analysis.gold import Gold, load_gold
from analysis.model import Article
from analysis.sources import article_from_text
from analysis.taxonomy import Taxonomy, parse_taxonomy
from tests.gold_kit import KNOWN, row

# a shared machine may be slow at any moment; how long a thing takes is for the benchmarks
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# nobody's own trade figures may change what a test sees
os.environ["TRADE_DATABASE"] = os.devnull + "/no.duckdb"

MINI_TAXONOMY = """\
version: "1"
sectors:
  - id: agriculture
    name: Agriculture
    group: goods
    description: Crops and live animals.
    hs: ["10", "12"]
    segments:
      - id: grains
        name: Grains
        terms: [wheat, barley]
      - id: oilseeds
        name: Oilseeds
        terms: [canola, soybean]
  - id: metals
    name: Steel, aluminium & base metals
    group: goods
    description: Iron, steel and aluminium.
    hs: ["72", "76"]
    segments:
      - id: steel
        name: Steel
        terms: [steel, hot-rolled coil]
  - id: energy
    name: Energy
    group: goods
    description: Crude oil, gas and coal.
    hs: ["27"]
    segments:
      - id: oil
        name: Crude oil
        terms: [crude oil, LNG]
"""


@pytest.fixture(scope="session")
def mini_taxonomy() -> Taxonomy:
    """Three sectors, four segments."""
    return parse_taxonomy(MINI_TAXONOMY, name="mini.yaml")


@pytest.fixture(scope="session")
def mini_engine(mini_taxonomy: Taxonomy) -> Engine:
    """The real engine over the mini taxonomy."""
    return engine_for(mini_taxonomy)


@pytest.fixture
def mini_file(tmp_path: Path) -> Path:
    """The mini taxonomy as a user's own file."""
    path = tmp_path / "mini.yaml"
    path.write_text(MINI_TAXONOMY, encoding="utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where trade figures of one's own go; nothing is there yet."""
    return tmp_path / "data" / "trade.duckdb"


@pytest.fixture
def make_article() -> Callable[..., Article]:
    """An article from a body, with whatever else a test cares about."""

    def make(text: str, *, title: str = "", published: date | None = None, id: str = "") -> Article:
        return article_from_text(text, title=title, published=published, id=id)

    return make


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Lines in a file: objects as JSON, strings as they are."""

    def lines(*records: Any, name: str = "gold.jsonl") -> Path:
        path = tmp_path / name
        path.write_text(
            "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8"
        )
        return path

    return lines


@pytest.fixture
def gold_of(write: Callable[..., Path]) -> Callable[..., Gold]:
    """A row of labels, read from a file, with whatever a test changes in it."""

    def one(**changes: Any) -> Gold:
        rows, failures = load_gold(write(row(**changes)), KNOWN)
        assert not failures, failures[0]
        return rows[0]

    return one
