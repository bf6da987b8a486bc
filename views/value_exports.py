"""What leaves the page of trade values and of a reader's view: a CSV of its own, and parts of the brief. Pure."""

from typing import NamedTuple

from analysis.inert import markdown
from analysis.model import Analysis
from analysis.place_names import place_name
from analysis.trade.amounts import span_of
from analysis.trade.findings import Formula, ReadAs, RoleEffect, SectorView, WhatIf
from analysis.trade.model import Flow
from views import trade_loaders, trade_words
from views.exports import csv_file
from views.exposure import WHOLE_ECONOMY_NAME, Exposure
from views.filters import Filters
from views.parts import safe
from views.perspective import name_of
from views.theme import OUTLOOKS, channel_label, status_label
from views.trade_html import through_words, view_table
from views.trade_rows import (
    TOUCHED,
    ValueRow,
    by_pair,
    range_words,
    rows_of,
    share_words,
    source_words,
    value_words,
    without_figure,
)

COLUMNS = (
    "sector", "sector_name", "exporter", "importer", "low_usd", "high_usd", "year", "valuation", "recorded",
    "hs_edition", "hs_codes", "source", "licence", "note", "reason", "shares", "stated_in_text", "channels", "statuses",
    "article_id",
)  # fmt: skip


_ALL = (WHOLE_ECONOMY_NAME,)
_HEADS = trade_words.VALUE_HEADS[:3] + trade_words.VALUE_HEADS[4:]


class Extras(NamedTuple):
    """What a brief adds to a reading: values with their sources, and who reads ("" for nobody) with their view.

    left are sentences on flows that are left out.
    """

    rows: tuple[ValueRow, ...]
    sources: tuple[str, ...]
    reader: str
    views: tuple[SectorView, ...]
    what_if: WhatIf | None = None
    left: tuple[str, ...] = ()


def extras_of(
    exposure: Exposure, filters: Filters, text: Analysis, reader: ReadAs | None, what_if: WhatIf | None = None
) -> Extras:
    """What a brief adds; text is the text's own reading. Needs no session, for files are made outside of one."""
    stakes = trade_loaders.stakes(text)
    return Extras(
        rows=rows_of(exposure, stakes, filters, TOUCHED),
        sources=trade_loaders.attributions(stakes),
        reader=name_of(reader) if reader else "",
        views=trade_loaders.views_of(text, reader) if reader else (),
        what_if=what_if,
        left=trade_loaders.left_out(text),
    )


def values_csv(exposure: Exposure, rows: tuple[ValueRow, ...], left: tuple[str, ...] = ()) -> bytes:
    """One record a flow, those without a figure with their reason; an unknown value is an empty cell, never 0.

    left are sentences on what is left out; each has a record of its own with nothing else in it.
    """
    told = [{"reason": sentence, "article_id": exposure.article.id} for sentence in left]
    alone = [[one.get(column, "") for column in COLUMNS] for one in told]
    return csv_file(COLUMNS, [*(_record(exposure, row) for row in rows), *alone])


def _record(exposure: Exposure, row: ValueRow) -> tuple[object, ...]:
    flow = row.flow
    known: tuple[object, ...] = ("",) * 10
    if isinstance(flow, Flow):
        known = (
            flow.low, flow.high, flow.year, str(flow.valuation), str(flow.kind), flow.hs_edition,
            " ".join(trade_loaders.hs_codes(flow)), flow.source.attribution, flow.source.licence, flow.note,
        )  # fmt: skip
    return (
        row.sector, row.name, row.exporter, row.importer, *known, "" if isinstance(flow, Flow) else flow.reason,
        "; ".join(map(share_words, row.shares)), "; ".join(row.stated),
        " ".join(dict.fromkeys(str(channel) for one in row.through for channel in one.channels)),
        " ".join(dict.fromkeys(str(one.status) for one in row.through)), exposure.article.id,
    )  # fmt: skip


def brief_lines(exposure: Exposure, extras: Extras) -> list[str]:
    """The part of the Markdown brief: values, their sources, the reader's view."""
    known, without = by_pair(extras.rows), without_figure(extras.rows)
    lines: list[str] = []
    if extras.rows:
        lines += [f"## {trade_words.BRIEF_VALUES}", ""]
    if known:
        lines += ["| " + " | ".join(_HEADS) + " |", "| --- | --- | --- | --- | --- | --- |"]
        lines += ["| " + " | ".join(markdown(cell) for cell in _cells(row)) + " |" for row in known]
        lines.append("")
    if without or extras.left:
        lines += [*(f"- {markdown(told)}" for told in (*map(_reason, without), *extras.left)), ""]
    if known:
        lines += [markdown(trade_words.VALUE_SOURCES.format(lines="; ".join(extras.sources))), ""]
    if extras.reader:
        who = markdown(trade_words.READ_AS_HEAD.format(who=extras.reader))
        lines += [f"## {who}", "", markdown(trade_words.READ_AS_HELP), ""]
        lines += [_view_line(exposure, view) for view in extras.views]
        lines.append("")
    if extras.what_if:
        lines += [f"## {trade_words.WHAT_IF}", "", markdown(_what_if_head(exposure, extras.what_if)), ""]
        lines += [f"- {markdown(_formula(formula))}" for formula in extras.what_if.results]
        lines.append("")
    return lines


