"""The Method page: how a reading comes about, how far to trust it, what to cite."""

from collections.abc import Mapping

import streamlit as st

from views import method_words, parts, session, words
from views.engine_facts import published_figures, score_points, versions, weights


def main() -> None:
    """Draw the page."""
    st.html(f'<h1 class="title">{words.METHOD}</h1><p class="source">{method_words.METHOD_INTRO}</p>')
    left, right = st.columns([1, 1], gap="large")
    with left:
        _draw_steps()
        _draw_limits()
        _draw_versions()
    with right:
        _draw_scores()
        _draw_accuracy()
        _draw_weights()


def _draw_steps() -> None:
    st.header(method_words.HOW_READ, anchor=False)
    steps = "".join(f"<li><b>{name}.</b> {parts.safe(told)}</li>" for name, told in method_words.STEPS)
    st.html(f'<ol class="steps">{steps}</ol>')


def _draw_limits() -> None:
    st.header(method_words.LIMITS, anchor=False)
    st.html(
        f'<ul class="steps">{"".join(f"<li>{parts.safe(limit)}</li>" for limit in method_words.LIMIT_LIST)}</ul>'
    )


def _draw_scores() -> None:
    st.header(method_words.SCORES, anchor=False)
    rows = [
        [
            parts.safe(name),
            str(most) if is_whole else method_words.UP_TO.format(points=most),
            method_words.COMPONENTS.get(name, ""),
        ]
        for name, most, is_whole in score_points()
    ]
    st.html(
        f'<p class="note">{method_words.SCORE_NOTE}</p>'
        + parts.table(method_words.COMPONENT_HEADS, rows, label=method_words.SCORES)
    )


def _draw_weights() -> None:
    st.header(method_words.WEIGHTS, anchor=False)
    tables = [f'<p class="note">{method_words.WEIGHT_NOTE}</p>']
    for group, values in weights().items():
        rows = [[parts.safe(name.replace("_", " ").lower()), f"{value:g}"] for name, value in values.items()]
        tables.append(parts.table((group, "Value"), rows, label=group, numbers={1}))
    st.html("".join(tables))


def _draw_accuracy() -> None:
    st.header(method_words.ACCURACY, anchor=False)
    figures = published_figures()
    floors = figures.get("floors")
    if not isinstance(floors, Mapping) or not floors:
        st.html(parts.notice(method_words.NO_FIGURES))
        return
    known = {name: value for name, value in floors.items() if isinstance(value, Mapping)}
    rows = [_figure(method_words.FIGURE_NAMES.get(name, name), value) for name, value in known.items()]
    heads: tuple[str, ...] = method_words.FIGURE_HEADS
    if not any(value.get("reached") for value in known.values()):
        heads, rows = (heads[0], heads[-1]), [[row[0], row[-1]] for row in rows]
    table = parts.table(heads, rows, label=method_words.ACCURACY, numbers=set(range(1, len(heads))))
    st.html(
        f'<p class="note">{method_words.FIGURES_NOTE} <code>{method_words.FIGURES_COMMAND}</code>.</p>{table}'
    )


def _figure(name: str, value: Mapping[str, object]) -> list[str]:
    """A field with the figure that was reached, where the file holds it, and the floor under it."""
    reached = value.get("reached")
    told = ["", "", ""]
    if isinstance(reached, Mapping):
        low, high = _decimals(reached.get("low")), _decimals(reached.get("high"))
        told = [_decimals(reached.get("value")), f"{low} to {high}", parts.safe(reached.get("labels", ""))]
    return [parts.safe(name), *told, _decimals(value.get("floor"))]


def _decimals(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, int | float) else words.NOT_STATED


def _draw_versions() -> None:
    st.header(method_words.VERSIONS, anchor=False)
    found = {**versions(), "taxonomy": session.exposure().analysis.taxonomy_digest}
    rows = [[parts.safe(name), parts.safe(value)] for name, value in found.items()]
    sources = [list(map(parts.safe, row)) for row in method_words.SOURCES]
    st.html(
        parts.table(method_words.SOURCE_HEADS, sources, label=method_words.VERSIONS)
        + parts.table(method_words.VERSION_HEADS, rows, label=method_words.VERSION_HEADS[1])
        + f'<p class="note">{method_words.NO_NETWORK}</p>'
    )


main()
