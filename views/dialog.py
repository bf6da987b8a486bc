"""The dialog that opens an article: an example, a pasted text, a file. Reading starts on the button."""

import streamlit as st

from views import session, words
from views.loaders import Draft, example_title, examples, read_upload
from views.session import PASTED, Opened


@st.dialog(words.OPEN, width="large")
def open_dialog() -> None:
    """Ask for an article."""
    example, paste, file = st.tabs([words.EXAMPLE, words.PASTE, words.FILE])
    with example:
        _draw_examples()
    with paste:
        _draw_paste()
    with file:
        _draw_file()


def _draw_examples() -> None:
    stem = st.radio(
        words.PICK_EXAMPLE, list(examples()), key="dialog_example",
        format_func=lambda name: session.literal(example_title(name)),
    )  # fmt: skip
    if st.button(words.OPEN_IT, key="dialog_open_example", type="primary"):
        session.open_article(Opened(example=stem))
        st.rerun()


def _draw_paste() -> None:
    title = st.text_input(words.PASTE_TITLE, key="dialog_title")
    text = st.text_area(words.PASTE_TEXT, key="dialog_text", height=260, placeholder=words.PASTE_HINT)
    if st.button(words.ANALYSE, key="dialog_analyse", type="primary"):
        if not text.strip():
            st.error(words.NOTHING_TO_READ)
            return
        session.open_article(Opened(kind=PASTED, draft=Draft(text=text, title=title.strip(), source=words.OWN_TEXT)))
        st.rerun()


def _draw_file() -> None:
    file = st.file_uploader(words.UPLOAD, type=["txt", "md", "jsonl"], key="dialog_file", max_upload_size=20)
    if st.button(words.ANALYSE, key="dialog_analyse_file", type="primary"):
        if file is None:
            st.error(words.NO_FILE)
            return
        draft, count, remarks = read_upload(file.name, file.getvalue())
        if draft is None:
            reasons = remarks or (words.NO_ARTICLE.format(name=file.name),)
            st.error("\n\n".join(map(session.literal, reasons)))
            return
        session.open_article(Opened(kind=PASTED, draft=draft))
        many = (words.FIRST_OF_MANY.format(name=file.name),) if count > 1 else ()
        st.session_state["toasts"] = [session.literal(remark) for remark in (*many, *remarks)]
        st.rerun()
