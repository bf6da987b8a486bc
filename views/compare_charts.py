"""The figures of the Compare page: a dumbbell for two articles, sector x article glyphs for more. Pure."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from analysis.counting import counted
from analysis.model import Outlook
from views.charts import (
    FADED,
    FOOT,
    ROW_HEIGHT,
    UNSELECTED,
    Trace,
    base_layout,
    faded,
    glyph_traces,
    label_of,
)
from views.theme import OUTLOOKS, STACK, Palette, ink_of, palette_of

HEAD = 44
_HOLLOW_SIZE, _FILLED_SIZE = 18, 12


def height_of(count: int) -> int:
    """The height of a figure with some rows."""
    return HEAD + FOOT + ROW_HEIGHT * max(1, count)


def dumbbell(pairs: pd.DataFrame, mode: str) -> go.Figure:
    """Per sector its score in A (hollow) and in B (filled); shape and hue = outlook. What is missing is left out."""
    palette = palette_of(mode)
    traces = [_lines(pairs, palette), _ends(pairs, "a", mode, palette), _ends(pairs, "b", mode, palette)]
    layout = _layout(pairs, palette)
    layout["xaxis"] |= {"range": [-4, 106], "tickvals": [0, 25, 50, 75, 100], "side": "top", "showgrid": True}
    layout["shapes"] = [_band(index, palette) for index, is_on in enumerate(pairs["is_selected"]) if is_on]
    return go.Figure({"data": traces, "layout": layout})


def _lines(pairs: pd.DataFrame, palette: Palette) -> Trace:
    """What joins the two ends of a row."""
    x: list[float | None] = []
    y: list[int | None] = []
    for index, (a, b) in enumerate(zip(pairs["a"], pairs["b"], strict=True)):
        if not (pd.isna(a) or pd.isna(b)):
            x += [a, b, None]
            y += [index, index, None]
    line = {"color": faded(palette.muted, 0.6), "width": 3}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _ends(pairs: pd.DataFrame, side: str, mode: str, palette: Palette) -> Trace:
    """The marks of one article, with their numbers on the outer side."""
    other = "b" if side == "a" else "a"
    there = [i for i, value in enumerate(pairs[side]) if not pd.isna(value)]
    own, its = pairs[side].tolist(), pairs[other].tolist()
    outlooks = [Outlook(pairs[f"{side}_outlook"].iloc[i]) for i in there]
    dim = [bool(pairs["is_faded"].iloc[i]) for i in there]
    inks = [faded(ink_of(o, mode), FADED if d else 1) for o, d in zip(outlooks, dim, strict=True)]
    is_left = [not pd.isna(its[i]) and own[i] < its[i] for i in there]
    is_told = [pd.isna(its[i]) or own[i] != its[i] or side == "b" for i in there]
    is_hollow = side == "a"
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [own[i] for i in there],
        "y": there,
        "customdata": [[pairs["sector"].iloc[i], ""] for i in there],
        "hovertext": [
            f"<b>{label_of(pairs['name'].iloc[i], 60)}</b><br>{side.upper()}: {o}, exposure {own[i]:.0f} of 100"
            for i, o in zip(there, outlooks, strict=True)
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
        "text": [
            f"\u00a0\u00a0{own[i]:.0f}\u00a0\u00a0" if told else ""
            for i, told in zip(there, is_told, strict=True)
        ],
        "textposition": ["middle left" if left else "middle right" for left in is_left],
        "textfont": {"size": 12, "color": palette.muted},
        "marker": {
            "symbol": [OUTLOOKS[outlook].symbol for outlook in outlooks],
            "size": _HOLLOW_SIZE if is_hollow else _FILLED_SIZE,
            "color": [palette.surface] * len(there) if is_hollow else inks,
            "line": {"width": 2 if is_hollow else 0, "color": inks},
            "opacity": 1,
        },
        **UNSELECTED,
    }


def _band(index: int, palette: Palette) -> Trace:
    """The mark of a row that is asked for."""
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": "y",
        "y0": index - 0.45,
        "y1": index + 0.45,
        "layer": "below",
        "line": {"width": 2, "color": palette.primary},
        "fillcolor": faded(palette.primary, 0.12),
    }


def glyphs(rows: pd.DataFrame, cells: pd.DataFrame, letters: Sequence[str], mode: str) -> go.Figure:
    """Sector x article: shape and hue = outlook, fill = firmest status, size = evidence."""
    palette = palette_of(mode)
    traces = glyph_traces(rows, cells, letters, mode, palette, axes=("x", "y"))
    # a click asks for the sector in every article
    traces[1]["customdata"] = [[sector, ""] for sector, _ in traces[1]["customdata"]]
    layout = _layout(rows, palette)
    layout["xaxis"] |= {
        "range": [-0.6, max(len(letters), 3) - 0.4],
        "side": "top",
        "tickvals": list(range(len(letters))),
        "ticktext": [f"<b>{escape(letter)}</b>" for letter in letters],
        "showgrid": True,
    }
    return go.Figure({"data": traces, "layout": layout})


def _layout(rows: pd.DataFrame, palette: Palette) -> Trace:
    count = len(rows)
    axis = {"fixedrange": True, "zeroline": False, "showline": False, "gridcolor": palette.grid}
    return {
        **base_layout(palette),
        "height": height_of(count),
        "margin": {"l": 8, "r": 12, "t": HEAD, "b": FOOT},
        "uirevision": "compare",
        "xaxis": {**axis, "tickfont": {"color": palette.muted}},
        "yaxis": {
            **axis,
            "range": [max(count, 1) - 0.5, -0.5],
            "ticks": "",
            "tickvals": list(range(count)),
            "ticktext": [label_of(name) for name in rows["name"]],
            "showgrid": True,
            "automargin": True,
            "ticklabelstandoff": 8,
        },
    }


def dumbbell_alt(pairs: pd.DataFrame) -> str:
    """The dumbbell in a sentence."""
    if not len(pairs):
        return "No sector to draw."
    both = int((pairs["a"].notna() & pairs["b"].notna()).sum())
    lead = pairs.iloc[0]
    a, b = ("not named" if pd.isna(value) else f"{value:.0f}" for value in (lead["a"], lead["b"]))
    return (
        f"{counted(len(pairs), 'sector')} by exposure in A and B; {both} in both. "
        f"They differ most on {lead['name']}: A {a}, B {b}. The table after the chart says the same."
    )


def glyphs_alt(rows: pd.DataFrame, cells: pd.DataFrame, letters: Sequence[str]) -> str:
    """The glyph matrix in a sentence."""
    if not len(rows):
        return "No sector to draw."
    marked = cells["outlook"].value_counts()
    told = ", ".join(f"{marked[str(o)]} {OUTLOOKS[o].label.lower()}" for o in STACK if str(o) in marked)
    size = f"{counted(len(rows), 'sector')} by {counted(len(letters), 'article')}"
    return f"{size}. Marks: {told}. The table after the chart says the same."
