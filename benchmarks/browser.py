"""The dashboard's budgets in a real Chromium: medians and 95th percentiles beside what the specification allows.

Needs a Chromium and playwright; says so and leaves where one is missing. Only ratios carry over to another machine.

    python benchmarks/browser.py                     the Article page
    python benchmarks/browser.py corpus --store DIR  the Corpus page over a store (default: one of --articles is made)
    python benchmarks/browser.py value               the Trade value tab of the Article page
"""

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from streamlit.testing.v1 import AppTest

from analysis import analyse, article_from_text, load_engine
from analysis.corpus.filters import Filters as CorpusFilters
from analysis.corpus.queries import Corpus
from analysis.corpus.store import Store
from analysis.outlook import outlook_of
from benchmarks.results import save
from benchmarks.value_tab import measure_value
from views.charts import matrix
from views.exposure import Names, exposure_of
from views.filters import Filters
from views.frames import cell_frame, row_frame

ROOT = Path(__file__).resolve().parent.parent
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIGURES: dict[str, dict[str, Any]] = {}  # what save() gets at the end
COLD_ROUNDS, CLICK_ROUNDS, RUN_ROUNDS = 7, 24, 24
# filters of the corpus, each a pill that is pressed and released
PILLS = (("outlooks", 0), ("channels", 0), ("statuses", 0), ("channels", 1), ("outlooks", 1), ("statuses", 1))
AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# resolves when the words under the heading have changed and the browser has painted them
PAINTED = """async click => {
  const before = document.querySelector('.showing, .key').textContent
  const start = performance.now()
  document.querySelector(click).click()
  while (true) {
    await new Promise(requestAnimationFrame)
    const now = document.querySelector('.showing, .key')
    if (now && now.textContent !== before) break
    if (performance.now() - start > 20000) throw new Error('nothing was painted')
  }
  await new Promise(requestAnimationFrame)
  return performance.now() - start
}"""
# resolves to two times: until new words under the facts were painted, and until the grid too shows another answer
CORPUS_PAINTED = """async ([pill, at]) => {
  const words = () => document.querySelector('.st-key-page .showing')?.textContent ?? ''
  const plot = () => document.querySelector('.st-key-mxwrap .js-plotly-plot')
  const grid = () => JSON.stringify([plot()?._fullData?.[1]?.text, plot()?._fullLayout?.shapes?.length])
  const before = [words(), grid()], times = [0, 0], start = performance.now()
  document.querySelectorAll(pill)[at].click()
  while (!times[0] || !times[1]) {
    await new Promise(requestAnimationFrame)
    const now = performance.now() - start
    if (!times[0] && words() !== before[0]) times[0] = now
    if (!times[1] && plot() && grid() !== before[1]) times[1] = now
    if (now > 20000) throw new Error('nothing was painted')
  }
  await new Promise(requestAnimationFrame)
  return times
}"""


@contextlib.contextmanager
def dashboard(store: Path | None = None) -> Iterator[tuple[str, int]]:
    """The address of a dashboard on a free port, with a store where one is given, and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--server.port={port}", "--server.headless=true", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
    env = {**os.environ, **({"TRADE_CORPUS": str(store)} if store else {})}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=env, **quiet) as process:
        try:
            address = f"http://localhost:{port}"
            for _ in range(600):
                with (
                    contextlib.suppress(OSError),
                    urllib.request.urlopen(f"{address}/_stcore/health", timeout=2),
                ):
                    break
                time.sleep(0.1)
            yield address, process.pid
        finally:
            process.terminate()


def report(what: str, values: list[float], allowed: str, unit: str = "ms") -> None:
    """One line: median, 95th percentile, count, budget."""
    values = sorted(values)
    p95 = values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
    FIGURES[what] = {
        "p50": round(statistics.median(values)), "p95": round(p95), "unit": unit, "count": len(values),
        "budget": allowed.removeprefix("budget "),
    }  # fmt: skip
    print(
        f"{what:<46} p50 {statistics.median(values):7.0f} {unit}  p95 {p95:7.0f} {unit}  n={len(values):<3} {allowed}"
    )


def seconds_of(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return times


def measure_engine() -> None:
    """Reading of 1,000 words, and the size of the figure."""
    engine = load_engine()
    text = (ROOT / "seeds" / "seed_article.txt").read_text(encoding="utf-8")
    body = text.split("\n\n", 2)[2]
    words = " ".join((f"{body} " * 2).split()[:1000])
    report(
        "reading 1,000 words",
        seconds_of(lambda: analyse(article_from_text(words), engine), 20),
        "budget 150 ms",
    )
    names = Names(sectors={sector.id: sector.name for sector in engine.taxonomy.sectors}, segments={})
    exposure = exposure_of(analyse(article_from_text(text), engine), names, outlook_of)
    figure = matrix(row_frame(exposure, Filters()), cell_frame(exposure, Filters()), "light")
    report("figure JSON", [len(figure.to_json()) / 1000], "budget 150 kB", "kB")


def measure_script() -> None:
    """Script runs on a change of filter, without a browser."""
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    picks = [["energy"], ["machinery"], []]
    times = []
    for index in range(RUN_ROUNDS):
        widget = at.multiselect(key="filter_sectors").set_value(picks[index % len(picks)])
        times += seconds_of(lambda widget=widget: widget.run(), 1)  # type: ignore[misc]
    report("script run on a filter change (AppTest)", times, "budget 120 ms")


def measure_cold(browser: Any, address: str) -> None:
    """From navigation to lede and to chart, each time with an empty cache."""
    ledes, charts = [], []
    for _ in range(COLD_ROUNDS):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(".lede")
        ledes.append(1000 * (time.perf_counter() - start))
        page.wait_for_selector(".js-plotly-plot .points path", state="attached")
        charts.append(1000 * (time.perf_counter() - start))
        context.close()
    report("lede readable, cold browser", ledes, "budget 2,000 ms")
    report("first chart, cold browser", charts, "budget 4,000 ms")


def measure_clicks(browser: Any, address: str) -> None:
    """From a click on a filter to new words painted, and what the server sends for it."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .points path", state="attached")
    page.wait_for_timeout(1500)
    pill = ".st-key-filter_outlooks button"
    times, payloads = [], []
    for _ in range(CLICK_ROUNDS):
        received.clear()
        times.append(page.evaluate(PAINTED, pill))
        page.wait_for_timeout(400)
        payloads.append(sum(received) / 1000)
    report("filter click to new words painted", times, "budget p50 350, p95 700 ms")
    report("payload of a rerun", payloads, "budget 1,000 kB", "kB")


