"""How it looks and is used: phones, axe, both themes, colours that nobody has to see, room for a thumb."""

import io
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Start = Callable[..., Visit]


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 700)])
def test_a_phone_gets_a_list_and_no_sideways_scroll(visit: Start, width: int, height: int) -> None:
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
def test_axe_finds_nothing_on_any_page_in_either_theme(visit: Start, state: str) -> None:
    assert visit().go(state).axe() == []


def test_axe_finds_nothing_in_tabs_popover_and_dialog(visit: Start) -> None:
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
def test_outlooks_are_told_apart_without_their_colours(
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
