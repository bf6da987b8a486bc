"""The Trade value tab in a real Chromium: opening it cold, filtering and reading as somebody else while it is open.

Called by `python benchmarks/browser.py value`, on the example that opens the page and on the one with values by sector.
Everything is timed in the browser, from the click to the frame after the one that shows the answer.
"""

from collections.abc import Callable, Sequence
from typing import Any

ARTICLES = ("", "?article=example_value_at_stake")
COLD_ROUNDS, CLICK_ROUNDS = 6, 12  # for each article
READERS = ("Canada", "United States", "China", "Mexico")
BUDGET = "budget p50 350, p95 700 ms"
_SIZE = {"width": 1440, "height": 900}
_TABLE = '[role=region][aria-label="Trade value"]'
_MARKS = ".st-key-valuewrap .js-plotly-plot .points path"
_NOTICE, _EFFECTS = ".st-key-answer .quiet", '[role=region][aria-label^="Read as"]'
# presses something, and resolves to the times until each of some places holds something else than before
PAINTED = """async ([press, at, places]) => {
  const held = place => [...document.querySelectorAll(place)].map(e => e.tagName + e.textContent).join('|')
  const before = places.map(held), times = places.map(() => 0)
  const target = document.querySelectorAll(press)[at], start = performance.now()
  target.click()
  while (times.includes(0)) {
    await new Promise(requestAnimationFrame)
    const changed = places.map((place, i) => !times[i] && held(place) !== before[i])
    if (changed.includes(true)) await new Promise(requestAnimationFrame)
    const now = performance.now() - start
    changed.forEach((is, i) => { if (is) times[i] = now })
    if (now > 20000) throw new Error('nothing was painted: ' + places[times.indexOf(0)])
  }
  return times
}"""
Report = Callable[[str, list[float], str], None]
Times = dict[str, list[float]]


def measure_value(browser: Any, address: str, report: Report) -> None:
    """Every figure of the tab, over both articles."""
    times: Times = {}
    for article in ARTICLES:
        for _ in range(COLD_ROUNDS):
            page = _opened(browser, f"{address}/{article}")
            _press_tab(page, times)
            page.context.close()
        page = _opened(browser, f"{address}/{article}")
        _press_tab(page, {})
        for _ in range(CLICK_ROUNDS):
            _press(page, times, ".st-key-filter_statuses button", 0, {"filter click to new table": _TABLE})
        for number in range(CLICK_ROUNDS):
            # touched stands first and is on: the other direction, both, and back
            _press(page, times, ".st-key-value_direction button", (number + 1) % 3, {"direction to new table": _TABLE})
        for number in range(CLICK_ROUNDS):
            _press_reader(page, times, READERS[number % len(READERS)])
        page.context.close()
    for what, values in times.items():
        report(f"Trade value: {what}", values, BUDGET)


def _opened(browser: Any, address: str) -> Any:
    page = browser.new_context(viewport=_SIZE).new_page()
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .points path", state="attached")
    page.wait_for_timeout(1500)
    return page


def _press_tab(page: Any, times: Times) -> None:
    page.get_by_role("tab", name="Trade value").evaluate("e => e.setAttribute('data-timed', '')")
    watched = {"click on the tab to table, cold": _TABLE, "click on the tab to chart, cold": _MARKS}
    _press(page, times, "[data-timed]", 0, watched)


def _press_reader(page: Any, times: Times, reader: str) -> None:
    page.get_by_label("Read as", exact=True).click()
    option = page.get_by_role("option", name=reader, exact=True)
    option.evaluate("e => e.setAttribute('data-chosen', '')")
    watched = {"read as another, to notice": _NOTICE, "read as another, to effects": _EFFECTS}
    _press(page, times, "[data-chosen]", 0, watched)


def _press(page: Any, times: Times, press: str, at: int, watched: dict[str, str]) -> None:
    """Press something and keep the times until each of the watched places has changed."""
    places: Sequence[str] = list(watched.values())
    for what, took in zip(watched, page.evaluate(PAINTED, [press, at, places]), strict=True):
        times.setdefault(what, []).append(took)
    page.wait_for_timeout(500)
