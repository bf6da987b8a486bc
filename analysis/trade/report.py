"""Trade at stake and perspective as plain values for JSON, and as text for a terminal. Decides nothing."""

from collections.abc import Mapping
from typing import Any

from analysis.model import WHOLE_ECONOMY, Analysis
from analysis.place_names import place_and_code, place_name
from analysis.trade.amounts import span_of
from analysis.trade.crosswalk import load_crosswalk
from analysis.trade.findings import (
    Formula,
    ReadAs,
    RoleEffect,
    SectorView,
    Share,
    Stake,
    WhatIf,
)
from analysis.trade.model import ALL_GOODS, Flow, Gap, Missing
from analysis.trade.pairs import Pair, by_pair, through
from analysis.trade.stake import LeftOut

ECONOMY_NAME = "whole economy"
_EVERYBODY = "all partners"
_LEFT_OUT = (
    "Of one measure ({channel}) the first {kept} directions are kept, in the order in which the reading lists its "
    "countries; {left} are left out."
)


def trade_dict(
    analysis: Analysis,
    stakes: tuple[Stake, ...],
    read_as: ReadAs | None,
    views: tuple[SectorView, ...],
    left: tuple[LeftOut, ...] = (),
) -> dict[str, Any]:
    """What is added to the reading of an article: key `trade`, and `read_as` where a perspective is taken."""
    document: dict[str, Any] = {
        "trade": {
            "stakes": [stake_dict(stake) for stake in stakes],
            "attribution": list(attributions(stakes)),
            "left_out": [one._asdict() for one in left],
        }
    }
    if read_as is not None:
        document["read_as"] = {
            "country": read_as.country,
            "role": str(read_as.role) if read_as.role else None,
            "sectors": [_view_dict(view, analysis) for view in views],
        }
    return document


def attributions(stakes: tuple[Stake, ...]) -> tuple[str, ...]:
    """The source lines of every figure in stakes, each once."""
    held = [f for s in stakes for f in (s.flow, s.pair, s.opposite, s.opposite_pair)]
    held += [f for s in stakes for share in s.shares for f in (share.part, share.whole)]
    flows = [flow for flow in held if isinstance(flow, Flow)]
    return tuple(dict.fromkeys(flow.source.attribution for flow in flows))


def stake_dict(stake: Stake) -> dict[str, Any]:
    """A stake as plain values; `value` is null where there is no figure, `reason` says why."""
    return {
        "sector": stake.sector,
        "exporter": stake.exporter or None,
        "importer": stake.importer or None,
        **flow_dict(stake.flow),
        "pair_total": flow_dict(stake.pair),
        "opposite": flow_dict(stake.opposite),
        "shares": [_share_dict(share) for share in stake.shares],
        "measures": list(stake.measures),
        "channels": [str(channel) for channel in stake.channels],
        "statuses": [str(status) for status in stake.statuses],
        "stated_amounts": list(stake.stated),
        "parties_from_talks": stake.is_inferred,
    }


def flow_dict(flow: Flow | Missing) -> dict[str, Any]:
    """A figure with all that has to be said of it, or why there is none."""
    if isinstance(flow, Missing):
        return {"value": None, "gap": str(flow.gap), "reason": flow.reason}
    return {
        "value": {"low_usd": flow.low, "high_usd": flow.high, "is_exact": flow.is_exact},
        "year": flow.year,
        "valuation": str(flow.valuation),
        "recorded": str(flow.kind),
        "hs_edition": flow.hs_edition,
        "hs_codes": list(hs_codes(flow)),
        "source": flow.source.attribution,
        "licence": flow.source.licence,
        "partners": flow.partners,
        "note": flow.note,
    }


def hs_codes(flow: Flow) -> tuple[str, ...]:
    """The HS prefixes that a figure counts, the longest of any sector winning; () for all goods."""
    if flow.product == ALL_GOODS or flow.product.isdigit():
        return tuple(filter(None, (flow.product,)))
    return load_crosswalk().hs_codes_of(flow.product)


def _share_dict(share: Share) -> dict[str, Any]:
    return {
        "of": str(share.of),
        "low": round(share.low, 6),
        "high": round(share.high, 6),
        "part_usd": [share.part.low, share.part.high],
        "whole_usd": [share.whole.low, share.whole.high],
        "partners": share.whole.partners,
        "year": share.whole.year,
        "source": share.whole.source.attribution,
        "valuation": str(share.whole.valuation),
        "hs_edition": share.whole.hs_edition,
        "note": share.whole.note,
    }


def _view_dict(view: SectorView, analysis: Analysis) -> dict[str, Any]:
    return {
        "id": view.sector,
        "outlook": str(view.outlook),
        "outlook_in_text": str(view.before),
        "basis": str(view.basis),
        "effects": [_effect_dict(effect, analysis) for effect in view.effects],
    }


def _effect_dict(effect: RoleEffect, analysis: Analysis) -> dict[str, Any]:
    text = analysis.article.text
    return {
        "role": str(effect.role),
        "position": str(effect.position),
        "outlook": str(effect.outlook),
        "basis": str(effect.basis),
        "why": effect.why,
        "measure": effect.measure if effect.measure >= 0 else None,
        "evidence": [
            {"start": s.start, "end": s.end, "text": text[s.start : s.end]} for s in effect.evidence
        ],
    }


