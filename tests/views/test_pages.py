"""Every page runs, filters work, and what goes wrong is said in words."""

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DASHBOARD = str(Path(__file__).resolve().parent.parent.parent / "dashboard.py")


@pytest.fixture(autouse=True)
def _quiet() -> None:
    logging.getLogger("streamlit").setLevel(logging.ERROR)


def opened(**params: str | list[str]) -> AppTest:
    """The dashboard after its first run, with query parameters."""
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    for key, value in params.items():
        at.query_params[key] = value
    return at.run()


def html_of(at: AppTest) -> str:
    """All HTML that the page shows."""
    return "\n".join(element.proto.body for element in at.get("html"))


def test_the_page_opens_on_the_analysed_seed() -> None:
    at = opened()
    assert not at.exception
    assert "Canada Seeks Trade Deal" in html_of(at)
    assert "7 of 29 sectors are named" in html_of(at)
    assert "<b>critical minerals</b>" in html_of(at)
    assert at.get("plotly_chart")


def test_a_sector_filter_narrows_the_evidence_and_stands_in_the_url() -> None:
    at = opened()
    at.multiselect(key="filter_sectors").set_value(["energy"]).run()
    assert not at.exception
    assert at.query_params["sector"] in ("energy", ["energy"])


def test_an_unknown_id_in_a_link_is_dropped_with_a_word() -> None:
    at = opened(sector=["energy", "witchcraft"], outlook="bright")
    assert not at.exception
    assert "no longer known: witchcraft, bright" in at.toast[0].value
    assert at.query_params["sector"] in ("energy", ["energy"])


def test_an_article_without_trade_shows_a_sentence_and_no_chart() -> None:
    at = opened(article="example_no_trade")
    assert not at.exception
    assert "No sector is named in this text." in html_of(at)
    assert not at.get("plotly_chart")
