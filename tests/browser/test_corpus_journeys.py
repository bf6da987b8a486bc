"""What a visitor does with a corpus, in a real Chromium, over a store of its own."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Visit, chromium, dashboard_over
from tests.corpus_kit import add, record, write_lines

pytestmark = pytest.mark.browser
COUNT = 150
Start = Callable[..., Visit]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that was started with a store."""
    chromium()
    folder = tmp_path_factory.mktemp("corpus")
    bad = folder / "bad.jsonl"
    bad.write_text("not json\n", encoding="utf-8")
    add(folder / "store", write_lines(folder / "in.jsonl", [record(n) for n in range(COUNT)]), bad)
    with dashboard_over(folder / "store") as address:
        yield address


def click_cell(there: Visit, row: str, column: str) -> None:
    """Click a cell of the first grid of the page."""
    there.page.wait_for_selector(".st-key-mxwrap .js-plotly-plot .heatmaplayer image")
    there.click_glyph(row, column)


def test_a_cell_filters_clears_and_filters_again(visit: Start) -> None:
    there = visit().go("corpus")
    page = there.page
    click_cell(there, "metals", "tariff")
    there.wait_for_url("sector=metals", "channel=tariff")
    there.showing("× Tariffs")
    assert page.locator(".st-key-filter_sectors").get_by_text("Steel").count()
    shapes = "document.querySelector('.st-key-mxwrap .js-plotly-plot')._fullLayout.shapes.length"
    page.wait_for_function(f"{shapes} === 1")
    there.settled()
    click_cell(there, "metals", "tariff")
    there.wait_for_url(without=("sector=",))
    page.locator(".showing").wait_for(state="detached")
    there.settled()
    click_cell(there, "metals", "tariff")
    there.wait_for_url("sector=metals")
    page.get_by_role("button", name="Reset filters").first.click()
    there.wait_for_url(without=("sector=",))
    assert (there.errors, there.foreign) == ([error for error in there.errors if "404" in error], [])


def test_a_row_opens_the_story_and_back_returns_to_the_filters(visit: Start) -> None:
    there = visit().go("corpus?sector=metals&since=2026-02-01")
    page = there.page
    there.showing("Showing")
    shown = page.locator(".showing").inner_text()
    table = page.locator("[class*=st-key-corpus_stories] [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 36 + 17)  # the box at the start of the first row
    there.wait_for_url("src=corpus", "article=")
    page.locator("h1.title", has_text="Story").wait_for()
    there.settled()
    other = visit().go(page.url.removeprefix(there.address + "/"))
    other.page.locator("h1.title", has_text=page.locator("h1.title").inner_text()).wait_for()
    page.go_back()
    there.wait_for_url("/corpus")
    page.locator(".showing", has_text=shown).wait_for()
    there.settled()
    page.go_back()
    there.wait_for_url("/corpus", "sector=metals", "since=2026-02-01")
    page.locator(".showing", has_text=shown).wait_for()


STATES = [
    "corpus",
    "corpus?as=tables&sector=metals&tab=rejects",
    "corpus?colour=net&tab=actors&top=12",
    "corpus?tab=threads",
    "corpus?tab=dates",
    "corpus?tab=uncertainty",
    "corpus?tab=watch&outlook=risk",
    "corpus?q=nothing+holds+these+words",
]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_the_corpus_page_in_either_theme(visit: Start, state: str) -> None:
    there = visit().go(state)
    there.page.wait_for_timeout(1_500)  # charts arrive after the first run
    assert there.settled().axe() == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 700)])
def test_a_phone_gets_lists_and_no_sideways_scroll(visit: Start, width: int, height: int) -> None:
    there = visit(width=width, height=height).go("corpus?tab=actors")
    page = there.page
    page.locator(".st-key-cards .card").first.wait_for()
    page.locator(".st-key-list_actors table").wait_for()
    for key in ("mxwrap", "wide_weeks", "wide_actors"):
        assert not page.locator(f".st-key-{key}").is_visible()
    main = page.evaluate(
        "(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))"
    )
    assert main <= 0


def test_a_download_holds_the_filtered_rows(visit: Start, tmp_path: Path) -> None:
    there = visit().go("corpus?sector=metals&channel=tariff")
    page = there.page
    there.showing("Showing")
    page.get_by_role("button", name="Share & export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Evidence as CSV").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    assert {(row["sector"], row["channel"]) for row in rows} == {("metals", "tariff")}
    assert f"Showing {len(rows)} of" in page.locator(".showing").inner_text()


def test_the_keyboard_alone_filters_and_reaches_the_list(visit: Start) -> None:
    there = visit().go("corpus")
    page = there.page
    page.get_by_label("Words").focus()
    page.keyboard.type("banned imports")
    page.keyboard.press("Enter")
    there.wait_for_url("q=banned+imports")
    there.showing("“banned imports”")


def test_without_a_store_the_page_tells_how_to_make_one_and_makes_one(visit: Start) -> None:
    there = visit().go("corpus")
    page = there.page
    page.get_by_role("button", name="Open a corpus").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Folder of the corpus").fill("/no/such/folder")
    dialog.get_by_role("button", name="Open", exact=True).click()
    dialog.get_by_text("is not a store").wait_for()
    assert there.violations() == []
    dialog.get_by_role("button", name="Build from the examples").click()
    there.showing("articles added")
    there.showing("so there is no course over time")
