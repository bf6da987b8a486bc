"""The one door to the engine and to stores, and the only st.cache_*: taxonomies, readings, answers of a corpus.

What is cached is frozen, so it is shared rather than copied; keys are digests and texts, never frames. What is asked
for with a whole taxonomy many times a run has an lru_cache on top: Streamlit would hash the text anew each time.
"""

import gc
import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from analysis import outlook
from analysis.corpus.filters import Filters as CorpusFilters
from analysis.corpus.manifest import MANIFEST, StoreError
from analysis.corpus.queries import Corpus
from analysis.corpus.store import Store
from analysis.engine import Engine, engine_for
from analysis.intake.door import read_bytes
from analysis.intake.kinds import SUFFIXES, Kind
from analysis.intake.language import language_name, language_of
from analysis.intake.refusals import NotFetched, shown
from analysis.intake.settings import settings
from analysis.intake.web import read_page
from analysis.model import Analysis, Article, Measure, Outlook
from analysis.pipeline import analyse
from analysis.sources import article_from_text
from analysis.taxonomy import DEFAULT_TAXONOMY, Taxonomy, parse_taxonomy

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
FIRST_EXAMPLE = "seed_article"
# of a text, a page or an item; what stands behind is not read, and the page says so
MOST_CHARACTERS = 200_000
MOST_IN_UPLOAD = 2000
UPLOAD_KINDS = tuple(suffix.removeprefix(".") for suffix in SUFFIXES)
# folders of stores, with the separator of the system's paths between them
STORES_VARIABLE = "TRADE_CORPUS"
_LOCAL = ("localhost", "127.0.0.1", "::1")


class Draft(NamedTuple):
    """A text before it is read; without a title, one has to be found in the text."""

    text: str
    title: str = ""
    source: str = ""
    published: date | None = None
    url: str = ""


@st.cache_resource(show_spinner=False)
def own_taxonomy_source() -> str:
    """The project's sectors.yaml as text."""
    return DEFAULT_TAXONOMY.read_text(encoding="utf-8")


@lru_cache(maxsize=4)
@st.cache_resource(show_spinner=False, max_entries=4)
def taxonomy_of(source: str) -> Taxonomy:
    """The taxonomy in a text; TaxonomyError with every problem."""
    return parse_taxonomy(source)


@lru_cache(maxsize=4)
@st.cache_resource(show_spinner=False, max_entries=4)
def engine_of(source: str) -> Engine:
    """The engine over the taxonomy in a text."""
    return engine_for(taxonomy_of(source))


@lru_cache(maxsize=4)
@st.cache_resource(show_spinner=False, max_entries=4)
def sector_names(source: str) -> dict[str, str]:
    """What a taxonomy calls its sectors, in the order of the file."""
    return {sector.id: sector.name for sector in taxonomy_of(source).sectors}


@lru_cache(maxsize=4)
@st.cache_resource(show_spinner=False, max_entries=4)
def segment_names(source: str) -> dict[tuple[str, str], str]:
    """What a taxonomy calls its segments, by sector and segment."""
    return {(s.id, segment.id): segment.name for s in taxonomy_of(source).sectors for segment in s.segments}


@st.cache_resource(show_spinner=False)
def settle() -> int:
    """Once per process: take modules, engine and tables out of what the garbage collector looks through; how many.

    Streamlit collects after every run, which stops all threads: 110 ms over 290,000 objects that are there for good,
    before the last words of a page have left.
    """
    gc.collect()
    gc.freeze()
    return gc.get_freeze_count()


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
    article = article_from_text(
        draft.text[:MOST_CHARACTERS],
        title=draft.title,
        source=draft.source,
        published=draft.published,
        url=draft.url,
    )
    return replace(article, language=language_of(article.text))


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
    """What came of an uploaded file: its articles as drafts, and what could not be read."""

    drafts: tuple[Draft, ...]
    remarks: tuple[str, ...]


