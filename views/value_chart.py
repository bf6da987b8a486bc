"""Trade values as a dot plot: reference data and what the text states, two series that are never joined. Pure."""

import math
from functools import lru_cache
from typing import NamedTuple

from analysis.trade.amounts import money, span_of
from views.charts import Figure, Trace, base_layout, label_of, literal
from views.theme import Palette, palette_of

ROW_HEIGHT, HEAD, FOOT = 40, 34, 12
# a log axis from two decades up
_DECADES = 2.0
_NAME_WIDTH = 44


class Dot(NamedTuple):
    """One row of the plot: name, low and high in US dollars (None without a figure), stated sums, lane, hover."""

    name: str
    low: float | None
    high: float | None
    stated: tuple[float, ...]
    is_total: bool
    hover: str


def height_of(count: int) -> int:
    """The height of a plot of some rows."""
    return HEAD + FOOT + ROW_HEIGHT * max(1, count)


def is_log(dots: tuple[Dot, ...]) -> bool:
    """Whether values lie two decades or more apart."""
    values = _values(dots)
    return bool(values) and math.log10(max(values)) - math.log10(min(values)) >= _DECADES


def _values(dots: tuple[Dot, ...]) -> list[float]:
    ends = [value for dot in dots for value in (dot.low, dot.high, *dot.stated) if value]
    return ends or [1.0]


@lru_cache(maxsize=64)
def dot_plot(dots: tuple[Dot, ...], mode: str, reference: str, stated: str) -> Figure:
    """Rows from the top: a dot for an exact figure, a bar with open ends for a range, a diamond for a stated sum.

    What is drawn again is not built again; nobody may change the figure.
    """
    palette, log = palette_of(mode), is_log(dots)
    floor = min(_values(dots)) / 2 if log else 0.0
    traces = [_ranges(dots, floor, palette), *_marks(dots, floor, palette, reference, stated)]
    return Figure({"data": traces, "layout": _layout(dots, palette, log, floor)})


def _ranges(dots: tuple[Dot, ...], floor: float, palette: Palette) -> Trace:
    """A line from the lower to the upper bound of each range; a bound of nothing starts at the edge."""
    x: list[float | None] = []
    y: list[int | None] = []
    for row, dot in enumerate(dots):
        if dot.low is not None and dot.high is not None and dot.low != dot.high:
            x += [max(dot.low, floor), dot.high, None]
            y += [row, row, None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": palette.primary, "width": 5},
        "hoverinfo": "skip",
    }  # fmt: skip


def _marks(dots: tuple[Dot, ...], floor: float, palette: Palette, reference: str, stated: str) -> list[Trace]:
    exact = [(row, dot) for row, dot in enumerate(dots) if dot.high is not None and dot.low == dot.high]
    ends = [
        (row, dot, value)
        for row, dot in enumerate(dots)
        if dot.low is not None and dot.high is not None and dot.low != dot.high
        for value in (dot.low, dot.high)
    ]
    said = [(row, dot, value) for row, dot in enumerate(dots) for value in dot.stated]
    line = {"color": palette.primary, "width": 2}

    def series(name: str, x: list[float], y: list[int], hover: list[str], marker: Trace) -> Trace:
        return {
            "type": "scatter", "mode": "markers", "name": name, "x": x, "y": y, "hovertext": hover, "hoverinfo": "text",
            "cliponaxis": False, "marker": marker,
        }  # fmt: skip

    return [
        series(
            reference, [float(d.high or 0) for _, d in exact], [row for row, _ in exact],
            [label_of(d.hover, 60, 6) for _, d in exact], {"symbol": "circle", "size": 13, "color": palette.primary},
        ),
        series(
            reference, [max(value, floor) for *_, value in ends], [row for row, *_ in ends],
            [label_of(d.hover, 60, 6) for _, d, _ in ends],
            {"symbol": "circle", "size": 13, "color": palette.surface, "line": line},
        ),
        series(
            stated, [value for *_, value in said], [row for row, *_ in said],
            [literal(f"{money(value)}, {stated}") for *_, value in said],
            {"symbol": "diamond", "size": 14, "color": palette.surface, "line": {"color": palette.text, "width": 2}},
        ),
    ]  # fmt: skip


def _labels(dots: tuple[Dot, ...], palette: Palette, log: bool) -> list[Trace]:
    """The values in words, right of the mark that reaches farthest."""
    found = []
    for row, dot in enumerate(dots):
        if dot.low is None or dot.high is None:
            continue
        right = max(dot.high, *dot.stated, 1.0)
        found.append(
            {
                "x": math.log10(right) if log else right, "y": row, "text": literal(span_of(dot.low, dot.high)),
                "showarrow": False,
                "xanchor": "left", "xshift": 10, "font": {"color": palette.text, "size": 13},
            }
        )  # fmt: skip
    return found


def _layout(dots: tuple[Dot, ...], palette: Palette, log: bool, floor: float) -> Trace:
    count, top = len(dots), max(_values(dots))
    first = next((row for row, dot in enumerate(dots) if dot.is_total), None)
    rule = {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": (first or 0) - 0.5,
        "y1": (first or 0) - 0.5, "line": {"color": palette.muted, "width": 1},
    }  # fmt: skip
    ticks = _ticks(floor, top, log)
    return {
        **base_layout(palette, 14), "height": height_of(count), "margin": {"l": 8, "r": 150, "t": HEAD, "b": FOOT},
        "clickmode": "event",
        "xaxis": {
            "type": "log" if log else "linear", "fixedrange": True, "side": "top", "zeroline": False, "showline": False,
            "range": [math.log10(floor), math.log10(top * 1.4)] if log else [0, top * 1.08], "gridcolor": palette.grid,
            "tickvals": ticks, "ticktext": [money(tick).replace(".0", "") for tick in ticks],
            "tickfont": {"size": 12, "color": palette.muted},
        },
        "yaxis": {
            "fixedrange": True, "range": [count - 0.5, -0.5], "tickvals": list(range(count)), "zeroline": False,
            "ticktext": [label_of(dot.name, _NAME_WIDTH, 2) for dot in dots], "showgrid": True,
            "gridcolor": palette.grid, "automargin": True, "ticklabelstandoff": 8,
        },
        "shapes": [rule] if first else [],
        "annotations": _labels(dots, palette, log),
    }  # fmt: skip


def _ticks(floor: float, top: float, log: bool) -> list[float]:
    if log:
        return [10.0**n for n in range(math.ceil(math.log10(floor)), math.floor(math.log10(top * 1.4)) + 1)]
    step = 10.0 ** math.floor(math.log10(top)) if top > 0 else 1.0
    step = next(s for s in (step / 5, step / 2, step, step * 2) if top / s <= 5)
    return [step * n for n in range(int(top / step) + 1)]


def dot_alt(dots: tuple[Dot, ...]) -> str:
    """The plot in a sentence."""
    known = [dot for dot in dots if dot.high is not None]
    if not known:
        return "No value to draw."
    top = max(known, key=lambda dot: dot.high or 0)
    scale = "log axis" if is_log(dots) else "axis from zero"
    largest = f"the largest is {top.name}, {span_of(top.low or 0, top.high or 0)}"
    return f"{len(known)} trade values on a {scale}; {largest}. The table after the chart says the same."
