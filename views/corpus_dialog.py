"""The tab of the input dialog that opens a story of the corpus: words to look for, and the newest that match."""

import streamlit as st

from analysis.errors import AnalysisError
from views import corpus_frames, session, words
from views.filters import MOST_TEXT, Filters
from views.loaders import OpenStore, ask

MOST = 12


def draw_corpus_tab() -> None:
    """Look for a story and open it; where no corpus is open, say where to open one."""
    try:
        store = session.store()
    except AnalysisError as error:
        st.error(session.told(error))
        return
    if store is None:
        st.html(f'<p class="note">{words.NO_STORE} {words.DIALOG_NO_STORE}</p>')
        return
    asked = st.text_input(words.DIALOG_SEARCH, key="dialog_corpus_text", max_chars=MOST_TEXT)
    text = " ".join((asked or "").split())
    found = ask(store, "articles", Filters(text=text), most=MOST)
    if found.empty:
        st.html(f'<p class="note" role="status">{words.DIALOG_NONE}</p>')
        return
    titles = {
        int(number): f"{title or words.UNTITLED} ({corpus_frames.day_text(day)})"
        for number, title, day in zip(found["article_no"], found["title"], found["published"], strict=True)
    }
    number = st.radio(
        words.DIALOG_STORY,
        list(titles),
        key=f"dialog_story_{session.digest_of(list(titles))}",
        format_func=lambda number: session.literal(titles[number]),
    )
    st.button(words.OPEN_IT, key="dialog_open_story", type="primary", on_click=_take, args=(store, number))


def _take(store: OpenStore, number: int) -> None:
    if session.open_stored(store, number):
        st.session_state["is_dialog_done"] = True
    else:
        st.session_state["dialog_error"] = words.NO_LONGER_THERE
