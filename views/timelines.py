"""Figures over time: weekly panels per sector, the line of uncertainty. Pure; every label is escaped for Plotly."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analysis.model import Outlook
from views.charts import Trace, base_layout, caption_of, label_of
from views.theme import OUTLOOKS, Palette, ink_of, palette_of

PANEL_HEIGHT = 118
LINE_HEIGHT = 260


def panels_height(count: int, across: int) -> int:
    """The height of some panels, so many beside each other."""
    return PANEL_HEIGHT * max(1, -(-count // across)) + 24


def panels(
    panels: Sequence[tuple[str, str, Sequence[int], Sequence[int]]], bins: Sequence[date], mode: str, *, across: int = 3
) -> go.Figure:  # fmt: skip
    """Small multiples, one per (sector, title, opportunity, risk): opportunity up, risk down, on one scale.

    A title is a label of charts.label_of already: it is shown as Plotly reads it; an empty one takes no place.
    """
    palette = palette_of(mode)
    days = [day.isoformat() for day in bins]
    top = max((v for _, _, up, _ in panels for v in up), default=0)
    bottom = max((v for _, _, _, down in panels for v in down), default=0)
    down_rows = max(1, -(-len(panels) // across))
    traces: list[Trace] = []
    layout: Trace = {
        **base_layout(palette),
        "height": panels_height(len(panels), across),
        "margin": {"l": 40, "r": 6, "t": 4, "b": 22},
        "barmode": "relative",
        "bargap": 0.12,
        "annotations": [],
    }
    for index, (sector, title, up, down) in enumerate(panels):
        row, column = divmod(index, across)
        n = "" if index == 0 else str(index + 1)
        x0, x1 = column / across + (0.012 if column else 0), (column + 1) / across - 0.012
        y1 = 1 - row / down_rows
        y0 = y1 - 1 / down_rows
        name_at = y1 - 0.26 / down_rows if title else y1
        is_last = index + across >= len(panels)
        layout[f"xaxis{n}"] = {
            **_time_axis(palette), "showticklabels": False, "domain": [x0, x1], "anchor": f"y{n}",
        }  # fmt: skip
        layout[f"yaxis{n}"] = {
            **_count_axis(palette, top, bottom, has_labels=column == 0),
            "domain": [y0 + (0.04 / down_rows if title else 0), name_at], "anchor": f"x{n}",
        }  # fmt: skip
        if title:
            layout["annotations"].append(_told(title, x0, name_at, "left", "bottom", 12, palette.text))
        if is_last:
            y = y0 + (0.04 / down_rows if title else 0)
            layout["annotations"] += [
                _told(text, x0 + share * (x1 - x0), y, anchor, "top", 11, palette.muted)
                for text, share, anchor in day_labels(bins, is_wide=across == 1)
            ]
        for outlook, values, sign in ((Outlook.OPPORTUNITY, up, 1), (Outlook.RISK, down, -1)):
            ink = ink_of(outlook, mode)
            traces.append(
                {
                    "type": "bar",
                    "x": days,
                    "y": [sign * v for v in values],
                    "xaxis": f"x{n}",
                    "yaxis": f"y{n}",
                    "customdata": [[sector, ""]] * len(days),
                    "hovertext": [f"{day}: {v:,} {outlook}" for day, v in zip(days, values, strict=True)],
                    "hoverinfo": "text",
                    "marker": {
                        "color": ink,
                        "line": {"width": 0},
                        "pattern": {
                            "shape": OUTLOOKS[outlook].pattern, "fillmode": "overlay", "fgcolor": palette.surface,
                            "size": 5, "solidity": 0.25,
                        },
                    },
                    "selected": {"marker": {"opacity": 1}},
                    "unselected": {"marker": {"opacity": 1}},
                }
            )  # fmt: skip
    return go.Figure({"data": traces, "layout": layout})


def _told(text: str, x: float, y: float, xanchor: str, yanchor: str, size: int, colour: str) -> Trace:
    return {
        "text": text, "xref": "paper", "yref": "paper", "x": x, "y": y, "xanchor": xanchor, "yanchor": yanchor,
        "showarrow": False, "font": {"size": size, "color": colour},
    }  # fmt: skip


# bins of more days than this are told by their month
_DAYS_TOLD = 180


def day_labels(bins: Sequence[date], *, is_wide: bool = False) -> list[tuple[str, float, str]]:
    """What is written under a panel, from its left end (0) to its right one (1), and which side of it stands there.

    Plotly would write five dates under a panel of 120 px and each over the next; the first and the last have room.
    """
    if not bins:
        return []
    first, last = bins[0], bins[-1]
    is_close = first.year == last.year and (last - first).days <= _DAYS_TOLD
    end = f"{last.day} {last:%b %Y}" if is_close else f"{last:%b %Y}"
    begin = f"{first.day} {first:%b}" if is_close else f"{first:%b %Y}"
    if first == last or begin == end:
        return [(end, 0.5, "center")]
    labels = [(begin, 0.0, "left"), (end, 1.0, "right")]
    if is_wide and len(bins) > 4 and len(bins) % 2:
        middle = bins[len(bins) // 2]
        labels.insert(1, (f"{middle.day} {middle:%b}" if is_close else f"{middle:%b %Y}", 0.5, "center"))
    return labels


def _time_axis(palette: Palette) -> Trace:
    return {
        "type": "date",
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12, "color": palette.muted},
    }


def _count_axis(palette: Palette, top: float, bottom: float, *, has_labels: bool) -> Trace:
    # a mark too near to the middle would be written over it
    enough = 0.3 * max(top, bottom)
    marks = [*([-bottom] if bottom > enough else []), 0, *([top] if top > enough else [])]
    return {
        "fixedrange": True,
        "range": [-1.08 * bottom if bottom else -0.2 * top - 0.1, 1.08 * top if top else 0.2 * bottom + 0.1],
        "tickvals": marks,
        "ticktext": [f"{abs(mark):,.0f}" for mark in marks],
        "showticklabels": has_labels,
        "tickfont": {"size": 11, "color": palette.muted},
        "gridcolor": palette.grid,
        "zeroline": True,
        "zerolinecolor": palette.muted,
        "zerolinewidth": 1,
    }


def doubt(line: pd.DataFrame, mode: str, told: str) -> go.Figure:
    """The share of stories that call trade policy uncertain, in percent; told names the unit of time."""
    palette = palette_of(mode)
    days = [str(day)[:10] for day in line["bin"]]
    shares = [None if pd.isna(share) else 100 * share for share in line["share"]]
    hover = [
        f"{day}: {hits:,.0f} of {count:,.0f} stories" + ("" if share is None else f" ({share:.1f}%)")
        for day, hits, count, share in zip(
            days, line["uncertain_count"], line["story_count"], shares, strict=True
        )
    ]
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": days,
        "y": shares,
        "connectgaps": False,
        "line": {"color": palette.primary, "width": 2},
        "marker": {"size": 5, "color": palette.primary},
        "hovertext": hover,
        "hoverinfo": "text",
    }
    most = max((share for share in shares if share is not None), default=0.0)
    return go.Figure(
        {
            "data": [trace],
            "layout": {
                **base_layout(palette),
                "height": LINE_HEIGHT,
                "margin": {"l": 52, "r": 12, "t": 42, "b": 34},
                "xaxis": {**_time_axis(palette), **_doubt_days(days), "ticklabelstandoff": 8},
                "yaxis": {
                    "fixedrange": True,
                    "range": [0, max(1.0, 1.12 * most)],
                    "ticksuffix": "%",
                    "gridcolor": palette.grid,
                    "zeroline": False,
                    "tickfont": {"size": 12, "color": palette.muted},
                },
                # as much as a phone shows
                "annotations": [{**caption_of(label_of(told, 44, 2), palette), "align": "left"}],
            },
        }
    )  # fmt: skip


def _doubt_days(days: Sequence[str]) -> Trace:
    """Where few bins lie close, each is its own mark: between them Plotly would write hours."""
    return {"tickvals": list(days), "tickformat": "%-d %b %Y"} if len(days) < 4 else {}
