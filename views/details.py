"""The HTML of the tabs: who acts on whom, dates, why a score, why a word does not count. Pure."""

from datetime import date

from analysis.model import FIRMEST, DatedEvent, Measure, SectorReading, Stance
from analysis.place_names import place_name
from views import words
from views.exposure import Exposure
from views.filters import Filters
from views.parts import notice, safe, table, tag
from views.theme import CENTRALITIES, channel_label, glyph_of, status_label

MOST_ACTS = 12
MOST_ROWS = 60
_STANCES = {Stance.RESTRICTIVE: "restricts", Stance.LIBERALISING: "eases", Stance.NEUTRAL: ""}


def who_acts(exposure: Exposure, filters: Filters) -> str:
    """Measures as actor, target, act, the firmest first; those that the filters ask for."""
    measures = exposure.analysis.measures
    wanted = [index for index in range(len(measures)) if _is_asked_for(exposure, filters, index)]
    if not wanted:
        return notice(words.NO_MATCH if measures else words.NO_MEASURE)
    wanted.sort(key=lambda index: (FIRMEST.index(measures[index].status), index))
    rows = [_act(exposure, index) for index in wanted[:MOST_ACTS]]
    more = len(wanted) - MOST_ACTS
    rest = f'<p class="note">{words.MORE_MEASURES.format(count=more)}</p>' if more > 0 else ""
    return table(words.WHO_HEADS, rows, label=words.TAB_WHO, stacks=True) + rest


def _is_asked_for(exposure: Exposure, filters: Filters, index: int) -> bool:
    measure = exposure.analysis.measures[index]
    values = (
        (filters.sectors, measure.sectors),
        (filters.channels, (measure.channel,)),
        (filters.outlooks, (exposure.outlooks[index],)),
        (filters.statuses, (measure.status,)),
        (filters.places, (*measure.implementers, *measure.targets)),
    )
    return all(not asked or set(asked) & set(found) for asked, found in values)


def _act(exposure: Exposure, index: int) -> list[str]:
    measure, outlook = exposure.analysis.measures[index], exposure.outlooks[index]
    what = [channel_label(measure.channel), measure.action.replace("_", " "), _STANCES[measure.stance]]
    amounts = f" <b>{safe(', '.join(measure.magnitudes))}</b>" if measure.magnitudes else ""
    earlier = ' <span class="muted">(earlier)</span>' if measure.is_historic else ""
    quote = " ".join(exposure.quote(measure.evidence[0]).split()) if measure.evidence else ""
    names = ", ".join(map(exposure.name, measure.sectors))
    return [
        _places(measure.implementers),
        _places(measure.targets),
        safe(", ".join(part for part in what if part)) + amounts + earlier,
        safe(names) if names else f'<span class="muted">{words.NO_SECTOR_STATED}</span>',
        tag(outlook, "", status_label(measure.status), glyph_of(outlook, measure.status)),
        f'<span class="serif" dir="auto">{safe(quote)}</span>{_rules(measure)}',
    ]


def _rules(measure: Measure) -> str:
    """The rules that read a measure, folded away."""
    items = "".join(f"<li>{safe(rule.replace('_', ' '))}</li>" for rule in dict.fromkeys(measure.rules))
    summary = f"<summary>{words.RULES.format(count=len(set(measure.rules)))}</summary>"
    return f'<details class="rules">{summary}<ul class="near">{items}</ul></details>' if items else ""


def _places(places: tuple[str, ...]) -> str:
    names = ", ".join(map(place_name, places))
    return safe(names) if names else f'<span class="muted">{words.NOT_STATED}</span>'


