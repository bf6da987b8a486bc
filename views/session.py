"""What a visitor has open: the article, the filters, the view; kept in the session. views.links mirrors it in the URL.

The filters live in one value for articles and one for the corpus; widgets show it and write it back, so no chart or
widget owns state.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

import streamlit as st

from analysis.inert import without_folders
from analysis.model import Analysis
from views import perspective, trade_loaders, whatif
from views.corpus_view import CorpusView
from views.exposure import Exposure, Names, OutlookOf, exposure_of
from views.filters import Click, Filters
from views.loaders import (
    FIRST_EXAMPLE,
    Draft,
    OpenStore,
    configured_stores,
    examples,
    open_store,
    outlook_of,
    own_taxonomy_source,
    read_draft,
    sector_names,
    segment_names,
    stored_article,
)

VIEWS = ("sentences", "text")
# Markdown makes links of bare addresses after it has undone all escapes; an invisible joiner keeps them words
_LINK_STARTS = re.compile(r"://|\bwww(?=\.)|@", re.IGNORECASE)
PASTED, URL, FROM_CORPUS = "pasted", "url", "corpus"
# pages that show a corpus; they share one set of filters, and articles have another
CORPUS_PAGES = frozenset(("corpus", "sector"))
COMPARE = "compare"
# ids of texts of the visitor's own, which no link holds, and of articles of a corpus
OWN_ID, STORED_ID = "own:", "corpus:"
_MOST_OWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The article on the page: an example by its name, a text of the visitor's own with what is to be said of it, or
    an article of a corpus by its key; address is where a fetched one was asked for."""

    kind: str = "example"
    example: str = FIRST_EXAMPLE
    draft: Draft | None = None
    note: str = ""
    address: str = ""
    key: str = ""


def opened() -> Opened:
    """What is open."""
    value: Opened = st.session_state.setdefault("opened", Opened())
    return value


def enter(page: str) -> None:
    """Whether articles or a corpus are filtered from here on."""
    st.session_state["is_corpus"] = page in CORPUS_PAGES
    st.session_state["is_compare"] = page == COMPARE


def is_corpus() -> bool:
    """Whether the page shows a corpus."""
    return bool(st.session_state.get("is_corpus"))


def is_compare() -> bool:
    """Whether the page shows articles beside each other."""
    return bool(st.session_state.get("is_compare"))


def id_of(value: Opened) -> str:
    """The id under which an article can be compared."""
    if value.kind == FROM_CORPUS:
        return f"{STORED_ID}{value.key}"
    return value.example if value.draft is None else f"{OWN_ID}{digest_of(value.draft)}"


def compared() -> tuple[str, ...]:
    """Ids of the articles that are compared."""
    value: tuple[str, ...] = st.session_state.get("compared", ())
    return value


def own_drafts() -> dict[str, Draft]:
    """The visitor's own texts by id, the newest last."""
    value: dict[str, Draft] = st.session_state.setdefault("own_drafts", {})
    return value


def compare(ids: Iterable[str], most: int = 6) -> None:
    """Compare other articles."""
    st.session_state["compared"] = tuple(dict.fromkeys(ids))[:most]


def _filters_key() -> str:
    return "corpus_filters" if is_corpus() else "filters"


def filters() -> Filters:
    """What is filtered on this kind of page."""
    value: Filters = st.session_state.setdefault(_filters_key(), Filters())
    return value


def shown_as() -> CorpusView:
    """How the corpus is shown."""
    value: CorpusView = st.session_state.setdefault("corpus_view", CorpusView())
    return value


def show_as(**changes: str) -> None:
    """Show the corpus another way."""
    st.session_state["corpus_view"] = replace(shown_as(), **changes)


def stores() -> tuple[str, ...]:
    """The folders of the stores that this session knows: those the dashboard was started with come first."""
    return tuple(dict.fromkeys((*configured_stores(), *st.session_state.get("own_stores", ()))))


def store_path() -> str:
    """The folder of the store that is open, or nothing."""
    chosen: str = st.session_state.get("store_path", "")
    return chosen if chosen in stores() else next(iter(stores()), "")


def choose_store(path: str) -> None:
    """Open another store; what was clicked in the old one is forgotten, what is filtered stays."""
    st.session_state["own_stores"] = (*st.session_state.get("own_stores", ()), path)
    st.session_state["store_path"] = path
    st.session_state["corpus_click"] = None


def store_name(path: str) -> str:
    """What a store is called: the last name of its folder."""
    return PurePath(path).name or path


