"""The five filters of the sidebar, for articles and for a corpus: each shows what is filtered and writes it back."""

from collections.abc import Callable, Mapping

import streamlit as st

from analysis.model import Channel, Outlook, Status
from analysis.place_names import place_name
from views import session, words
from views.theme import CHANNELS, OUTLOOKS, STATUSES

Name = Callable[[str], str]


def draw_facets(counts_of: Callable[[str], Mapping[str, int]], sector_name: Name, told: str) -> None:
    """A widget per facet; counts_of gives its values in order, each with how much it would show; told says of what."""
    st.html(f'<p class="note">{told}</p>')
    _pick("sectors", counts_of("sectors"), words.SECTORS, sector_name, words.ALL_SECTORS)
    _choose("channels", counts_of("channels"), words.HOW, lambda v: CHANNELS[Channel(v)][0])
    _choose("outlooks", counts_of("outlooks"), words.OUTLOOK, _outlook_name)
    _choose("statuses", counts_of("statuses"), words.STATUS, lambda v: STATUSES[Status(v)].capitalize())
    _pick("places", counts_of("places"), words.ACTORS, place_name, words.ALL_PLACES)


def _outlook_name(value: str) -> str:
    look = OUTLOOKS[Outlook(value)]
    return f"{look.glyph} {look.label}"


def _pick(facet: str, counts: Mapping[str, int], label: str, name: Name, none: str) -> None:
    """Any of many values, to be searched."""
    st.multiselect(
        label,
        list(counts),
        key=_shown(facet),
        placeholder=none,
        on_change=_take,
        args=(facet,),
        format_func=lambda value: f"{name(value)} {counts.get(value, 0):,}",
    )


def _choose(facet: str, counts: Mapping[str, int], label: str, name: Name) -> None:
    """Any of a few values, all in sight."""
    if not counts:
        st.html(f'<p class="note">{label}: {words.NOT_STATED}</p>')
        return
    st.pills(
        label,
        list(counts),
        key=_shown(facet),
        selection_mode="multi",
        on_change=_take,
        args=(facet,),
        format_func=lambda value: f"{name(value)} {counts.get(value, 0):,}",
    )


def _shown(facet: str) -> str:
    """The key of a widget, which is made to show what is filtered."""
    key = f"filter_{facet}"
    st.session_state[key] = list(getattr(session.filters(), facet))
    return key


def _take(facet: str) -> None:
    """A widget was changed: its value becomes the filter."""
    value = tuple(st.session_state.get(f"filter_{facet}") or ())
    session.set_filters(session.filters().asking(facet, value))
