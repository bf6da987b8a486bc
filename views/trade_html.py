"""The HTML of the Trade value tab: values with their shares and sources, a reader's effects, a what-if. Pure."""

from collections.abc import Iterable

from analysis.model import WHOLE_ECONOMY
from analysis.trade.amounts import span_of
from analysis.trade.findings import Basis, Formula, RoleEffect, SectorView, WhatIf
from analysis.trade.pairs import Through
from views import trade_words, words
from views.exposure import WHOLE_ECONOMY_NAME, Exposure
from views.parts import safe, table, tag
from views.theme import OUTLOOKS, channel_label, status_label
from views.trade_rows import (
    ValueRow,
    by_pair,
    range_words,
    share_formula,
    share_words,
    source_words,
    value_words,
    without_figure,
)

MOST_ROWS = 60
MOST_EFFECTS = 6
FEW_SECTORS = 2


def value_table(rows: tuple[ValueRow, ...]) -> str:
    """Every flow with its value by pair, each once; those without one are folded away with their reasons."""
    known, without = by_pair(rows), without_figure(rows)
    cells = map(_value_cells, known[:MOST_ROWS])
    told = table(trade_words.VALUE_HEADS, cells, label=trade_words.TAB_VALUE, stacks=True)
    if not known:
        told = ""
    if without:
        count = len(without)
        summary = trade_words.WITHOUT_VALUE if count == 1 else trade_words.WITHOUT_VALUES.format(count=count)
        reasons = table(trade_words.WITHOUT_HEADS, map(_reason_cells, without[:MOST_ROWS]), label=summary, stacks=True)
        is_open = "" if known else " open"
        told += f'<div class="why"><details{is_open}><summary>{summary}</summary>{reasons}</details></div>'
    more = max(0, len(known) - MOST_ROWS) + max(0, len(without) - MOST_ROWS)
    return told + (f'<p class="note">{trade_words.MORE_VALUES.format(count=more)}</p>' if more else "")


def _value_cells(row: ValueRow) -> list[str]:
    return [
        safe(row.name),
        safe(row.way),
        f"<b>{safe(value_words(row))}</b>" + _muted(range_words(row.flow)),
        "".join(
            f"<details><summary>{safe(share_words(share))}</summary>{safe(share_formula(share))}</details>"
            for share in row.shares
        )
        or _nothing(),
        safe(source_words(row.flow)) or _nothing(),
        _stated(row),
        _through(row),
    ]


def _reason_cells(row: ValueRow) -> list[str]:
    return [safe(row.name), safe(row.way), safe(value_words(row)), _stated(row), _through(row)]


def _stated(row: ValueRow) -> str:
    quotes = safe(", ".join(row.stated))
    return f'<span class="serif" dir="auto">{quotes}</span>' if quotes else _nothing()


def _muted(told: str) -> str:
    return f'<br><span class="muted">{safe(told)}</span>' if told else ""


def _through(row: ValueRow) -> str:
    """The measures that touch a flow; under a total with the sectors that they are aimed at."""
    is_of_sectors = bool(row.lacking)
    told = [safe(through_words(one)) + (_aimed_at(one.sectors) if is_of_sectors else "") for one in row.through]
    notes = [trade_words.BY_THE_TALKS] if any(one.is_inferred for one in row.through) else []
    notes += dict.fromkeys(reason for _, reason in row.lacking)
    under = "".join(map(_muted, notes))
    if len(told) == 1:
        return told[0] + under
    # a list ends its line by itself
    return f'<ul class="near">{"".join(f"<li>{one}</li>" for one in told)}</ul>{under.removeprefix("<br>")}'


def _aimed_at(sectors: tuple[str, ...]) -> str:
    named = safe(", ".join(sectors))
    if sectors == (WHOLE_ECONOMY_NAME,):
        return ""
    if len(sectors) <= FEW_SECTORS:
        return f": {named}"
    return f"<details><summary>{trade_words.ON_SECTORS.format(count=len(sectors))}</summary>{named}</details>"


def _nothing() -> str:
    return f'<span class="muted">{trade_words.NOTHING}</span>'


def through_words(one: Through) -> str:
    """Channels of one certainty in words: Tariffs, Remedies (in force)."""
    return f"{', '.join(map(channel_label, one.channels))} ({status_label(one.status)})"


