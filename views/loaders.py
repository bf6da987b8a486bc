"""The one door to the engine, and the only st.cache_*: taxonomies, readings, what an article's words are worth.

What is cached is frozen, so it is shared rather than copied; keys are digests and texts, never frames.
"""

import hashlib
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import streamlit as st

from analysis.engine import Engine, engine_for
from analysis.model import Article
from analysis.outlook import outlook_of
from analysis.pipeline import analyse
from analysis.sources import Failure, article_from_text, read_path
from analysis.taxonomy import DEFAULT_TAXONOMY, Taxonomy, parse_taxonomy
from views import words
from views.exposure import Exposure, Names, exposure_of

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
def names_of(source: str) -> Names:
    """What a taxonomy calls its sectors and segments."""
    taxonomy = taxonomy_of(source)
    return Names(
        sectors={sector.id: sector.name for sector in taxonomy.sectors},
        segments={(s.id, segment.id): segment.name for s in taxonomy.sectors for segment in s.segments},
    )


def taxonomy_source() -> str:
    """The taxonomy in use: the session's own where one was applied, else the project's."""
    return st.session_state.get("taxonomy_source") or own_taxonomy_source()


def read_draft(draft: Draft, source: str | None = None) -> Exposure:
    """The exposure of a text under a taxonomy, read once per text and taxonomy."""
    source = source or taxonomy_source()
    key = hashlib.sha256("\x00".join(map(str, draft)).encode("utf-8", "surrogatepass")).hexdigest()
    return _read(key, engine_of(source).taxonomy.digest, draft, source)


@st.cache_resource(show_spinner=False, max_entries=32)
def _read(key: str, digest: str, _draft: Draft, _source: str) -> Exposure:
    analysis = analyse(article_of(_draft), engine_of(_source))
    return exposure_of(analysis, names_of(_source), outlook_of)


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
    """What came of an uploaded file: a draft, or none and the sentences that say why."""

    draft: Draft | None
    remarks: tuple[str, ...]


def read_upload(name: str, data: bytes) -> Upload:
    """The first article of an uploaded file, read as the command line reads it; the bytes are not kept."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(name).suffix.lower()}"
        path.write_bytes(data)
        found = list(islice(read_path(path), MOST_IN_UPLOAD + 1))
    articles = [entry for entry in found if isinstance(entry, Article)]
    remarks = [str(entry).replace(str(path), name) for entry in found if isinstance(entry, Failure)]
    if not articles:
        return Upload(None, tuple(remarks[:MOST_REMARKS]) or (words.NO_ARTICLE.format(name=name),))
    if len(articles) > 1:
        remarks.insert(0, words.FIRST_OF_MANY.format(name=name))
    article = articles[0]
    draft = Draft(
        text=article.text, title=article.title, source=article.source or name, published=article.published,
        url=article.url,
    )  # fmt: skip
    return Upload(draft, tuple(remarks[:MOST_REMARKS]))
