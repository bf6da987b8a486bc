"""The popover that shares and exports what is on the page; files are made on click."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from views import charts, exports, frames, session, words
from views.exposure import Exposure
from views.filters import Filters
from views.watcher import theme_mode


def draw_share(exposure: Exposure, filters: Filters) -> None:
    """Link, evidence, brief, matrix."""
    with st.popover(words.SHARE, key="share"):
        st.markdown(f"**{words.LINK}**")
        st.code(link(st.context.url or ""), language=None, wrap_lines=True)
        if session.opened().kind == session.PASTED:
            st.html(f'<p class="note">{words.LINK_KEEPS}</p>')
        scope = filters
        if filters.is_on:
            picked = st.segmented_control(
                words.SCOPE,
                [words.SCOPE_FILTERED, words.SCOPE_ALL],
                default=words.SCOPE_FILTERED,
                key="share_scope",
                required=True,
            )
            scope = Filters() if picked == words.SCOPE_ALL else filters
        _draw_files(exposure, scope)


def _draw_files(exposure: Exposure, scope: Filters) -> None:
    mode = theme_mode()

    def figure_html() -> bytes:
        return charts.to_html(_figure(exposure, scope, mode), exposure.article.title)

    def figure_png() -> bytes:
        return charts.to_png(_figure(exposure, scope, mode))

    def offer(label: str, kind: str, mime: str, make: Callable[[], bytes], name: str) -> None:
        st.download_button(
            label,
            data=make,
            file_name=name,
            mime=mime,
            key=f"share_{kind}",
            on_click="ignore",
            width="stretch",
        )

    def named(suffix: str) -> str:
        return exports.file_name(exposure, suffix)

    offer(words.AS_CSV, "csv", "text/csv", lambda: exports.evidence_csv(exposure, scope), named("csv"))
    offer(
        words.AS_JSON,
        "json",
        "application/json",
        lambda: exports.evidence_json(exposure, scope),
        named("json"),
    )
    offer(words.AS_MD, "md", "text/markdown", lambda: exports.brief_markdown(exposure, scope), named("md"))
    offer(words.AS_HTML, "brief", "text/html", lambda: exports.brief_html(exposure, scope), named("html"))
    offer(words.AS_MATRIX, "matrix", "text/html", figure_html, named("matrix.html"))
    if charts.can_make_png():
        offer(words.AS_PNG, "png", "image/png", figure_png, named("png"))
    else:
        st.html(f'<p class="note">{words.PNG_NEEDS}</p>')


def _figure(exposure: Exposure, scope: Filters, mode: str) -> charts.Figure:
    return charts.matrix(frames.row_frame(exposure, scope), frames.cell_frame(exposure, scope), mode)


def link(address: str) -> str:
    """The address of the page with the state of the moment, which the address bar may not show yet."""
    parts = urlsplit(address)
    return urlunsplit((*parts[:3], urlencode(session.url_params(), doseq=True), ""))
