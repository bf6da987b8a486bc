"""Trade at stake and perspective as plain values for JSON, and as text for a terminal. Decides nothing."""

from collections.abc import Mapping
from typing import Any

from analysis.model import Analysis
from analysis.trade.amounts import span_of
from analysis.trade.findings import (
    WHOLE_ECONOMY,
    Formula,
    ReadAs,
    RoleEffect,
    SectorView,
    Share,
    Stake,
    WhatIf,
)
from analysis.trade.model import Flow, Missing

ECONOMY_NAME = "Whole economy (goods in total)"


def trade_dict(
    analysis: Analysis, stakes: tuple[Stake, ...], read_as: ReadAs | None, views: tuple[SectorView, ...]
) -> dict[str, Any]:
    """What is added to the reading of an article: key `trade`, and `read_as` where a perspective is taken."""
    document: dict[str, Any] = {
        "trade": {
            "stakes": [stake_dict(stake) for stake in stakes],
            "attribution": list(attributions(stakes)),
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
        "source": flow.source.attribution,
        "licence": flow.source.licence,
        "partners": flow.partners,
        "note": flow.note,
    }


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


def stake_lines(stakes: tuple[Stake, ...], names: Mapping[str, str]) -> list[str]:
    """Stakes for a terminal: one line each, then the sources."""
    lines = [_stake_line(stake, names) for stake in stakes]
    return [*lines, *(f"Source: {line}." for line in attributions(stakes))]


def _stake_line(stake: Stake, names: Mapping[str, str]) -> str:
    name = ECONOMY_NAME if stake.sector == WHOLE_ECONOMY else names.get(stake.sector, stake.sector)
    way = f"{stake.exporter or '?'} to {stake.importer or '?'}"
    if stake.is_inferred:
        way += " (by the talks)"
    stated = f"  [in the text: {', '.join(stake.stated)}]" if stake.stated else ""
    return f"{name}, {way}: {flow_words(stake)}{stated}"


def flow_words(stake: Stake) -> str:
    """The figure of a stake with its year and source, or the reason why there is none and what is known instead."""
    flow = stake.flow
    if isinstance(flow, Flow):
        return f"{span_of(flow.low, flow.high)} in {flow.year} ({flow.source.name}, {flow.valuation})"
    if isinstance(stake.pair, Flow):
        pair = stake.pair
        return f"{flow.reason} All goods: {span_of(pair.low, pair.high)} in {pair.year} ({pair.source.name})."
    return flow.reason


def view_lines(views: tuple[SectorView, ...], read_as: ReadAs, names: Mapping[str, str]) -> list[str]:
    """A perspective for a terminal."""
    role = f", {read_as.role}" if read_as.role else ""
    lines = [
        f"Read as {read_as.country}{role} (derived from a table of role effects unless marked as stated):"
    ]
    for view in views:
        name = "Whole economy" if view.sector == WHOLE_ECONOMY else names.get(view.sector, view.sector)
        told = (
            "; ".join(dict.fromkeys(_effect_words(effect) for effect in view.effects))
            or "nothing bears on it"
        )
        lines.append(f"  {name}: {view.outlook} ({view.basis}). {told}")
    return lines


def _effect_words(effect: RoleEffect) -> str:
    return f"{effect.role} {effect.outlook}" + (f": {effect.why}" if effect.why else ": stated in the text")
