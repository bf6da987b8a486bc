"""Frames to Plotly figures. Pure: knows neither Streamlit nor an article; every label is escaped for Plotly."""

import textwrap
from collections.abc import Sequence
from html import escape
from importlib.util import find_spec
from shutil import which
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.counting import counted
from analysis.model import Channel, Outlook, Status
from views.theme import CHANNELS, FILLS, OUTLOOKS, STACK, Palette, ink_of, palette_of

Figure = go.Figure
Trace = dict[str, Any]
ROW_HEIGHT = 38
HEAD = 78
FOOT = 12
_LABEL_WIDTH = 25
_HOVER_WIDTH = 60
_SMALLEST, _LARGEST = 14, 26
FADED = 0.22
_TINT = 0.35
# where the bars end and the glyphs start, as shares of the width
_BARS_END, _GLYPHS_START = 0.23, 0.275
# nothing fades because something else is selected: the highlight is drawn by us
UNSELECTED: Trace = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
_FONT = '"Source Sans", sans-serif'
CONFIG = {
    "displayModeBar": False,
    "doubleClick": False,
    "scrollZoom": False,
    "showTips": False,
    "responsive": True,
}


def literal(text: str) -> str:
    """Text as Plotly shows it letter by letter: no tag, and nothing between two dollars taken for a formula."""
    return escape(text, quote=False).replace("$", "&#36;")


def label_of(text: str, width: int = _LABEL_WIDTH, lines: int = 2) -> str:
    """Foreign text as a Plotly label: literal, wrapped, and no longer than some lines."""
    wrapped = textwrap.wrap(" ".join(text.split()), width) or [""]
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], wrapped[lines - 1][: width - 1] + "…"]
    return "<br>".join(map(literal, wrapped))