def measure_corpus_script(store: Path) -> None:
    """Script runs of the Corpus page on a change of filter, without a browser."""
    os.environ["TRADE_CORPUS"] = str(store)
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    at.session_state["is_warm"] = True
    at.run().switch_page("views/corpus_page.py").run()
    corpus = Corpus(store)
    values = corpus.options(CorpusFilters(), "places")["value"].tolist()[:RUN_ROUNDS]
    corpus.close()
    times = []
    for value in values:  # every answer is a new one, so no cache helps
        widget = at.multiselect(key="filter_places").set_value([value])
        times += seconds_of(lambda widget=widget: widget.run(), 1)  # type: ignore[misc]
    report("Corpus: script run, a filter never asked before", times, "")


def measure_corpus_clicks(browser: Any, address: str) -> None:
    """From a click on a filter to new words and a new grid painted; half of the answers were asked before."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(120_000)
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
    page.goto(f"{address}/corpus")
    page.wait_for_selector(".st-key-mxwrap .js-plotly-plot .heatmaplayer image")
    page.wait_for_timeout(3_000)
    words, grids, payloads = [], [], []
    for facet, at in PILLS * 4:
        received.clear()
        # the pill has gone to another place when it is pressed, so it is found anew; a second press releases it
        for _ in range(2):
            told, drawn = page.evaluate(CORPUS_PAINTED, [f".st-key-filter_{facet} button", at])
            words.append(told)
            grids.append(drawn)
            # a press while the page is still being written can be taken back by what is written after it
            page.wait_for_selector(AT_REST)
            page.wait_for_timeout(900)
        payloads.append(sum(received) / 2000)
    report("Corpus: filter click to new words painted", words, "budget p95 700 ms")
    report("Corpus: filter click to new heatmap painted", grids, "budget p95 700 ms")
    report("Corpus: payload of a rerun", payloads, "budget 1,000 kB", "kB")


def launch(work: Callable[[Any, str], None], store: Path | None = None) -> None:
    """Do some work with a browser and a dashboard, or say what is missing."""
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("The rest needs playwright: pip install playwright.")
        return
    if path is None:
        print("The rest needs a Chromium; Debian: apt-get install chromium.")
        return
    with dashboard(store) as (address, _), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        work(browser, address)
        browser.close()


def measure_corpus(store: Path | None, articles: int) -> int:
    """The Corpus page over a store that exists or is made; answers how many articles it holds."""
    with TemporaryDirectory() as folder:
        if store is None:
            from corpus import add, write

            store = Path(folder) / "store"
            add(store, write(Path(folder) / "in.jsonl", articles), "--workers", "2")
        print(f"store {store.name}, load of the machine {os.getloadavg()[0]:.1f}")
        measure_corpus_script(store)
        launch(measure_corpus_clicks, store)
        return Store(store).manifest.articles


def main() -> None:
    """Measure all that can be measured here."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", choices=("article", "corpus", "value"), default="article")
    parser.add_argument("--store", type=Path, help="a store for the Corpus page (default: one is made)")
    parser.add_argument(
        "--articles", type=int, default=100_000, help="articles of that store (default: %(default)s)"
    )
    options = parser.parse_args()
    if options.part == "corpus":
        held = measure_corpus(options.store, options.articles)
        save("corpus browser", {"articles": held, "budgets": FIGURES})
        return
    if options.part == "value":
        print(f"load of the machine {os.getloadavg()[0]:.1f}")
        launch(lambda browser, address: measure_value(browser, address, report))
        save("value browser", {"budgets": FIGURES})
        return
    measure_engine()
    measure_script()

    def measure_page(browser: Any, address: str) -> None:
        measure_cold(browser, address)
        measure_clicks(browser, address)

    launch(measure_page)
    save("browser", {"budgets": FIGURES})


if __name__ == "__main__":
    main()
