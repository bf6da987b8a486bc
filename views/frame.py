"""What stands around every page: style, source, filters, toasts, and the guard against unexpected errors."""

import logging
from collections import Counter
from collections.abc import Callable

import streamlit as st

from analysis.errors import AnalysisError
from views import comparing, links, perspective, session, words
from views.corpus_sidebar import draw_corpus_filters, draw_store
from views.dialog import open_dialog
from views.exposure import Exposure
from views.facets import draw_facets
from views.filters import counts_of
from views.loaders import example_title, examples, settle
from views.session import Opened
from views.style import CSS
from views.watcher import is_warm, set_warm, watch_theme

_LOG = logging.getLogger(__name__)
_OWN, _STORED = "own text", "from the corpus"


def draw(page: str, run: Callable[[], None]) -> None:
    """The frame and the page in it; what fails is said in a sentence, and the filters are kept."""
    st.html(CSS)
    watch_theme()
    try:
        session.enter(page)
        links.sync_from_url(page, frozenset(session.names().sectors))
        _draw_toasts()
        if session.is_corpus():
            draw_store()
        else:
            with st.spinner(words.READING):  # appears only where reading takes its time
                _exposures()
            _draw_sidebar()
        with st.container(key="page"):
            run()
        if session.is_corpus():
            draw_corpus_filters(page)
        links.sync_to_url(page)
        if is_warm():
            settle()
        set_warm()
    except AnalysisError as error:
        st.error(session.told(error))
    except Exception:
        _LOG.exception("the page failed")
        st.error(words.UNEXPECTED)
        st.button(words.RELOAD, key="frame_reload")


def _draw_toasts() -> None:
    for text in st.session_state.pop("toasts", ()):
        st.toast(text, duration="long")


def _draw_sidebar() -> None:
    with st.sidebar:
        if not session.is_compare():
            _draw_source()
            perspective.draw_switch([place.iso3 for place in session.exposure().analysis.places])
        st.header(words.FILTERS)
        draw_facets(_options, session.exposure().name, words.COUNTS_EVIDENCE)
        st.button(words.RESET, key="filter_reset", on_click=session.reset_filters, width="stretch")


def _draw_source() -> None:
    current = session.opened()
    own = st.session_state.get("own_draft") is not None
    is_stored = current.kind == session.FROM_CORPUS
    options = [*([_STORED] if is_stored else []), *examples(), *([_OWN] if own else [])]
    picked = _OWN if current.draft is not None else current.example
    st.session_state["source_pick"] = _STORED if is_stored else picked
    st.selectbox(
        words.SOURCE,
        options,
        key="source_pick",
        on_change=_pick_source,
        format_func=_source_name,
    )
    if st.button(words.OPEN, key="source_open", width="stretch", type="primary"):
        open_dialog()


def _source_name(stem: str) -> str:
    # a list of choices shows its words as they are, Markdown or not
    draft = session.opened().draft
    if stem == _STORED and draft is not None:
        return draft.title or words.UNTITLED
    return words.OWN_TEXT if stem == _OWN else example_title(stem)


def _pick_source() -> None:
    stem = st.session_state["source_pick"]
    if stem == _STORED:
        return
    own = st.session_state.get("own_draft")
    if stem == _OWN and own is not None:
        session.open_article(st.session_state.get("own") or Opened(kind=session.PASTED, draft=own))
    else:
        session.open_article(Opened(example=stem))


def _exposures() -> tuple[Exposure, ...]:
    """What the page shows and the filters count."""
    return comparing.exposures() if session.is_compare() else (session.exposure(),)


def _options(facet: str) -> dict[str, int]:
    total: Counter[str] = Counter()
    for exposure in _exposures():
        total.update(counts_of(exposure, session.filters(), facet))
    # values that nothing would show go last
    return dict(sorted(total.items(), key=lambda item: item[1] == 0))
