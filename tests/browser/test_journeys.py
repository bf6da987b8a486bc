"""What a visitor does, in a real Chromium. The numbers are those of the specification's list of journeys."""

import csv
import io
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Start = Callable[..., Visit]
SEED = "Canada Seeks Trade Deal"
HOSTILE = (
    "<script>window.hacked=1</script> *steel* US$5bn to C$6bn :red[tariff]\n\n"
    "Ottawa imposed a 25% tariff on <b>steel</b> & <img src=x onerror=window.hacked=2> in China. "
    "[Canola](javascript:window.hacked=3) :red[exporters] face *new* duties of $5bn to C$6bn. "
    "\u202eשלום steel\u202c </textarea></mark></article>\n"
)


def test_1_the_example_loads_without_an_error_or_a_foreign_request(visit: Start) -> None:
    there = visit(bypass_csp=False)
    there.page.goto(there.address)
    there.wait_for_chart()
    assert SEED in there.page.locator("h1").inner_text()
    assert "7 of 29 sectors are named" in there.page.locator(".lede").inner_text()
    assert (there.errors, there.failed, there.foreign) == ([], [], [])


def test_2_a_glyph_filters_clears_and_filters_again(visit: Start) -> None:
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


def test_2_a_shift_click_adds_a_second_glyph(visit: Start) -> None:
    there = visit().go()
    there.click_glyph("energy", "market_access")
    there.wait_for_url("sector=energy", "channel=market_access")
    there.settled()
    there.page.keyboard.down("Shift")
    there.click_glyph("agriculture", "standards")
    there.page.keyboard.up("Shift")
    there.wait_for_url("sector=energy", "sector=agriculture", "channel=market_access", "channel=standards")
    there.showing("for Energy or Agriculture × Market access or Standards and regulation")


def test_3_a_link_shows_the_same_view_and_back_and_forward_work(visit: Start) -> None:
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


def test_3_back_leads_to_the_page_before_in_one_step(visit: Start) -> None:
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


def test_4_filters_to_nothing_leave_a_message_and_a_way_out(visit: Start) -> None:
    there = visit().go("?sector=energy&place=QAT")
    there.showing("No evidence matches these filters.")
    assert not there.page.locator(".js-plotly-plot").count()
    assert not there.page.get_by_text("Traceback").count()
    there.page.locator(".st-key-article_reset button").click()
    there.wait_for_url(without=("sector=", "place="))
    there.page.wait_for_selector(".js-plotly-plot")


def test_5_the_theme_switch_recolours_chart_and_page(visit: Start) -> None:
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


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 700)])
def test_6_a_phone_gets_a_list_and_no_sideways_scroll(visit: Start, width: int, height: int) -> None:
    there = visit(width=width, height=height).go()
    page = there.page
    page.locator(".card").first.wait_for()
    assert page.locator(".card").count() == 7
    assert not page.locator(".st-key-mxwrap").is_visible()
    wide = page.evaluate(
        "[...document.querySelectorAll('*')].some(e => e === document.scrollingElement && e.scrollWidth > innerWidth)"
    )
    assert not wide
    main = page.evaluate(
        "(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))"
    )
    assert main <= 0


STATES = [
    "?view=text&sector=energy&outlook=opportunity",
    "?sector=energy&place=QAT",
    "?src=url&u=https%3A%2F%2Fnews.example.com%2Fsteel",
    "?article=example_no_trade",
    "?article=example_steel_tariff",
    "compare",
    "compare?article=seed_article&article=example_steel_tariff&article=example_export_control&outlook=risk",
    "compare?article=seed_article&place=QAT",
    "sector",
    "sector?sector=energy&status=in_force",
    "taxonomy",
    "method",
]


@pytest.mark.parametrize("state", STATES)
def test_7_axe_finds_nothing_on_any_page_in_either_theme(visit: Start, state: str) -> None:
    assert visit().go(state).axe() == []


def test_7_axe_finds_nothing_in_tabs_popover_and_dialog(visit: Start) -> None:
    there = visit().go()
    page = there.page
    found = {"first view": there.axe()}
    for tab in ("Who acts on whom", "Why this score"):
        page.get_by_role("tab", name=tab, exact=True).click()
        found[tab] = there.settled().axe()
    page.get_by_role("button", name="Share & export").click()
    page.get_by_text("Link to this view").wait_for()
    found["share"] = there.axe()
    page.keyboard.press("Escape")
    for scheme in ("light", "dark"):  # a change of theme reruns the page, which closes the dialog
        page.emulate_media(color_scheme=scheme)
        there.settled()
        page.get_by_role("button", name="Open an article").click()
        page.get_by_role("dialog").wait_for()
        for tab in ("Paste", "File"):
            page.get_by_role("tab", name=tab, exact=True).click()
            found[f"{tab}, {scheme}"] = there.settled().violations()
        # the new tab reruns the dialog, which may let the focus go: the key is pressed where it belongs, once
        page.get_by_role("tab", name="File", exact=True).press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    assert {state: violations for state, violations in found.items() if violations} == {}


