"""What the tests of the views share: articles read by the real engine, and the dashboard under AppTest."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis import analyse, load_engine
from analysis.engine import Engine
from analysis.outlook import outlook_of
from views.exposure import Exposure, Names, exposure_of
from views.loaders import Draft, article_of

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTILE = (
    "<script>alert(1)</script> *steel* $5bn to C$6bn :red[tariff]\n\n"
    "Ottawa imposed a 25% tariff on <b>steel</b> & <img src=x onerror=alert(2)> on Monday, [said](javascript:alert(3)) "
    "a $5bn to C$6bn report. :red[Canola] and `wheat` exporters in China face *new* duties. "
    "\u202eשלום steel\u202c \u0000 =cmd|' /C calc'!A0 </textarea></mark></article>\n"
)


@pytest.fixture(autouse=True, scope="session")
def _quiet_streamlit() -> None:
    """Without a server Streamlit warns about what it lacks."""
    for name in ("streamlit", "streamlit.runtime.scriptrunner_utils.script_run_context"):
        logging.getLogger(name).setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The project's own engine."""
    return load_engine()


@pytest.fixture(scope="session")
def expose(engine: Engine) -> Callable[[str], Exposure]:
    """The exposure of a text."""
    taxonomy = engine.taxonomy
    names = Names(
        sectors={sector.id: sector.name for sector in taxonomy.sectors},
        segments={(s.id, segment.id): segment.name for s in taxonomy.sectors for segment in s.segments},
    )

    def make(text: str) -> Exposure:
        return exposure_of(analyse(article_of(Draft(text=text)), engine), names, outlook_of)

    return make


@pytest.fixture(scope="session")
def seed(expose: Callable[[str], Exposure]) -> Exposure:
    """The exposure of the seed article."""
    return expose((ROOT / "seeds" / "seed_article.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def hostile(expose: Callable[[str], Exposure]) -> Exposure:
    """The exposure of an article that tries everything."""
    return expose(HOSTILE)


@pytest.fixture
def dashboard() -> Callable[..., AppTest]:
    """The dashboard after its first run, with query parameters."""

    def make(context: dict[str, str] | None = None, **params: str | list[str]) -> AppTest:
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        at.context = dict(context or {})
        at.session_state["is_warm"] = True  # AppTest has no browser to report that the first page stands
        for key, value in params.items():
            at.query_params[key] = value
        return at.run()

    return make


def html_of(at: AppTest) -> str:
    """All HTML that the page shows."""
    return "\n".join(element.proto.body for element in at.get("html"))