def what_if_dict(result: WhatIf) -> dict[str, Any]:
    """A what-if as plain values, every number with its arithmetic."""
    return {
        "exporter": result.flow.exporter,
        "importer": result.flow.importer,
        "product": result.flow.product,
        "rate_before": result.rate_before,
        "rate_after": result.rate_after,
        "flow": flow_dict(result.flow),
        "results": [_formula_dict(formula) for formula in result.results],
    }


def _formula_dict(formula: Formula) -> dict[str, Any]:
    return {
        "name": formula.name,
        "low_usd": round(formula.low),
        "high_usd": round(formula.high),
        "arithmetic": formula.arithmetic,
        "source": formula.source,
        "is_model": formula.is_model,
    }


def stake_lines(
    stakes: tuple[Stake, ...], analysis: Analysis, names: Mapping[str, str], left: tuple[LeftOut, ...] = ()
) -> list[str]:
    """Stakes for a terminal: each pair and direction once with what touches it, what is left out, then the sources."""
    lines = [line for pair in by_pair(stakes) for line in _pair_lines(pair, analysis, names)]
    lines += left_out_lines(left, analysis)
    shown = (flow for stake in stakes for flow in (stake.flow, stake.pair) if isinstance(flow, Flow))
    return [*lines, *dict.fromkeys(f"Source: {flow.source.attribution}." for flow in shown)]


def _pair_lines(pair: Pair, analysis: Analysis, names: Mapping[str, str]) -> list[str]:
    total = pair.total
    told = f"all goods {figure_words(total)}" if isinstance(total, Flow) else total.reason
    seller, buyer = (place_and_code(side, _EVERYBODY) if side else "?" for side in (pair.exporter, pair.importer))
    lines = [f"{seller} to {buyer}: {told}"]
    without: dict[str, list[str]] = {}
    for stake in pair.stakes:
        if stake.sector == WHOLE_ECONOMY:
            continue
        name = names.get(stake.sector, stake.sector)
        if isinstance(stake.flow, Flow):
            lines.append(f"    {name}: {figure_words(stake.flow)}")
        elif stake.flow.gap is Gap.ONLY_BUYS:  # a sentence about the sector, which is its subject
            lines.append(f"    {name}: {stake.flow.reason}")
        elif not isinstance(total, Missing) or stake.flow.reason != total.reason:
            without.setdefault(stake.flow.reason, []).append(name)
    is_said_of_all = len(without) == 1 and len(lines) == 1
    for reason, named in without.items():
        lines.append(f"    by sector: {reason}" + ("" if is_said_of_all else f" ({', '.join(named)})"))
    for one in through(pair.stakes, analysis.measures):
        on = ", ".join(ECONOMY_NAME if s == WHOLE_ECONOMY else names.get(s, s) for s in one.sectors)
        by_talks = "; between whom: by the talks" if one.is_inferred else ""
        channels = ", ".join(str(channel).replace("_", " ") for channel in one.channels)
        lines.append(f"    {channels} ({str(one.status).replace('_', ' ')}{by_talks}): {on}")
    stated = dict.fromkeys(quote for stake in pair.stakes for quote in stake.stated)
    return [*lines, *([f"    stated in the text: {', '.join(stated)}"] if stated else [])]


def left_out_lines(left: tuple[LeftOut, ...], analysis: Analysis) -> list[str]:
    """A sentence for each measure of which directions are left out."""
    return [_LEFT_OUT.format(channel=str(analysis.measures[one.measure].channel).replace("_", " "), **one._asdict())
            for one in left]  # fmt: skip


def figure_words(flow: Flow) -> str:
    """A figure with year, source, basis, HS edition, and what its note says: why it is a range, what is left out."""
    told = [f"{flow.year}", flow.source.name, str(flow.valuation), str(flow.kind), flow.hs_edition, flow.note]
    return f"{span_of(flow.low, flow.high)} ({', '.join(filter(None, told))})"


def view_lines(
    views: tuple[SectorView, ...], analysis: Analysis, read_as: ReadAs, names: Mapping[str, str]
) -> list[str]:
    """A perspective for a terminal; sectors that are read alike for the same reasons stand together."""
    role = f", {read_as.role}" if read_as.role else ""
    who = f"{place_name(read_as.country)}{role}"
    lines = [f"Read as {who} (derived from a table of role effects unless marked as stated):"]
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for view in views:
        name = ECONOMY_NAME if view.sector == WHOLE_ECONOMY else names.get(view.sector, view.sector)
        told = tuple(dict.fromkeys(_effect_words(effect, analysis) for effect in view.effects))
        head = f"{view.outlook} ({view.basis})" if told else "nothing bears on it"
        alike.setdefault((head, told), []).append(name)
    for (head, told), named in alike.items():
        lines += [f"  {', '.join(named)}: {head}", *(f"      {words}" for words in told)]
    return lines


def _effect_words(effect: RoleEffect, analysis: Analysis) -> str:
    measure = analysis.measures[effect.measure] if effect.measure >= 0 else None
    by = f" by {measure.channel}, {measure.status}".replace("_", " ") if measure else ""
    return f"{effect.role} {effect.outlook}{by}" + (f": {effect.why}" if effect.why else ": stated in the text")