def read_upload(name: str, data: bytes) -> Upload:
    """The articles of an uploaded file, read as the command line reads it; the bytes are not kept."""
    intake = read_bytes(data, name=name)
    # one character more than is read, so that the page can say that it was cut
    drafts = tuple(
        Draft(a.text[: MOST_CHARACTERS + 1], a.title, a.source or name, a.published, a.url)
        for a in intake.articles[:MOST_IN_UPLOAD]
    )
    return Upload(drafts, tuple(map(str, intake.failures)))


def name_of_language(code: str) -> str:
    """What a language is called in English."""
    return language_name(code)


class Web(NamedTuple):
    """What came of an address: its articles, whether they are a feed's, what was not read; or why it was refused."""

    drafts: tuple[Draft, ...] = ()
    is_feed: bool = False
    remarks: tuple[str, ...] = ()
    refusal: str = ""


def may_fetch() -> bool:
    """Whether pages are fetched here at all."""
    return settings().is_on


def shown_address(address: str) -> str:
    """An address as it may be shown: short, on one line, without a password."""
    return shown(address)


def read_web(address: str) -> Web:
    """Fetch an address, now and once; nothing of it is kept for another visitor."""
    try:
        page, intake = read_page(address)
    except NotFetched as refused:
        return Web(refusal=str(refused))
    is_feed = intake.kind is Kind.FEED
    own = "" if is_feed else page.url  # an item without a link of its own has none to fetch
    drafts = tuple(
        Draft(a.text[: MOST_CHARACTERS + 1], a.title, a.source, a.published, a.url or own)
        for a in intake.articles[:MOST_IN_UPLOAD]
    )
    return Web(drafts, is_feed, tuple(map(str, intake.failures)))


class OpenStore(NamedTuple):
    """A store that can be asked; the stamp changes whenever the store does, so an answer never outlives its state."""

    folder: str
    stamp: str


class Asked(Protocol):
    """What is asked for in each facet, as views.filters.Filters says it; an empty facet asks for everything."""

    @property
    def sectors(self) -> tuple[str, ...]: ...
    @property
    def channels(self) -> tuple[str, ...]: ...
    @property
    def outlooks(self) -> tuple[str, ...]: ...
    @property
    def statuses(self) -> tuple[str, ...]: ...
    @property
    def places(self) -> tuple[str, ...]: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def text(self) -> str: ...


Question = Literal[
    "totals", "options", "heatmap", "weeks", "actors", "dates_ahead", "articles", "threads", "evidence", "statuses",
    "compare", "uncertainty",
]  # fmt: skip


# facets that a question shows and therefore does not filter by
_SHOWN: dict[Question, tuple[str, ...]] = {"heatmap": ("sectors", "channels")}


class StoredArticle(NamedTuple):
    """An article of a store: its number there, the key that is the same in every store, and its text."""

    number: int
    key: str
    draft: Draft


def configured_stores() -> tuple[str, ...]:
    """The stores that the dashboard was started with: TRADE_CORPUS=STORE make run."""
    return tuple(filter(None, os.environ.get(STORES_VARIABLE, "").split(os.pathsep)))


def may_name_paths() -> bool:
    """Whether a visitor may name a folder of this machine: only where nobody else can be the visitor.

    A server in front hands on the name under which visitors know it, which is none of this machine's own.
    """
    host = (urlsplit(st.context.url or "").hostname or _LOCAL[0]).lower()
    return st.get_option("server.address") in _LOCAL and host in _LOCAL


def open_store(path: str) -> OpenStore:
    """The store in a folder of this machine, as it stands now; StoreError with the reason where there is none."""
    named = path.strip()
    if not named:
        raise StoreError("No folder is named yet. Give the path of a store.")
    if "://" in named or named.startswith(("//", "\\\\")):
        raise StoreError(f"{named}: is an address. A store is a folder on this machine: give its path.")
    try:
        folder = Path(named).expanduser()
        stamp = _stamp_of(folder)
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{named}: cannot be opened: {error}. Check the path.") from error
    corpus_at(str(folder), stamp)
    return OpenStore(str(folder), stamp)


