"""The Trade value tab: how much trade the measures touch, how a reader sees them, what a rate would cost."""

import streamlit as st

from analysis.errors import AnalysisError
from analysis.trade.findings import HIGHEST_RATE, WhatIf
from analysis.trade.model import Flow
from views import parts, perspective, session, trade_html, trade_loaders, trade_words, words
from views.charts import CONFIG
from views.exposure import Exposure
from views.filters import Filters
from views.trade_rows import (
    DIRECTIONS,
    TOUCHED,
    ValueRow,
    range_words,
    rows_of,
    source_words,
    value_words,
)
from views.value_chart import Dot, dot_alt, dot_plot
from views.watcher import is_warm, theme_mode

MOST_DRAWN = 20


def draw_values(exposure: Exposure, filters: Filters) -> None:
    """Values, then the reader's view where there is one, then the what-if."""
    stakes = trade_loaders.stakes(exposure.analysis)
    if not stakes:
        st.html(parts.notice(trade_words.NO_STAKE))
        return
    st.html(f'<p class="note">{trade_words.VALUE_INTRO}</p>')
    direction = st.segmented_control(
        trade_words.DIRECTION,
        DIRECTIONS,
        key="value_direction",
        default=TOUCHED,
        required=True,
        format_func=lambda value: trade_words.DIRECTIONS[value],
        persist_state="session",
    )
    rows = rows_of(exposure, stakes, filters, direction or TOUCHED)
    if not rows:
        st.html(parts.notice(words.NO_MATCH))
        return
    _draw_chart(rows)
    left = "".join(map(parts.notice, trade_loaders.left_out(exposure.analysis)))
    told = trade_html.sources(trade_loaders.attributions(stakes))
    st.html(trade_html.value_table(rows) + left + told)
    _draw_view(exposure)
    _draw_what_if(exposure, rows)


def _draw_chart(rows: tuple[ValueRow, ...]) -> None:
    dots = tuple([_dot(row) for row in rows if isinstance(row.flow, Flow) or row.stated_usd][:MOST_DRAWN])
    if not dots:
        st.html(parts.notice(trade_words.NO_VALUE_DRAWN))
        return
    st.html(trade_html.value_key())
    if not is_warm():
        return
    with st.container(key="valuewrap"):
        st.plotly_chart(
            dot_plot(dots, theme_mode(), trade_words.REFERENCE_DATA, trade_words.STATED_IN_TEXT),
            theme=None,
            key="value_chart",
            config=CONFIG,
            alt=dot_alt(dots),
        )


def _dot(row: ValueRow) -> Dot:
    flow = row.flow
    low, high = (float(flow.low), float(flow.high)) if isinstance(flow, Flow) else (None, None)
    hover = f"{row.name}, {row.way}: {value_words(row)}. {source_words(flow)}. {range_words(flow)}"
    year = f", {flow.year}" if isinstance(flow, Flow) else ""
    is_total = row.name == trade_words.ALL_GOODS
    return Dot(f"{row.name}: {row.way}{year}", low, high, row.stated_usd, is_total, hover)


def _draw_view(exposure: Exposure) -> None:
    reader = perspective.read_as()
    if reader is None:
        return
    who = perspective.name_of(reader)
    st.subheader(trade_words.READ_AS_HEAD.format(who=session.literal(who)), anchor=False)
    views = trade_loaders.views_of(session.reading(), reader)
    st.html(trade_html.view_table(exposure, views, who))


def reckoned() -> dict[str, WhatIf]:
    """The what-if shown last for each article; files made later in the same run see what the tab has put in."""
    kept: dict[str, WhatIf] = st.session_state.setdefault("what_if", {})
    return kept


def _draw_what_if(exposure: Exposure, rows: tuple[ValueRow, ...]) -> None:
    known = [row for row in rows if isinstance(row.flow, Flow)]
    if not known:
        return
    st.subheader(trade_words.WHAT_IF, anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", key="whatif"):
        picked = st.selectbox(
            trade_words.WHAT_IF_FLOW,
            range(len(known)),
            key=f"whatif_flow_{session.digest_of([(r.sector, r.way) for r in known])}",
            format_func=lambda index: f"{known[index].name}: {known[index].way}",  # options are plain text
        )
        before = st.number_input(
            trade_words.RATE_BEFORE,
            0.0,
            HIGHEST_RATE,
            0.0,
            step=1.0,
            key="whatif_before",
            format="%g",
            width=160,
        )
        after = st.number_input(
            trade_words.RATE_AFTER,
            0.0,
            HIGHEST_RATE,
            25.0,
            step=1.0,
            key="whatif_after",
            format="%g",
            width=160,
        )
    flow = known[picked or 0].flow
    if isinstance(flow, Flow):
        try:
            result = trade_loaders.what_if(flow, before=float(before), after=float(after))
        except AnalysisError as error:
            st.html(parts.notice(str(error), kind="warn"))
            return
        reckoned()[exposure.article.id] = result
        st.html(f'<p class="note">{trade_words.WHAT_IF_NOTE}</p>' + trade_html.what_if_table(result))
