"""Opening a corpus: the dialog, the page where none is open, and a small store made on the spot."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.errors import AnalysisError
from views import parts, session, words
from views.corpus_loaders import UPLOAD_TYPES, Built, build_from_seeds, build_from_uploads
from views.files import taken, uploader_key
from views.loaders import OpenStore, may_name_paths, open_store
from views.style import dialog_css
from views.watcher import theme_mode


@st.dialog(words.OPEN_STORE, width="large")
def open_store_dialog() -> None:
    """Ask for a store; the dialog closes when one is open."""
    if st.session_state.pop("is_store_dialog_done", False):
        st.rerun()
    st.html(dialog_css(theme_mode()))
    if may_name_paths():
        _draw_path("dialog")
        st.divider()
        _draw_making("dialog")
    else:
        st.html(f'<p class="note">{words.PATHS_ARE_OFF}</p>')


def store_or_help() -> OpenStore | None:
    """The store that is open; where there is none, the page says why and how to come by one."""
    try:
        store = session.store()
    except AnalysisError as error:
        _draw_no_store(error)
        return None
    if store is None:
        _draw_no_store()
    return store


def _draw_no_store(error: AnalysisError | None = None) -> None:
    """What the page shows where no corpus is open, or the one that is named cannot be."""
    st.html(f'<h1 class="title">{words.CORPUS}</h1><p class="source">{words.CORPUS_INTRO}</p>')
    if error:
        st.error(session.told(error))
    else:
        st.html(parts.notice(words.NO_STORE))
    first, command, then = words.HOW_TO_MAKE
    st.html(f'<p class="plain">{first}</p>')
    st.code(command, language=None, wrap_lines=True)
    st.html(f'<p class="plain">{then}</p>')
    if not may_name_paths():
        st.html(f'<p class="note">{words.PATHS_ARE_OFF}</p>')
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.header(words.OPEN_STORE, anchor=False)
        _draw_path("page")
    with right:
        st.header(words.MAKE_SMALL, anchor=False)
        _draw_making("page")


def _draw_path(where: str) -> None:
    """The field for the path of a store."""
    key = f"store_path_{where}"
    st.text_input(words.STORE_PATH, key=key, placeholder=words.STORE_PATH_HINT)
    st.button(words.OPEN_IT, key=f"store_take_{where}", type="primary", on_click=_take_path, args=(key,))
    if error := st.session_state.pop("store_error", ""):
        st.error(error)


def _take_path(key: str) -> None:
    try:
        opened = open_store(st.session_state[key])
    except AnalysisError as error:
        st.session_state["store_error"] = session.told(error)
        return
    session.choose_store(opened.folder)
    st.session_state["is_store_dialog_done"] = True


def _draw_making(where: str) -> None:
    name, place = f"store_files_{where}", st.empty()
    files = _ask_files(name, place)
    with st.container(horizontal=True, key=f"storemake_{where}"):
        is_own = st.button(words.MAKE_OF_FILES, key=f"store_make_files_{where}", disabled=not files)
        is_seeds = st.button(words.MAKE_OF_SEEDS, key=f"store_make_seeds_{where}")
    if is_own and files:
        uploads = taken(name, files)
        _ask_files(name, place)
        _make(lambda tell: build_from_uploads(uploads, tell))
    elif is_seeds:
        _make(build_from_seeds)


def _ask_files(name: str, place: DeltaGenerator) -> list[UploadedFile]:
    return place.file_uploader(
        words.MAKE_UPLOAD, type=list(UPLOAD_TYPES), accept_multiple_files=True, key=uploader_key(name)
    )


def _make(build: Callable[[Callable[[float, int], None]], Built]) -> None:
    """Make a store and open it; Streamlit's own Stop ends it in good order, for a store is never half written."""
    bar = st.progress(0.0, words.MAKING.format(count=0, share="0%"))

    def tell(share: float, count: int) -> None:
        bar.progress(share, words.MAKING.format(count=f"{count:,}", share=f"{share:.0%}"))

    try:
        built = build(tell)
    except AnalysisError as error:
        bar.empty()
        st.error(session.told(error))
        return
    session.choose_store(built.folder)
    st.session_state["corpus_note"] = words.MADE.format(sentence=built.sentence)
    st.rerun()
