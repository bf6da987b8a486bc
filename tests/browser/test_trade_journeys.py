"""What a visitor does with trade values and the switch Read as, in a real Chromium."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Start = Callable[..., Visit]
ALUMINIUM = "?article=example_value_at_stake"


def open_tab(there: Visit) -> None:
    """Open the Trade value tab and wait for its table."""
    there.page.get_by_role("tab", name="Trade value").click()
    there.page.get_by_role("region", name="Trade value").wait_for(state="attached")
    there.settled()


def test_values_perspective_and_what_if_work_together(visit: Start) -> None:
    there = visit().go(ALUMINIUM)
    page = there.page
    open_tab(there)
    there.showing("$31.0 bn")
    page.locator(".st-key-valuewrap .js-plotly-plot").wait_for()
    # a share opens its division
    page.get_by_text("of all goods that Canada sells").first.click()
    there.showing("$31.0 bn / $411.7 bn")
    # read as Mexico: the URL, the notice and the table agree
    page.get_by_label("Read as", exact=True).click()
    page.get_by_role("option", name="Mexico").click()
    there.wait_for_url("as=MEX")
    there.showing("Read as Mexico, all roles")
    there.showing("can take the place of what is taxed")
    # the new rate is reckoned, its formula one click away
    page.get_by_label("Rate after, %").fill("10")
    page.keyboard.press("Enter")
    page.get_by_text("how reckoned").first.click()
    there.showing("$31.0 bn x (10% - 0%)")
    # it survives a reload, with the tab that shows it
    there.wait_for_url("whatif=CAN-USA-metals", "to=10")
    page.reload()
    there.settled()
    page.get_by_text("how reckoned").first.click()
    there.showing("$31.0 bn x (10% - 0%)")
    assert (there.errors, there.failed, there.foreign) == ([], [], [])


def test_back_and_forward_keep_the_reader(visit: Start) -> None:
    there = visit().go("?as=USA&role=exporter")
    there.showing("United States, exporter")
    there.page.get_by_label("Read as", exact=True).click()
    there.page.get_by_role("option", name="China").click()
    there.wait_for_url("as=CHN", "role=exporter")
    there.showing("China, exporter")
    there.page.go_back()
    there.showing("United States, exporter")
    there.page.go_forward()
    there.showing("China, exporter")


@pytest.mark.parametrize("query", [f"{ALUMINIUM}&as=USA", "?as=CAN&role=exporter"])
def test_the_tab_has_no_accessibility_violations(query: str, visit: Start) -> None:
    there = visit().go(query)
    open_tab(there)
    assert there.axe() == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 700)])
def test_a_phone_gets_the_table_and_no_sideways_scroll(width: int, height: int, visit: Start) -> None:
    there = visit(width=width, height=height).go(f"{ALUMINIUM}&as=USA")
    open_tab(there)
    page = there.page
    assert not page.locator(".st-key-valuewrap").is_visible()
    page.get_by_role("region", name="Trade value").get_by_text("$31.0 bn").first.wait_for()
    main = page.evaluate(
        "(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))"
    )
    assert main <= 0
