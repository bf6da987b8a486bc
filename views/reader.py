"""The evidence reader: sentences as cards, and the full text with marks. Pure HTML; offsets are never searched anew."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.model import Article, Span
from views import words
from views.exposure import Claim, Exposure, Unit
from views.filters import Filters
from views.parts import safe, stated_first, tags
from views.theme import OUTLOOKS, strongest

_MOST_NAMES = 4
# how many characters of a long paragraph are shown on either side
_AROUND = 600


def sentences(exposure: Exposure, filters: Filters, *, label: str = words.READER_LABEL) -> str:
    """Cards of the evidence that passes, by weight, then by position."""
    by_unit = _by_unit(filters.narrowed(exposure.claims))
    units = [unit for unit in exposure.units if unit.number in by_unit]
    units.sort(key=lambda unit: (-_weight(by_unit[unit.number]), unit.number))
    if not units:
        told = words.NO_MATCH if exposure.units else words.NO_EVIDENCE
        return region(f'<p class="empty">{told}</p>', label)
    return region("".join(_card(exposure, unit, by_unit[unit.number]) for unit in units), label)


def _by_unit(claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    grouped: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.unit].append(claim)
    return dict(grouped)


def _weight(claims: Sequence[Claim]) -> int:
    """Evidence that states a measure goes before evidence that merely names; then what speaks for more."""
    stated = sum(claim.status is not None for claim in claims)
    return 1000 * bool(stated) + len({(claim.sector, claim.channel) for claim in claims})


def _card(exposure: Exposure, unit: Unit, claims: list[Claim]) -> str:
    outlook = strongest({claim.outlook for claim in claims})
    named = {claim.sector for claim in claims}
    names = [row.name for row in exposure.rows if row.sector in named]
    return (
        f'<article class="quote {outlook}"><p class="says" dir="auto">{marked(exposure.article, unit)}</p>'
        f'<p class="tags">{tags(stated_first(claims))}</p>'
        f'<p class="for">{safe(_listed(names))}</p>{_in_text(exposure, unit)}</article>'
    )


def _in_text(exposure: Exposure, unit: Unit) -> str:
    """Where the words stand; opened, the paragraph around them."""
    where = words.IN_TEXT.format(number=unit.paragraph) if unit.paragraph else words.IN_HEADLINE
    text, (start, end) = exposure.article.text, unit.span
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _AROUND)
    if first == start and last == end:
        return f'<p class="for">{where}</p>'
    before, after = safe(text[first:start].lstrip()), safe(text[end:last].rstrip())
    around = f'{before}<b class="here">{safe(text[start:end])}</b>{after}'
    return f'<details class="for"><summary>{where}</summary><p dir="auto">{around}</p></details>'


def _listed(names: list[str]) -> str:
    if len(names) <= _MOST_NAMES + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"


def marked(article: Article, unit: Unit) -> str:
    """The words of a unit, the terms that matched in bold."""
    return _with_bold(article.text, unit.span, unit.marks)


def _with_bold(text: str, span: Span, marks: Iterable[Span]) -> str:
    pieces, at = [], span.start
    for mark in marks:
        if mark.start < at:
            continue
        pieces.append(safe(text[at : mark.start]) + f"<b>{safe(text[mark.start : mark.end])}</b>")
        at = mark.end
    return "".join(pieces) + safe(text[at : span.end])


def full_text(exposure: Exposure, filters: Filters) -> str:
    """The article with its evidence marked and a row of links to the marks; under a filter the rest is dimmed."""
    by_unit = _by_unit(filters.narrowed(exposure.claims))
    text, at, pieces = exposure.article.text, 0, []
    for unit in exposure.units:
        pieces.append(safe(text[at : unit.span.start]))
        claims = by_unit.get(unit.number)
        if claims is None:
            pieces.append(marked(exposure.article, unit))
        else:
            outlook = strongest({claim.outlook for claim in claims})
            label = OUTLOOKS[outlook].label
            pieces.append(
                f'<mark id="s{unit.number}" class="{outlook}" title="{label}">{marked(exposure.article, unit)}</mark>'
            )
        at = unit.span.end
    pieces.append(safe(text[at:]))
    links = "".join(f'<a href="#s{number}">{number}</a>' for number in sorted(by_unit))
    jump = (
        f'<nav class="jump" aria-label="{words.JUMP}"><span>{words.JUMP}</span>{links}</nav>' if links else ""
    )
    dimmed = " dimmed" if filters.is_on else ""
    return jump + region(f'<div class="text{dimmed}" dir="auto">{"".join(pieces)}</div>')


def region(inner: str, label: str = words.READER_LABEL) -> str:
    """A scrolling part of the page that the keyboard reaches."""
    return f'<div class="reader" role="region" tabindex="0" aria-label="{safe(label)}">{inner}</div>'
