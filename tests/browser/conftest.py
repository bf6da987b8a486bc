"""A dashboard on a free port and a real Chromium; without one of them every journey is skipped with the reason."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.corpus_kit import add, record, write_lines
from views.loaders import STORES_VARIABLE

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE_VERSION = "4.14.1"
# Playwright's own patience; a shared machine may be slow at any moment
PATIENCE = 60_000


def chromium() -> str:
    """The path of a Chromium, or a skip."""
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a few dozen stories."""
    chromium()
    folder = tmp_path_factory.mktemp("corpus")
    add(folder / "news", write_lines(folder / "in.jsonl", [record(number) for number in range(120)]))
    return folder / "news"


@pytest.fixture(scope="session")
def server(corpus: Path) -> Iterator[str]:
    """The address of a dashboard of our own, with a corpus."""
    with dashboard_over(corpus) as address:
        yield address


@contextmanager
def dashboard_over(store: Path) -> Iterator[str]:
    """The address of a dashboard on a free port that was started with a store."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}", "--server.headless=true",
    ]  # fmt: skip
    environment = {**os.environ, STORES_VARIABLE: str(store)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **quiet) as process:
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/_stcore/health", process)
            yield address
        finally:
            process.terminate()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a dashboard answers."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, "the dashboard did not start"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the dashboard did not answer within two minutes")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium under Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page and all that went wrong on it."""

    page: Any
    address: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def go(self, path: str = "") -> "Visit":
        """Open a path and wait until it is drawn."""
        self.page.goto(f"{self.address}/{path}")
        return self.settled()

    def settled(self) -> "Visit":
        """Wait until the page has its heading and the script has come to its end."""
        self.page.wait_for_selector("h1.title")
        self.page.wait_for_function("!document.querySelector('[data-test-script-state=running]')")
        return self

    def showing(self, text: str) -> None:
        """Wait for words in the main part of the page."""
        self.page.locator("section, main").get_by_text(text).first.wait_for()

    def wait_for_url(self, *parts: str, without: tuple[str, ...] = ()) -> None:
        """Wait until the address holds all parts, and none of the others."""
        self.page.wait_for_function(
            "([parts, without]) => parts.every(p => location.href.includes(p))"
            " && without.every(p => !location.href.includes(p))",
            arg=[list(parts), list(without)],
        )

    def wait_for_chart(self) -> None:
        """Wait until the matrix is drawn; a bar without length is there but not visible."""
        self.page.wait_for_selector(".js-plotly-plot .points path", state="attached")

    def click_glyph(self, sector: str, channel: str) -> None:
        """Click the mark of a sector and channel in the matrix."""
        self.wait_for_chart()
        self.page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
        spot = self.page.evaluate(FIND_GLYPH, [sector, channel])
        assert spot, f"no glyph for {sector} and {channel}"
        self.page.mouse.click(*spot)

    def axe(self) -> list[str]:
        """Violations of accessibility rules on the page as it is, in both themes; contrast alone in the second."""
        found = self.violations()
        self.page.emulate_media(color_scheme="dark")
        self.page.wait_for_function(
            "getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'"
        )
        self.settled()
        found += self.violations({"runOnly": ["color-contrast"]})
        self.page.emulate_media(color_scheme="light")
        return found

    def violations(self, options: dict[str, Any] | None = None) -> list[str]:
        """Violations in the theme of the moment."""
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(path=str(axe_script()))
        # colours and popovers fade in; a rule that looks in between sees neither theme
        self.page.wait_for_timeout(250)
        self.page.wait_for_function(STILL)
        # the drop zone of Streamlit's own file uploader: role presentation beside an aria-label; minor, not ours
        found = self.page.evaluate(
            "options => axe.run({exclude: [['[data-testid=stFileUploaderDropzone]']]}, options)",
            {"resultTypes": ["violations"], **(options or {})},
        )
        return [
            f"{violation['id']}: {node['html'][:120]} {node['failureSummary'][:160]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]


STILL = """() => !document.querySelector('[data-stale=true]') && document.getAnimations().every(
  a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity
)"""
FIND_GLYPH = """([sector, channel]) => {
  const plot = document.querySelector('.js-plotly-plot'), box = plot.getBoundingClientRect()
  for (const trace of plot._fullData) {
    if (trace.type !== 'scatter' || !trace.customdata) continue
    for (let i = 0; i < trace.customdata.length; i++) {
      if (trace.customdata[i][0] !== sector || trace.customdata[i][1] !== channel) continue
      const x = plot._fullLayout[trace.xaxis.replace('x', 'xaxis')]
      const y = plot._fullLayout[trace.yaxis.replace('y', 'yaxis')]
      return [box.left + x._offset + x.l2p(trace.x[i]), box.top + y._offset + y.l2p(trace.y[i])]
    }
  }
  return null
}"""


@pytest.fixture
def visit(server: str, browser: Any) -> Iterator[Callable[..., Visit]]:
    """Open a visit: a new browser context with its own session, closed after the test."""
    contexts = []

    def start(width: int = 1440, height: int = 900, scheme: str = "light", **options: Any) -> Visit:
        # Playwright waits by evaluating words, which the policy forbids; tests of the policy itself say False
        options.setdefault("bypass_csp", True)
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        visit = Visit(page=context.new_page(), address=server)
        visit.page.on(
            "console",
            # Plotly tells a fault of ours, such as a colour that is none, as a trace that begins with WARN
            lambda message: (
                visit.errors.append(message.text)
                if message.type == "error" or message.text.startswith("WARN")
                else None
            ),
        )
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.on("requestfailed", lambda request: visit.failed.append(request.url))
        visit.page.on(
            "response", lambda response: visit.failed.append(response.url) if response.status >= 400 else None
        )
        visit.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((server, "data:", "blob:"))
                else visit.foreign.append(request.url)
            ),
        )
        return visit

    yield start
    for context in contexts:
        context.close()


def axe_script() -> Path:
    """axe-core's script, fetched once by npm into a cache outside the repository; a skip where that cannot be."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "trade-sector-exposure" / "axe"
    script = cache / "node_modules" / "axe-core" / "axe.min.js"
    if script.is_file():
        return script
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("axe-core is not in the cache and there is no npm to fetch it")
    cache.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    command = [npm, "install", "--prefix", str(cache), f"axe-core@{AXE_VERSION}", *options]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    if done.returncode or not script.is_file():
        pytest.skip("npm could not fetch axe-core (no network?)")
    return script
