"""What the Sector page says of one sector over a corpus: counts from frames, sentences and tables in HTML. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.model import Channel, Outlook, Status, firmest_of
from views import words
from views.corpus_frames import BIN_NAMES, Weeks, are_comparable, day_text, stories
from views.corpus_parts import FEW, count_of, counted, day_of
from views.parts import safe, table, tag
from views.reader import region
from views.theme import OUTLOOKS, STACK, STATUSES, channel_label, glyph_of


class SectorFacts(NamedTuple):
    """One sector in a corpus: its stories, all stories, and stories by outlook, channel and status.

    An outlook is that of a story as a whole, so outlooks add up to the stories; channels and statuses do not.
    """

    name: str
    story_count: int
    of_all: int
    by_outlook: dict[str, int]
    by_channel: dict[str, int]
    firmest: Status | None
    last_day: str

    @property
    def share(self) -> str:
        """Its share of all stories."""
        return f"{self.story_count / self.of_all:.0%}" if self.of_all else "0%"


class Change(NamedTuple):
    """Its share of all stories in two periods of so many days."""

    first: float
    second: float
    days: int


def counts_of(frame: pd.DataFrame) -> dict[str, int]:
    """value -> stories of an answer of options, the most frequent first."""
    return {str(v): int(n) for v, n in zip(frame["value"], frame["story_count"], strict=True)}


def change_of(changes: pd.DataFrame, sector: str, days: int) -> Change | None:
    """The change of a sector in an answer of compare; None where too few stories stand behind it."""
    own = changes[changes["sector"] == sector]
    if not are_comparable(own):
        return None
    row = own.iloc[0]
    is_known = pd.notna(row["first_share"]) and pd.notna(row["second_share"])
    if not is_known or row["first_count"] + row["second_count"] < FEW:
        return None
    return Change(float(row["first_share"]), float(row["second_share"]), days)


def lede(facts: SectorFacts, change: Change | None) -> str:
    """The answer in up to four sentences, whatever is filtered."""
    told = [
        words.SECTOR_LEDE.format(
            name=facts.name,
            count=count_of(facts.story_count),
            stories=stories(facts.of_all),
            share=facts.share,
        )
    ]
    kinds = [(name, n) for name, n in facts.by_outlook.items() if n and name in words.SECTOR_OUTLOOKS]
    if kinds:
        (first, count), *others = kinds
        rest = "".join(
            words.SECTOR_LEDE_REST.format(count=count_of(n), outlook=words.SECTOR_OUTLOOKS[name])
            for name, n in others
        )
        told.append(
            words.SECTOR_LEDE_OUTLOOK.format(
                first=count_of(count), outlook=words.SECTOR_OUTLOOKS[first], rest=rest
            )
        )
    if facts.by_channel:
        channel, count = next(iter(facts.by_channel.items()))
        label = channel_label(Channel(channel)).lower()
        told.append(words.SECTOR_LEDE_CHANNEL.format(channel=label, count=count_of(count)))
    if change:
        told.append(
            words.SECTOR_LEDE_CHANGE.format(
                first=f"{100 * change.first:.1f}", second=f"{100 * change.second:.1f}", days=change.days
            )
        )
    return " ".join(told)


def fact_strip(facts: SectorFacts) -> str:
    """Six facts, whatever is filtered."""
    top = facts.firmest
    watch = facts.by_outlook.get("watch", 0)
    values = (
        f"<b>{count_of(facts.story_count)}</b> <small>{words.OF_ALL_STORIES.format(share=facts.share)}</small>",
        _marked(Outlook.OPPORTUNITY, facts.by_outlook.get("opportunity", 0)) + _part(facts, "opportunity"),
        _marked(Outlook.RISK, facts.by_outlook.get("risk", 0)) + _part(facts, "risk"),
        _marked(Outlook.MIXED, facts.by_outlook.get("mixed", 0), unit=False) + _marked(Outlook.WATCH, watch),
        f"<b>{STATUSES[top].capitalize()}</b>" if top else f"<i>{words.NOT_STATED}</i>",
        f"<b>{safe(day_of(facts.last_day))}</b>"
        if facts.last_day != words.NOT_STATED
        else f"<i>{words.NOT_STATED}</i>",
    )
    heads = words.SECTOR_FACTS
    cells = "".join(
        f"<div><dt>{head}</dt><dd>{value}</dd></div>" for head, value in zip(heads, values, strict=True)
    )
    return f'<dl class="facts">{cells}</dl>'


def firmest_in(frame: pd.DataFrame) -> Status | None:
    """The firmest status in an answer of statuses."""
    rows = zip(frame["channel"], frame["status"], strict=True)
    return firmest_of((Channel(channel), Status(status)) for channel, status in rows if isinstance(status, str))


def _part(facts: SectorFacts, outlook: str) -> str:
    """Its share of the stories of the sector, not of all."""
    count = facts.by_outlook.get(outlook, 0)
    return f" <small>({count / facts.story_count:.0%})</small>" if facts.story_count else ""


def _marked(outlook: Outlook, count: int, *, unit: bool = True) -> str:
    return f'<span class="mark {outlook}" aria-hidden="true">{OUTLOOKS[outlook].glyph}</span>' + (
        counted(count) if unit else f"<b>{count:,}</b>"
    )


def status_grid(frame: pd.DataFrame) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """An answer of statuses as heads and rows: (channel, stories per status), the weightiest channel first.

    Statuses stand in the order of the vocabulary; what is not stated comes last. Columns without a story are left out.
    """
    counts: dict[tuple[str, str], int] = {}
    for channel, status, count in zip(frame["channel"], frame["status"], frame["story_count"], strict=True):
        counts[str(channel), status if isinstance(status, str) else ""] = int(count)
    columns = [s for s in (*map(str, Status), "") if any(key[1] == s for key in counts)]
    channels = dict.fromkeys(channel for channel, _ in counts)
    rows = [(channel, [counts.get((channel, status), 0) for status in columns]) for channel in channels]
    rows.sort(key=lambda row: (-sum(row[1]), row[0]))
    return [STATUSES[Status(s)].capitalize() if s else words.NO_STATUS_STATED for s in columns], rows


def status_table(frame: pd.DataFrame) -> str:
    """Channel by status as a table, a row being the stories of a channel; the deeper a cell, the more it holds."""
    heads, rows = status_grid(frame)
    most = max((count for _, counts in rows for count in counts), default=1)
    cells = [
        [
            safe(channel_label(Channel(channel))),
            f"<b>{sum(counts):,}</b>",
            *(_tinted(count, most) for count in counts),
        ]
        for channel, counts in rows
    ]
    columns = (words.HOW, words.SECTOR_STORIES, *heads)
    return table(columns, cells, label=words.SECTOR_HOW, numbers=set(range(1, len(columns))))


def _tinted(count: int, most: int) -> str:
    if not count:
        return '<span class="muted">0</span>'
    tint = round(6 + 22 * count / most)
    return f'<span class="tint" style="--tint:{tint}%">{count:,}</span>'


def bins_table(weeks: Weeks) -> str:
    """The bars as a table, the newest first."""
    up, down = next(iter(weeks.panels.values()), ((), ()))
    rows = [
        [day.isoformat(), f"{good:,}", f"{bad:,}"]
        for day, good, bad in zip(weeks.bins, up, down, strict=True)
    ]
    return table(words.SECTOR_BIN_HEADS, rows[::-1], label=words.SECTOR_WEEKS_TABLE, numbers={1, 2})


def weeks_alt(weeks: Weeks, name: str) -> str:
    """The bars in a sentence."""
    up, down = next(iter(weeks.panels.values()), ((), ()))
    return words.SECTOR_WEEKS_ALT.format(
        name=name, unit=BIN_NAMES[weeks.kind], up=f"{sum(up):,}", down=f"{sum(down):,}"
    )


def evidence(frame: pd.DataFrame) -> str:
    """The newest passages as cards, each with its day, outlet and headline."""
    return region("".join(_card(record) for record in cards_of(frame)), words.SECTOR_READER)


def cards_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One record per article and passage; its claims are put together."""
    cards: dict[tuple[Any, str], dict[str, Any]] = {}
    for record in frame.to_dict("records"):
        told = {str(key): value for key, value in record.items()}
        card = cards.setdefault((told["article_no"], str(told["quote"])), {**told, "claims": []})
        claim = (str(told["outlook"]), _text(told["channel"]), _text(told["status"]))
        if claim not in card["claims"]:
            card["claims"].append(claim)
    return list(cards.values())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _card(card: Mapping[str, Any]) -> str:
    outlooks = [outlook for outlook, _, _ in card["claims"]]
    outlook = next((str(o) for o in (Outlook.RISK, *STACK) if str(o) in outlooks), str(Outlook.WATCH))
    tags = "".join(_tag(*claim) for claim in card["claims"])
    day = day_text(card["published"])
    facts = [words.NO_DAY if day == words.NOT_STATED else day, _text(card["outlet"])]
    line = " · ".join(safe(fact) for fact in facts if fact)
    title = safe(card["title"] or words.UNTITLED)
    return (
        f'<article class="quote {outlook}"><p class="says" dir="auto">{safe(" ".join(str(card["quote"]).split()))}</p>'
        f'<p class="tags">{tags}</p><p class="for" dir="auto">{title}</p><p class="for">{line}</p></article>'
    )


def _tag(outlook: str, channel: str, status: str) -> str:
    held = Status(status) if status else None
    label = channel_label(Channel(channel) if channel else None)
    return tag(Outlook(outlook), label, STATUSES[held] if held else "", glyph_of(Outlook(outlook), held))
