"""The popover that shares and exports what is on the page; files are made on click."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from analysis.trade.findings import WhatIf
from views import (
    charts,
    exports,
    frames,
    links,
    perspective,
    session,
    trade_loaders,
    trade_words,
    value_exports,
    whatif,
    words,
)
from views.exposure import Exposure
from views.filters import Filters
from views.watcher import theme_mode

# the kind of the file that is one page to pass on
BRIEF = "md"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class File(NamedTuple):
    """A file that can be taken away; it is made on click."""

    label: str
    kind: str
    mime: str
    name: str
    make: Callable[[], bytes]


def draw_share(exposure: Exposure, filters: Filters) -> None:
    """Link, evidence, brief, matrix."""
    is_own = session.opened().kind == session.PASTED
    draw_popover(filters, lambda scope: _files(exposure, scope), of_link=words.LINK_KEEPS if is_own else "")


def draw_popover(
    filters: Filters, files_of: Callable[[Filters], Sequence[File]], *, of_link: str = "", of_files: str | None = None
) -> None:  # fmt: skip
    """The link to the page, and files of what is filtered or of everything, each with what is to be said of them.

    Without a word on the files, it is said what a picture needs where none can be made.
    """
    with st.popover(words.SHARE, key="share"):
        st.markdown(f"**{words.LINK}**")
        st.code(link(st.context.url or ""), language=None, wrap_lines=True)
        _draw_note(of_link)
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
        files = files_of(scope)
        for file in files:
            if file.kind == BRIEF:
                _draw_copy(file)
        for file in files:
            st.download_button(
                file.label,
                data=file.make,
                file_name=file.name,
                mime=file.mime,
                key=f"share_{file.kind}",
                on_click="ignore",
                width="stretch",
            )
        if of_files is None:
            of_files = "" if charts.can_make_png() else words.PNG_NEEDS
        _draw_note(of_files)


def _draw_copy(brief: File) -> None:
    """The brief as text with a button that copies it; made when it is asked for."""
    copy = st.expander(words.COPY_BRIEF, key="share_copy", on_change="rerun")
    if copy.open:
        with copy:
            # for a mail or a note, where nothing is to be made inert: what is escaped for Markdown as it was
            told = _ESCAPED.sub(r"\1", brief.make().decode("utf-8"))
            st.code(told, language=None, wrap_lines=True, height=260)


def _draw_note(text: str) -> None:
    if text:
        st.html(f'<p class="note">{text}</p>')


def _files(exposure: Exposure, scope: Filters) -> list[File]:
    mode = theme_mode()

    def named(suffix: str) -> str:
        return exports.file_name(exposure, suffix)

    # a file is made on click, outside of the session: what it needs is taken here
    reader, text = perspective.read_as(), session.reading()
    who, asked = perspective.id_of(reader), whatif.asked()

    def reckoned() -> WhatIf | None:
        return whatif.reckon(asked, trade_loaders.stakes(text))

    def extras() -> value_exports.Extras:
        return value_exports.extras_of(exposure, scope, text, reader, reckoned())

    def as_csv() -> bytes:
        return exports.evidence_csv(exposure, scope, who)

    def as_json() -> bytes:
        more = trade_loaders.trade_document(text, reader, reckoned())
        return exports.evidence_json(exposure, scope, who, more)

    def as_brief() -> bytes:
        return exports.brief_markdown(exposure, scope, value_exports.brief_lines(exposure, extras()))

    def as_page() -> bytes:
        return exports.brief_html(exposure, scope, value_exports.brief_part(exposure, extras()))

    def as_values() -> bytes:
        return value_exports.values_csv(exposure, extras().rows, extras().left)

    evidence = [
        File(words.AS_CSV, "csv", "text/csv", named("csv"), as_csv),
        File(trade_words.AS_VALUES, "values", "text/csv", named("values.csv"), as_values),
        File(words.AS_JSON, "json", "application/json", named("json"), as_json),
        File(words.AS_MD, BRIEF, "text/markdown", named("md"), as_brief),
        File(words.AS_HTML, "brief", "text/html", named("html"), as_page),
    ]
    labels = (words.AS_MATRIX, words.AS_PNG)
    return evidence + figure_files(
        labels, named, lambda: _figure(exposure, scope, mode), exposure.article.title
    )


def figure_files(
    labels: tuple[str, str], named: Callable[[str], str], make: Callable[[], charts.Figure], title: str
) -> list[File]:
    """A figure as HTML, and as a picture where there is what makes one."""
    page = File(labels[0], "matrix", "text/html", named("matrix.html"), lambda: charts.to_html(make(), title))
    picture = File(labels[1], "png", "image/png", named("png"), lambda: charts.to_png(make()))
    return [page, picture] if charts.can_make_png() else [page]


def _figure(exposure: Exposure, scope: Filters, mode: str) -> charts.Figure:
    return charts.matrix(frames.row_frame(exposure, scope), frames.cell_frame(exposure, scope), mode)


def link(address: str) -> str:
    """The address of the page with the state of the moment, which the address bar may not show yet."""
    parts = urlsplit(address)
    return urlunsplit((*parts[:2], parts.path or "/", urlencode(links.url_params(), doseq=True), ""))
