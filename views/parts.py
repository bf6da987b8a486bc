"""Pieces of HTML for the Article page, pure. Everything that an article or a taxonomy says goes through `safe`."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from html import escape

from analysis.model import WHOLE_ECONOMY, Channel, Outlook, Status, firmest_of
from analysis.place_names import place_name
from views import words
from views.exposure import Claim, Exposure, Row, counted_rows
from views.filters import Filters
from views.theme import OUTLOOKS, STACK, STATUSES, channel_label, glyph_of, status_label


def safe(text: object) -> str:
    """Foreign text as HTML that shows it literally."""
    return escape(str(text), quote=True)


def headline(exposure: Exposure) -> str:
    """The article's title as the one H1, and the line under it."""
    article = exposure.article
    count = f"{len(article.text.split()):,}"
    facts = [article.source, published_words(exposure), words.WORD_COUNT.format(count=count), words.READ_BY]
    line = '<span class="sep" aria-hidden="true">·</span>'.join(f"<span>{safe(f)}</span>" for f in facts if f)
    title = safe(article.title) or "Untitled article"
    return f'<h1 class="title" dir="auto">{title}</h1><p class="source">{line}</p>'


def published_words(exposure: Exposure) -> str:
    """24 November 2026, or that no date is stated."""
    day = exposure.article.published
    return f"{day.day} {day:%B %Y}" if day else words.NO_DAY


def lede(text: str) -> str:
    """The answer in one paragraph."""
    return f'<p class="lede">{safe(text)}</p>' if text else ""


def fact_strip(exposure: Exposure) -> str:
    """Six facts over the whole article, whatever is filtered."""
    rows = counted_rows(exposure)
    by_outlook = Counter(row.outlook for row in rows)
    top = firmest_of((claim.channel, claim.status) for claim in exposure.claims)
    amounts = tuple(dict.fromkeys(m for measure in exposure.analysis.measures for m in measure.magnitudes))
    watch = by_outlook[Outlook.WATCH] + by_outlook[Outlook.NONE]
    of_total = words.OF_SECTORS.format(count=len(rows), total=len(exposure.names.sectors))
    values = {
        "sectors": f"<b>{len(rows)}</b> <small>of {len(exposure.names.sectors)}</small>"
        if rows
        else of_total,
        "opportunity": _mark(Outlook.OPPORTUNITY) + _sectors(by_outlook[Outlook.OPPORTUNITY]),
        "risk": _mark(Outlook.RISK) + _sectors(by_outlook[Outlook.RISK]),
        "mixed": f"{_mark(Outlook.MIXED)}<b>{by_outlook[Outlook.MIXED]}</b>{_mark(Outlook.WATCH)}{_sectors(watch)}",
        "status": f"<b>{safe(status_label(top)).capitalize()}</b>" if top else f"<i>{words.NOT_STATED}</i>",
        "amounts": _amounts(amounts),
    }
    cells = "".join(f"<div><dt>{words.FACTS[key]}</dt><dd>{values[key]}</dd></div>" for key in words.FACTS)
    names = ", ".join(safe(exposure.names.sectors.get(r.sector, r.sector)) for r in exposure.analysis.passing)
    also = f'<p class="also">{words.ALSO_MENTIONED.format(names=names)}</p>' if names else ""
    return f'<dl class="facts">{cells}</dl>{also}'


def _sectors(count: int) -> str:
    return f"<b>{count}</b> <small>{words.A_SECTOR if count == 1 else words.SOME_SECTORS}</small>"


def _amounts(amounts: tuple[str, ...]) -> str:
    if not amounts:
        return f"<i>{words.NOT_STATED}</i>"
    more = f" <small>and {len(amounts) - 1} more</small>" if len(amounts) > 1 else ""
    return f'<b class="amount">{safe(amounts[0])}</b>{more}'


def _mark(outlook: Outlook) -> str:
    return f'<span class="mark {outlook}" aria-hidden="true">{OUTLOOKS[outlook].glyph}</span>'


def glyph_key() -> str:
    """One line that says what the glyphs mean."""
    outlooks = "".join(
        f"<span>{_mark(outlook)}{OUTLOOKS[outlook].label}</span>"
        for outlook in (Outlook.OPPORTUNITY, Outlook.RISK, Outlook.MIXED, Outlook.WATCH)
    )
    fills = "".join(f"<span>{fill}</span>" for fill in words.KEY_FILLS)
    return f'<p class="key">{outlooks}<span class="gap"></span>{fills}</p>'


def tag(claim_outlook: Outlook, channel: str, status: str, glyph: str) -> str:
    """One tag: glyph, channel, status."""
    words_in_tag = " · ".join(part for part in (channel, status) if part)
    return (
        f'<span class="tag {claim_outlook}"><span class="mark {claim_outlook}" aria-hidden="true">{glyph}</span>'
        f'<span class="hidden">{OUTLOOKS[claim_outlook].label}: </span>{safe(words_in_tag)}</span>'
    )


