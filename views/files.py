"""The tab of the dialog for files: several at once, each read for itself; of several articles one is picked.

And what holds for every upload: its bytes are let go as soon as they were taken, whatever comes of them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from views import session, words
from views.loaders import UPLOAD_KINDS, Draft, Upload, read_upload
from views.session import PASTED, Opened

_FOUND = "dialog_found"
_FILES = "dialog_file"
_MEGABYTES = 20
_MOST_SHOWN = 80


class _Found(NamedTuple):
    """The articles of the files that were read, and what could not be."""

    drafts: tuple[Draft, ...]
    remarks: tuple[str, ...]


def draw_files() -> None:
    """The uploader, its button, and what was found."""
    st.file_uploader(
        words.UPLOAD,
        type=list(UPLOAD_KINDS),
        key=uploader_key(_FILES),
        accept_multiple_files=True,
        max_upload_size=_MEGABYTES,
    )
    st.button(words.ANALYSE, key="dialog_analyse_file", type="primary", on_click=_take_files)
    found: _Found | None = st.session_state.get(_FOUND)
    if found is not None:
        _draw_choice(found)


def _take_files() -> None:
    """Read what was uploaded: nothing is told, one article is opened, of several one is to be picked."""
    st.session_state[_FOUND] = None
    files = st.session_state[uploader_key(_FILES)]
    if not files:
        st.session_state["dialog_error"] = words.NO_FILE
        return
    found = _together([read_upload(name, data) for name, data in taken(_FILES, files)])
    if not found.drafts:
        reasons = found.remarks or tuple(words.NO_ARTICLE.format(name=file.name) for file in files)
        st.session_state["dialog_error"] = "\n\n".join(map(session.literal, reasons))
    elif len(found.drafts) == 1:
        _open(found, 0)
    else:
        st.session_state[_FOUND] = found


def _together(uploads: list[Upload]) -> _Found:
    return _Found(
        tuple(draft for upload in uploads for draft in upload.drafts),
        tuple(remark for upload in uploads for remark in upload.remarks),
    )


def _draw_choice(found: _Found) -> None:
    if found.remarks:
        st.warning(session.literal(_told(found.remarks)))
    numbers = list(range(len(found.drafts)))
    st.selectbox(
        words.PICK_ARTICLE.format(count=len(numbers)),
        numbers,
        key="dialog_pick",
        format_func=lambda n: _label(found.drafts[n]),  # options are shown as they are
    )
    st.button(words.OPEN_IT, key="dialog_open_picked", type="primary", on_click=_take_picked)


def _label(draft: Draft) -> str:
    named = draft.title or " ".join(draft.text[:_MOST_SHOWN].split())
    return f"{named[:_MOST_SHOWN]} ({draft.source})" if draft.source else named[:_MOST_SHOWN]


def _take_picked() -> None:
    found: _Found | None = st.session_state.get(_FOUND)
    if found is not None:
        _open(found, st.session_state["dialog_pick"])


def _open(found: _Found, number: int) -> None:
    """Open one; the others and their words are let go."""
    st.session_state[_FOUND] = None
    note = _told(found.remarks) if found.remarks else ""
    session.open_article(Opened(kind=PASTED, draft=found.drafts[number], note=note))
    st.session_state["is_dialog_done"] = True


def uploader_key(name: str) -> str:
    """The key of an uploader; another one after its files were taken, so that it stands there empty."""
    return f"{name}_{st.session_state.get(f'{name}_turn', 0)}"


def taken(name: str, files: Iterable[UploadedFile]) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of what was uploaded, each forgotten as it is handed out; the uploader is a new one from now."""
    st.session_state[f"{name}_turn"] = st.session_state.get(f"{name}_turn", 0) + 1
    return map(_take, files)


def _take(file: UploadedFile) -> tuple[str, bytes]:
    data = file.getvalue()
    _drop(file)
    return file.name, data


def _drop(file: UploadedFile) -> None:
    """Forget the bytes; Streamlit would keep them until the session ends."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _told(remarks: tuple[str, ...]) -> str:
    """One line on what was not read, or not whole."""
    text = words.NOT_READ_MORE if len(remarks) > 1 else words.NOT_READ
    return text.format(first=remarks[0], more=len(remarks) - 1)
