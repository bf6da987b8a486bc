"""Exposure to the frames that charts and tables draw. Pure; every frame keeps its columns when it has no row."""

import pandas as pd

from analysis.counting import counted
from analysis.model import WHOLE_ECONOMY, Channel
from analysis.place_names import place_name
from views import words
from views.exposure import Cell, Exposure
from views.filters import Filters
from views.parts import shares
from views.theme import CHANNELS, OUTLOOKS, STACK, channel_label, glyph_of, status_label

MOST_COLUMNS = 12
OTHER = "other"
_QUOTE = 120
ROW_COLUMNS = ("sector", "name", "score", "is_faded", "is_economy", "opportunity", "mixed", "watch", "risk")
CELL_COLUMNS = (
    "sector",
    "channel",
    "short",
    "outlook",
    "status",
    "sentence_count",
    "hover",
    "is_faded",
    "is_selected",
)
TABLE_COLUMNS = (
    "sector",
    "sector_name",
    "channel",
    "outlook",
    "status",
    "places",
    "paragraph",
    "sentence",
    "channel_id",
)


def row_frame(exposure: Exposure, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """One row per sector in the order of rank; the four outlooks share the score out."""
    records = []
    # the whole economy is the last row, however many are left out before it
    cut = [*exposure.rows[:most], *(r for r in exposure.rows[most or 0 :] if r.sector == WHOLE_ECONOMY)]
    shown = exposure.rows if most is None else cut
    for row in shown:
        own = [claim for claim in exposure.claims if claim.sector == row.sector]
        parts = shares(row, own)
        is_faded = not filters.narrowed(own, but=("sectors", "channels"))
        split = [row.score * parts.get(outlook, 0.0) for outlook in STACK]
        records.append((row.sector, row.name, row.score, is_faded, row.sector == WHOLE_ECONOMY, *split))
    frame = pd.DataFrame(records, columns=list(ROW_COLUMNS))
    return frame.astype({"score": float, "opportunity": float, "mixed": float, "watch": float, "risk": float})


def cell_frame(exposure: Exposure, filters: Filters) -> pd.DataFrame:
    """One row per sector and channel; what other facets exclude is faded, never removed."""
    asked = bool(filters.sectors or filters.channels)
    wide = _columns_that_fit(exposure)
    records = []
    for cell in exposure.cells:
        claims = [c for c in exposure.claims if (c.sector, c.channel) == (cell.sector, cell.channel)]
        passing = filters.narrowed(claims, but=("sectors", "channels"))
        is_selected = asked and bool(filters.narrowed(claims))
        short = CHANNELS[cell.channel][0] if cell.channel in wide else "Other"
        channel = str(cell.channel) if cell.channel in wide else OTHER
        records.append(
            (
                cell.sector,
                channel,
                short,
                str(cell.outlook),
                str(cell.status or ""),
                len(cell.units),
                _hover(exposure, cell),
                not passing,
                is_selected,
            )
        )
    frame = pd.DataFrame(records, columns=list(CELL_COLUMNS))
    return frame.astype({"sentence_count": float})


def _columns_that_fit(exposure: Exposure) -> set[Channel]:
    """The channels that get a column of their own: all, or those with most evidence."""
    weight = {
        channel: sum(len(cell.units) for cell in exposure.cells if cell.channel is channel)
        for channel in dict.fromkeys(cell.channel for cell in exposure.cells)
    }
    if len(weight) <= MOST_COLUMNS:
        return set(weight)
    return set(sorted(weight, key=lambda channel: -weight[channel])[: MOST_COLUMNS - 1])


def _hover(exposure: Exposure, cell: Cell) -> str:
    statuses = ", ".join(status_label(status) for status in cell.statuses) or status_label(None)
    quote = " ".join(exposure.quote(exposure.units[cell.units[0] - 1].span).split())
    short = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
    head = f"{channel_label(cell.channel)} · {statuses} · {OUTLOOKS[cell.outlook].label.lower()}"
    return f"{head}\n{exposure.name(cell.sector)}, {counted(len(cell.units), 'sentence')}\n{short}"


def table_frame(exposure: Exposure, filters: Filters) -> pd.DataFrame:
    """One row per claim that passes, in rank order: exact values with their sentence."""
    rank = {row.sector: index for index, row in enumerate(exposure.rows)}
    claims = sorted(filters.narrowed(exposure.claims), key=lambda c: (rank.get(c.sector, 99), c.unit))
    seen: dict[tuple[object, ...], None] = {}
    for claim in claims:
        unit = exposure.units[claim.unit - 1]
        record = (
            claim.sector,
            exposure.name(claim.sector),
            channel_label(claim.channel) if claim.channel else words.NOT_STATED,
            f"{glyph_of(claim.outlook, claim.status)} {OUTLOOKS[claim.outlook].label}",
            status_label(claim.status) if claim.status else words.NOT_STATED,
            ", ".join(map(place_name, claim.places)) or words.NOT_STATED,
            unit.paragraph,
            " ".join(exposure.quote(unit.span).split()),
            str(claim.channel or ""),
        )
        seen[record] = None
    return pd.DataFrame(list(seen), columns=list(TABLE_COLUMNS))
