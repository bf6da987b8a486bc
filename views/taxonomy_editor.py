"""The editor of one sector: terms or text, checked and previewed on the open article before it is applied."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analysis.errors import TaxonomyError
from views import impact, parts, session, taxonomy_words, words
from views.engine_facts import SectorFacts, written_terms
from views.loaders import read_draft, taxonomy_of
from views.taxonomy_text import lines_of, lost_comments, with_lines, with_terms

_COLUMNS = ("term", "segment", "kind", "needs", "blocks", "case", "flags")
_MOST_LISTED = 12


def draw_editor(sector: SectorFacts) -> None:
    """The sector's facts, its terms, its text, and what may be done with them."""
    st.header(session.literal(sector.name), anchor=False)
    codes = [("HS", sector.hs), ("ISIC", sector.isic), ("NAICS", sector.naics)]
    told = " · ".join(f"{label} {', '.join(values)}" for label, values in codes if values)
    st.html(
        f'<p class="note">{parts.safe(sector.description)}<br>{parts.safe(sector.id)} · {parts.safe(told)}</p>'
    )
    source = session.taxonomy_source()
    block = lines_of(source, sector.first_line, sector.last_line)
    tag = f"{sector.id}_{taxonomy_of(source).digest}"
    terms, text = st.tabs(
        [taxonomy_words.TERMS, taxonomy_words.AS_TEXT], key="taxonomy_tabs", on_change="rerun"
    )
    edited = block
    with terms:
        if terms.open:
            edited = _edit_terms(sector, source, block, tag)
    with text:
        if text.open:
            label = taxonomy_words.TEXT_LABEL.format(first=sector.first_line, last=sector.last_line)
            edited = st.text_area(label, block, height=420, key=f"taxonomy_text_{tag}") or block
    _draw_actions(
        source, with_lines(source, sector.first_line, sector.last_line, edited) if edited != block else source
    )


def _edit_terms(sector: SectorFacts, source: str, block: str, tag: str) -> str:
    """The block as the editor leaves it; the same words where nothing was edited."""
    records = written_terms(source, sector.id)
    frame = pd.DataFrame([[record[c] for c in _COLUMNS] for record in records], columns=list(_COLUMNS))
    key = f"taxonomy_terms_{tag}"
    edited = st.data_editor(
        frame,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height=420,
        alt=taxonomy_words.TERMS_ALT,
        column_config={
            "term": st.column_config.TextColumn("Term", width=170, required=True),
            "segment": st.column_config.SelectboxColumn(
                "Segment", options=list(sector.segments), width=120, required=True
            ),
            "kind": st.column_config.SelectboxColumn(
                "Kind", options=["term", "company"], width=80, default="term"
            ),
            "needs": st.column_config.TextColumn("Needs one of", width=140, default=""),
            "blocks": st.column_config.TextColumn("Blocked by", width=140, default=""),
            "case": st.column_config.SelectboxColumn(
                "Case", options=["any", "lower", "cased"], width=70, default="any"
            ),
            "flags": st.column_config.TextColumn("Flags", width=90, default=""),
        },
    )
    changes: Mapping[str, Any] = st.session_state.get(key) or {}
    if not any(changes.get(kind) for kind in ("edited_rows", "added_rows", "deleted_rows")):
        return block
    rows: list[dict[str, object]] = [
        {str(k): (None if pd.isna(v) else v) for k, v in row.items()} for row in edited.to_dict("records")
    ]
    if lost := lost_comments(block, records, rows):
        st.html(parts.notice(taxonomy_words.COMMENTS_LOST.format(count=lost), kind="warn"))
    return with_terms(block, sector.segments, records, rows)


def _draw_actions(source: str, edited: str) -> None:
    is_changed = edited != source
    if not is_changed:
        st.html(f'<p class="note">{taxonomy_words.NOT_EDITED}</p>')
    else:
        problems = _problems_of(edited)
        if problems:
            shown = "".join(f"<li>{parts.safe(problem)}</li>" for problem in problems[:_MOST_LISTED])
            more = len(problems) - _MOST_LISTED
            rest = f"<li>{words.MORE_ROWS.format(count=more)}</li>" if more > 0 else ""
            st.html(
                parts.notice(taxonomy_words.INVALID, kind="warn", role="alert")
                + f'<ul class="near">{shown}{rest}</ul>'
            )
            is_changed = False
        else:
            _draw_impact(source, edited)
    with st.container(horizontal=True):
        st.button(
            taxonomy_words.APPLY,
            key="taxonomy_apply",
            type="primary",
            disabled=not is_changed,
            on_click=_apply,
            args=(edited,),
        )
        st.button(
            taxonomy_words.UNDO,
            key="taxonomy_undo",
            disabled=not st.session_state.get("taxonomy_undo_stack"),
            on_click=_undo,
        )
        st.button(
            taxonomy_words.RESET_TAXONOMY,
            key="taxonomy_reset",
            disabled=not st.session_state.get("taxonomy_source"),
            on_click=_reset,
        )
        st.download_button(
            taxonomy_words.DOWNLOAD,
            data=(edited if is_changed else source).encode,
            file_name="sectors.yaml",
            mime="application/yaml",
            key="taxonomy_download",
            on_click="ignore",
        )


def _problems_of(source: str) -> tuple[str, ...]:
    try:
        taxonomy_of(source)
    except TaxonomyError as error:
        return error.problems
    return ()


def _draw_impact(source: str, edited: str) -> None:
    draft = session.draft()
    change = impact.impact_of(read_draft(draft, source), read_draft(draft, edited))
    text = session.exposure().article.text
    told = taxonomy_words.IMPACT.format(
        added=_matches(len(change.added)), removed=_matches(len(change.removed))
    )
    items = [
        f"<li>{sign} <b dir='auto'>{parts.safe(text[match.start : match.end])}</b> "
        f"<span class='muted'>{parts.safe(match.sector)}, entry {parts.safe(match.term)}</span></li>"
        for sign, matches in (("+", change.added), ("−", change.removed))
        for match in matches[:_MOST_LISTED]
    ]
    items += [
        f"<li>{taxonomy_words.GAINED.format(sector=parts.safe(sector))}</li>" for sector in change.gained
    ]
    items += [f"<li>{taxonomy_words.LOST.format(sector=parts.safe(sector))}</li>" for sector in change.lost]
    st.html(parts.notice(told) + (f'<ul class="near">{"".join(items)}</ul>' if items else ""))


def _matches(count: int) -> str:
    return taxonomy_words.MATCH if count == 1 else taxonomy_words.MATCHES.format(count=count)


def _apply(edited: str) -> None:
    stack: list[str | None] = st.session_state.setdefault("taxonomy_undo_stack", [])
    stack.append(st.session_state.get("taxonomy_source"))
    del stack[:-20]
    st.session_state["taxonomy_source"] = edited
    st.session_state["toasts"] = [taxonomy_words.APPLIED]


def _undo() -> None:
    stack: list[str | None] = st.session_state.get("taxonomy_undo_stack") or []
    if stack:
        st.session_state["taxonomy_source"] = stack.pop()


def _reset() -> None:
    stack: list[str | None] = st.session_state.setdefault("taxonomy_undo_stack", [])
    stack.append(st.session_state.get("taxonomy_source"))
    st.session_state["taxonomy_source"] = None
