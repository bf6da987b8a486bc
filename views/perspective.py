"""The switch "Read as": whose eyes the outlooks are read with; its state, its place in the URL, widgets, notice."""

from collections.abc import Mapping

import streamlit as st

from analysis.place_names import PLACES, place_name
from analysis.trade.findings import ReadAs, Role
from views import trade_words
from views.parts import safe

COUNTRY, ROLE = "as", "role"
# offered after the places of the article: the economies that trade figures are held for
_USUAL = "CAN USA CHN EUU MEX JPN KOR GBR IND BRA AUS CHE IDN QAT RUS SAU THA TUR VNM ZAF".split()
_NOBODY, _ALL_ROLES = "", ""


def read_as() -> ReadAs | None:
    """Whose eyes are looked through, or None for the text's own reading."""
    value: ReadAs | None = st.session_state.get("read_as")
    return value


def take_params(params: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Take the reader from query parameters; the values that name nobody."""
    country = next(iter(params.get(COUNTRY, ())), _NOBODY)
    role = next(iter(params.get(ROLE, ())), _ALL_ROLES)
    known = country in PLACES
    roles = {str(value) for value in Role}
    st.session_state["read_as"] = (
        ReadAs(country=country, role=Role(role) if role in roles else None) if known else None
    )
    unknown = [country] if country and not known else []
    if role and (role not in roles or not known):
        unknown.append(role)
    return tuple(unknown)


def to_params() -> dict[str, list[str]]:
    """The query parameters of the reader; nobody is left out."""
    reader = read_as()
    if reader is None:
        return {}
    return {COUNTRY: [reader.country], **({ROLE: [str(reader.role)]} if reader.role else {})}


def draw_switch(places: list[str]) -> None:
    """Country and role in the sidebar; the places of the article come first."""
    reader = read_as()
    offered = dict.fromkeys([*(p for p in places if p in PLACES), *_USUAL])
    if reader:
        offered[reader.country] = None
    st.session_state["read_as_country"] = reader.country if reader else _NOBODY
    st.selectbox(
        trade_words.READ_AS,
        [_NOBODY, *offered],
        key="read_as_country",
        on_change=_take,
        format_func=lambda code: place_name(code) if code else trade_words.READ_AS_NOBODY,
        help=trade_words.READ_AS_HELP,
    )
    if reader is None:
        return
    st.session_state["read_as_role"] = str(reader.role) if reader.role else _ALL_ROLES
    st.selectbox(
        trade_words.READ_AS_ROLE,
        [_ALL_ROLES, *map(str, Role)],
        key="read_as_role",
        on_change=_take,
        format_func=lambda role: trade_words.ROLES[role] if role else trade_words.ALL_ROLES,
    )


def _take() -> None:
    country = st.session_state.get("read_as_country") or ""
    role = st.session_state.get("read_as_role") or ""
    st.session_state["read_as"] = (
        ReadAs(country=country, role=Role(role) if role else None) if country else None
    )


def name_of(reader: ReadAs) -> str:
    """Who reads, in words: Canada, exporter."""
    role = trade_words.ROLES[str(reader.role)].lower() if reader.role else trade_words.ALL_ROLES.lower()
    return f"{place_name(reader.country)}, {role}"


def id_of(reader: ReadAs | None) -> str:
    """Who reads, as ids for a data column: "CAN exporter", empty for nobody."""
    return f"{reader.country} {reader.role or ''}".strip() if reader else ""


def notice() -> str:
    """The line under the answer that says whose outlooks these are; empty where they are the text's own."""
    reader = read_as()
    if reader is None:
        return ""
    told = trade_words.READ_AS_NOTICE.format(who=f"<b>{safe(name_of(reader))}</b>")
    return f'<p class="notice quiet" role="status">{told}</p>'