def faded(colour: str, alpha: float) -> str:
    """A colour with an opacity: Plotly's own opacity is overwritten while something is selected."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def _fill_of(shape: str, ink: str, colours: list[str], palette: Palette) -> Trace:
    """The fill of bars of one ink, each with its own opacity.

    With a pattern the colours are its background: where they are the colour of the marker, Plotly draws the pattern in
    them on nothing, or looks for a contrast to the whole list and warns for each bar.
    """
    if not shape:
        return {"color": colours}
    inks = {"bgcolor": colours, "fgcolor": palette.surface, "fgopacity": 0.5}
    return {"color": ink, "pattern": {"shape": shape, "fillmode": "replace", **inks, "size": 6, "solidity": 0.25}}


def height_of(count: int) -> int:
    """The height of a matrix with some rows."""
    return HEAD + FOOT + ROW_HEIGHT * max(1, count)


def columns_of(cells: pd.DataFrame) -> list[str]:
    """The channels that have a column, in the fixed order; what did not fit is last."""
    named = set(cells["channel"])
    return [*(str(c) for c in Channel if str(c) in named), *(["other"] if "other" in named else [])]


def matrix(rows: pd.DataFrame, cells: pd.DataFrame, mode: str) -> go.Figure:
    """Ranked bars beside sector x channel glyphs: shape and hue = outlook, fill = status, size = evidence."""
    palette = palette_of(mode)
    traces = [*_bars(rows, mode, palette), *glyph_traces(rows, cells, columns_of(cells), mode, palette)]
    # one call with plain tables: a figure that is built up step by step is checked again at each of them
    return go.Figure({"data": traces, "layout": _layout(rows, cells, palette)})


def _bars(rows: pd.DataFrame, mode: str, palette: Palette) -> list[Trace]:
    positions = list(range(len(rows)))
    custom = [[sector, ""] for sector in rows["sector"]]
    traces: list[Trace] = []
    for outlook in STACK:
        look, ink = OUTLOOKS[outlook], ink_of(outlook, mode)
        colours = [faded(ink, FADED) if is_faded else ink for is_faded in rows["is_faded"]]
        traces.append(
            {
                "type": "bar",
                "x": rows[str(outlook)].tolist(),
                "y": positions,
                "orientation": "h",
                "customdata": custom,
                "name": look.label,
                "width": 0.42,
                "hovertext": [_bar_hover(row, outlook) for row in rows.itertuples()],
                "hoverinfo": "text",
                "marker": {**_fill_of(look.pattern, ink, colours, palette), "line": {"width": 0}},
                **UNSELECTED,
            }
        )
    labels = rows["label"] if "label" in rows else [f"{score:.0f}" for score in rows["score"]]
    told = zip(labels, rows["is_economy"], strict=True)
    traces.append(
        {
            "type": "scatter",
            "x": rows["score"].tolist(),
            "y": positions,
            "mode": "text",
            "text": ["" if is_economy else f"\u00a0{literal(label)}" for label, is_economy in told],
            "textposition": "middle right",
            "textfont": {"color": palette.muted, "size": 12},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    )
    return traces


def _bar_hover(row: object, outlook: Outlook) -> str:
    if label := getattr(row, "label", ""):
        return f"<b>{label_of(getattr(row, 'name'), _HOVER_WIDTH)}</b><br>{literal(label)}"  # noqa: B009
    points = getattr(row, str(outlook))
    name, score = getattr(row, "name"), getattr(row, "score")  # noqa: B009
    return f"<b>{label_of(name, _HOVER_WIDTH)}</b><br>Exposure {score:.0f} of 100, of which {outlook} {points:.0f}"


def glyph_traces(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    columns: Sequence[str],
    mode: str,
    palette: Palette,
    *,
    axes: tuple[str, str] = ("x2", "y2"),
) -> list[Trace]:
    """The ring around what is selected, the glyphs, and what is drawn on top of two kinds of them."""
    column_at = {channel: index for index, channel in enumerate(columns)}
    row_at = {sector: index for index, sector in enumerate(rows["sector"])}
    cells = cells[cells["sector"].isin(row_at)]
    x = [column_at[channel] for channel in cells["channel"]]
    y = [row_at[sector] for sector in cells["sector"]]
    inks, fills = _inks_and_fills(cells, mode, palette)

    def marks(picked: list[int], marker: Trace) -> Trace:
        places = {"x": [x[i] for i in picked], "y": [y[i] for i in picked]}
        drawn = {"xaxis": axes[0], "yaxis": axes[1], "hoverinfo": "skip", "cliponaxis": False}
        return {"type": "scatter", "mode": "markers", **places, **drawn, "marker": marker}

    ring_line = {"width": 2, "color": palette.primary}
    ring = {"symbol": "square", "size": 34, "color": faded(palette.primary, 0.12), "line": ring_line}
    most = max(cells["sentence_count"], default=1.0)
    glyph = {
        "symbol": [OUTLOOKS[Outlook(outlook)].symbol for outlook in cells["outlook"]],
        "size": [_size(count, most) for count in cells["sentence_count"]],
        "color": fills,
        "line": {"width": 2, "color": inks},
        "opacity": 1,
    }
    clickable = {
        # several channels in one column are none to filter by
        "customdata": [
            [s, "" if c == "other" else c] for s, c in zip(cells["sector"], cells["channel"], strict=True)
        ],
        "hovertext": [_hover_of(text) for text in cells["hover"]],
        "hoverinfo": "text",
        **UNSELECTED,
    }
    traces = [
        marks([i for i, is_on in enumerate(cells["is_selected"]) if is_on], ring),
        {**marks(list(range(len(cells))), glyph), **clickable},
    ]
    for fill, symbol, size, width in (("dot", "circle", 6, 0), ("cross", "x-thin", 13, 2)):
        picked = [i for i, status in enumerate(cells["status"]) if status and FILLS[Status(status)] == fill]
        colours = [inks[i] for i in picked]
        line = {"width": width, "color": colours}
        traces.append(marks(picked, {"symbol": symbol, "size": size, "color": colours, "line": line}))
    return traces


def _size(count: float, most: float) -> float:
    """Area grows with the number of sentences."""
    return _SMALLEST + (_LARGEST - _SMALLEST) * (count / most) ** 0.5 if most > 1 else 18


def _inks_and_fills(cells: pd.DataFrame, mode: str, palette: Palette) -> tuple[list[str], list[str]]:
    """Outline and inside of each glyph."""
    inks, fills = [], []
    for outlook, status, is_faded in zip(cells["outlook"], cells["status"], cells["is_faded"], strict=True):
        fill = FILLS[Status(status)] if status else "hollow"
        ink = ink_of(Outlook.WATCH if fill == "cross" else Outlook(outlook), mode)
        alpha = FADED if is_faded else 1.0
        inks.append(faded(ink, alpha))
        inside = {"solid": faded(ink, alpha), "tint": faded(ink, _TINT * alpha)}
        fills.append(inside.get(fill, palette.surface))
    return inks, fills


def _hover_of(text: str) -> str:
    head, *rest = text.split("\n")
    lines = [f"<b>{label_of(head, _HOVER_WIDTH)}</b>", *(label_of(line, _HOVER_WIDTH, 3) for line in rest)]
    return "<br>".join(lines)


def base_layout(palette: Palette, size: int = 13) -> Trace:
    """What all figures have in common; size is that of their letters in pixels."""
    font = {"family": _FONT, "size": size, "color": palette.text}
    return {
        "template": {},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "clickmode": "event+select",
        "paper_bgcolor": palette.surface,
        "plot_bgcolor": palette.surface,
        "font": font,
        "hoverlabel": {
            "bgcolor": palette.raised,
            "bordercolor": palette.muted,
            "align": "left",
            "font": font,
        },
    }


def caption_of(text: str, palette: Palette, over: str = "paper") -> Trace:
    """A small heading over the left end of a figure, or of one of its parts."""
    return {
        "text": text,
        "xref": over,
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": 12, "color": palette.muted},
    }


def _layout(rows: pd.DataFrame, cells: pd.DataFrame, palette: Palette) -> Trace:
    count, channels = len(rows), columns_of(cells)
    axis = {"fixedrange": True, "zeroline": False, "showline": False}
    rank = {
        **axis,
        "range": [count - 0.5, -0.5],
        "ticks": "",
        "tickvals": list(range(count)),
        "ticktext": [label_of(name) for name in rows["name"]],
    }
    told = rows["caption"].iloc[0] if "caption" in rows and len(rows) else "Exposure"
    rule = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": "y",
        "y0": count - 1.5,
        "y1": count - 1.5,
        "line": {"color": palette.muted, "width": 1},
    }
    return {
        **base_layout(palette),
        "height": height_of(count),
        "margin": {"l": 8, "r": 26, "t": HEAD, "b": FOOT},
        "barmode": "stack",
        "uirevision": "matrix",
        "xaxis": {
            **axis,
            "domain": [0, _BARS_END],
            "range": [0, max([*rows["score"], 1.0]) * (2.6 if "label" in rows else 1.25)],
            "showgrid": False,
            "showticklabels": False,
        },
        "yaxis": {**rank, "showgrid": False, "automargin": True, "ticklabelstandoff": 8},
        "xaxis2": {
            **axis,
            "anchor": "y2",
            "domain": [_GLYPHS_START, 1],
            "side": "top",
            "tickangle": -45,
            "range": [-0.6, max(len(channels), 4) - 0.4],
            "tickvals": list(range(len(channels))),
            "ticktext": [_channel_name(channel) for channel in channels],
            "gridcolor": palette.grid,
            "showgrid": True,
        },
        "yaxis2": {
            **rank,
            "anchor": "x2",
            "matches": "y",
            "gridcolor": palette.grid,
            "showgrid": True,
            "showticklabels": False,
        },
        "annotations": [caption_of(told, palette, "x domain")],
        "shapes": [rule] if count and rows["is_economy"].iloc[-1] else [],
    }


def _channel_name(channel: str) -> str:
    return "Other" if channel == "other" else CHANNELS[Channel(channel)][0]


def matrix_alt(rows: pd.DataFrame, cells: pd.DataFrame) -> str:
    """The matrix in a sentence, for who cannot see it."""
    if not len(rows):
        return "No sector to draw."
    channels = len(columns_of(cells))
    by = counted(channels, "channel") if channels else "no channel stated"
    lead = rows.iloc[0]
    marked = cells["outlook"].value_counts()
    told = ", ".join(f"{marked[str(o)]} {OUTLOOKS[o].label.lower()}" for o in STACK if str(o) in marked)
    marks = f" Marks: {told}." if told else ""
    leads = f"{lead['name']} leads with exposure {lead['score']:.0f} of 100."
    return f"{counted(len(rows), 'sector')} by {by}; {leads}{marks} The list after the chart says the same."


def to_html(figure: go.Figure, title: str) -> bytes:
    """The figure as one HTML file that asks for nothing else."""
    body = figure.to_html(full_html=False, include_plotlyjs=True, config=CONFIG)
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return f"{head}<body>{body}</body></html>".encode()


def can_make_png() -> bool:
    """Whether kaleido and a Chrome are there."""
    has_chrome = any(
        map(which, ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"))
    )
    return has_chrome and find_spec("kaleido") is not None


def to_png(figure: go.Figure) -> bytes:
    """The figure as a picture of twice its size; the page that Chrome draws it on asks for nothing from elsewhere."""
    from kaleido import calc_fig_sync

    # plotly's own to_image cannot switch MathJax off, and kaleido loads it from another host
    drawn = calc_fig_sync(figure.to_dict(), opts={"format": "png", "width": 1000, "scale": 2}, kopts={"mathjax": False})
    return bytes(drawn)
