"""The Trade value tab: how much trade the measures touch, how a reader sees them, what a rate would cost."""

import streamlit as st

from analysis.trade.model import Flow
from views import parts, perspective, session, trade_html, trade_loaders, trade_words, whatif, words
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
    whatif.draw(exposure, rows, stakes)


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
