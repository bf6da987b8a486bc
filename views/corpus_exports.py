"""What leaves the Corpus page: rows that pass as CSV and JSON, sectors by channels as CSV and HTML; made on click."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from analysis.place_names import place_name
from views import charts, corpus_frames, grids, session, words
from views.corpus_loaders import MOST_ROWS, evidence_rows
from views.corpus_sidebar import names_in_use, sector_name
from views.exports import csv_file
from views.filters import Filters
from views.loaders import OpenStore, ask
from views.share import File, draw_popover
from views.watcher import theme_mode

COLUMNS = (
    "article_no", "published", "sector", "sector_name", "channel", "outlook", "status", "places", "place_names",
    "quote", "title", "outlet", "url",
)  # fmt: skip


def draw_corpus_share(store: OpenStore) -> None:
    """Link and files, filtered or all."""
    draw_popover(
        session.filters(),
        lambda scope: _files(store, scope),
        of_link=words.LINK_NEEDS_STORE,
        of_files=words.SHARE_CUT.format(count=f"{MOST_ROWS:,}"),
    )


def _files(store: OpenStore, scope: Filters) -> list[File]:
    # a file is made on click, outside of the session: what it needs is taken here
    mode, name, colour = theme_mode(), names_in_use(), session.shown_as().colour

    def named(suffix: str) -> str:
        return f"corpus_{date.today().isoformat()}.{suffix}"

    def rows() -> list[dict[str, Any]]:
        return records(evidence_rows(store, scope), name)

    def as_heat_csv() -> bytes:
        return heat_csv(ask(store, "heatmap", scope), name)

    def as_heat_html() -> bytes:
        return charts.to_html(_figure(store, scope, mode, name, colour), words.WHERE_ALT)

    return [
        File(words.SHARE_ROWS_CSV, "csv", "text/csv", named("csv"), lambda: rows_csv(rows())),
        File(
            words.SHARE_ROWS_JSON, "json", "application/json", named("json"), lambda: rows_json(rows(), scope)
        ),
        File(words.SHARE_HEAT_CSV, "sectors_csv", "text/csv", named("sectors.csv"), as_heat_csv),
        File(words.SHARE_HEAT_HTML, "sectors_html", "text/html", named("sectors.html"), as_heat_html),
    ]


def _figure(
    store: OpenStore, scope: Filters, mode: str, name: Callable[[str], str], colour: str
) -> charts.Figure:
    whole = scope.asking("channels", ()).asking("sectors", ())
    sectors = ask(store, "options", facet="sectors")["value"].tolist()
    grid = corpus_frames.heat_grid(
        ask(store, "heatmap", whole), ask(store, "options", whole, facet="sectors"), sectors=sectors,
        channels=ask(store, "options", facet="channels")["value"], filters=scope, name=name,
    )  # fmt: skip
    rows = list(zip(grid.rows, grid.row_names, strict=True))
    columns = list(zip(grid.columns, grid.column_names, strict=True))
    return grids.grid(grid.cells, rows, columns, mode, colour)


def records(frame: pd.DataFrame, name: Callable[[str], str] = sector_name) -> list[dict[str, Any]]:
    """One record per claim; ids first, names beside them."""
    rows = []
    for row in frame.to_dict("records"):
        places = [str(place) for place in row["places"]]
        told = {str(key): value for key, value in row.items()}
        told |= {
            "published": None if pd.isna(row["published"]) else str(row["published"])[:10],
            "sector_name": name(str(row["sector"])),
            "channel": row["channel"] if isinstance(row["channel"], str) else None,
            "status": row["status"] if isinstance(row["status"], str) else None,
            "places": places,
            "place_names": [place_name(place) for place in places],
        }
        rows.append({column: told[column] for column in COLUMNS})
    return rows


def rows_csv(rows: list[dict[str, Any]]) -> bytes:
    """UTF-8 with a byte-order mark; no cell is a formula to a spreadsheet."""
    return csv_file(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))


def rows_json(rows: list[dict[str, Any]], scope: Filters) -> bytes:
    """The same records, and what was asked for."""
    asked = {name: value for name, value in _asked(scope).items() if value}
    return json.dumps({"filters": asked, "evidence": rows}, ensure_ascii=False, indent=1).encode()


def _asked(scope: Filters) -> dict[str, Any]:
    return {
        "sectors": scope.sectors,
        "channels": scope.channels,
        "outlooks": scope.outlooks,
        "statuses": scope.statuses,
        "places": scope.places,
        "since": scope.since and scope.since.isoformat(),
        "until": scope.until and scope.until.isoformat(),
        "text": scope.text,
    }


def heat_csv(frame: pd.DataFrame, name: Callable[[str], str] = sector_name) -> bytes:
    """One row per sector and channel with its counts."""
    return table_csv(frame.assign(sector_name=[name(sector) for sector in frame["sector"]]))


def table_csv(frame: pd.DataFrame) -> bytes:
    """Any frame as CSV that no spreadsheet takes for formulas."""
    return csv_file(tuple(map(str, frame.columns)), frame.astype(object).values.tolist())
