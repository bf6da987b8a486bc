"""The Taxonomy page: why a word matches, and what a changed entry would do before it is applied."""

import pandas as pd
import streamlit as st

from views import impact, parts, session, taxonomy_words, words
from views.engine_facts import SectorFacts, sector_facts
from views.loaders import Draft, read_draft
from views.taxonomy_editor import draw_editor


def main() -> None:
    """Draw the page."""
    st.html(f'<h1 class="title">{words.TAXONOMY}</h1><p class="source">{taxonomy_words.TAXONOMY_INTRO}</p>')
    st.header(taxonomy_words.TRY, anchor=False)
    _draw_tester()
    left, right = st.columns([6, 7], gap="medium")
    with left:
        st.header(taxonomy_words.BROWSE, anchor=False)
        sector = _draw_list()
    with right:
        if sector is None:
            st.html(parts.notice(taxonomy_words.NO_SECTOR_FOUND))
        else:
            draw_editor(sector)


@st.fragment
def _draw_tester() -> None:
    phrase = st.text_input(
        taxonomy_words.PHRASE,
        key="taxonomy_phrase",
        live="250ms",
        placeholder=taxonomy_words.PHRASE_HINT,
        max_chars=2000,
        persist_state="session",
    )
    phrase = (phrase or "").strip()
    if not phrase:
        st.html(f'<p class="note">{taxonomy_words.PHRASE_NOTE}</p>')
        return
    source = session.taxonomy_source()
    # a full stop keeps the phrase from being taken for a headline
    text = phrase if phrase[-1] in ".!?" else f"{phrase}."
    traces = impact.traces_of(read_draft(Draft(text=text, title=""), source))
    if traces:
        names = session.names().sectors
        rows = [
            [
                f'<span class="serif" dir="auto">{parts.safe(trace.words)}</span>',
                f"<b>{taxonomy_words.COUNTS}</b>" if trace.counts else taxonomy_words.COUNTS_NOT,
                parts.safe(names.get(trace.sector, trace.sector)),
                parts.safe(trace.term),
                parts.safe(trace.because),
            ]
            for trace in traces[:40]
        ]
        st.html(parts.table(taxonomy_words.TRACE_HEADS, rows, label=taxonomy_words.TRY))
        return
    terms = [(term, sector.name) for sector in sector_facts(source) for term in sector.terms]
    near = impact.near_terms(phrase, terms)
    items = "".join(
        f"<li>{parts.safe(term)} <span class='muted'>({parts.safe(name)})</span></li>" for term, name in near
    )
    st.html(
        parts.notice(taxonomy_words.NO_ENTRY)
        + (f'<p class="note near">{taxonomy_words.NEAR}</p><ul class="near">{items}</ul>' if near else "")
    )


def _draw_list() -> SectorFacts | None:
    """The list of sectors; the one that is chosen."""
    sectors = sector_facts(session.taxonomy_source())
    asked = st.text_input(
        taxonomy_words.SEARCH,
        key="taxonomy_search",
        placeholder=taxonomy_words.SEARCH_HINT,
        persist_state="session",
    )
    needle = (asked or "").strip().lower()
    found = [sector for sector in sectors if needle in _searchable(sector)] if needle else list(sectors)
    if not found:
        return None
    hits = _hits()
    frame = pd.DataFrame(
        [(s.name, len(s.terms), hits.get(s.id, 0), ", ".join(s.hs) or taxonomy_words.NO_HS) for s in found],
        columns=list(taxonomy_words.LIST_HEADS),
    )
    ids = [sector.id for sector in found]
    chosen = st.session_state.get("taxonomy_sector", ids[0])
    at = ids.index(chosen) if chosen in ids else 0
    event = st.dataframe(
        frame,
        key=f"taxonomy_list_{session.digest_of(ids)}",
        hide_index=True,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [at]}},
        column_config={
            head: st.column_config.Column(width=width)
            for head, width in zip(taxonomy_words.LIST_HEADS, (265, 62, 58, 220), strict=True)
        },
        on_select="rerun",
        height=min(38 + 35 * len(found), 560),
        alt=taxonomy_words.LIST_ALT,
    )
    rows = event["selection"]["rows"]
    if rows:
        chosen = ids[rows[0]]
    if chosen not in ids:
        chosen = ids[0]
    st.session_state["taxonomy_sector"] = chosen
    return found[ids.index(chosen)]


def _searchable(sector: SectorFacts) -> str:
    return " ".join((sector.id, sector.name, *sector.hs, *sector.segments.values(), *sector.terms)).lower()


def _hits() -> dict[str, int]:
    """Mentions of each sector in the open article."""
    analysis = session.exposure().analysis
    return {reading.sector: len(reading.mentions) for reading in (*analysis.readings, *analysis.passing)}


main()
