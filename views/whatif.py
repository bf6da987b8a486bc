"""The what-if: which flow and which rates are asked about, their place in the URL, the widgets and the result."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import streamlit as st

from analysis.place_names import PLACES
from analysis.trade.findings import HIGHEST_RATE, Stake, WhatIf
from analysis.trade.model import ALL_PARTNERS, Flow
from views import parts, trade_html, trade_loaders, trade_words
from views.exposure import Exposure
from views.trade_rows import ValueRow, way_words

FLOW, BEFORE, AFTER = "whatif", "from", "to"
_RATE = re.compile(r"\d{1,4}(?:\.\d{1,3})?")


class Asked(NamedTuple):
    """A flow of goods (sector "" for all of them) and a change of the rate on it, in per cent of the value."""

    exporter: str
    importer: str
    sector: str
    before: float = 0.0
    after: float = 25.0

    @property
    def id(self) -> str:
        """The flow as a link writes it: CAN-USA-metals, CAN-USA for all goods."""
        return "-".join(filter(None, self[:3]))


def asked() -> Asked | None:
    """What was asked for, or None where nobody has asked: the tab then shows an example."""
    value: Asked | None = st.session_state.get("what_if")
    return value


def forget() -> None:
    """Ask for nothing: it was about another article."""
    st.session_state["what_if"] = None


def take_params(params: Mapping[str, list[str]], sectors: Collection[str]) -> tuple[str, ...]:
    """Take what is asked for from query parameters, whole or not at all; the values that are none."""
    given = [next(iter(params.get(name, ())), "") for name in (FLOW, BEFORE, AFTER)]
    st.session_state["what_if"] = None
    if not any(given):
        return ()
    flow = _flow_of(given[0], sectors)
    usual = Asked("", "", "")[3:]
    rates = [_rate_of(text) if text else rate for text, rate in zip(given[1:], usual, strict=True)]
    wrong = [given[0]] if flow is None else []
    wrong += [text for text, rate in zip(given[1:], rates, strict=True) if text and (rate is None or flow is None)]
    if wrong or flow is None:
        return tuple(filter(None, wrong))
    st.session_state["what_if"] = Asked(*flow, *(rate for rate in rates if rate is not None))
    st.session_state["article_tabs"] = trade_words.TAB_VALUE
    return ()


def _flow_of(text: str, sectors: Collection[str]) -> tuple[str, str, str] | None:
    exporter, importer, sector = [*text.split("-"), "", "", ""][:3]
    sides = (*PLACES, ALL_PARTNERS)
    is_known = exporter in sides and importer in sides and sector in ("", *sectors)
    return (exporter, importer, sector) if is_known and text.count("-") <= 2 else None


def _rate_of(text: str) -> float | None:
    rate = float(text) if _RATE.fullmatch(text) else HIGHEST_RATE + 1
    return rate if rate <= HIGHEST_RATE else None


def to_params() -> dict[str, list[str]]:
    """The query parameters of what is asked for; usual rates are left out."""
    wanted = asked()
    if wanted is None:
        return {}
    usual = Asked(*wanted[:3])
    params = {FLOW: [wanted.id]}
    params |= {BEFORE: [f"{wanted.before:g}"]} if wanted.before != usual.before else {}
    return params | ({AFTER: [f"{wanted.after:g}"]} if wanted.after != usual.after else {})


def reckon(wanted: Asked | None, stakes: Iterable[Stake]) -> WhatIf | None:
    """The answer, where the article touches the flow that is asked about, in either direction; needs no session."""
    if wanted is None:
        return None
    flow = next((flow for flow in _flows(stakes) if _id_of(flow) == wanted.id), None)
    return trade_loaders.what_if(flow, before=wanted.before, after=wanted.after) if flow else None


def _flows(stakes: Iterable[Stake]) -> Iterable[Flow]:
    for stake in stakes:
        for flow in (stake.flow, stake.opposite, stake.pair, stake.opposite_pair):
            if isinstance(flow, Flow):
                yield flow


def _id_of(flow: Flow) -> str:
    return Asked(flow.exporter, flow.importer, flow.product).id


def draw(exposure: Exposure, rows: tuple[ValueRow, ...], stakes: tuple[Stake, ...]) -> None:
    """Flow and rates to choose, and the results; nothing where no flow has a figure."""
    names = {_id_of(row.flow): f"{row.name}: {row.way}" for row in rows if isinstance(row.flow, Flow)}
    wanted = asked()
    if wanted and reckon(wanted, stakes) is None:
        st.html(parts.notice(trade_words.WHAT_IF_ELSEWHERE, kind="warn"))
        wanted = None
    if wanted and wanted.id not in names:  # filtered out, or of the other direction
        name = exposure.name(wanted.sector) if wanted.sector else trade_words.ALL_GOODS
        names[wanted.id] = f"{name}: {way_words(wanted.exporter, wanted.importer)}"
    if not names:
        return
    shown = wanted or _asked_of(next(iter(names)))
    st.subheader(trade_words.WHAT_IF, anchor=False)
    values = {"whatif_flow": shown.id, "whatif_before": shown.before, "whatif_after": shown.after}
    for key, value in values.items():
        st.session_state[key] = value
    with st.container(horizontal=True, vertical_alignment="bottom", key="whatif"):
        # options are plain text
        st.selectbox(
            trade_words.WHAT_IF_FLOW, list(names), key="whatif_flow", format_func=names.__getitem__, on_change=_take
        )
        for label, key in ((trade_words.RATE_BEFORE, "whatif_before"), (trade_words.RATE_AFTER, "whatif_after")):
            st.number_input(
                label, 0.0, HIGHEST_RATE, step=1.0, key=key, format="%g", width=160, on_change=_take
            )
    if result := reckon(shown, stakes):
        st.html(f'<p class="note">{trade_words.WHAT_IF_NOTE}</p>' + trade_html.what_if_table(result))


def _take() -> None:
    before, after = (float(st.session_state[key]) for key in ("whatif_before", "whatif_after"))
    st.session_state["what_if"] = _asked_of(st.session_state["whatif_flow"], before, after)


def _asked_of(id: str, *rates: float) -> Asked:
    exporter, importer, sector = [*id.split("-"), ""][:3]
    return Asked(exporter, importer, sector, *rates)

