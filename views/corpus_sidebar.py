"""The sidebar of the corpus pages: which store, and its filters with the number of stories that each would show."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.errors import AnalysisError
from analysis.model import WHOLE_ECONOMY, Channel, Status
from views import session, words
from views.exposure import WHOLE_ECONOMY_NAME
from views.facets import draw_facets
from views.filters import MOST_TEXT
from views.loaders import OpenStore, ask
from views.store_dialog import open_store_dialog


def draw_store() -> None:
    """Which store, at the top of the sidebar; drawn before the page, so that the page knows its width."""
    with st.sidebar:
        _draw_store()


def draw_corpus_filters(page: str) -> None:
    """Filters and Reset, drawn after the page: their counts take longest and the answer comes first.

    A store that cannot be opened has no filters, and the page says why.
    """
    try:
        current = session.store()
    except AnalysisError:
        return
    if current is None:
        return
    with st.sidebar:
        st.header(words.FILTERS)
        _draw_filters(current, _sector_of(page))
        st.button(words.RESET, key="filter_reset", on_click=session.reset_filters, width="stretch")


def _draw_store() -> None:
    known = session.stores()
    if known:
        st.session_state["store_pick"] = session.store_path()
        st.selectbox(
            words.STORE,
            known,
            key="store_pick",
            on_change=lambda: session.choose_store(st.session_state["store_pick"]),
            format_func=session.store_name,
        )
    if st.button(words.OPEN_STORE, key="store_open", width="stretch", type="primary"):
        open_store_dialog()


def _draw_filters(store: OpenStore, sector: str) -> None:
    wanted = session.filters()
    st.session_state["filter_text"] = wanted.text
    st.text_input(
        words.TEXT_QUERY,
        key="filter_text",
        placeholder=words.TEXT_HINT,
        max_chars=MOST_TEXT,
        on_change=_take_text,
    )
    _draw_days(store)
    draw_facets(lambda facet: _counts(store, facet, sector), sector_name, words.COUNTS_STORIES)


def sector_name(sector: str) -> str:
    """The name of a sector or of the whole economy; its id where the taxonomy in use does not know it."""
    return WHOLE_ECONOMY_NAME if sector == WHOLE_ECONOMY else session.names().sectors.get(sector, sector)


def names_in_use() -> Callable[[str], str]:
    """The same for a file that is made later, outside of the visitor's session."""
    names = dict(session.names().sectors)
    return lambda sector: WHOLE_ECONOMY_NAME if sector == WHOLE_ECONOMY else names.get(sector, sector)


def _draw_days(store: OpenStore) -> None:
    totals = ask(store, "totals").iloc[0]
    if pd.isna(totals["first_day"]):
        return
    wanted = session.filters()
    first, last = totals["first_day"].date(), totals["last_day"].date()
    days = [day for day in (first, last, wanted.since, wanted.until) if day is not None]
    for name, label in (("since", words.SINCE), ("until", words.UNTIL)):
        st.session_state[f"filter_{name}"] = getattr(wanted, name)
        st.date_input(
            label,
            value=None,
            key=f"filter_{name}",
            min_value=min(days),
            max_value=max(days),
            format="YYYY-MM-DD",
            on_change=_take_day,
            args=(name,),
        )


def _sector_of(page: str) -> str:
    """The sector that a page is about whatever is filtered, or none."""
    return str(st.session_state.get("sector_pick", "")) if page == "sector" else ""


def _counts(store: OpenStore, facet: str, sector: str) -> dict[str, int]:
    """Stories per value under the other facets, of one sector where one is given, in a steady order; values without
    any go last."""
    every = ask(store, "options", facet=facet)["value"].tolist()
    asked = session.filters()
    under = ask(store, "options", asked.asking("sectors", (sector,)) if sector else asked, facet=facet)
    found = dict(zip(under["value"], under["story_count"].tolist(), strict=True))
    values = dict.fromkeys((*every, *getattr(session.filters(), facet)))
    order = _ORDERS.get(facet)
    ranked = sorted(values, key=order.index) if order else list(values)
    return {value: found.get(value, 0) for value in sorted(ranked, key=lambda v: not found.get(v))}


_ORDERS: dict[str, list[str]] = {
    "channels": [str(channel) for channel in Channel],
    "outlooks": ["opportunity", "risk", "mixed", "watch", "none"],
    "statuses": [str(status) for status in Status],
}


def _take_text() -> None:
    text = " ".join((st.session_state.get("filter_text") or "").split())
    session.set_filters(session.filters().asking("text", text))


def _take_day(name: str) -> None:
    session.set_filters(session.filters().asking(name, st.session_state.get(f"filter_{name}")))