def store() -> OpenStore | None:
    """The store that is open, as it stands now, or None where none is named; StoreError where it cannot be opened."""
    path = store_path()
    return open_store(path) if path else None


def view() -> str:
    """How evidence is shown."""
    value: str = st.session_state.setdefault("view", VIEWS[0])
    return value


def set_filters(value: Filters) -> None:
    """Filter by something else."""
    st.session_state[_filters_key()] = value


def set_view(value: str) -> None:
    """Show evidence another way."""
    st.session_state["view"] = value if value in VIEWS else VIEWS[0]


def reset_filters() -> None:
    """Show everything again; the mark clicked last stays remembered, for the chart may still hold it."""
    set_filters(Filters())


def last_click() -> Click | None:
    """The mark of the matrix clicked last."""
    value: Click | None = st.session_state.get("corpus_click" if is_corpus() else "last_click")
    return value


def set_last_click(value: Click | None) -> None:
    """Remember the mark that was clicked."""
    st.session_state["corpus_click" if is_corpus() else "last_click"] = value


def open_article(value: Opened) -> None:
    """Open another article; filters of the old one go."""
    st.session_state["opened"] = value
    st.session_state["last_click"] = None
    whatif.forget()
    st.session_state["is_text_missing"] = False
    st.session_state["wanted_address"] = ""
    st.session_state["is_corpus_missing"] = False
    if value.kind in (PASTED, URL) and value.draft is not None:
        st.session_state["own_draft"] = value.draft
        st.session_state["own"] = value
        kept = {**own_drafts(), id_of(value): value.draft}
        st.session_state["own_drafts"] = dict(list(kept.items())[-_MOST_OWN:])
    if is_compare():
        compare((*compared()[: _MOST_OWN - 1], id_of(value)))
    st.session_state["filters"] = Filters()


def open_stored(from_store: OpenStore, number: int) -> bool:
    """Open an article of a corpus by its number there; whether there is one."""
    found = stored_article(from_store, number=number)
    if found is not None:
        open_article(Opened(kind=FROM_CORPUS, draft=found.draft, key=found.key))
    return found is not None


def wanted_address() -> str:
    """The address that a link names and that nobody has fetched in this session; it waits for a click."""
    value: str = st.session_state.get("wanted_address", "")
    return value


def stored_address() -> dict[str, str]:
    """The query parameters of the article of a corpus that is open."""
    return {"src": FROM_CORPUS, "article": opened().key}


def taxonomy_source() -> str:
    """The taxonomy in use: the session's own where one was applied, else the project's."""
    return st.session_state.get("taxonomy_source") or own_taxonomy_source()


def names() -> Names:
    """What the taxonomy in use calls its sectors and segments."""
    source = taxonomy_source()
    return Names(sectors=sector_names(source), segments=segment_names(source))


def reading() -> Analysis:
    """The text's own reading of what is open, whoever looks on; looked up anew where text or taxonomy is another."""
    asked = (draft(), taxonomy_source())
    kept: tuple[tuple[Draft, str], Analysis] | None = st.session_state.get("reading")
    if kept is None or kept[0][0] is not asked[0] or kept[0][1] is not asked[1]:
        kept = (asked, read_draft(*asked))
        st.session_state["reading"] = kept
    return kept[1]


def exposure() -> Exposure:
    """The reading of what is open, as the pages show it; worked out anew only when the reading is another."""
    analysis = reading()
    judge: OutlookOf = outlook_of
    if reader := perspective.read_as():
        analysis, _, judge = trade_loaders.reread(analysis, reader)
    kept: Exposure | None = st.session_state.get("exposure")
    if kept is None or kept.analysis is not analysis:
        kept = exposure_of(analysis, names(), judge)
        st.session_state["exposure"] = kept
    return kept


def draft() -> Draft:
    """The text of what is open."""
    current = opened()
    return current.draft if current.draft is not None else examples()[current.example]


def literal(text: str) -> str:
    """Text that Markdown shows as it is; an address in it stays words and never becomes a link."""
    broken = _LINK_STARTS.sub(lambda match: f"{match[0]}\u2060", text)
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:&" else c for c in broken)


def told(error: Exception) -> str:
    """What an error says, as Markdown shows it as it is; of a path of this machine only the last name."""
    return literal(without_folders(str(error)))


def digest_of(value: object) -> str:
    """A short digest of a value of plain parts, the same in every process; for the keys of widgets."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]
