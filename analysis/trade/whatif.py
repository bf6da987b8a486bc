"""What if a rate changed: arithmetic on a flow, and apart from it a model of how much trade would change.

The duty is value times rate and nothing else: it takes trade as it was. The model lets trade change with the price by
an elasticity from the literature (data/elasticities.csv), from the lowest to the highest of them, as
value x ((1 + after) / (1 + before)) ^ -elasticity, with full pass-through and all else equal. It is no forecast.
"""

import math

from analysis.errors import AnalysisError
from analysis.trade.amounts import span_of
from analysis.trade.crosswalk import read_table
from analysis.trade.findings import HIGHEST_RATE, Formula, WhatIf
from analysis.trade.model import Flow


class RateError(AnalysisError):
    """A rate that cannot be reckoned with."""


def what_if(flow: Flow, *, before: float = 0.0, after: float) -> WhatIf:
    """What a change of the rate from before to after (per cent of value) means for a flow; RateError for no rate."""
    for rate in (before, after):
        if not (math.isfinite(rate) and 0 <= rate <= HIGHEST_RATE):
            raise RateError(f"{rate:g}% is no rate: give one from 0 to {HIGHEST_RATE:g}.")
    change = (after - before) / 100
    duty = Formula(
        name="change in duty",
        arithmetic=f"{span_of(flow.low, flow.high)} x ({after:g}% - {before:g}%)",
        low=min(flow.low * change, flow.high * change), high=max(flow.low * change, flow.high * change),
        source="; ".join(
            filter(None, (flow.source.attribution, f"trade as in {flow.year}", flow.hs_edition, flow.why_range))
        ),
        is_model=False,
    )  # fmt: skip
    return WhatIf(
        flow=flow, rate_before=before, rate_after=after, results=(duty, *_modelled(flow, before, after))
    )


def _modelled(flow: Flow, before: float, after: float) -> tuple[Formula, ...]:
    """The change in trade by each elasticity, weakest first."""
    factor = (1 + after / 100) / (1 + before / 100)
    rows = sorted(read_table("elasticities.csv"), key=lambda row: float(row["value"]))
    found, span = [], span_of(flow.low, flow.high)
    for row in rows:
        elasticity = float(row["value"])
        share = factor**-elasticity - 1
        power = f"((1 + {after:g}%) / (1 + {before:g}%)) ^ -{elasticity:g}"
        ends = sorted((flow.low * share, flow.high * share))
        found.append(
            Formula(
                name=f"change in trade, {row['horizon']}",
                arithmetic=f"{span} x ({power} - 1) = {span} x {100 * share:.1f}%",
                low=ends[0], high=ends[1], source=row["citation"], is_model=True,
            )
        )  # fmt: skip
    return tuple(found)
