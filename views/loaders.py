"""The one door to the engine, and the only st.cache_*: taxonomies, readings, what an article's words are worth.

What is cached is frozen, so it is shared rather than copied; keys are digests and texts, never frames.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import streamlit as st

from analysis import outlook
from analysis.engine import Engine, engine_for
from analysis.model import Analysis, Article, Measure, Outlook
from analysis.pipeline import analyse
from analysis.sources import Failure, article_from_text, read_path
from analysis.taxonomy import DEFAULT_TAXONOMY, Taxonomy, parse_taxonomy

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
FIRST_EXAMPLE = "seed_article"
MOST_CHARACTERS = 200_000
MOST_IN_UPLOAD = 2000
MOST_REMARKS = 5


class Draft(NamedTuple):
    """A text before it is read; written is False where a title has to be found in it."""

    text: str
    title: str = ""
    source: str = ""
    published: date | None = None
    url: str = ""


@st.cache_resource(show_spinner=False)
def own_taxonomy_source() -> str:
    """The project's sectors.yaml as text."""
    return DEFAULT_TAXONOMY.read_text(encoding="utf-8")


@st.cache_resource(show_spinner=False, max_entries=4)
def taxonomy_of(source: str) -> Taxonomy:
    """The taxonomy in a text; TaxonomyError with every problem."""
    return parse_taxonomy(source)


@st.cache_resource(show_spinner=False, max_entries=4)
def engine_of(source: str) -> Engine:
    """The engine over the taxonomy in a text."""
    return engine_for(taxonomy_of(source))


@st.cache_resource(show_spinner=False, max_entries=4)
def sector_names(source: str) -> dict[str, str]:
    """What a taxonomy calls its sectors, in the order of the file."""
    return {sector.id: sector.name for sector in taxonomy_of(source).sectors}


@st.cache_resource(show_spinner=False, max_entries=4)
def segment_names(source: str) -> dict[tuple[str, str], str]:
    """What a taxonomy calls its segments, by sector and segment."""
    return {(s.id, segment.id): segment.name for s in taxonomy_of(source).sectors for segment in s.segments}


def outlook_of(measures: Iterable[Measure]) -> Outlook:
    """The engine's own judgement of measures."""
    return outlook.outlook_of(measures)


def read_draft(draft: Draft, source: str) -> Analysis:
    """The reading of a text under the taxonomy in another, read once per text and taxonomy."""
    key = hashlib.sha256("\x00".join(map(str, draft)).encode("utf-8", "surrogatepass")).hexdigest()
    return _read(key, engine_of(source).taxonomy.digest, draft, source)


@st.cache_resource(show_spinner=False, max_entries=32)
def _read(key: str, digest: str, _draft: Draft, _source: str) -> Analysis:
    return analyse(article_of(_draft), engine_of(_source))


def article_of(draft: Draft) -> Article:
    """The article in a draft, cut to what the page reads."""
    return article_from_text(
        draft.text[:MOST_CHARACTERS], title=draft.title, source=draft.source, published=draft.published, url=draft.url
    )


@st.cache_resource(show_spinner=False)
def examples() -> dict[str, Draft]:
    """The articles in seeds/ by the name of their file, the one that opens the page first."""
    paths = sorted(SEEDS.glob("*.txt"), key=lambda path: (path.stem != FIRST_EXAMPLE, path.stem))
    return {path.stem: Draft(text=path.read_text(encoding="utf-8"), source="Example") for path in paths}


@st.cache_resource(show_spinner=False)
def example_title(stem: str) -> str:
    """The headline of an example."""
    return article_of(examples()[stem]).title or stem


class Upload(NamedTuple):
    """What came of an uploaded file: the first draft or none, how many articles, and what could not be read."""

    draft: Draft | None
    articles: int
    remarks: tuple[str, ...]


def read_upload(name: str, data: bytes) -> Upload:
    """The first article of an uploaded file, read as the command line reads it; the bytes are not kept."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(name).suffix.lower()}"
        path.write_bytes(data)
        found = list(islice(read_path(path), MOST_IN_UPLOAD))
    articles = [entry for entry in found if isinstance(entry, Article)]
    remarks = tuple(str(entry).replace(str(path), name) for entry in found if isinstance(entry, Failure))
    draft = None
    if articles:
        first = articles[0]
        draft = Draft(first.text, first.title, first.source or name, first.published, first.url)
    return Upload(draft, len(articles), remarks[:MOST_REMARKS])