def tags(claims: Iterable[Claim]) -> str:
    """The distinct channel, outlook and status of claims as tags."""
    seen = dict.fromkeys((claim.outlook, claim.channel, claim.status) for claim in claims)
    return "".join(
        tag(
            outlook, channel_label(channel), status_label(status) if status else "", glyph_of(outlook, status)
        )
        for outlook, channel, status in seen
    )


def shares(row: Row, claims: Iterable[Claim]) -> dict[Outlook, float]:
    """How much of a sector's evidence speaks for each outlook; adds up to 1, or is empty."""
    weights = Counter(claim.outlook for claim in claims if claim.sector == row.sector)
    total = sum(weights.values())
    return {outlook: weights[outlook] / total for outlook in STACK if weights[outlook]} if total else {}


def cards(exposure: Exposure, filters: Filters) -> str:
    """The matrix as a list: its text alternative, and what a phone shows in its place."""
    items = []
    of_most = '<span class="hidden"> of 100</span>'
    top = max((row.score for row in exposure.rows), default=0) or 1
    for row in exposure.rows:
        own = [claim for claim in exposure.claims if claim.sector == row.sector]
        passing = filters.narrowed(own)
        faded = "" if passing else " faded"
        bar = "".join(
            f'<span class="seg {outlook}" style="flex:{share:.4f}"></span>'
            for outlook, share in shares(row, own).items()
        )
        width = max(4, round(100 * row.score / top)) if row.sector != WHOLE_ECONOMY else 0
        score = f'<span class="score">{words.EXPOSURE} {row.score}{of_most}</span>' if row.reading else ""
        outlook = OUTLOOKS[row.outlook].label
        items.append(
            f'<li class="card{faded}"><p class="name"><b>{safe(row.name)}</b>{score}</p>'
            f'<div class="bar" style="width:{width}%" aria-hidden="true">{bar}</div>'
            f'<p class="hidden">{outlook}.</p>'
            f'<p class="tags">{tags(stated_first(passing or own))}</p></li>'
        )
    return f'<ul class="cards" aria-label="Sectors, most exposed first">{"".join(items)}</ul>'


def stated_first(claims: Iterable[Claim]) -> list[Claim]:
    """Claims with a channel; where there is none, those without."""
    claims = list(claims)
    return [claim for claim in claims if claim.channel] or claims


def notice(text: str, *, kind: str = "quiet", role: str = "status") -> str:
    """A line that tells a state."""
    return f'<p class="notice {kind}" role="{role}">{safe(text)}</p>'


def asked_for(exposure: Exposure, filters: Filters) -> str:
    """What is filtered, in words as they are: Energy or Metals × Tariffs."""
    facets = [
        [exposure.name(value) for value in filters.sectors],
        [channel_label(Channel(value)) for value in filters.channels],
        [OUTLOOKS[Outlook(value)].label for value in filters.outlooks],
        [STATUSES[Status(value)] for value in filters.statuses],
        [place_name(value) for value in filters.places],
    ]
    return " × ".join(" or ".join(values) for values in facets if values)


def showing(exposure: Exposure, filters: Filters, *, letter: str = "") -> str:
    """What takes the place of the glyph key while a filter is on; for one of several articles, with its letter."""
    shown = len({claim.unit for claim in filters.narrowed(exposure.claims)})
    what, total = safe(asked_for(exposure, filters)), len(exposure.units)
    pieces = "piece" if total == 1 else "pieces"
    told = words.SHOWING.format(shown=shown, total=total, pieces=pieces, what=what)
    lead = f"{safe(letter)}: " if letter else ""
    return f'<p class="showing" role="status">{lead}{told}</p>'


def nothing_found(exposure: Exposure) -> str:
    """What stands in place of the chart where no sector is named."""
    told = words.ONLY_PASSING if exposure.analysis.passing else words.NO_SECTOR
    near = list(dict.fromkeys((s.term, s.reason) for s in exposure.analysis.suppressed))[:6]
    if not near:
        return notice(told)
    items = "".join(f"<li><b>{safe(term)}</b>: {safe(reason)}</li>" for term, reason in near)
    return f'{notice(told)}<p class="note near">{words.NEAREST}</p><ul class="near">{items}</ul>'


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    label: str,
    numbers: Collection[int] = (),
    stacks: bool = False,
) -> str:
    """A table of ready HTML cells in a region that scrolls sideways; one that stacks is a list on a phone."""

    def kind(index: int) -> str:
        return ' class="num"' if index in numbers else ""

    def named(index: int) -> str:
        return f' data-head="{safe(heads[index])}"' if stacks else ""

    style = "plain stacks" if stacks else "plain"
    head = "".join(f'<th scope="col"{kind(i)}>{safe(h)}</th>' for i, h in enumerate(heads))
    body = "".join(
        "<tr>" + "".join(f"<td{kind(i)}{named(i)}>{cell}</td>" for i, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{safe(label)}"><table class="{style}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
