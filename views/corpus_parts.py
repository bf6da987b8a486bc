"""Pieces of HTML for the Corpus page, pure. What an article, a file name or a taxonomy says goes through `safe`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analysis.inert import bare
from analysis.model import Channel, Outlook, Status
from analysis.place_names import place_name
from views import words
from views.corpus_frames import (
    Grid,
    Name,
    Periods,
    Weeks,
    are_comparable,
    day_text,
    stories,
    target_name,
    told_counts,
)
from views.filters import Filters
from views.grids import arrow_of
from views.parts import safe, table
from views.theme import OUTLOOKS, STATUSES, channel_label

MOST_CHANGES = 6
# fewer stories than this in both periods say little about a change
FEW = 5


def count_of(value: object) -> str:
    """A number with thousands apart."""
    return f"{int(float(str(value))):,}"


def day_of(value: object) -> str:
    """24 November 2026, or that none is stated."""
    if bare(value) is None:
        return words.NOT_STATED
    day = pd.Timestamp(str(value))
    return f"{day.day} {day:%B %Y}"


def headline(name: str, totals: Mapping[str, Any]) -> str:
    """The H1 and what the corpus holds in one line."""
    span = (
        words.FROM_TO.format(first=day_of(totals["first_day"]), last=day_of(totals["last_day"]))
        if pd.notna(totals["first_day"])
        else words.NO_DAYS
    )
    facts = [name, words.ARTICLES.format(count=count_of(totals["article_count"])), span]
    if totals["copy_count"]:
        told = words.COPY_ONCE if totals["copy_count"] == 1 else words.COPIES_ONCE
        facts.insert(2, told.format(count=count_of(totals["copy_count"])))
    if totals["undated_count"] and pd.notna(totals["first_day"]):
        facts.append(words.UNDATED.format(count=count_of(totals["undated_count"])))
    line = '<span class="sep" aria-hidden="true">·</span>'.join(
        f"<span>{safe(fact)}</span>" for fact in facts
    )
    return f'<h1 class="title">{words.CORPUS}</h1><p class="source">{line}</p>'


def fact_strip(totals: Mapping[str, Any], by_outlook: Mapping[str, int], threads: int, rejects: int) -> str:
    """Six facts over the whole corpus, whatever is filtered."""
    share = totals["passing_count"] / totals["story_count"] if totals["story_count"] else 0
    values = (
        f"<b>{count_of(totals['story_count'])}</b>",
        f"{counted(int(totals['passing_count']))} <small>({share:.0%})</small>",
        _marked(Outlook.OPPORTUNITY, by_outlook.get("opportunity", 0)),
        _marked(Outlook.RISK, by_outlook.get("risk", 0)),
        f"<b>{count_of(threads)}</b>",
        f"<b>{count_of(rejects)}</b>",
    )
    cells = "".join(
        f"<div><dt>{head}</dt><dd>{value}</dd></div>"
        for head, value in zip(words.CORPUS_FACTS, values, strict=True)
    )
    return f'<dl class="facts">{cells}</dl>'


def _marked(outlook: Outlook, count: int) -> str:
    return f'<span class="mark {outlook}" aria-hidden="true">{OUTLOOKS[outlook].glyph}</span>{counted(count)}'


def counted(count: int) -> str:
    """A number of stories, with its unit small."""
    return f"<b>{count:,}</b> <small>{words.A_STORY if count == 1 else words.SOME_STORIES}</small>"


def lede(
    totals: Mapping[str, Any], sectors: pd.DataFrame, channels: pd.DataFrame, changes: pd.DataFrame, name: Name, *,
    days: int,
) -> str:  # fmt: skip
    """The answer in up to three sentences over the whole corpus; changes are of so many days against those before."""
    if not totals["passing_count"]:
        return words.LEDE_NOTHING.format(stories=stories(int(totals["story_count"])))
    told = [
        words.LEDE_COUNT.format(
            passing=count_of(totals["passing_count"]),
            stories=stories(int(totals["story_count"])),
            sector=name(sectors["value"].iloc[0]),
            count=count_of(sectors["story_count"].iloc[0]),
        )
    ]
    if len(channels):
        channel, count = channels["value"].iloc[0], channels["story_count"].iloc[0]
        told.append(
            words.LEDE_CHANNEL.format(channel=channel_label(Channel(channel)).lower(), count=count_of(count))
        )
    known = changes[
        (changes["first_count"] + changes["second_count"] >= FEW) & changes["share_difference"].notna()
    ]
    known = known if are_comparable(changes) else known.head(0)
    up, down = known[known["share_difference"] > 0], known[known["share_difference"] < 0]
    if len(up):
        told.append(
            words.LEDE_ROSE.format(sector=name(up["sector"].iloc[0]), days=days, **_shares(up.iloc[0]))
        )
    elif len(down):
        told.append(
            words.LEDE_FELL.format(sector=name(down["sector"].iloc[0]), days=days, **_shares(down.iloc[0]))
        )
    return " ".join(told)


def _shares(row: Any) -> dict[str, str]:
    return {"first": f"{100 * row['first_share']:.1f}", "second": f"{100 * row['second_share']:.1f}"}


def showing(filters: Filters, totals: Mapping[str, Any], whole: Mapping[str, Any], name: Name) -> str:
    """What is shown while a filter is on."""
    facets = [
        [name(value) for value in filters.sectors],
        [channel_label(Channel(value)) for value in filters.channels],
        [OUTLOOKS[Outlook(value)].label for value in filters.outlooks],
        [STATUSES[Status(value)] for value in filters.statuses],
        [place_name(value) for value in filters.places],
        [f"“{filters.text}”"] if filters.text else [],
    ]
    days = words.FROM_DAY.format(day=filters.since) if filters.since else ""
    days += words.TO_DAY.format(day=filters.until) if filters.until else ""
    what = " × ".join(" or ".join(map(safe, values)) for values in facets if values)
    told = words.SHOWING_STORIES.format(
        shown=count_of(totals["passing_count"]),
        total=stories(int(whole["passing_count"])),
        what=words.FOR_WHAT.format(what=what) if what else "",
        days=days,
    )
    return f'<p class="showing" role="status">{told}</p>'


def grid_list(grid: Grid, label: str) -> str:
    """A grid as a list: what a phone shows in its place."""
    items = []
    names = dict(zip(grid.columns, grid.column_names, strict=True))
    for key, row_name in zip(grid.rows, grid.row_names, strict=True):
        own = grid.cells[(grid.cells["row"] == key) & (grid.cells["column"] != "")]
        own = own.sort_values("story_count", ascending=False, kind="stable").head(4)
        whole = grid.cells[(grid.cells["row"] == key) & (grid.cells["column"] == "")]
        count = stories(int(whole["story_count"].iloc[0])) if len(whole) else ""
        tags = "".join(
            f'<span class="tag">{safe(names[record["column"]])} '
            f"<b>{arrow_of(float(record['net']))}{count_of(record['story_count'])}</b></span>"
            for record in own.to_dict("records")
        )
        items.append(
            f'<li class="card"><p class="name"><b>{safe(row_name)}</b><span class="score">{count}</span></p>'
            f'<p class="tags">{tags}</p></li>'
        )
    return f'<ul class="cards" aria-label="{safe(label)}">{"".join(items)}</ul>'


def weeks_list(weeks: Weeks, name: Name) -> str:
    """The panels in words: stories per sector, the latest bins against the ones before."""
    items = []
    for sector, counts in weeks.totals.items():
        up, down = weeks.panels[sector]
        lately = words.LATELY.format(
            up=f"{sum(up[-4:]):,}", down=f"{sum(down[-4:]):,}", unit=_UNITS[weeks.kind]
        )
        items.append(
            f'<li class="card"><p class="name"><b>{safe(name(sector))}</b></p>'
            f'<p class="note">{safe(told_counts(counts))}. {safe(lately)}</p></li>'
        )
    return f'<ul class="cards" aria-label="{words.SINCE_WHEN}">{"".join(items)}</ul>'


_UNITS = {"W": "weeks", "MS": "months", "QS": "quarters"}


def changes_table(
    changes: pd.DataFrame, periods: Periods, name: Name, *, most: int | None = MOST_CHANGES
) -> str:
    """What rose and what fell: the share of all stories in two periods, each with its count."""
    heads = (words.SECTOR, words.BEFORE, words.NOW, words.CHANGE)
    rows = []
    largest = changes.head(most or len(changes)).sort_values(
        "share_difference", ascending=False, kind="stable"
    )
    for row in largest.to_dict("records"):
        points = 100 * float(row["share_difference"]) if pd.notna(row["share_difference"]) else None
        few = (
            f' <span class="muted">{words.FEW}</span>'
            if row["first_count"] + row["second_count"] < FEW
            else ""
        )
        rows.append(
            [
                safe(name(str(row["sector"]))) + few,
                _share_of(row["first_share"], row["first_count"]),
                _share_of(row["second_share"], row["second_count"]),
                f'<b class="whole">{_change(points)}</b>',
            ]
        )
    note = words.PERIODS.format(
        first=f"{periods.first[0]} to {periods.first[1]}",
        second=f"{periods.second[0]} to {periods.second[1]}",
        first_total=stories(int(changes["first_total"].iloc[0])),
        second_total=stories(int(changes["second_total"].iloc[0])),
    )
    if not are_comparable(changes):
        note = f"{note} {words.FEW_IN_PERIOD}"
    return f'<p class="note">{safe(note)}</p>' + table(heads, rows, label=words.ROSE, numbers={1, 2, 3})


def _share_of(share: object, count: object) -> str:
    told = f"{100 * float(str(share)):.1f}%" if pd.notna(pd.Series([share])).all() else words.NO_SHARE
    return f'<span class="whole">{told} <span class="muted">({count_of(count)})</span></span>'


def _change(points: float | None) -> str:
    if points is None:
        return words.NO_COMPARISON
    if abs(points) < 0.05:
        return "0.0"
    return f"{'↑' if points > 0 else '↓'} {abs(points):.1f}"


def actors_table(frame: pd.DataFrame, *, most: int = 40) -> str:
    """Who acts on whom as a table."""
    rows = [
        [
            safe(target_name(record["actor"])),
            safe(target_name(record["target"])),
            count_of(record["story_count"]),
            *(
                count_of(record[f"{outlook}_count"]) if record[f"{outlook}_count"] else "0"
                for outlook in (Outlook.OPPORTUNITY, Outlook.RISK, Outlook.MIXED, Outlook.WATCH)
            ),
        ]
        for record in frame.head(most).to_dict("records")
    ]
    return table(words.ACTOR_HEADS, rows, label=words.TAB_WHO, numbers=set(range(2, 7)))


def doubt_table(frame: pd.DataFrame) -> str:
    """The line of uncertainty as a table."""
    rows = [
        [safe(day), f"{count:,}", f"{hits:,}", words.NO_SHARE if pd.isna(share) else f"{share:.1f}"]
        for day, count, hits, share in frame.itertuples(index=False)
    ]
    return table(words.DOUBT_HEADS, rows, label=words.TAB_DOUBT, numbers={1, 2, 3})


def dates_table(frame: pd.DataFrame, today: date) -> str:
    """Dates ahead, the nearest bold, those before today muted."""
    rows = []
    nearest = next((str(day)[:10] for day in frame["on_day"] if str(day)[:10] >= today.isoformat()), "")
    for record in frame.to_dict("records"):
        first, last = day_text(record["on_day"]), day_text(record["until_day"])
        until = "" if last in (first, words.NOT_STATED) else f' to <span class="whole">{last}</span>'
        when = f'<span class="whole">{first}</span>{until}'
        weight = f"<b>{when}</b>" if first == nearest else when
        if max(first, last if last != words.NOT_STATED else first) < today.isoformat():
            weight = f'<span class="muted">{when}</span>'
        rows.append(
            [
                weight,
                safe(record["what"]),
                f'<span class="serif" dir="auto">{safe(record["quote"])}</span>',
                f'<span dir="auto">{safe(record["title"] or words.UNTITLED)}</span><br><span class="muted">'
                f"{safe(record['outlet'] or words.NOT_STATED)}, {day_text(record['published'])}</span>",
            ]
        )
    return table(words.AHEAD_HEADS, rows, label=words.TAB_DATES_AHEAD, stacks=True)
