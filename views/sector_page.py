"""The Sector page: what is being said about one industry over a corpus."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.model import WHOLE_ECONOMY
from views import (
    corpus_exports,
    corpus_frames,
    corpus_parts,
    exports,
    parts,
    sector_exports,
    sector_parts,
    session,
    timelines,
    words,
)
from views.charts import CONFIG, Figure
from views.corpus_loaders import evidence_rows
from views.corpus_sidebar import sector_name
from views.corpus_tabs import draw_stories
from views.filters import Filters
from views.loaders import OpenStore, ask, ask_outlooks
from views.sector_parts import Change, SectorFacts
from views.share import File, draw_popover, figure_files
from views.store_dialog import store_or_help
from views.watcher import is_warm, theme_mode

Brief = Callable[[str, str, pd.DataFrame, pd.DataFrame, pd.DataFrame, str], bytes]
BARS_HEIGHT = 200
_PERIOD = 28
_MOST_QUOTES, _MOST_STORIES, _MOST_ACTORS = 30, 25, 12


def main() -> None:
    """Draw the page: what answers first is written first."""
    store = store_or_help()
    if store is None:
        return
    sectors = [s for s in ask(store, "options", facet="sectors")["value"].tolist() if s != WHOLE_ECONOMY]
    if not sectors:
        st.html(f'<h1 class="title">{words.SECTOR_PAGE}</h1>' + parts.notice(words.SECTOR_NONE))
        return
    asked = session.filters()
    sector = next((s for s in asked.sectors if s in sectors), sectors[0])
    narrowed = asked.asking("sectors", (sector,))
    facts = _facts(store, sector)
    lede = sector_parts.lede(facts, _change(store, sector))
    with st.container(gap="xsmall", key="answer"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
            st.html(f'<h1 class="title">{parts.safe(facts.name)}</h1>{_source(store, facts)}')
            draw_popover(narrowed, lambda scope: _files(store, sector, lede, scope))
        st.html(parts.lede(lede) + sector_parts.fact_strip(facts))
    silent = [sector_name(other) for other in asked.sectors if other not in sectors]
    if silent and sector not in asked.sectors:
        told = words.SECTOR_SILENT.format(names=" or ".join(silent), shown=facts.name)
        st.html(parts.notice(told, kind="warn"))
    _draw_pick(sectors, sector)
    totals = _totals(store, narrowed)
    if narrowed != Filters(sectors=(sector,)):
        whole = _totals(store, Filters(sectors=(sector,)))
        st.html(corpus_parts.showing(narrowed, totals, whole, sector_name))
    if not totals["passing_count"]:
        st.html(parts.notice(words.NO_STORY, role="presentation"))
        st.button(words.RESET, key="sector_reset", on_click=session.reset_filters)
        return
    with st.container(key="two"):
        left, right = st.columns([6, 4], gap="medium")
        with left:
            _draw_weeks(store, sector, narrowed)
            _draw_how(store, narrowed)
            _draw_actors(store, narrowed)
        with right:
            st.header(words.SECTOR_NEWEST, anchor=False)
            st.html(sector_parts.evidence(ask(store, "evidence", narrowed, most=_MOST_QUOTES)))
    _draw_stories(store, narrowed)


def _totals(store: OpenStore, filters: Filters) -> dict[str, Any]:
    return {str(name): value for name, value in ask(store, "totals", filters).iloc[0].items()}


def _facts(store: OpenStore, sector: str) -> SectorFacts:
    """The sector in the whole corpus, whatever is filtered."""
    alone = Filters(sectors=(sector,))
    own, every = ask(store, "totals", alone).iloc[0], ask(store, "totals").iloc[0]
    newest = ask(store, "articles", alone, most=1)
    outlooks = ask_outlooks(store, sector).rename(columns={"outlook": "value"})
    channels, statuses = ask(store, "options", alone, facet="channels"), ask(store, "statuses", alone)
    return SectorFacts(
        name=sector_name(sector),
        story_count=int(own["passing_count"]),
        of_all=int(every["story_count"]),
        by_outlook=sector_parts.counts_of(outlooks),
        by_channel=sector_parts.counts_of(channels),
        firmest=sector_parts.firmest_in(statuses),
        last_day=corpus_frames.day_text(newest["published"].iloc[0]) if len(newest) else words.NOT_STATED,
    )


def _change(store: OpenStore, sector: str) -> Change | None:
    totals = ask(store, "totals").iloc[0]
    if pd.isna(totals["last_day"]):
        return None
    periods = corpus_frames.periods_of(
        Filters(), totals["first_day"].date(), totals["last_day"].date(), _PERIOD
    )
    changes = ask(store, "compare", Filters(sectors=(sector,)), first=periods.first, second=periods.second)
    return sector_parts.change_of(changes, sector, _PERIOD)


def _source(store: OpenStore, facts: SectorFacts) -> str:
    stories = corpus_frames.stories(facts.story_count)
    line = f"{session.store_name(store.folder)} · {stories} · {words.READ_BY}"
    return f'<p class="source">{parts.safe(line)}</p>'


def _draw_pick(sectors: list[str], sector: str) -> None:
    st.session_state["sector_pick"] = sector
    st.selectbox(
        words.SECTOR_PICK,
        sectors,
        key="sector_pick",
        format_func=sector_name,
        on_change=_take_sector,
        width=360,
    )


def _take_sector() -> None:
    session.set_filters(session.filters().asking("sectors", (st.session_state["sector_pick"],)))


def _weeks(store: OpenStore, filters: Filters) -> corpus_frames.Weeks:
    return corpus_frames.week_bars(ask(store, "weeks", filters, most=1))


def _bars(store: OpenStore, filters: Filters, mode: str) -> Figure:
    weeks = _weeks(store, filters)
    figure = timelines.panels(
        [(s, "", *bars) for s, bars in weeks.panels.items()], weeks.bins, mode, across=1
    )
    # one panel needs no title and takes the whole height
    return figure.update_layout({"height": BARS_HEIGHT})


def _draw_weeks(store: OpenStore, sector: str, filters: Filters) -> None:
    st.header(words.SECTOR_WEEKS, anchor=False)
    weeks = _weeks(store, filters)
    if not weeks.bins:
        st.html(parts.notice(words.NO_WEEKS, role="presentation"))
        return
    st.html(f'<p class="note">{words.PANEL_NOTE.format(unit=corpus_frames.BIN_NAMES[weeks.kind])}</p>')
    with st.container(key="sector_bars"):
        if is_warm():
            st.plotly_chart(
                _bars(store, filters, theme_mode()),
                theme=None,
                key="sector_weeks",
                config=CONFIG,
                alt=sector_parts.weeks_alt(weeks, sector_name(sector)),
            )
        else:
            st.skeleton(BARS_HEIGHT)
    summary = f"<summary>{words.SECTOR_WEEKS_TABLE}</summary>"
    st.html(f'<details class="rules">{summary}{sector_parts.bins_table(weeks)}</details>')


def _draw_how(store: OpenStore, filters: Filters) -> None:
    st.header(words.SECTOR_HOW, anchor=False)
    frame = ask(store, "statuses", filters)
    if frame.empty:
        st.html(parts.notice(words.NO_CHANNEL, role="presentation"))
        return
    st.html(f'<p class="note">{words.SECTOR_HOW_NOTE}</p>{sector_parts.status_table(frame)}')


def _draw_actors(store: OpenStore, filters: Filters) -> None:
    st.header(words.SECTOR_ACTORS, anchor=False)
    frame = ask(store, "actors", filters, most=_MOST_ACTORS)
    if frame.empty:
        st.html(parts.notice(words.NO_ACTOR, role="presentation"))
        return
    st.html(corpus_parts.actors_table(frame, most=_MOST_ACTORS))


def _draw_stories(store: OpenStore, filters: Filters) -> None:
    st.header(words.SECTOR_STORIES, anchor=False)
    frame = ask(store, "articles", filters, most=_MOST_STORIES)
    st.html(f'<p class="note">{words.SECTOR_STORIES_HINT.format(count=len(frame))}</p>')
    table = corpus_frames.article_table(frame, sector_name)
    draw_stories(store, table, frame["article_no"].tolist(), words.ARTICLES_ALT)


def _files(store: OpenStore, sector: str, lede: str, scope: Filters) -> list[File]:
    """What can be taken away; without filters it is still about the sector."""
    asked, mode = scope.asking("sectors", (sector,)), theme_mode()
    name = sector_name(sector)
    method = words.SECTOR_METHOD.format(store=session.store_name(store.folder)) + words.UNDER_MATRIX

    def named(suffix: str) -> str:
        return f"sector_{exports.slug_of(name) or sector}_{date.today().isoformat()}.{suffix}"

    def rows() -> list[dict[str, Any]]:
        return corpus_exports.records(evidence_rows(store, asked))

    def brief(write: Brief) -> bytes:
        statuses, actors = ask(store, "statuses", asked), ask(store, "actors", asked, most=_MOST_ACTORS)
        return write(name, lede, statuses, actors, ask(store, "evidence", asked, most=_MOST_QUOTES), method)

    files = [
        File(words.AS_CSV, "csv", "text/csv", named("csv"), lambda: corpus_exports.rows_csv(rows())),
        File(
            words.AS_JSON,
            "json",
            "application/json",
            named("json"),
            lambda: corpus_exports.rows_json(rows(), asked),
        ),
        File(words.AS_MD, "md", "text/markdown", named("md"), lambda: brief(sector_exports.brief_markdown)),
        File(words.AS_HTML, "brief", "text/html", named("html"), lambda: brief(sector_exports.brief_html)),
    ]
    labels = (words.AS_CHART, words.AS_CHART_PNG)
    return files + figure_files(labels, named, lambda: _bars(store, asked, mode), name)


main()
