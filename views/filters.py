"""Filters: what is shown of an article or a corpus, as a value, as query parameters, as the effect of a click. Pure.

OR inside a facet, AND between facets. The URL is user input: ids are checked, what is unknown is dropped and named.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from analysis.model import WHOLE_ECONOMY, Channel, Outlook, Status
from views.exposure import Claim, Exposure

FACETS = ("sectors", "channels", "outlooks", "statuses", "places")
# the name of a facet in the URL
PARAMETERS = {
    "sectors": "sector",
    "channels": "channel",
    "outlooks": "outlook",
    "statuses": "status",
    "places": "place",
}
# what is asked of a corpus alone, by the name in the URL
SINCE, UNTIL, TEXT = "since", "until", "q"
# a link longer than this was not written by the page
MOST_VALUES = 64
MOST_TEXT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for in each facet; an empty facet asks for everything. Days and text are for a corpus alone."""

    sectors: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    outlooks: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()

    def asking(self, name: str, value: object) -> "Filters":
        """The same with another value in one facet, day or text."""
        changes: dict[str, Any] = {name: value}
        return replace(self, **changes)

    def passes(self, claim: Claim, *, but: Collection[str] = ()) -> bool:
        """Whether a claim is asked for, the facets in `but` left aside."""
        values = {
            "sectors": (claim.sector,),
            "channels": (claim.channel,),
            "outlooks": (claim.outlook,),
            "statuses": (claim.status,),
            "places": claim.places,
        }
        for facet in FACETS:
            wanted = getattr(self, facet)
            if wanted and facet not in but and not set(wanted) & set(values[facet]):
                return False
        return True

    def narrowed(self, claims: Iterable[Claim], *, but: Collection[str] = ()) -> tuple[Claim, ...]:
        """The claims that pass."""
        return tuple(claim for claim in claims if self.passes(claim, but=but))


class Click(NamedTuple):
    """One mark of the matrix: a sector, and a channel unless it is the sector's bar."""

    sector: str
    channel: str = ""


def toggle(
    filters: Filters, last: Click | None, clicked: tuple[Click, ...], *, adds: bool = False
) -> tuple[Filters, Click | None]:
    """Filters and the mark to remember after a click in the matrix.

    The same mark again clears it, another moves there, or is added to what is asked for where Shift is held. A second
    click on a selected mark may arrive as an empty selection: it means the mark remembered, or nothing where none is.
    """
    if not clicked:
        if last is None:
            return filters, None
        clicked = (last,)
    sectors = tuple(dict.fromkeys(click.sector for click in clicked))
    channels = tuple(dict.fromkeys(click.channel for click in clicked if click.channel))
    if adds:
        sectors = tuple(dict.fromkeys((*filters.sectors, *sectors)))
        channels = tuple(dict.fromkeys((*filters.channels, *channels)))
    elif set(filters.sectors) == set(sectors) and set(filters.channels) == set(channels):
        sectors, channels = (), ()
    return replace(filters, sectors=sectors, channels=channels), clicked[-1]


def to_params(filters: Filters) -> dict[str, list[str]]:
    """The query parameters of filters; what is not asked for is left out."""
    params = {
        PARAMETERS[facet]: [str(value) for value in getattr(filters, facet)]
        for facet in FACETS
        if getattr(filters, facet)
    }
    params |= {
        name: [day.isoformat()] for name, day in ((SINCE, filters.since), (UNTIL, filters.until)) if day
    }
    return params | ({TEXT: [filters.text]} if filters.text else {})


def from_params(
    params: Mapping[str, list[str]], *, sectors: Collection[str], places: Collection[str]
) -> tuple[Filters, tuple[str, ...]]:
    """The filters in query parameters, and the values that are not known."""
    known: dict[str, Collection[str]] = {
        "sectors": {*sectors, WHOLE_ECONOMY},
        "channels": set(map(str, Channel)),
        "outlooks": set(map(str, Outlook)) - {str(Outlook.NONE)},
        "statuses": set(map(str, Status)),
        "places": places,
    }
    taken: dict[str, tuple[str, ...]] = {}
    dropped: list[str] = []
    for facet in FACETS:
        values = list(dict.fromkeys(params.get(PARAMETERS[facet], [])))[:MOST_VALUES]
        taken[facet] = tuple(value for value in values if value in known[facet])
        dropped.extend(value for value in values if value not in known[facet])
    days: dict[str, date | None] = {}
    for name in (SINCE, UNTIL):
        days[name] = None
        for value in params.get(name, [])[:1]:
            days[name] = day_of(value)
            dropped.extend([value] if days[name] is None else [])
    text = " ".join(next(iter(params.get(TEXT, [])), "").split())[:MOST_TEXT]
    return Filters(**taken, since=days[SINCE], until=days[UNTIL], text=text), tuple(dropped)


def day_of(value: str) -> date | None:
    """A day as a link writes it, or None."""
    try:
        return date.fromisoformat(value) if len(value) == len("2026-01-01") else None
    except ValueError:
        return None


def counts_of(exposure: Exposure, filters: Filters, facet: str) -> dict[str, int]:
    """How many pieces of evidence each value of a facet would show; values without any go last."""
    attribute = {"sectors": "sector", "channels": "channel", "outlooks": "outlook", "statuses": "status"}
    units: dict[str, set[int]] = {}
    for claim in exposure.claims:
        values = claim.places if facet == "places" else (getattr(claim, attribute[facet]),)
        for value in values:
            if value:
                units.setdefault(str(value), set())
                if filters.passes(claim, but=(facet,)):
                    units[str(value)].add(claim.unit)
    for value in getattr(filters, facet):
        units.setdefault(value, set())
    counts = {value: len(numbers) for value, numbers in units.items()}
    return dict(
        sorted(counts.items(), key=lambda item: (item[1] == 0, _place_in_order(exposure, facet, item[0])))
    )


def _place_in_order(exposure: Exposure, facet: str, value: str) -> int:
    """Where a value stands in its facet: by rank, by the vocabulary, or by first mention."""
    order: list[str] = {
        "sectors": [row.sector for row in exposure.rows],
        "channels": [str(channel) for channel in Channel],
        "outlooks": [str(Outlook.OPPORTUNITY), str(Outlook.RISK), str(Outlook.MIXED), str(Outlook.WATCH)],
        "statuses": [str(status) for status in Status],
        "places": [place.iso3 for place in exposure.analysis.places],
    }[facet]
    return order.index(value) if value in order else len(order)