def _stamp_of(folder: Path) -> str:
    """What tells one state of a store from the next: its manifest is put in place anew by every change."""
    try:
        found = (folder / MANIFEST).stat()
    except (FileNotFoundError, NotADirectoryError):
        return ""  # opening it says why
    return f"{found.st_mtime_ns}-{found.st_ino}-{found.st_size}"


@st.cache_resource(show_spinner=False, max_entries=3, on_release=Corpus.close)
def corpus_at(folder: str, stamp: str) -> Corpus:
    """The corpus in a folder as it stood; pages ask it through `ask`."""
    return Corpus(Store(Path(folder)))


def ask(store: OpenStore, question: Question, asked: Asked | None = None, **options: Any) -> pd.DataFrame:
    """The answer of a store to a question of analysis.corpus.queries.Corpus, asked once per state and filters.

    No view filters itself, so an answer that leaves a facet out is not asked for anew when only that facet changes.
    """
    filters = bound(asked) if asked else CorpusFilters()
    left_out = (str(options["facet"]),) if question == "options" else _SHOWN.get(question, ())
    everything: dict[str, Any] = dict.fromkeys(left_out, ())
    filters = replace(filters, **everything)
    return _answer(*store, repr((question, filters, sorted(options.items()))), question, (filters,), options)


def ask_rejects(store: OpenStore, *, most: int = 1_000) -> pd.DataFrame:
    """What was not read, was read with a fault or is a copy: outcome, place, reason, mend, excerpt."""
    return _answer(*store, f"rejects {most}", "rejects", (), {"most": most})


def ask_outlooks(store: OpenStore, sector: str) -> pd.DataFrame:
    """outlook, story_count of one sector: every story once, with its outlook as a whole."""
    return _answer(*store, repr(("outlooks", sector)), "outlooks", (), {"sector": sector})


def ask_outcomes(store: OpenStore) -> pd.DataFrame:
    """One row: how many inputs were not read, were read with a fault, are a copy."""
    return _answer(*store, "outcomes", "outcomes", (), {})


def ask_steps(store: OpenStore, threads: tuple[str, ...]) -> pd.DataFrame:
    """The steps of some threads in the order of time."""
    return _answer(*store, repr(("steps", threads)), "steps", (), {"threads": threads})


def ask_contests(store: OpenStore, threads: tuple[str, ...]) -> pd.DataFrame:
    """Who contests some threads, in the order of time."""
    return _answer(*store, repr(("contests", threads)), "contests", (), {"threads": threads})


def stored_article(store: OpenStore, *, number: int = 0, key: str = "") -> StoredArticle | None:
    """One article of a store by its number or key, or None where it holds no such article."""
    frame = _answer(*store, repr(("article", number, key)), "article", (), {"number": number, "key": key})
    if frame.empty:
        return None
    row = frame.iloc[0]
    published = None if pd.isna(row["published"]) else row["published"].date()
    draft = Draft(row["text"], row["title"], row["source"] or row["outlet"], published, row["url"])
    return StoredArticle(int(row["article_no"]), row["key"], draft)


def bound(asked: Asked) -> CorpusFilters:
    """What is asked for, as the engine's own value; it is bound to queries and never becomes part of their text."""
    return CorpusFilters(
        sectors=asked.sectors,
        channels=asked.channels,
        outlooks=asked.outlooks,
        statuses=asked.statuses,
        places=asked.places,
        since=asked.since,
        until=asked.until,
        text=asked.text,
    )


@st.cache_data(show_spinner=False, max_entries=512)
def _answer(
    folder: str, stamp: str, key: str, _question: str, _filters: tuple[CorpusFilters, ...], _options: dict[str, Any]
) -> pd.DataFrame:  # fmt: skip
    """Keyed by folder, state and the question as text; what begins with _ is the question itself."""
    try:
        frame = getattr(corpus_at(folder, stamp), _question)(*_filters, **_options)
    except StoreError:
        # a writer came between opening and asking: the state of now answers, and the next run asks it again
        frame = getattr(corpus_at(folder, _stamp_of(Path(folder))), _question)(*_filters, **_options)
    return pd.DataFrame(frame)