def value_key() -> str:
    """One line that says what the marks mean."""
    return f'<p class="key">{"".join(f"<span>{safe(mark)}</span>" for mark in trade_words.VALUE_KEY)}</p>'


def sources(lines: Iterable[str]) -> str:
    """The attribution line."""
    told = "; ".join(lines)
    return f'<p class="note">{safe(trade_words.VALUE_SOURCES.format(lines=told))}</p>' if told else ""


def view_table(exposure: Exposure, views: tuple[SectorView, ...], who: str) -> str:
    """What each sector's outlook is for a reader, and every effect behind it: derived, or stated with its words."""
    rows = []
    for view in views:
        name = WHOLE_ECONOMY_NAME if view.sector == WHOLE_ECONOMY else exposure.name(view.sector)
        effects = list(dict.fromkeys(_effect_item(exposure, effect) for effect in view.effects))
        told = f'<ul class="near">{"".join(effects[:MOST_EFFECTS])}</ul>' if effects else safe(trade_words.NO_BEARING)
        if len(effects) > MOST_EFFECTS:
            more = len(effects) - MOST_EFFECTS
            told += (
                f"<details><summary>{words.MORE_ROWS.format(count=more)}</summary>"
                f'<ul class="near">{"".join(effects[MOST_EFFECTS:])}</ul></details>'
            )
        basis = trade_words.STATED if view.basis is Basis.STATED else trade_words.DERIVED
        if view.basis is Basis.DERIVED and any(effect.basis is Basis.STATED for effect in view.effects):
            basis = trade_words.PARTLY
        glyph = OUTLOOKS[view.outlook].glyph
        rows.append(
            [
                safe(name),
                _look(view.before),
                tag(view.outlook, OUTLOOKS[view.outlook].label, basis, glyph) if effects else _nothing(),
                told,
            ]
        )
    heads = (*trade_words.READ_AS_HEADS[:3], f"{trade_words.READ_AS_HEADS[3]}, {trade_words.READ_AS_HEADS[4].lower()}")
    return table(heads, rows, label=trade_words.READ_AS_HEAD.format(who=who), stacks=True)


def _effect_item(exposure: Exposure, effect: RoleEffect) -> str:
    """One effect: whose, how, through what, and the reason or the words."""
    through = ""
    if effect.measure >= 0:
        measure = exposure.analysis.measures[effect.measure]
        through = f", {channel_label(measure.channel).lower()} ({status_label(measure.status)})"
    reason = _reason(effect.why, _quote(exposure, effect))
    return f"<li>{safe(trade_words.ROLES[str(effect.role)])}{safe(through)}: {_look(effect.outlook)}, {reason}</li>"


def _quote(exposure: Exposure, effect: RoleEffect) -> str:
    """The words of a stated effect; nothing for a derived one."""
    if effect.basis is Basis.DERIVED:
        return ""
    return " ".join(" ".join(exposure.quote(span).split()) for span in effect.evidence)


def _look(outlook: str) -> str:
    look = next(value for key, value in OUTLOOKS.items() if key == outlook)
    return f'<span class="mark {outlook}" aria-hidden="true">{look.glyph}</span>{look.label.lower()}'


def _reason(why: str, quote: str) -> str:
    if quote:
        return f'<b>{trade_words.STATED}</b>: <span class="serif" dir="auto">“{safe(quote)}”</span>'
    return f'{safe(why)} <span class="muted">({trade_words.DERIVED})</span>'


def what_if_table(result: WhatIf) -> str:
    """Each result with the formula one click away; models are called so."""
    rows = [_formula_cells(formula) for formula in result.results]
    return table(trade_words.WHAT_IF_HEADS, rows, label=trade_words.WHAT_IF, stacks=True)


def _formula_cells(formula: Formula) -> list[str]:
    kind = trade_words.MODEL if formula.is_model else trade_words.ARITHMETIC
    return [
        safe(formula.name.capitalize()),
        f"<b>{safe(span_of(formula.low, formula.high))}</b>",
        kind,
        f"<details><summary>{trade_words.FORMULA}</summary>{safe(formula.arithmetic)}<br>"
        f'<span class="muted">{safe(formula.source)}</span></details>',
    ]
