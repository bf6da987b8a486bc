"""Grids of counted cells as figures, and the colours of their cells. Pure; every label is escaped for Plotly."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.model import Outlook
from views.charts import Trace, base_layout, label_of
from views.theme import OUTLOOKS, Palette, ink_of, palette_of

Record = dict[str, Any]
ROW_HEIGHT = 28
HEAD, FOOT = 84, 8
_FADED = 0.22
# so many stories have to be there before half of their balance is shown: one story is no tendency
SHY = 3
# the middle of the scale of net outlook, where neither direction prevails
_NEUTRAL = {"light": "#D9DEE5", "dark": "#2C3743"}
# what is written on a cell: whichever of the two can be read better, which is 4.5:1 at least on any colour
_INKS = ("#000000", "#FFFFFF")
_WIDEST_NAME = 34


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two, share (0-1) of the way from one to the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever can be read better on a colour."""
    return max(_INKS, key=lambda ink: contrast(ink, colour))


def cell_colour(record: Mapping[str, Any], most: float, colour: str, mode: str) -> str:
    """The colour of a cell: by volume from the surface to blue, or by net outlook from orange over grey to blue."""
    surface, gain, loss = (
        palette_of(mode).surface,
        ink_of(Outlook.OPPORTUNITY, mode),
        ink_of(Outlook.RISK, mode),
    )
    if colour == "net":
        net = record["net"] if pd.notna(record["net"]) else 0.0
        net *= record["story_count"] / (record["story_count"] + SHY)
        full = mixed(_NEUTRAL[mode], gain if net > 0 else loss, min(1.0, abs(net)))
    else:
        # areas of very different size: the root keeps the small ones visible, and the number is exact
        share = (record["story_count"] / most) ** 0.5 if most else 0.0
        full = mixed(surface, gain, 0.06 + 0.94 * share)
    return mixed(surface, full, _FADED) if record["is_faded"] else full


def short_count(count: float) -> str:
    """1,204 as it is; from ten thousand on 12k, 1.2M."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f}M"
    return f"{count:,.0f}" if count < 10_000 else f"{count / 1_000:.0f}k"


def arrow_of(net: float) -> str:
    """▲ or ▼ where one direction prevails, nothing where neither does or it is not known."""
    if math.isnan(net) or abs(net) < 0.05:
        return ""
    return f"{OUTLOOKS[Outlook.OPPORTUNITY if net > 0 else Outlook.RISK].glyph} "


def _records(cells: pd.DataFrame) -> list[Record]:
    return [{str(key): value for key, value in record.items()} for record in cells.to_dict("records")]


def grid_height(count: int) -> int:
    """The height of a grid with some rows."""
    return HEAD + FOOT + ROW_HEIGHT * max(1, count)


def grid(
    cells: pd.DataFrame, rows: Sequence[tuple[str, str]], columns: Sequence[tuple[str, str]], mode: str, colour: str
) -> go.Figure:  # fmt: skip
    """Counted cells with their number; rows and columns are (id, name). A scatter that cannot be seen takes clicks."""
    mode = "dark" if mode == "dark" else "light"
    palette = palette_of(mode)
    row_at = {key: index for index, (key, _) in enumerate(rows)}
    column_at = {key: index for index, (key, _) in enumerate(columns)}
    records = _records(cells)
    inner = [r["story_count"] for r in records if r["column"]]
    most = max(inner or [r["story_count"] for r in records], default=0.0)
    colours = [
        cell_colour({**r, "story_count": min(r["story_count"], most)}, most, colour, mode) for r in records
    ]
    x = [column_at[r["column"]] for r in records]
    y = [row_at[r["row"]] for r in records]
    clicks: Trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": x,
        "y": y,
        "text": [
            f"{arrow_of(r['net']) if colour == 'net' else ''}{short_count(r['story_count'])}" for r in records
        ],
        "textposition": "middle center",
        "textfont": {"size": 12, "color": [ink_on(c) for c in colours]},
        "customdata": [[r["row"], r["column"]] for r in records],
        "hovertext": [
            "<br>".join(label_of(line, 60) for line in str(r["hover"]).split("\n")) for r in records
        ],
        "hoverinfo": "text",
        "marker": {"symbol": "square", "size": ROW_HEIGHT - 2, "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}, "textfont": {}},
        "cliponaxis": False,
    }
    return go.Figure(
        {
            "data": [_tiles(x, y, colours), clicks],
            "layout": _grid_layout(rows, columns, palette, [r for r in records if r["is_selected"]]),
        }
    )


def _tiles(x: list[int], y: list[int], colours: list[str]) -> Trace:
    """A heatmap whose values are numbers of colours, so every cell has exactly the colour worked out for it."""
    palette = sorted(set(colours)) or ["#000000"]
    number = {c: i for i, c in enumerate(palette)}
    last = max(len(palette) - 1, 1)
    return {
        "type": "heatmap",
        "x": x,
        "y": y,
        "z": [number[c] for c in colours],
        "zmin": 0,
        "zmax": last,
        "colorscale": [[i / last, c] for i, c in enumerate(palette)]
        if len(palette) > 1
        else [[0, palette[0]], [1, palette[0]]],
        "showscale": False,
        "hoverinfo": "skip",
        "xgap": 2,
        "ygap": 2,
    }


def _grid_layout(
    rows: Sequence[tuple[str, str]], columns: Sequence[tuple[str, str]], palette: Palette, picked: list[Record]
) -> Trace:  # fmt: skip
    row_at = {key: index for index, (key, _) in enumerate(rows)}
    column_at = {key: index for index, (key, _) in enumerate(columns)}
    axis = {"fixedrange": True, "zeroline": False, "showline": False, "showgrid": False, "ticks": ""}
    rings = [
        {
            "type": "rect",
            "x0": column_at[r["column"]] - 0.48,
            "x1": column_at[r["column"]] + 0.48,
            "y0": row_at[r["row"]] - 0.46,
            "y1": row_at[r["row"]] + 0.46,
            "line": {"width": 2, "color": palette.text},
        }
        for r in picked
    ]
    return {
        **base_layout(palette),
        "height": grid_height(len(rows)),
        "margin": {"l": 8, "r": 40, "t": HEAD, "b": FOOT},
        "shapes": rings,
        "xaxis": {
            **axis,
            "side": "top",
            "tickangle": -45,
            "range": [-0.5, max(len(columns), 4) - 0.5],
            "tickvals": list(range(len(columns))),
            "ticktext": [label_of(name, 16, 1) for _, name in columns],
        },
        "yaxis": {
            **axis,
            "range": [max(len(rows), 1) - 0.5, -0.5],
            "tickvals": list(range(len(rows))),
            "ticktext": [label_of(name, _WIDEST_NAME, 1) for _, name in rows],
            "automargin": True,
            "ticklabelstandoff": 6,
        },
    }


def grid_alt(
    cells: pd.DataFrame, rows: Sequence[tuple[str, str]], columns: Sequence[tuple[str, str]], what: str
) -> str:
    """A grid in a sentence, for who cannot see it."""
    inner = _records(cells[cells["column"] != ""])
    if not inner:
        return f"{what}: no cell holds a story."
    lead = max(inner, key=lambda record: float(record["story_count"]))
    names = {**dict(rows), **dict(columns)}
    return (
        f"{what}: {len(rows)} by {len([c for c, _ in columns if c])}. Most stories, {lead['story_count']:,.0f}, are on "
        f"{names[lead['row']]} and {names[lead['column']]}. The table of this section says the same."
    )
