"""What a visitor has open as the link of the page, and back. No link holds a text, a path or the folder of a store."""

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from analysis.errors import AnalysisError
from analysis.place_names import PLACES
from views import corpus_view, perspective, session, whatif, words
from views.filters import PARAMETERS, SINCE, TEXT, UNTIL, from_params, to_params
from views.loaders import (
    FIRST_EXAMPLE,
    ask,
    examples,
    stored_article,
)
from views.watcher import mend_address


def sync_from_url(page: str, sectors: frozenset[str]) -> None:
    """Take the state from the URL where the visitor, not the page, has changed it: first visit, Back, Forward."""
    params = _params()
    is_other_page = page != st.session_state.get("written_page")
    is_ours = params in st.session_state.get("written", ()) and not is_other_page
    if is_ours or (not params and is_other_page):
        return
    if session.is_corpus() and "src" in params:
        # Back from an article that a row opened: Streamlit leaves its address here, and the state is still ours
        st.session_state["left_behind"] = (params, url_params())
        return
    if session.is_corpus():
        dropped = _show_from(params, sectors)
    else:
        wanted, dropped = from_params(params, sectors=sectors, places=PLACES)
        if session.is_compare():
            _compare_from(params)
        else:
            dropped += (
                _open_from(params) + perspective.take_params(params) + whatif.take_params(params, sectors)
            )
        session.set_filters(replace(wanted, since=None, until=None, text=""))
        session.set_view(next(iter(params.get("view", ())), session.VIEWS[0]))
    if dropped:
        shown = ", ".join(session.literal(value[:40]) for value in dropped[:5])
        told = words.UNKNOWN_ID if len(dropped) == 1 else words.UNKNOWN_IDS
        st.session_state["toasts"] = [told.format(count=len(dropped), ids=shown)]


def _compare_from(params: dict[str, list[str]]) -> None:
    """Compare what the URL names; the visitor's own texts, which it cannot name, stay where they are."""
    named = params.get("article", [])
    own = [key for key in session.compared() if key.startswith(session.OWN_ID)]
    if [key for key in session.compared() if key not in own] != named:
        session.compare((*named, *own))


def _show_from(params: dict[str, list[str]], sectors: Collection[str]) -> tuple[str, ...]:
    """Show a corpus as the URL says; the values that are not known."""
    unknown: list[str] = []
    for name in params.get("store", [])[:1]:
        path = next((path for path in session.stores() if session.store_name(path) == name), None)
        if path is None:
            unknown.append(name)
        elif path != session.store_path():
            session.choose_store(path)
    st.session_state["corpus_view"], dropped = corpus_view.from_params(params)
    wanted, strange = from_params(params, sectors={*sectors, *_stored_sectors()}, places=PLACES)
    session.set_filters(wanted)
    return (*unknown, *strange, *dropped)


def _stored_sectors() -> Collection[str]:
    """Sectors that a store holds although the taxonomy in use may not know them."""
    try:
        current = session.store()
    except AnalysisError:  # said by the page
        return ()
    return () if current is None else ask(current, "options", facet="sectors")["value"].tolist()


def _open_from(params: dict[str, list[str]]) -> tuple[str, ...]:
    """Open what the URL names; the values that name nothing."""
    kind = next(iter(params.get("src", ())), "example")
    stem = next(iter(params.get("article", ())), FIRST_EXAMPLE)
    current = session.opened()
    st.session_state["wanted_address"] = ""
    st.session_state["is_text_missing"] = st.session_state["is_corpus_missing"] = False
    if kind == session.URL:
        _want(next(iter(params.get("u", ())), ""))
        return ()
    if kind == session.PASTED:
        own = st.session_state.get("own_draft")
        if current.kind != session.PASTED and own is not None:
            st.session_state["opened"] = session.Opened(kind=session.PASTED, draft=own)
        st.session_state["is_text_missing"] = own is None
        return ()
    if kind == session.FROM_CORPUS:
        return _open_key(stem)
    unknown = [value for value in (kind,) if value != "example"]
    if stem not in examples():
        unknown.append(stem)
        stem = FIRST_EXAMPLE
    if current.draft is not None or current.example != stem:
        st.session_state["opened"] = replace(current, kind="example", example=stem, draft=None, key="")
        st.session_state["last_click"] = None
    return tuple(unknown)