def _what_if_head(exposure: Exposure, result: WhatIf) -> str:
    """Which flow and which rates, and what the results are not."""
    flow = result.flow
    name = exposure.name(flow.product) if flow.product else trade_words.ALL_GOODS
    way = f"{place_name(flow.exporter)} → {place_name(flow.importer)}, {flow.year}"
    return f"{name}, {way}: {result.rate_before:g}% → {result.rate_after:g}%. {trade_words.WHAT_IF_NOTE}"


def _formula(formula: Formula) -> str:
    kind = trade_words.MODEL if formula.is_model else trade_words.ARITHMETIC
    value = span_of(formula.low, formula.high)
    return f"{formula.name.capitalize()} ({kind}): {value} = {formula.arithmetic}. {formula.source}"


def _cells(row: ValueRow) -> tuple[str, ...]:
    why = range_words(row.flow)
    value = f"{value_words(row)} ({why})" if why else value_words(row)
    stated = ", ".join(row.stated) or trade_words.NOTHING
    return (row.name, row.way, value, source_words(row.flow), stated, _by(row))


def _by(row: ValueRow) -> str:
    """The measures that touch a flow; under a total with the sectors, and why these have no figure of their own."""
    told = "; ".join(
        through_words(one) + (f": {', '.join(one.sectors)}" if row.lacking and one.sectors != _ALL else "")
        for one in row.through
    )
    return ". ".join([told, *dict.fromkeys(reason for _, reason in row.lacking)])


def _reason(row: ValueRow) -> str:
    return trade_words.BRIEF_NO_VALUE.format(way=row.way, name=row.name, by=_by(row), reason=value_words(row))


def _view_line(exposure: Exposure, view: SectorView) -> str:
    reasons = dict.fromkeys(
        f"{trade_words.ROLES[str(e.role)].lower()}{_by_measure(exposure, e)}: {e.outlook}"
        f" ({e.why + ', ' if e.why else ''}{trade_words.DERIVED if e.why else trade_words.STATED})"
        for e in view.effects
    )
    told = "; ".join(reasons) or trade_words.NO_BEARING
    label = OUTLOOKS[view.outlook].label.lower() if view.effects else trade_words.NOTHING
    return f"- **{markdown(exposure.name(view.sector))}**: {label}. {markdown(told)}"


def _by_measure(exposure: Exposure, effect: RoleEffect) -> str:
    if effect.measure < 0:
        return ""
    measure = exposure.analysis.measures[effect.measure]
    return f", {channel_label(measure.channel).lower()} ({status_label(measure.status)})"


def brief_part(exposure: Exposure, extras: Extras) -> str:
    """The part of the HTML brief."""
    known, without = by_pair(extras.rows), without_figure(extras.rows)
    parts: list[str] = []
    if extras.rows:
        parts.append(f"<h2>{trade_words.BRIEF_VALUES}</h2>")
    if known:
        heads = "".join(f"<th>{safe(h)}</th>" for h in _HEADS)
        body = "".join(
            "<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in _cells(row)) + "</tr>" for row in known
        )
        parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")
    if without or extras.left:
        items = "".join(f"<li>{safe(told)}</li>" for told in (*map(_reason, without), *extras.left))
        parts.append(f"<ul>{items}</ul>")
    if known:
        parts.append(f"<p><small>{safe(trade_words.VALUE_SOURCES.format(lines='; '.join(extras.sources)))}</small></p>")
    if extras.reader:
        who = safe(trade_words.READ_AS_HEAD.format(who=extras.reader))
        parts.append(f"<h2>{who}</h2><p><small>{safe(trade_words.READ_AS_HELP)}</small></p>")
        parts.append(view_table(exposure, extras.views, extras.reader))
    if extras.what_if:
        items = "".join(f"<li>{safe(_formula(formula))}</li>" for formula in extras.what_if.results)
        head = safe(_what_if_head(exposure, extras.what_if))
        parts.append(f"<h2>{trade_words.WHAT_IF}</h2><p>{head}</p><ul>{items}</ul>")
    return "".join(parts)
