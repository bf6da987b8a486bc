"""The dialog that opens an article: an example, a pasted text, a file, an address. Reading starts on the button."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from views import session, words
from views.loaders import FILE_TYPES, Draft, example_title, examples, may_fetch, read_upload
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
    names = [words.EXAMPLE, words.PASTE, words.FILE, *([words.ADDRESS] if may_fetch() else [])]
    example, paste, file, *address = st.tabs(names, key=TABS, on_change="rerun")
    with example:
        _draw_examples()
    with paste:
        _draw_paste()
    with file:
        _draw_file()
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
    st.text_area(words.PASTE_TEXT, key="dialog_text", height=260, placeholder=words.PASTE_HINT)
    st.button(words.ANALYSE, key="dialog_analyse", type="primary", on_click=_take_text)


def _take_text() -> None:
    text, title = st.session_state["dialog_text"], st.session_state["dialog_title"]
    if not text.strip():
        st.session_state["dialog_error"] = words.NOTHING_TO_READ
        return
    draft = Draft(text=text, title=title.strip(), source=words.OWN_TEXT)
    _done(Opened(kind=PASTED, draft=draft))


def _draw_file() -> None:
    st.file_uploader(words.UPLOAD, type=list(FILE_TYPES), key="dialog_file", max_upload_size=20)
    st.button(words.ANALYSE, key="dialog_analyse_file", type="primary", on_click=_take_file)


def _take_file() -> None:
    file = st.session_state["dialog_file"]
    if file is None:
        st.session_state["dialog_error"] = words.NO_FILE
        return
    draft, count, remarks = read_upload(file.name, file.getvalue())
    if draft is None:
        reasons = remarks or (words.NO_ARTICLE.format(name=file.name),)
        st.session_state["dialog_error"] = "\n\n".join(map(session.literal, reasons))
        return
    _drop(file)
    _done(Opened(kind=PASTED, draft=draft, note=_note_of(count, remarks)))


def _drop(file: UploadedFile) -> None:
    """Forget the bytes; Streamlit would keep them until the session ends."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _note_of(count: int, remarks: tuple[str, ...]) -> str:
    """One line on what the file holds beside the article that is shown."""
    told = [words.FIRST_OF_MANY.format(count=count)] if count > 1 else []
    if remarks:
        text = words.NOT_READ_MORE if len(remarks) > 1 else words.NOT_READ
        told.append(text.format(first=remarks[0], more=len(remarks) - 1))
    return " ".join(told)