def _want(address: str) -> None:
    """Show what was fetched from an address; where it was not, the example, until the visitor asks for it."""
    own: session.Opened | None = st.session_state.get("own")
    if own is not None and own.kind == session.URL and own.address == address:
        st.session_state["opened"] = own
        return
    if session.opened().draft is not None:
        st.session_state["opened"] = session.Opened()
        st.session_state["last_click"] = None
    st.session_state["wanted_address"] = address


def _open_key(key: str) -> tuple[str, ...]:
    """Open the article of the store that has a key; where it is not at hand, say so and show the example."""
    if session.opened().key == key:
        return ()
    found = None
    try:
        current = session.store()
        found = stored_article(current, key=key) if current else None
    except AnalysisError:  # a store that cannot be opened holds no article; its own page says why
        current = None
    if found:
        st.session_state["opened"] = session.Opened(
            kind=session.FROM_CORPUS, draft=found.draft, key=found.key
        )
    else:
        st.session_state["opened"] = session.Opened()
        st.session_state["is_corpus_missing"] = True
    st.session_state["last_click"] = None
    return ()


def sync_to_url(page: str) -> None:
    """Write the state into the URL, ids only and defaults left out; only when it differs."""
    params, shown = url_params(), _params()
    is_new_page = not shown and page != st.session_state.get("written_page")
    # the address of a page just come to is completed in place, so that Back leads to the page before in one step
    mend_address(page, urlencode(params, doseq=True) if is_new_page else "")
    if session.is_corpus() and st.session_state.get("left_behind") == (shown, params):
        params = shown  # writing anew would add a step that Back could never pass
    elif shown != params and not is_new_page:
        st.query_params.from_dict(params)
    # until the browser has completed the address it may still send the bare one
    st.session_state["written"] = (params, {}) if is_new_page else (params,)
    st.session_state["written_page"] = page


def _params() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def url_params() -> dict[str, list[str]]:
    """The whole state as query parameters."""
    if session.is_corpus():
        return _corpus_params()
    if session.is_compare():
        ids = [key for key in session.compared() if not key.startswith(session.OWN_ID)]
        return ({"article": ids} if ids else {}) | to_params(session.filters())
    current = session.opened()
    params = to_params(session.filters())
    if address := session.wanted_address() or current.address:
        params |= {"src": [session.URL], "u": [address]}
    elif current.kind == session.FROM_CORPUS:
        params |= {name: [value] for name, value in session.stored_address().items()}
    elif current.draft is not None:
        params["src"] = [session.PASTED]
    elif current.example != FIRST_EXAMPLE:
        params["article"] = [current.example]
    if session.view() != session.VIEWS[0]:
        params["view"] = [session.view()]
    params |= perspective.to_params() | whatif.to_params()
    order = ["src", "u", "article", *PARAMETERS.values(), "view", perspective.COUNTRY, perspective.ROLE]
    order += [whatif.FLOW, whatif.BEFORE, whatif.AFTER]
    return {key: params[key] for key in order if key in params}


def _corpus_params() -> dict[str, list[str]]:
    params = to_params(session.filters()) | corpus_view.to_params(session.shown_as())
    path = session.store_path()
    if path and path != session.stores()[0]:
        params["store"] = [session.store_name(path)]
    shown = [parameter for parameter, _ in corpus_view.CHOICES.values()]
    order = ["store", *PARAMETERS.values(), SINCE, UNTIL, TEXT, *shown]
    return {key: params[key] for key in order if key in params}
