"""The dialog that opens a corpus: a folder of this machine."""

import streamlit as st

from analysis.errors import AnalysisError
from views import session, words
from views.loaders import may_name_paths, open_store
from views.style import dialog_css
from views.watcher import theme_mode


@st.dialog(words.OPEN_STORE, width="large")
def open_store_dialog() -> None:
    """Ask for a store; the dialog closes when one is open."""
    if st.session_state.pop("is_store_dialog_done", False):
        st.rerun()
    st.html(dialog_css(theme_mode()))
    draw_path()


def draw_path() -> None:
    """The field for the path of a store, where a visitor may name one."""
    if not may_name_paths():
        st.html(f'<p class="note">{words.PATHS_ARE_OFF}</p>')
        return
    st.text_input(words.STORE_PATH, key="store_path_input", placeholder=words.STORE_PATH_HINT)
    st.button(words.OPEN_IT, key="store_take", type="primary", on_click=_take_path)
    if error := st.session_state.pop("store_error", ""):
        st.error(session.literal(error))


def _take_path() -> None:
    path = st.session_state["store_path_input"].strip()
    try:
        opened = open_store(path)
    except AnalysisError as error:
        st.session_state["store_error"] = str(error)
        return
    session.choose_store(opened.folder)
    st.session_state["is_store_dialog_done"] = True
