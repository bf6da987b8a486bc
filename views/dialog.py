"""The dialog that opens an article: an example, a pasted text, a file, an address. Reading starts on the button."""

from datetime import date

import streamlit as st

from views import session, words
from views.corpus_dialog import draw_corpus_tab
from views.files import draw_files
from views.loaders import Draft, example_title, examples, may_fetch
from views.session import PASTED, Opened
from views.style import dialog_css
from views.watcher import theme_mode
from views.web import TABS, draw_address


@st.dialog(words.OPEN, width="large")
def open_dialog() -> None:
    """Ask for an article; the dialog closes when one is open."""
    if st.session_state.pop("is_dialog_done", False):
        st.rerun()
    st.html(dialog_css(theme_mode()))
    names = [words.EXAMPLE, words.PASTE, words.FILE, words.DIALOG_CORPUS, *([words.ADDRESS] if may_fetch() else [])]
    example, paste, file, corpus, *address = st.tabs(names, key=TABS, on_change="rerun")
    with example:
        _draw_examples()
    with paste:
        _draw_paste()
    with file:
        draw_files()
    with corpus:
        draw_corpus_tab()
    for tab in address:
        with tab:
            draw_address()
    if error := st.session_state.pop("dialog_error", ""):
        st.error(error)


def _done(value: Opened) -> None:
    session.open_article(value)
    st.session_state["is_dialog_done"] = True


def _draw_examples() -> None:
    st.radio(
        words.PICK_EXAMPLE,
        list(examples()),
        key="dialog_example",
        format_func=lambda name: session.literal(example_title(name)),
    )
    st.button(words.OPEN_IT, key="dialog_open_example", type="primary", on_click=_take_example)


def _take_example() -> None:
    _done(Opened(example=st.session_state["dialog_example"]))


def _draw_paste() -> None:
    st.text_input(words.PASTE_TITLE, key="dialog_title")
    st.date_input(words.PASTE_DAY, value=None, key="dialog_day", format="YYYY-MM-DD", width=260)
    st.text_area(words.PASTE_TEXT, key="dialog_text", height=260, placeholder=words.PASTE_HINT)
    st.button(words.ANALYSE, key="dialog_analyse", type="primary", on_click=_take_text)


def _take_text() -> None:
    text, title = st.session_state["dialog_text"], st.session_state["dialog_title"]
    if not text.strip():
        st.session_state["dialog_error"] = words.NOTHING_TO_READ
        return
    day: date | None = st.session_state["dialog_day"]
    draft = Draft(text=text, title=title.strip(), source=words.OWN_TEXT, published=day)
    _done(Opened(kind=PASTED, draft=draft))
