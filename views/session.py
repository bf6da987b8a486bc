"""What a visitor has open: the article, the filters, the view; kept in the session and mirrored in the URL.

The filters live in one value; widgets show it and write it back, so no chart or widget owns state.
"""

import hashlib
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import streamlit as st

from views import words
from views.exposure import Exposure, Names, exposure_of
from views.filters import PARAMETERS, Click, Filters, from_params, to_params
from views.loaders import (
    FIRST_EXAMPLE,
    Draft,
    examples,
    outlook_of,
    own_taxonomy_source,
    read_draft,
    sector_names,
    segment_names,
)
from views.place_names import PLACES
from views.watcher import mend_address

VIEWS = ("sentences", "text")
PASTED = "pasted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The article on the page: an example by its name, or a text of the visitor's own with what is to be said of it."""

    kind: str = "example"
    example: str = FIRST_EXAMPLE
    draft: Draft | None = None
    note: str = ""


def opened() -> Opened:
    """What is open."""
    value: Opened = st.session_state.setdefault("opened", Opened())
    return value


def filters() -> Filters:
    """What is filtered."""
    value: Filters = st.session_state.setdefault("filters", Filters())
    return value


def view() -> str:
    """How evidence is shown."""
    value: str = st.session_state.setdefault("view", VIEWS[0])
    return value


def set_filters(value: Filters) -> None:
    """Filter by something else."""
    st.session_state["filters"] = value


def set_view(value: str) -> None:
    """Show evidence another way."""
    st.session_state["view"] = value if value in VIEWS else VIEWS[0]


def reset_filters() -> None:
    """Show everything again; the mark clicked last stays remembered, for the chart may still hold it."""
    set_filters(Filters())


def last_click() -> Click | None:
    """The mark of the matrix clicked last."""
    value: Click | None = st.session_state.get("last_click")
    return value


def open_article(value: Opened) -> None:
    """Open another article; filters of the old one go."""
    st.session_state["opened"] = value
    st.session_state["last_click"] = None
    st.session_state["is_text_missing"] = False
    if value.draft is not None:
        st.session_state["own_draft"] = value.draft
    reset_filters()


def taxonomy_source() -> str:
    """The taxonomy in use: the session's own where one was applied, else the project's."""
    return st.session_state.get("taxonomy_source") or own_taxonomy_source()


def names() -> Names:
    """What the taxonomy in use calls its sectors and segments."""
    source = taxonomy_source()
    return Names(sectors=sector_names(source), segments=segment_names(source))


def exposure() -> Exposure:
    """The reading of what is open, as the pages show it; worked out anew only when the reading is another."""
    analysis = read_draft(draft(), taxonomy_source())
    kept: Exposure | None = st.session_state.get("exposure")
    if kept is None or kept.analysis is not analysis:
        kept = exposure_of(analysis, names(), outlook_of)
        st.session_state["exposure"] = kept
    return kept


def draft() -> Draft:
    """The text of what is open."""
    current = opened()
    return current.draft if current.draft is not None else examples()[current.example]


def sync_from_url(page: str, sectors: frozenset[str]) -> None:
    """Take the state from the URL where the visitor, not the page, has changed it: first visit, Back, Forward."""
    params = _params()
    written = st.session_state.get("written", ())
    if params in written or (not params and page != st.session_state.get("written_page")):
        return
    wanted, dropped = from_params(params, sectors=sectors, places=PLACES)
    dropped += _open_from(params)
    set_filters(wanted)
    set_view(next(iter(params.get("view", ())), VIEWS[0]))
    if dropped:
        shown = ", ".join(literal(value[:40]) for value in dropped[:5])
        told = words.UNKNOWN_ID if len(dropped) == 1 else words.UNKNOWN_IDS
        st.session_state["toasts"] = [told.format(count=len(dropped), ids=shown)]


def _open_from(params: dict[str, list[str]]) -> tuple[str, ...]:
    """Open what the URL names; the values that name nothing."""
    kind = next(iter(params.get("src", ())), "example")
    stem = next(iter(params.get("article", ())), FIRST_EXAMPLE)
    current = opened()
    if kind == PASTED:
        own = st.session_state.get("own_draft")
        if current.draft is None and own is not None:
            st.session_state["opened"] = Opened(kind=PASTED, draft=own)
        st.session_state["is_text_missing"] = own is None
        return ()
    unknown = [value for value in (kind,) if value != "example"]
    if stem not in examples():
        unknown.append(stem)
        stem = FIRST_EXAMPLE
    if current.draft is not None or current.example != stem:
        st.session_state["opened"] = replace(current, kind="example", example=stem, draft=None)
        st.session_state["last_click"] = None
    return tuple(unknown)


def sync_to_url(page: str) -> None:
    """Write the state into the URL, ids only and defaults left out; only when it differs."""
    params, shown = url_params(), _params()
    is_new_page = not shown and page != st.session_state.get("written_page")
    # the address of a page just come to is completed in place, so that Back leads to the page before in one step
    mend_address(page, urlencode(params, doseq=True) if is_new_page else "")
    if shown != params and not is_new_page:
        st.query_params.from_dict(params)
    # until the browser has completed the address it may still send the bare one
    st.session_state["written"] = (params, {}) if is_new_page else (params,)
    st.session_state["written_page"] = page


def _params() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def url_params() -> dict[str, list[str]]:
    """The whole state as query parameters."""
    current = opened()
    params = to_params(filters())
    if current.draft is not None:
        params["src"] = [PASTED]
    elif current.example != FIRST_EXAMPLE:
        params["article"] = [current.example]
    if view() != VIEWS[0]:
        params["view"] = [view()]
    order = ["src", "article", *PARAMETERS.values(), "view"]
    return {key: params[key] for key in order if key in params}


def literal(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:&" else c for c in text)


def digest_of(value: object) -> str:
    """A short digest of a value of plain parts, the same in every process; for the keys of widgets."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]
