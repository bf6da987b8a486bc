"""What a visitor does, in a real Chromium. The numbers are those of the specification's list of journeys."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Start = Callable[..., Visit]
SEED = "Canada Seeks Trade Deal"


def test_the_example_loads_without_an_error_or_a_foreign_request(visit: Start) -> None:
    there = visit(bypass_csp=False)
    there.page.goto(there.address)
    there.wait_for_chart()
    assert SEED in there.page.locator("h1").inner_text()
    assert "7 of 29 sectors are named" in there.page.locator(".lede").inner_text()
    assert (there.errors, there.failed, there.foreign) == ([], [], [])


def test_a_glyph_filters_clears_and_filters_again(visit: Start) -> None:
    there = visit().go()
    page = there.page
    there.click_glyph("energy", "market_access")
    there.wait_for_url("sector=energy", "channel=market_access")
    page.locator(".showing").wait_for()
    assert "Energy × Market access" in page.locator(".showing").inner_text()
    assert page.locator(".st-key-filter_sectors").get_by_text("Energy").count()
    quotes = page.locator(".reader .quote").count()
    assert quotes == 1
    rings = page.evaluate("document.querySelector('.js-plotly-plot')._fullData[5].x.length")
    assert rings == 1
    there.click_glyph("energy", "market_access")
    there.wait_for_url(without=("sector=",))
    page.locator(".showing").wait_for(state="detached")
    there.click_glyph("energy", "market_access")
    there.wait_for_url("sector=energy")
    page.locator(".showing").wait_for()
    page.get_by_role("button", name="Reset filters").click()
    there.wait_for_url(without=("sector=",))
    page.locator(".showing").wait_for(state="detached")
    there.settled()
    there.click_glyph("energy", "market_access")
    there.wait_for_url("sector=energy", "channel=market_access")
    page.locator(".showing").wait_for()


def test_a_shift_click_adds_a_second_glyph(visit: Start) -> None:
    there = visit().go()
    there.click_glyph("energy", "market_access")
    there.wait_for_url("sector=energy", "channel=market_access")
    there.settled()
    there.page.keyboard.down("Shift")
    there.click_glyph("agriculture", "standards")
    there.page.keyboard.up("Shift")
    there.wait_for_url("sector=energy", "sector=agriculture", "channel=market_access", "channel=standards")
    there.showing("for Energy or Agriculture × Market access or Standards and regulation")


def test_a_link_shows_the_same_view_and_back_and_forward_work(visit: Start) -> None:
    there = visit().go("?sector=energy&view=text")
    there.showing("for Energy")
    there.click_glyph("agriculture", "standards")
    there.wait_for_url("sector=agriculture", "channel=standards")
    there.showing("for Agriculture × Standards and regulation")
    marks = there.page.locator(".reader mark").all_inner_texts()
    other = visit().go(there.page.url.removeprefix(there.address + "/"))
    other.showing("for Agriculture × Standards and regulation")
    assert other.page.locator(".reader mark").all_inner_texts() == marks
    there.page.go_back()
    there.showing("for Energy")
    there.page.go_forward()
    there.showing("for Agriculture × Standards and regulation")


def test_back_leads_to_the_page_before_in_one_step(visit: Start) -> None:
    there = visit().go("?sector=energy")
    page = there.page
    for name in ("Taxonomy", "Method"):
        page.get_by_role("link", name=name, exact=True).click()
        there.wait_for_url(f"/{name.lower()}?sector=energy")
        assert page.locator("h1").inner_text() == name
    page.go_back()
    there.wait_for_url("/taxonomy?sector=energy")
    page.get_by_role("heading", name="Taxonomy", level=1, exact=True).wait_for()
    page.go_back()
    there.wait_for_url(without=("taxonomy",))
    there.showing("for Energy")


@pytest.mark.parametrize("path", ["compare", "sector", "taxonomy", "method"])
def test_a_page_loaded_by_its_own_address_misses_nothing_of_ours(visit: Start, path: str) -> None:
    there = visit().go(path)
    there.settled()
    # Streamlit's browser side looks for its server under the path of the page first, and then finds it one level up
    probes = {f"{there.address}/{path}/_stcore/{name}" for name in ("health", "host-config")}
    assert set(there.failed) <= probes
    assert there.foreign == []


def test_filters_to_nothing_leave_a_message_and_a_way_out(visit: Start) -> None:
    there = visit().go("?sector=energy&place=QAT")
    there.showing("No evidence matches these filters.")
    assert not there.page.locator(".js-plotly-plot").count()
    assert not there.page.get_by_text("Traceback").count()
    there.page.locator(".st-key-article_reset button").click()
    there.wait_for_url(without=("sector=", "place="))
    there.page.wait_for_selector(".js-plotly-plot")


def test_the_theme_switch_recolours_chart_and_page(visit: Start) -> None:
    there = visit().go()
    page = there.page
    there.wait_for_chart()
    page.get_by_test_id("stMainMenu").locator("button").first.click()
    page.get_by_role("menuitemradio", name="Dark").click()
    page.wait_for_function(
        "document.querySelector('.js-plotly-plot')?._fullLayout?.paper_bgcolor === '#0F141B'"
    )
    page.keyboard.press("Escape")
    lede = page.evaluate("getComputedStyle(document.querySelector('.lede')).color")
    assert lede == "rgb(230, 235, 241)"


def focus_on(page: Any, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is in what the selector names."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => !!document.activeElement?.closest(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_keyboard_alone_filters_reads_and_exports(visit: Start) -> None:
    there = visit().go()
    page = there.page
    focus_on(page, ".st-key-filter_sectors")
    page.keyboard.type("energy")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    there.wait_for_url("sector=energy")
    there.showing("for Energy")
    there.settled()
    page.evaluate(
        "document.querySelector('h1').setAttribute('tabindex', '-1'); document.querySelector('h1').focus()"
    )
    focus_on(page, ".st-key-share")
    page.keyboard.press("Enter")
    page.get_by_text("Evidence as CSV").wait_for()
    focus_on(page, ".st-key-share_csv")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")
    page.keyboard.press("Escape")
    focus_on(page, ".reader")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_two_articles_are_compared_then_three(visit: Start) -> None:
    there = visit().go()
    page = there.page
    page.get_by_role("link", name="Compare", exact=True).click()
    there.wait_for_url("/compare?article=seed_article&article=example_export_control")
    there.showing("1 by both")
    there.click_glyph("critical_minerals", "")
    there.wait_for_url("sector=critical_minerals")
    for letter in "AB":
        there.showing(f"{letter}: Showing")
    assert page.locator(".reader").count() == 2
    there.settled()
    there.click_glyph("critical_minerals", "")
    there.wait_for_url(without=("sector=",))
    page.locator(".showing").first.wait_for(state="detached")
    page.locator(".st-key-compare_pick input").click()
    page.get_by_role("option", name="Mexico's new steel duty").click()
    there.wait_for_url("article=example_steel_tariff")
    page.wait_for_function(
        "document.querySelector('.js-plotly-plot')?._fullLayout?.xaxis?.ticktext?.join() === '<b>A</b>,<b>B</b>,<b>C</b>'"
    )
    assert page.locator("table.stacks th").count() == 4
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share & export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Comparison as CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        assert {row["letter"] for row in csv.DictReader(file)} == {"A", "B", "C"}
    page.go_back()
    there.wait_for_url(without=("example_steel_tariff",))


def test_a_sector_is_followed_over_the_corpus(visit: Start) -> None:
    there = visit().go("sector?sector=energy")
    page = there.page
    there.wait_for_chart()
    assert page.locator("h1").inner_text() == "Energy"
    assert "Energy is touched by" in page.locator(".lede").inner_text()
    page.get_by_text("The bars as a table").click()
    page.get_by_role("cell", name="2026-01-05").wait_for()
    page.locator(".st-key-filter_statuses").get_by_role("button", name="In force").click()
    there.wait_for_url("status=in_force")
    page.locator(".showing").wait_for()
    page.locator(".st-key-sector_pick").get_by_role("combobox").click()
    page.get_by_role("option", name="Agriculture", exact=True).click()
    there.wait_for_url("sector=agriculture")
    page.get_by_role("heading", name="Agriculture", level=1).wait_for()
    assert (there.errors, there.foreign) == ([], []) or all("404" in error for error in there.errors)


def test_a_download_holds_the_filtered_rows(visit: Start, tmp_path: Path) -> None:
    there = visit().go("?sector=energy")
    page = there.page
    there.showing("for Energy")
    quotes = page.locator(".reader .quote .says").all_inner_texts()
    page.get_by_role("button", name="Share & export").click()
    saved = {}
    for label in (
        "Evidence as CSV",
        "Evidence as JSON",
        "Brief as Markdown",
        "Brief as HTML",
        "Matrix as HTML",
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        saved[label] = path.read_bytes()
    rows = list(csv.DictReader(io.StringIO(saved["Evidence as CSV"].decode("utf-8-sig"))))
    assert {row["sector"] for row in rows} == {"energy"}
    assert {row["sentence"] for row in rows} == set(quotes)
    assert saved["Brief as Markdown"].startswith(b"# Canada Seeks Trade Deal")
    assert b"<table>" in saved["Brief as HTML"]
    brief = tmp_path / "matrix.html"
    brief.write_bytes(saved["Matrix as HTML"])
    matrix = visit()
    matrix.page.goto(brief.as_uri())
    matrix.wait_for_chart()
    assert [url for url in matrix.foreign if not url.startswith("file:")] == []


def test_a_phrase_is_traced_while_it_is_typed(visit: Start) -> None:
    there = visit().go("taxonomy")
    there.page.get_by_label("Phrase or sentence").press_sequentially("a tariff on canola oil", delay=15)
    there.showing("Agri-food processing")
    there.page.get_by_role("cell", name="counts", exact=True).first.wait_for()