@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(15, 20, 27)")])
def test_the_buttons_of_the_dialog_can_be_read(visit: Start, scheme: str, ink: str) -> None:
    page = visit(scheme=scheme).go().page
    page.get_by_role("button", name="Open an article").click()
    for tab, key in (("Example", "open_example"), ("Paste", "analyse"), ("File", "analyse_file"), ("URL", "fetch")):
        page.get_by_role("tab", name=tab, exact=True).click()
        page.locator(f".st-key-dialog_{key} button").wait_for()
        page.wait_for_function(
            "([key, ink]) => getComputedStyle(document.querySelector(`.st-key-dialog_${key} button p`)).color === ink",
            arg=[key, ink],
        )


def test_who_acts_on_whom_is_a_list_on_a_phone(visit: Start) -> None:
    page = visit(width=390, height=844).go().page
    page.get_by_role("tab", name="Who acts on whom", exact=True).click()
    page.locator("table.stacks").wait_for()
    assert page.evaluate(
        "(e => e.scrollWidth <= e.clientWidth)(document.querySelector('table.stacks').parentElement)"
    )


def focus_on(page: Any, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is in what the selector names."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => !!document.activeElement?.closest(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_8_the_keyboard_alone_filters_reads_and_exports(visit: Start) -> None:
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


@pytest.mark.parametrize("path", ["compare", "sector?sector=energy"])
@pytest.mark.parametrize("width", [320, 390])
def test_compare_and_sector_fit_a_phone(visit: Start, path: str, width: int) -> None:
    page = visit(width=width, height=800).go(path).page
    page.locator(".lede").wait_for()
    main = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))"
    assert page.evaluate(main) <= 0
    if path == "compare":
        assert not page.locator(".st-key-mxwrap").is_visible()
        assert page.locator("table.stacks").is_visible()


@pytest.mark.parametrize(("width", "is_told"), [(320, True), (1440, False)])
def test_a_table_that_is_cut_says_that_it_scrolls(width: int, is_told: bool, visit: Start) -> None:
    page = visit(width=width, height=800).go("sector?sector=energy").page
    page.get_by_role("region", name="Who acts on whom").wait_for()
    shown = page.get_by_role("region", name="Who acts on whom").evaluate(
        "e => [e.scrollWidth > e.clientWidth, getComputedStyle(e, '::before').display !== 'none']"
    )
    assert shown == [is_told, is_told]


def test_what_scrolls_inside_the_page_does_not_lengthen_it(visit: Start) -> None:
    """Hidden words of a scrolling region once stood under the page, and made it five times as long."""
    page = visit().go("sector?sector=energy").page
    page.locator(".reader .quote").first.wait_for()
    page.wait_for_timeout(500)
    beyond = page.evaluate(
        "(m => m.scrollHeight - Math.max(...[...document.querySelectorAll('.st-key-page > *')].map("
        "e => e.getBoundingClientRect().bottom + m.scrollTop)))(document.querySelector('[data-testid=stMain]'))"
    )
    assert beyond < 200


