"""What is asked of a corpus, and how it becomes conditions: fixed pieces of SQL, values bound and never formatted.

OR inside a facet, AND between facets, as on the page of one article.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

FACETS = ("sectors", "channels", "outlooks", "statuses", "places")

Params = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for in each facet; an empty one asks for everything. Hashable: it is the cache key.

    text is looked for in headlines and quoted passages, and a story passes whole; after_no leaves out what was there
    before.
    """

    sectors: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    outlooks: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""
    after_no: int = 0


# facet -> condition on a row of told, of told_acts, of threads, or the columns whose lists hold what is asked for
_Facets = dict[str, str | tuple[str, ...]]
_CLAIM: _Facets = {
    "sectors": "list_contains($sectors, sector)",
    "channels": "list_contains($channels, channel)",
    "outlooks": "list_contains($outlooks, outlook)",
    "statuses": "list_contains($statuses, status)",
    "places": ("places",),
}
_MEASURE: _Facets = {
    "sectors": ("sectors",),
    "channels": "list_contains($channels, channel)",
    "outlooks": "list_contains($outlooks, outlook)",
    "statuses": "list_contains($statuses, status)",
    "places": ("implementers", "targets"),
}
_THREAD: _Facets = {
    "sectors": ("sectors",),
    "channels": "list_contains($channels, channel)",
    "places": "(list_contains($places, implementer) OR list_contains($places, target))",
}
_SINCE, _UNTIL = "published >= $since", "published <= $until"
# the stories that hold a text are looked up once for all questions of a page; accents and case make no difference
HITS = "CREATE TABLE hits (text VARCHAR, article_no BIGINT)"
FIND_HITS = """
INSERT INTO hits SELECT DISTINCT $text, article_no FROM told_words
WHERE contains(words, strip_accents(lower($text)))
"""
FORGET_HITS = "DELETE FROM hits WHERE text = $text"
_TEXT = "article_no IN (SELECT article_no FROM hits WHERE hits.text = $text)"
_AFTER = "article_no > $after_no"


def claim_conditions(filters: Filters, *, but: Collection[str] = ()) -> tuple[str, Params]:
    """(condition on told, its values); the facets in `but` are left aside, since a view never filters itself."""
    return _conditions(filters, _CLAIM, but)


def measure_conditions(filters: Filters, *, but: Collection[str] = ()) -> tuple[str, Params]:
    """(condition on told_acts, its values)."""
    return _conditions(filters, _MEASURE, but)


def thread_conditions(filters: Filters, *, but: Collection[str] = ()) -> tuple[str, Params]:
    """(condition on threads, its values); outlooks are not asked, statuses and days by the steps."""
    conditions, params = _facets(filters, _THREAD, but)
    steps = []
    if filters.statuses and "statuses" not in but:
        steps.append("list_contains($statuses, status)")
        params["statuses"] = list(filters.statuses)
    for name, condition in (("since", "day >= $since"), ("until", "day <= $until")):
        if getattr(filters, name) is not None:
            steps.append(condition)
            params[name] = getattr(filters, name)
    if filters.after_no:
        steps.append(_AFTER)
        params["after_no"] = filters.after_no
    if filters.text:
        steps.append(_TEXT)
        params["text"] = filters.text.lower()
    if steps:
        conditions.append(f"thread IN (SELECT thread FROM steps WHERE {' AND '.join(steps)})")
    return " AND ".join(conditions) or "true", params


def day_conditions(filters: Filters) -> tuple[str, Params]:
    """(condition on days and novelty alone, its values), for what is counted whatever it says."""
    return _conditions(filters, {}, (), with_text=False)


def _conditions(
    filters: Filters, facets: _Facets, but: Collection[str], *, with_text: bool = True
) -> tuple[str, Params]:
    conditions, params = _facets(filters, facets, but)
    for name, condition in (("since", _SINCE), ("until", _UNTIL)):
        if getattr(filters, name) is not None and name not in but:
            conditions.append(condition)
            params[name] = getattr(filters, name)
    if filters.after_no:
        conditions.append(_AFTER)
        params["after_no"] = filters.after_no
    if filters.text and with_text and "text" not in but:
        conditions.append(_TEXT)
        params["text"] = filters.text.lower()
    return " AND ".join(conditions) or "true", params


def _facets(filters: Filters, facets: _Facets, but: Collection[str]) -> tuple[list[str], Params]:
    conditions: list[str] = []
    params: Params = {}
    for name, condition in facets.items():
        values = getattr(filters, name)
        if not values or name in but:
            continue
        if isinstance(condition, str):
            conditions.append(condition)
            params[name] = list(values)
        else:
            # a value at a time: list_has_any takes more than ten times as long
            asked = {f"{name}_{number}": value for number, value in enumerate(values)}
            found = [f"list_contains({column}, ${key})" for column in condition for key in asked]
            conditions.append(f"({' OR '.join(found)})")
            params |= asked
    return conditions, params
