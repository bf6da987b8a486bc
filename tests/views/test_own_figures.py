"""The dashboard shows a user's own trade figures as soon as they are loaded, with their source."""

from pathlib import Path

import pytest

from analysis import analyse, article_from_text, load_engine
from analysis.trade.loading import load_file
from analysis.trade.model import Flow, Missing
from tests.trade_kit import baci_file
from views.trade_loaders import stakes


def test_figures_loaded_while_the_dashboard_runs_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATABASE", str(tmp_path / "trade.duckdb"))
    analysis = analyse(article_from_text("China imposed a 25% tariff on Canadian canola seed."), load_engine())
    before = [stake.flow for stake in stakes(analysis) if stake.sector == "agriculture"]
    assert before
    assert all(isinstance(flow, Missing) for flow in before)
    list(load_file(tmp_path / "trade.duckdb", baci_file(tmp_path, [(2023, 124, 156, 120510, "1.5")])))
    (after,) = (stake.flow for stake in stakes(analysis) if stake.sector == "agriculture" and stake.exporter == "CAN")
    assert isinstance(after, Flow)
    assert (after.low, after.year, after.source.name) == (1500, 2023, "CEPII BACI (HS22, V202501)")