@pytest.mark.parametrize("deficiency", ["deuteranopia", "protanopia", "tritanopia", "achromatopsia"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_9_outlooks_are_told_apart_without_their_colours(
    visit: Start, deficiency: str, scheme: str, tmp_path: Path
) -> None:
    """The pictures are left in the folder of the test, to be compared by eye."""
    there = visit(scheme=scheme).go("?article=example_steel_tariff")
    page = there.page
    there.wait_for_chart()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": deficiency})
    page.wait_for_timeout(300)
    page.screenshot(path=tmp_path / f"{deficiency}_{scheme}.png")
    pictures = {}
    for mark in page.locator(".key .mark").all()[:4]:
        box = mark.bounding_box()
        middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        clip = {"x": middle - 7, "y": height - 9, "width": 14, "height": 18}
        pictures[mark.get_attribute("class")] = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert(
            "L"
        )
    assert len(pictures) == 4
    for one, other in combinations(pictures, 2):
        unlike = ImageChops.difference(pictures[one], pictures[other]).point(lambda v: 255 if v > 48 else 0)
        assert ImageStat.Stat(unlike).mean[0] / 255 > 0.04, f"{one} looks like {other}"


def paste(there: Visit, text: str) -> None:
    """Open a text through the dialog, the fast way: as one paste."""
    page = there.page
    page.get_by_role("button", name="Open an article").click()
    page.get_by_role("tab", name="Paste", exact=True).click()
    page.get_by_label("Text of the article").fill(text)
    page.get_by_label("Text of the article").press("Control+Enter")
    page.locator(".st-key-dialog_analyse button").click()
    page.get_by_role("dialog").wait_for(state="detached")


def test_10_a_hostile_article_is_shown_literally(visit: Start) -> None:
    there = visit().go()
    page = there.page
    paste(there, HOSTILE)
    there.wait_for_url("src=pasted")
    there.wait_for_chart()
    assert (
        "<script>window.hacked=1</script> *steel* US$5bn to C$6bn :red[tariff]"
        in page.locator("h1").inner_text()
    )
    page.get_by_text("Full text", exact=True).click()
    page.locator(".reader mark").first.wait_for()
    shown = page.locator(".reader .text").inner_text()
    assert "<img src=x onerror=window.hacked=2>" in shown
    assert "[Canola](javascript:window.hacked=3) :red[exporters] face *new* duties of $5bn to C$6bn." in shown
    for tab in ("Who acts on whom", "Why this score", "Why not"):
        page.get_by_role("tab", name=tab, exact=True).click()
        there.settled()
    assert not page.evaluate("window.hacked || 0")
    assert not page.locator(".st-key-page img, .katex").count()
    assert there.errors == []


def test_10_a_text_of_a_million_characters_is_cut_and_said_so(visit: Start) -> None:
    there = visit().go()
    paste(there, "A long story\n\n" + "A tariff on steel from China is in force today. " * 21_000)
    there.showing("the first 200,000 were read")
    assert there.page.locator("h1").inner_text() == "A long story"


def test_10_a_script_that_got_through_would_not_run(visit: Start) -> None:
    there = visit(bypass_csp=False)
    page = there.page
    page.goto(there.address)
    there.wait_for_chart()
    reply = page.request.get(there.address)
    assert "object-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    there.errors.clear()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"window.hacked=1\">');"
        "const s = document.createElement('script'); s.textContent = 'window.hacked=2'; document.body.append(s)"
    )
    page.wait_for_timeout(300)
    assert not page.evaluate("window.hacked || 0")
    assert any("Content Security Policy" in error for error in there.errors)


def test_10_an_address_in_a_link_becomes_no_link(visit: Start) -> None:
    there = visit().go("?sector=https%3A%2F%2Fevil.example%2Flogin&outlook=www.evil.example")
    toast = there.page.get_by_test_id("stToast").first
    toast.wait_for()
    assert "evil.example" in toast.inner_text()
    assert not toast.locator("a").count()


def test_a_private_address_is_refused_in_one_line_and_the_text_can_be_pasted(visit: Start) -> None:
    there = visit().go("?src=url&u=http%3A%2F%2F169.254.169.254%2Flatest")
    page = there.page
    there.showing("This link names a page that was not fetched yet: http://169.254.169.254/latest")
    page.locator(".st-key-wanted_fetch button").click()
    alert = page.locator(".st-key-page").get_by_role("alert")
    alert.wait_for()
    assert "leads to a private or reserved network" in alert.inner_text()
    assert not alert.locator("a").count()
    page.get_by_role("button", name="Paste the text instead").click()
    page.get_by_label("Text of the article").wait_for()


def test_12_a_download_holds_the_filtered_rows(visit: Start, tmp_path: Path) -> None:
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


@pytest.mark.parametrize("path", ["", "sector?sector=energy", "corpus?tab=threads"])
def test_what_is_pressed_on_a_phone_has_room_for_a_thumb(path: str, visit: Start) -> None:
    page = visit(width=390, height=844, has_touch=True).go(path).page
    page.locator(".lede").wait_for()
    low = page.evaluate(
        "() => [...document.querySelectorAll('.st-key-page summary, .st-key-share button, [class*=st-key-corpus_s] button')]"
        ".filter(e => e.offsetParent && !e.closest('[class*=st-key-corpus_stories]'))"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent)"
    )
    assert low == []
