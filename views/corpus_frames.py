"""Answers of a store to the frames that charts and tables draw. Pure; a frame keeps its columns when it has no row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analysis.inert import bare, without_folders
from analysis.model import Channel, Outlook, Status
from analysis.place_names import place_name
from views import words
from views.filters import Filters
from views.theme import CHANNELS, OUTLOOKS, channel_label, status_label

Name = Callable[[str], str]
ALL = ""
GRID_COLUMNS = (
    "row", "column", "story_count", "opportunity_count", "risk_count", "mixed_count", "watch_count", "net",
    "is_faded", "is_selected", "hover",
)  # fmt: skip
COUNTS = ("story_count", "opportunity_count", "risk_count", "mixed_count", "watch_count")
# more weeks than this are drawn as months, more months than that as quarters
MOST_BARS = 160
BIN_NAMES = {"W": words.PER_WEEK, "MS": words.PER_MONTH, "QS": words.PER_QUARTER}


class Grid(NamedTuple):
    """A grid of counted cells: ids and names of rows and columns in order, and one record per cell that holds any."""

    rows: tuple[str, ...]
    row_names: tuple[str, ...]
    columns: tuple[str, ...]
    column_names: tuple[str, ...]
    cells: pd.DataFrame


def heat_grid(
    cells: pd.DataFrame, totals: pd.DataFrame, *, sectors: Sequence[str], channels: Iterable[str], filters: Filters,
    name: Name,
) -> Grid:  # fmt: skip
    """Sectors by channels, the first column being the sector whatever the channel.

    cells is an answer of heatmap, totals one of options for sectors. What sector and channel filters leave out is
    faded and never removed, so that a cell keeps its place.
    """
    named = set(channels)
    columns = (ALL, *(str(channel) for channel in Channel if str(channel) in named))
    whole = totals.rename(columns={"value": "sector"}).assign(channel=ALL)
    every = pd.concat([_with_counts(whole), _with_counts(cells)], ignore_index=True)
    every = every[every["sector"].isin(sectors) & every["channel"].isin(columns)]
    every = every.rename(columns={"sector": "row", "channel": "column"})
    asked = bool(filters.sectors or filters.channels)
    picked = [
        (not filters.sectors or row in filters.sectors)
        and (column in filters.channels if filters.channels else column == ALL or not filters.sectors)
        for row, column in zip(every["row"], every["column"], strict=True)
    ]
    lit = [
        (not filters.sectors or row in filters.sectors)
        and (not filters.channels or column == ALL or column in filters.channels)
        for row, column in zip(every["row"], every["column"], strict=True)
    ]
    every["is_selected"] = [asked and is_picked for is_picked in picked]
    every["is_faded"] = [asked and not is_lit for is_lit in lit]
    every["hover"] = [
        _heat_hover(record, name, is_whole=record["column"] == ALL) for record in every.to_dict("records")
    ]
    return Grid(
        rows=tuple(sectors),
        row_names=tuple(name(sector) for sector in sectors),
        columns=columns,
        column_names=tuple(
            words.ANY_CHANNEL if channel == ALL else CHANNELS[Channel(channel)][0] for channel in columns
        ),
        cells=every.reindex(columns=list(GRID_COLUMNS)).reset_index(drop=True),
    )


def actor_grid(frame: pd.DataFrame, filters: Filters) -> Grid:
    """Who acts by whom it meets: rows act, columns are met; the busiest first."""
    by_row = frame.groupby("actor")["story_count"].sum().sort_values(ascending=False, kind="stable")
    by_column = frame.groupby("target")["story_count"].sum().sort_values(ascending=False, kind="stable")
    rows, columns = tuple(by_row.index.astype(str)), tuple(by_column.index.astype(str))
    every = _with_counts(frame.rename(columns={"actor": "row", "target": "column"}))
    asked = set(filters.places)
    every["is_selected"] = [
        bool(asked) and asked == {row, column}
        for row, column in zip(every["row"], every["column"], strict=True)
    ]
    every["is_faded"] = False
    every["hover"] = [
        "\n".join(
            (
                words.ACTS_ON.format(actor=target_name(r["row"]), target=inner_name(r["column"])),
                told_counts(r),
            )
        )
        for r in every.to_dict("records")
    ]
    return Grid(
        rows=rows,
        row_names=tuple(map(target_name, rows)),
        columns=columns,
        column_names=tuple(map(target_name, columns)),
        cells=every.reindex(columns=list(GRID_COLUMNS)).reset_index(drop=True),
    )


def target_name(place: str) -> str:
    """The name of a place, of all places, or that none is stated."""
    return words.EVERY_COUNTRY if place == "ALL" else inner_name(place)


def inner_name(place: str) -> str:
    """The same inside a sentence, where all places have no capital."""
    return place_name(place) if place else words.NOT_STATED


def _with_counts(frame: pd.DataFrame) -> pd.DataFrame:
    """The same with every count as a number and net, the balance of directions from -1 to 1; null where unknown."""
    out = frame.copy()
    for column in COUNTS:
        if column not in out.columns:
            out[column] = pd.NA
        out[column] = out[column].astype("Float64").astype(float)
    stories = out["story_count"].where(out["story_count"] > 0)
    out["net"] = ((out["opportunity_count"] - out["risk_count"]) / stories).astype(float)
    return out


def _heat_hover(record: Mapping[Any, Any], name: Name, *, is_whole: bool) -> str:
    channel = words.ANY_CHANNEL_LONG if is_whole else channel_label(Channel(str(record["column"])))
    return "\n".join((f"{name(str(record['row']))} · {channel}", told_counts(record)))


def told_counts(record: Mapping[Any, Any]) -> str:
    """12 stories: 3 opportunity, 9 risk."""
    count = _whole(record["story_count"])
    parts = [
        f"{_whole(record[f'{outlook}_count']):,} {OUTLOOKS[outlook].label.lower()}"
        for outlook in (Outlook.OPPORTUNITY, Outlook.RISK, Outlook.MIXED, Outlook.WATCH)
        if pd.notna(record[f"{outlook}_count"]) and record[f"{outlook}_count"]
    ]
    return stories(count) + (f": {', '.join(parts)}" if parts else "")


def stories(count: int) -> str:
    """1 story, 1,204 stories."""
    return words.STORY if count == 1 else words.STORIES.format(count=f"{count:,}")


def told_outcomes(outcomes: Mapping[Any, Any], shown: int) -> str:
    """What became of the inputs that are no story of their own, each outcome apart; shown is how many are listed."""
    names = (
        ("unread_count", words.UNREAD_ONE, words.UNREAD), ("faulty_count", words.FAULTY_ONE, words.FAULTY),
        ("copy_count", words.COPIED_ONE, words.COPIED),
    )  # fmt: skip
    counts = {name: int(outcomes[name]) for name, _, _ in names}
    told = [
        one if counts[name] == 1 else many.format(count=f"{counts[name]:,}")
        for name, one, many in names
        if counts[name]
    ]
    cut = words.REJECTS_CUT.format(shown=f"{shown:,}") if sum(counts.values()) > shown else ""
    return " ".join((*(f"{sentence}." for sentence in told), cut)).strip()


def reject_table(frame: pd.DataFrame) -> pd.DataFrame:
    """An answer of rejects for people; a place is told by the name of its file, for a page names no folder."""
    shown = frame.assign(
        place=[without_folders(place) for place in frame["place"]],
        reason=[without_folders(reason) for reason in frame["reason"]],
    )
    return shown.set_axis(list(words.REJECTS_HEADS), axis=1)


# fewer stories than this in a period carry no share that could rise or fall
FEW_STORIES = 10


def are_comparable(changes: pd.DataFrame) -> bool:
    """Whether both periods of an answer of compare hold stories enough to speak of a change."""
    return (
        bool(len(changes))
        and min(changes["first_total"].iloc[0], changes["second_total"].iloc[0]) >= FEW_STORIES
    )


def _whole(value: object) -> int:
    return int(float(str(value)))


def grid_table(grid: Grid, corner: str) -> pd.DataFrame:
    """The grid as a table: one row per row, one column per column, 0 where no story is."""
    wide = grid.cells.pivot(index="row", columns="column", values="story_count")
    wide = wide.reindex(index=list(grid.rows), columns=list(grid.columns)).fillna(0).astype(int)
    wide.columns = list(grid.column_names)
    wide.insert(0, corner, list(grid.row_names))
    return wide.reset_index(drop=True)


class Weeks(NamedTuple):
    """Bars per sector: the bins in order, their kind (W, MS, QS), and sector -> opportunity and risk per bin."""

    bins: tuple[date, ...]
    kind: str
    panels: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]
    totals: dict[str, dict[str, int]]


def week_bars(frame: pd.DataFrame) -> Weeks:
    """An answer of weeks with the empty weeks filled in; a long time is told in months or quarters."""
    if frame.empty:
        return Weeks((), "W", {}, {})
    weeks = pd.to_datetime(frame["week"])
    kind = bin_kind(weeks.min().date(), weeks.max().date())
    starts = weeks if kind == "W" else weeks.dt.to_period(kind[0]).dt.start_time
    steps = {"W": "7D", "MS": "MS", "QS": "QS"}[kind]
    bins = pd.date_range(starts.min(), starts.max(), freq=steps)
    data = frame.assign(bin=starts)
    order = data.groupby("sector")["story_count"].sum().sort_values(ascending=False, kind="stable").index
    panels, totals = {}, {}
    for sector in order:
        own = data[data["sector"] == sector].groupby("bin")[list(COUNTS)].sum().reindex(bins, fill_value=0)
        panels[str(sector)] = (
            tuple(own["opportunity_count"].astype(int).tolist()), tuple(own["risk_count"].astype(int).tolist()),
        )  # fmt: skip
        totals[str(sector)] = {column: int(own[column].sum()) for column in COUNTS}
    return Weeks(tuple(day.date() for day in bins), kind, panels, totals)


def bin_kind(first: date, last: date) -> str:
    """How a stretch of time is divided: W weeks, MS months, QS quarters."""
    days = (last - first).days
    return "W" if days / 7 <= MOST_BARS else "MS" if days / 30.4 <= MOST_BARS else "QS"


def week_table(frame: pd.DataFrame, name: Name) -> pd.DataFrame:
    """An answer of weeks as a table for people, the newest week first."""
    table = frame.sort_values(["week", "story_count"], ascending=False, kind="stable")
    return pd.DataFrame(
        {
            words.WEEK_HEADS[0]: [str(week)[:10] for week in table["week"]],
            words.WEEK_HEADS[1]: [name(sector) for sector in table["sector"]],
            **{
                head: table[column].astype(int).tolist()
                for head, column in zip(words.WEEK_HEADS[2:], COUNTS, strict=True)
            },
        }
    )


def doubt_line(frame: pd.DataFrame) -> pd.DataFrame:
    """bin, story_count, uncertain_count, share (0-1) of an answer of uncertainty; without a story there is no share."""
    columns = ["bin", "story_count", "uncertain_count", "share"]
    if frame.empty:
        return pd.DataFrame(columns=columns)
    weeks = pd.to_datetime(frame["week"])
    kind = bin_kind(weeks.min().date(), weeks.max().date())
    starts = weeks if kind == "W" else weeks.dt.to_period(kind[0]).dt.start_time
    steps = {"W": "7D", "MS": "MS", "QS": "QS"}[kind]
    summed = frame.assign(bin=starts).groupby("bin")[["story_count", "uncertain_count"]].sum()
    summed = summed.reindex(pd.date_range(starts.min(), starts.max(), freq=steps), fill_value=0).astype(float)
    summed["share"] = summed["uncertain_count"] / summed["story_count"].where(summed["story_count"] > 0)
    return summed.rename_axis("bin").reset_index()[columns]


def doubt_table(line: pd.DataFrame) -> pd.DataFrame:
    """The line as a table, the newest first; a bin without a story has no share."""
    newest = line.iloc[::-1]
    return pd.DataFrame(
        {
            words.DOUBT_HEADS[0]: [str(day)[:10] for day in newest["bin"]],
            words.DOUBT_HEADS[1]: newest["story_count"].astype(float).astype(int).tolist(),
            words.DOUBT_HEADS[2]: newest["uncertain_count"].astype(float).astype(int).tolist(),
            words.DOUBT_HEADS[3]: [
                None if pd.isna(share) else round(100 * float(share), 1) for share in newest["share"]
            ],
        }
    )


def doubt_alt(line: pd.DataFrame) -> str:
    """The line in a sentence."""
    shares = line["share"].astype(float).fillna(0.0)
    top = int(shares.to_numpy().argmax())
    when = str(line["bin"].iloc[top])[:10]
    return words.DOUBT_ALT.format(most=f"{100 * shares.iloc[top]:.1f}", when=words.BIN_OF.format(day=when))


class Periods(NamedTuple):
    """Two stretches of days of the same length, the second right after the first."""

    first: tuple[date, date]
    second: tuple[date, date]


def periods_of(filters: Filters, first_day: date, last_day: date, days: int) -> Periods:
    """The days that are asked for and as many before; without such days, the last ones of the corpus."""
    if filters.since is not None and filters.since <= (filters.until or last_day):
        since, until = filters.since, filters.until or max(last_day, filters.since)
        days = (until - since).days + 1
    else:
        until = filters.until or last_day
        since = _earlier(until, days - 1)
    before = _earlier(since, 1)
    return Periods(first=(_earlier(before, days - 1), before), second=(since, until))


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def article_table(frame: pd.DataFrame, name: Name) -> pd.DataFrame:
    """An answer of articles as the list shows it, one line per story."""
    return pd.DataFrame(
        {
            words.ARTICLE_HEADS[0]: [day_text(day) for day in frame["published"]],
            words.ARTICLE_HEADS[1]: [title or words.UNTITLED for title in frame["title"]],
            words.ARTICLE_HEADS[2]: [", ".join(name(s) for s in sectors) for sectors in frame["sectors"]],
            words.ARTICLE_HEADS[3]: [outlook_text(outlook) for outlook in frame["outlook"]],
            words.ARTICLE_HEADS[4]: [status_text(status) for status in frame["firmest_status"]],
            words.ARTICLE_HEADS[5]: [
                outlets_text(list(outlets), int(copies))
                for outlets, copies in zip(frame["outlets"], frame["copy_count"], strict=True)
            ],
        },
        columns=list(words.ARTICLE_HEADS),
    )


def news_table(frame: pd.DataFrame, name: Name) -> pd.DataFrame:
    """Records of a watchlist as the list shows them."""
    return pd.DataFrame(
        {
            words.WATCH_HEADS[0]: frame["watch"].tolist(),
            words.WATCH_HEADS[1]: [day_text(day) for day in frame["published"]],
            words.WATCH_HEADS[2]: [title or words.UNTITLED for title in frame["title"]],
            words.WATCH_HEADS[3]: [", ".join(name(s) for s in sectors) for sectors in frame["sectors"]],
            words.WATCH_HEADS[4]: [outlook_text(outlook) for outlook in frame["outlook"]],
            words.WATCH_HEADS[5]: [status_text(status) for status in frame["firmest_status"]],
            words.WATCH_HEADS[6]: [outlets_text(list(outlets), 0) for outlets in frame["outlets"]],
        },
        columns=list(words.WATCH_HEADS),
    )


def day_text(value: object) -> str:
    """A day as 2026-11-24, or that none is stated."""
    return words.NOT_STATED if bare(value) is None else str(value)[:10]


def outlook_text(value: object) -> str:
    """▼ Risk; not stated where there is none."""
    if not isinstance(value, str):
        return words.NOT_STATED
    look = OUTLOOKS[Outlook(value)]
    return f"{look.glyph} {look.label}"


def status_text(value: object) -> str:
    """In words; not stated where there is none."""
    return status_label(Status(value)) if isinstance(value, str) else words.NOT_STATED


def outlets_text(outlets: Sequence[str], copies: int) -> str:
    """Who carried a story: the first outlets, and how many copies there are."""
    shown = ", ".join(outlets[:2]) + (f" +{len(outlets) - 2}" if len(outlets) > 2 else "")
    told = words.COPIES.format(count=copies) if copies > 1 else words.COPY if copies else ""
    return " ".join(part for part in (shown, told) if part) or words.NOT_STATED


def horizon(today: date, *ends: date | None) -> date:
    """The day from which dates lie ahead: today, or where the corpus or what is asked of it ends before."""
    return min([today, *(end for end in ends if end)])