def dates(exposure: Exposure, _filters: Filters) -> str:
    """Dates in the order of the calendar; those that cannot be resolved come last and say why."""
    events = sorted(
        exposure.analysis.events, key=lambda e: (e.on is None, e.on or date.min, e.evidence.start)
    )
    if not events:
        return notice(words.NO_DATES)
    rows = [
        [
            f"<b>{safe(event.when)}</b>",
            safe(event.what),
            _resolved(event),
            f'<span class="serif" dir="auto">{safe(" ".join(exposure.quote(event.evidence).split()))}</span>',
        ]
        for event in events[:MOST_ROWS]
    ]
    return table(words.DATE_HEADS, rows, label=words.TAB_DATES)


def _resolved(event: DatedEvent) -> str:
    if event.on is None:
        return f'<span class="muted">{words.NOT_RESOLVED}: {safe(event.note)}</span>'
    until = f" to {event.until.isoformat()}" if event.until and event.until != event.on else ""
    return f"{event.on.isoformat()}{until}"


def why(exposure: Exposure, filters: Filters) -> str:
    """The parts of each score, and every mention with the rule that took it."""
    wanted = [
        row for row in exposure.rows if row.reading and (not filters.sectors or row.sector in filters.sectors)
    ]
    if not wanted:
        return notice(words.NO_MATCH if exposure.rows else words.NO_SECTOR)
    parts = [f'<p class="note">{words.WHY_INTRO}</p>']
    for index, row in enumerate(wanted):
        if row.reading:
            is_open = " open" if index == 0 else ""
            parts.append(
                f"<details{is_open}><summary><b>{safe(row.name)}</b> <span class='muted'>{row.score} of 100, "
                f"{CENTRALITIES[row.reading.centrality]}</span></summary>{_score(exposure, row.reading)}</details>"
            )
    return f'<div class="why">{"".join(parts)}</div>'


def _score(exposure: Exposure, reading: SectorReading) -> str:
    points = [[safe(name), f"{value:g}"] for name, value in reading.components]
    points.append(["<b>Score, rounded</b>", f"<b>{reading.score}</b>"])
    mentions = [
        [
            f'<span class="serif" dir="auto">{safe(exposure.quote(mention.span))}</span>',
            safe(mention.term),
            safe(exposure.names.segments.get((reading.sector, mention.segment), mention.segment)),
            safe(mention.rule),
        ]
        for mention in reading.mentions[:MOST_ROWS]
    ]
    more = len(reading.mentions) - MOST_ROWS
    rest = f'<p class="note">{words.MORE_ROWS.format(count=more)}</p>' if more > 0 else ""
    name = exposure.name(reading.sector)
    return (
        f'<div class="two">{table(words.WHY_HEADS, points, label=f"Score of {name}", numbers={1})}'
        f"<div>{table(words.MENTION_HEADS, mentions, label=f'Mentions of {name}')}{rest}</div></div>"
    )


def why_not(exposure: Exposure, filters: Filters) -> str:
    """Candidates that were put aside, each with its reason."""
    aside = [s for s in exposure.analysis.suppressed if not filters.sectors or s.sector in filters.sectors]
    if not aside:
        return notice(words.NOTHING_PUT_ASIDE)
    rows = [
        [
            f'<span class="serif" dir="auto">{_around(exposure, s.span.start, s.span.end)}</span>',
            safe(exposure.name(s.sector)),
            safe(s.term),
            safe(s.reason),
        ]
        for s in aside[:MOST_ROWS]
    ]
    more = len(aside) - MOST_ROWS
    rest = f'<p class="note">{words.MORE_ROWS.format(count=more)}</p>' if more > 0 else ""
    intro = f'<p class="note">{words.WHY_NOT_INTRO}</p>'
    return intro + table(words.WHY_NOT_HEADS, rows, label=words.TAB_WHY_NOT) + rest


def _around(exposure: Exposure, start: int, end: int, reach: int = 40) -> str:
    text = exposure.article.text
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    before = before.split("\n")[-1].partition(" ")[2] if start > reach else before.split("\n")[-1]
    after = after.split("\n")[0].rpartition(" ")[0] or after.split("\n")[0]
    return f"{safe(before)}<b>{safe(text[start:end])}</b>{safe(after)}"
