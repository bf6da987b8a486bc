"""An article from an address: fetched on the button and never by itself. A link names a page; a visitor asks for it."""

import streamlit as st

from views import parts, session, words
from views.loaders import Web, may_fetch, read_web, shown_address
from views.session import URL, Opened

TABS = "dialog_tabs"
_DIALOG, _WANTED = "dialog", "wanted"


def draw_address() -> None:
    """The tab of the dialog: the address, the button, the articles of a feed, or why there are none."""
    address = st.text_input(words.ADDRESS_LABEL, key="dialog_address", placeholder=words.ADDRESS_HINT)
    if st.button(words.FETCH, key="dialog_fetch", type="primary"):
        _take(_DIALOG, address or "")
    _draw_outcome(_DIALOG)
    st.html(f'<p class="note">{words.ADDRESS_NOTE}</p>')


def draw_wanted() -> bool:
    """On the page, when a link names an address that this session has not fetched: the address and the button.

    Where a fetched page did not come whole, a way to paste it. Whether the visitor wants to paste instead.
    """
    address, current = session.wanted_address(), session.opened()
    if not address:
        if current.kind == URL and current.note:
            st.button(words.PASTE_INSTEAD, key="wanted_paste", on_click=_paste_instead, args=(_WANTED,))
        return bool(st.session_state.pop("is_paste_wanted", False))
    if not may_fetch():
        st.html(parts.notice(words.FETCH_IS_OFF))
        return False
    with st.container(horizontal=True, vertical_alignment="center", key="wanted"):
        st.html(parts.notice(words.WANTED.format(address=shown_address(address))), width="content")
        is_asked = st.button(words.FETCH, key="wanted_fetch", type="primary")
    if is_asked:
        _take(_WANTED, address)
    _draw_outcome(_WANTED)
    return bool(st.session_state.pop("is_paste_wanted", False))


def _take(where: str, address: str) -> None:
    """Fetch an address; one article is opened, a feed is listed, a refusal is told."""
    _forget(where)
    with st.spinner(words.FETCHING):
        web = read_web(address)
    if web.is_feed and len(web.drafts) > 1:
        st.session_state[f"web_feed_{where}"] = web
    elif web.drafts:
        _open(where, address, web, 0)
    else:
        told = web.refusal or " ".join(web.remarks[:1]) or words.NO_ARTICLE.format(name=shown_address(address))
        st.session_state[f"web_error_{where}"] = told


def _forget(where: str) -> None:
    st.session_state[f"web_feed_{where}"] = st.session_state[f"web_error_{where}"] = None


def _open(where: str, address: str, web: Web, number: int) -> None:
    _forget(where)
    session.open_article(
        Opened(kind=URL, draft=web.drafts[number], address=address, note=" ".join(web.remarks[:1]))
    )
    st.rerun()


def _draw_outcome(where: str) -> None:
    error: str | None = st.session_state.get(f"web_error_{where}")
    if error:
        st.error(session.literal(error))
        st.button(words.PASTE_INSTEAD, key=f"{where}_paste", on_click=_paste_instead, args=(where,))
    feed: Web | None = st.session_state.get(f"web_feed_{where}")
    if feed is not None:
        _draw_feed(where, feed)


def _paste_instead(where: str) -> None:
    _forget(where)
    st.session_state[TABS] = words.PASTE
    st.session_state["is_paste_wanted"] = where == _WANTED


def _draw_feed(where: str, feed: Web) -> None:
    """The articles of a feed; the one that is picked is fetched, or read as far as the feed tells it."""
    numbers = list(range(len(feed.drafts)))
    number = st.selectbox(
        words.FEED_PICK.format(count=len(numbers)),
        numbers,
        key=f"{where}_item",
        format_func=lambda n: feed.drafts[n].title or feed.drafts[n].text[:80],  # options are plain text
    )
    draft = feed.drafts[number]
    with st.container(horizontal=True):
        if draft.url and st.button(words.FEED_FETCH, key=f"{where}_item_fetch", type="primary"):
            _take(where, draft.url)
            st.rerun()
        if st.button(words.FEED_TEXT, key=f"{where}_item_text"):
            _open(where, draft.url, feed, number)
