"""How the corpus pages are shown, as a value and as query parameters. Pure: knows neither Streamlit nor a store."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

# field -> its name in the URL, and the values that it may take, the default first
CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "colour": ("colour", ("volume", "net")),
    "style": ("as", ("charts", "tables")),
    "top": ("top", ("6", "12")),
    "rows": ("rows", ("top", "all")),
    "span": ("span", ("28", "91", "364")),
    "tab": ("tab", ("articles", "threads", "actors", "dates", "uncertainty", "watch", "rejects")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusView:
    """What colour means, charts or tables, how many sectors have a panel, days of a period, which tab is open."""

    colour: str = "volume"
    style: str = "charts"
    top: str = "6"
    rows: str = "top"
    span: str = "28"
    tab: str = "articles"


def to_params(view: CorpusView) -> dict[str, list[str]]:
    """The query parameters of a view; defaults are left out."""
    return {
        CHOICES[field.name][0]: [getattr(view, field.name)]
        for field in fields(CorpusView)
        if getattr(view, field.name) != field.default
    }


def from_params(params: Mapping[str, list[str]]) -> tuple[CorpusView, tuple[str, ...]]:
    """The view in query parameters, and the values that are not known."""
    taken: dict[str, Any] = {}
    dropped: list[str] = []
    for name, (parameter, values) in CHOICES.items():
        for value in params.get(parameter, [])[:1]:
            if value in values:
                taken[name] = value
            else:
                dropped.append(value)
    return CorpusView(**taken), tuple(dropped)
