"""The bars of the matrix by trade value: per sector the largest flow that measures touch, never a sum. Pure."""

import pandas as pd

from analysis.model import WHOLE_ECONOMY
from analysis.trade.amounts import span_of
from analysis.trade.findings import Stake
from analysis.trade.model import Flow
from views import trade_words
from views.theme import STACK


def largest_flows(stakes: tuple[Stake, ...]) -> dict[str, Flow]:
    """The largest flow touched in each sector that has any figure; flows of several pairs or bases are not added."""
    found: dict[str, Flow] = {}
    for stake in stakes:
        if stake.sector == WHOLE_ECONOMY or not isinstance(stake.flow, Flow):
            continue
        kept = found.get(stake.sector)
        if kept is None or stake.flow.high > kept.high:
            found[stake.sector] = stake.flow
    return found


def by_value(rows: pd.DataFrame, flows: dict[str, Flow]) -> pd.DataFrame:
    """The rows of the matrix with bars as long as values, in per cent of the longest; labels say the range."""
    top = max((flow.high for flow in flows.values()), default=0) or 1
    lengths = [100 * flows[sector].high / top if sector in flows else 0.0 for sector in rows["sector"]]
    frame = rows.copy()
    shares = [length / score if score else 0.0 for length, score in zip(lengths, rows["score"], strict=True)]
    for outlook in STACK:
        frame[str(outlook)] = rows[str(outlook)] * shares
    frame["score"] = lengths
    frame["label"] = [
        _label(flows[sector]) if sector in flows else trade_words.NOTHING for sector in rows["sector"]
    ]
    frame["caption"] = trade_words.BAR_CAPTION
    return frame


def _label(flow: Flow) -> str:
    return span_of(flow.low, flow.high)
