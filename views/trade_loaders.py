"""The door of the pages to trade figures: what is at stake in a reading, how somebody reads it, what a rate costs."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import streamlit as st

from analysis.model import Analysis, Measure, Outlook
from analysis.trade.findings import ReadAs, SectorView, Stake, WhatIf
from analysis.trade.held import held_figures, held_stamp
from analysis.trade.perspective import outlook_as, views_of
from analysis.trade.report import attributions, hs_codes, left_out_lines, trade_dict, what_if_dict
from analysis.trade.stake import Ledger, directions_left_out, stakes_of
from analysis.trade.whatif import what_if


class Reread(NamedTuple):
    """A reading as somebody reads it, and what judges its measures for them."""

    analysis: Analysis
    views: tuple[SectorView, ...]
    outlook_of: Callable[[Iterable[Measure]], Outlook]


@lru_cache(maxsize=1)
def _ledger(_stamp: tuple[int, ...]) -> Ledger:
    """The figures, read when a page first asks for them, and again when a user has loaded some."""
    return Ledger(held_figures())


def stakes(analysis: Analysis) -> tuple[Stake, ...]:
    """The trade at stake in a reading; needs no session, for files are made outside of one."""
    return stakes_of(analysis, _ledger(held_stamp()))


def left_out(analysis: Analysis) -> tuple[str, ...]:
    """A sentence for each measure that touches more flows than are kept."""
    return tuple(left_out_lines(directions_left_out(analysis, _ledger(held_stamp())), analysis))


def reread(analysis: Analysis, read_as: ReadAs) -> Reread:
    """A reading with the outlooks of a reader, kept in the session; what does not bear on them is shown as watch."""
    kept: tuple[Analysis, ReadAs, Reread] | None = st.session_state.get("reread")
    if kept is None or kept[0] is not analysis or kept[1] != read_as:
        kept = (analysis, read_as, _reread(analysis, read_as))
        st.session_state["reread"] = kept
    return kept[2]


def _reread(analysis: Analysis, read_as: ReadAs) -> Reread:
    views = views_of(analysis, read_as)
    outlooks = {view.sector: _shown(view.outlook) for view in views}
    judge = outlook_as(analysis, read_as)
    readings = tuple(replace(r, outlook=outlooks.get(r.sector, r.outlook)) for r in analysis.readings)
    return Reread(replace(analysis, readings=readings), views, lambda measures: _shown(judge(measures)))


def _shown(outlook: Outlook) -> Outlook:
    return Outlook.WATCH if outlook is Outlook.NONE else outlook


def trade_document(
    analysis: Analysis, read_as: ReadAs | None, reckoned: WhatIf | None = None
) -> dict[str, Any]:
    """What the JSON export adds, as the command line writes it; `what_if` where one was reckoned."""
    views = views_of(analysis, read_as) if read_as else ()
    left = directions_left_out(analysis, _ledger(held_stamp()))
    document = trade_dict(analysis, stakes(analysis), read_as, views, left)
    return {**document, "what_if": what_if_dict(reckoned)} if reckoned else document


__all__ = ["Reread", "attributions", "hs_codes", "reread", "stakes", "trade_document", "views_of", "what_if"]
