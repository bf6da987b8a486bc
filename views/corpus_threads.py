"""Measures over time as HTML, pure: who to whom, the path of steps, and who contests it. Escapes what stories say."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.model import Channel, Status
from analysis.place_names import place_name
from views import words
from views.corpus_frames import Name, day_text, outlets_text, stories
from views.parts import safe, table
from views.theme import STATUSES, channel_label

_MOST_STEPS = 16


def threads_list(threads: pd.DataFrame, steps: pd.DataFrame, contests: pd.DataFrame, name: Name) -> str:
    """Measures over time: who to whom through what, the path, who contests it, and each step with day and words."""
    items = []
    steps_of, contests_of = _by_thread(steps), _by_thread(contests)
    for index, thread in enumerate(threads.to_dict("records")):
        own, contested = steps_of.get(thread["thread"]), contests_of.get(thread["thread"])
        path = " → ".join(f"<span>{safe(step_text(step))}</span>" for step in thread["path"])
        sectors = ", ".join(name(sector) for sector in thread["sectors"] if sector) or words.NO_SECTOR_STATED
        what = f"{channel_label(Channel(thread['channel']))} · {sectors}"
        days = f"{day_text(thread['first_day'])} to {day_text(thread['last_day'])}"
        told = f"{days} · {stories(int(thread['step_count']))}"
        line = "" if contested is None else f'<br><span class="path">{safe(contested_line(contested))}</span>'
        rows = "" if own is None else _steps(own)
        rows += "" if contested is None else _contests(contested)
        is_open = " open" if index == 0 else ""
        items.append(
            f'<details{is_open}><summary><b>{safe(_who(thread))}</b> <span class="muted">{safe(what)}</span><br>'
            f'<span class="path">{path}</span> <span class="muted">{safe(told)}</span>{line}</summary>{rows}</details>'
        )
    return f'<div class="why threads">{"".join(items)}</div>'


def _who(thread: Mapping[Any, Any]) -> str:
    actor = place_name(thread["implementer"])
    if thread["target"]:
        return words.WHO_TO_WHOM.format(actor=actor, target=place_name(thread["target"]))
    is_deal = thread["channel"] == Channel.TRADE_AGREEMENT  # whose parties all act
    return (words.WHO_WITH if is_deal else words.WHO_ALONE).format(actor=actor)


def _by_thread(frame: pd.DataFrame) -> dict[Any, pd.DataFrame]:
    return dict(tuple(frame.groupby("thread"))) if len(frame) else {}


def _steps(steps: pd.DataFrame) -> str:
    rows = [
        [
            f'<span class="whole">{day_text(step["day"])}</span>',
            safe(step_text(step["step"])) + _aside(step),
            f'<span class="serif" dir="auto">{safe(step["quote"])}</span>',
            _read_in(step, _told_by(step)),
        ]
        for step in _shown(steps).to_dict("records")
    ]
    return table(words.STEP_HEADS, rows, label=words.TAB_THREADS, stacks=True) + _rest(len(steps) - len(rows))


def _rest(count: int) -> str:
    return f'<p class="note">{words.MORE_ROWS.format(count=count)}</p>' if count > 0 else ""


def _shown(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps that have room, in order of time: those that stories begin with go before the others, and of too many
    the first and the newest are taken."""
    if len(steps) <= _MOST_STEPS:
        return steps
    places = range(len(steps))
    leads = steps["leads"].tolist() if "leads" in steps else [True] * len(steps)
    leading = [place for place in places if leads[place]]
    others = [place for place in places if not leads[place]]
    taken = _ends(leading, _MOST_STEPS)
    return steps.iloc[sorted(taken + _ends(others, _MOST_STEPS - len(taken)))]


def _ends(places: list[int], most: int) -> list[int]:
    """The first and the last of some places."""
    return places if len(places) <= most else places[: most - most // 2] + places[len(places) - most // 2 :]


def _aside(step: Mapping[Any, Any]) -> str:
    """A step that its story does not begin with; a store of an earlier version does not tell."""
    return "" if step.get("leads", True) else f'<br><span class="muted">{words.ALSO_SAID}</span>'


def _read_in(record: Mapping[Any, Any], told: str) -> str:
    title = safe(record["title"] or words.UNTITLED)
    return f'<span dir="auto">{title}</span><br><span class="muted">{safe(told)}</span>'


def _told_by(step: Mapping[Any, Any]) -> str:
    return outlets_text([step["outlet"]], int(step["outlet_count"]) - 1) if step["outlet"] else ""


def contested_line(contests: pd.DataFrame) -> str:
    """Contested at the WTO by Canada (pending, 2026-04-02): the latest word per forum and challengers."""
    latest = {(tuple(c["challengers"]), c["forum"]): c for c in contests.to_dict("records")}
    sure = [_contest(c) for c in latest.values() if c["candidate_count"] == 1]
    unsure = [_contest(c) for c in latest.values() if c["candidate_count"] > 1]
    told = [words.CONTESTED.format(what="; ".join(sure))] if sure else []
    told += [words.PERHAPS_CONTESTED.format(what="; ".join(unsure))] if unsure else []
    return " ".join(told)


def _contest(contest: Mapping[Any, Any]) -> str:
    return words.CONTEST.format(
        where=_where(contest), status=_state_of(contest["status"]), day=day_text(contest["day"])
    )


def _where(contest: Mapping[Any, Any]) -> str:
    by = " and ".join(place_name(place) for place in contest["challengers"])
    where = words.FORUMS[contest["forum"]]
    return words.BY_WHOM.format(where=where, who=by) if by else where


def _state_of(status: str) -> str:
    return words.CONTEST_STATES.get(status, STATUSES[Status(status)])


def _contests(contests: pd.DataFrame) -> str:
    rows = [
        [
            f'<span class="whole">{day_text(contest["day"])}</span>',
            safe(_where(contest)) + f'<br><span class="muted">{safe(_state_of(contest["status"]))}</span>',
            f'<span class="serif" dir="auto">{safe(contest["quote"])}</span>',
            safe(_why(contest)),
            _read_in(contest, contest["outlet"]),
        ]
        for contest in contests.head(_MOST_STEPS).to_dict("records")
    ]
    return table(words.CONTEST_HEADS, rows, label=words.CONTEST_LABEL, stacks=True) + _rest(
        len(contests) - len(rows)
    )


def _why(contest: Mapping[Any, Any]) -> str:
    why = words.CONTEST_BASES[contest["basis"]]
    count = int(contest["candidate_count"])
    return why if count == 1 else f"{why} {words.CONTEST_UNSURE.format(count=count)}"


def step_text(step: str) -> str:
    """The words for a step of a measure: in force, lifting announced, lifting hoped for."""
    if step in {str(status) for status in Status}:
        return STATUSES[Status(step)]
    told = step.replace("_", " ")
    return f"{told} for" if told.endswith(" hoped") else told
