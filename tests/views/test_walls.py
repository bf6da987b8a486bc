"""What stands between a stranger's words and a visitor: headers, settings, words that never become links or names."""

import asyncio
import csv
import gc
import io
import json
import re
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

from analysis.inert import FORMULA_STARTS
from analysis.outlook import outlook_of
from tests.views.conftest import ROOT, html_of
from views import charts, exports, frames, loaders, session
from views.exposure import Exposure, Names, exposure_of
from views.filters import Filters
from views.headers import Headers, policy

Dashboard = Callable[..., AppTest]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def rules_of(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (rule.split() for rule in text.split("; "))}


def reply_of(app: Headers, scope: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    async def receive() -> dict[str, Any]:
        return {}

    # in a thread of its own: the browser tests leave a loop running in this one
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return sent


async def _inner(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": f"{scope['type']}.response.start", "headers": [(b"Referrer-Policy", b"origin")]})
    await send({"type": f"{scope['type']}.response.body", "body": b"x"})


def test_no_script_runs_but_streamlits_own() -> None:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    rules = rules_of(policy(index))
    assert rules["default-src"] == ["'self'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:"} & set(rules["script-src"])
    assert sum(value.startswith("'sha256-") for value in rules["script-src"]) == index.count("<script>")
    assert rules["connect-src"] == ["'self'"]
    for closed in ("object-src", "base-uri", "form-action", "frame-src"):
        assert rules[closed] == ["'none'"]


def test_another_script_has_another_digest() -> None:
    assert policy("<script>a</script>") != policy("<script>b</script>")


def test_every_reply_gets_the_headers_and_keeps_its_own() -> None:
    start, body = reply_of(Headers(_inner), {"type": "http"})
    given = [name.lower() for name, _ in start["headers"]]
    assert len(given) == len(set(given))
    assert {b"content-security-policy", b"x-content-type-options", b"referrer-policy"} <= set(given)
    assert (b"Referrer-Policy", b"origin") in start["headers"]
    assert body["body"] == b"x"


def test_a_websocket_passes_untouched() -> None:
    start, _ = reply_of(Headers(_inner), {"type": "websocket"})
    assert start["headers"] == [(b"Referrer-Policy", b"origin")]


def test_streamlit_run_finds_the_application_with_its_headers() -> None:
    found = discover_asgi_app(ROOT / "dashboard.py")
    assert found.import_string == "dashboard:app"


def test_errors_show_nothing_of_the_machine_and_tables_leave_through_our_export_only() -> None:
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] == "false"
    assert CONFIG["client"]["disableDataExport"] is True
    assert CONFIG["server"]["address"] == "localhost"
    assert CONFIG["browser"]["gatherUsageStats"] is False


def test_an_unexpected_error_is_a_sentence_without_path_or_trace(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("/home/somebody/secret.txt: token=abc")

    monkeypatch.setattr("views.parts.fact_strip", fail)
    at = dashboard()
    told = " ".join(error.value for error in at.error) + html_of(at)
    assert "Something went wrong" in told
    assert not at.exception
    for secret in ("/home/", "token", "Traceback", "RuntimeError"):
        assert secret not in told
    assert "token=abc" in caplog.text


@pytest.mark.parametrize("link", ["https://evil.example/x", "www.evil.example", "a@evil.example", "HTTP://EVIL.example"])
def test_an_address_in_a_message_is_no_link(link: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", session.literal(f"see {link} now"))
    assert shown.replace("\u2060", "") == f"see {link} now"
    # the patterns by which Markdown's extension finds bare addresses
    assert not re.search(r"(https?://|www(?=\.))[-.\w]+", shown, re.IGNORECASE | re.ASCII)
    assert not re.search(r"[-.\w+]+@[-\w]+", shown, re.ASCII)


def test_a_link_cannot_put_an_address_into_a_toast(dashboard: Dashboard) -> None:
    at = dashboard(sector="https://evil.example/login", outlook="[x](javascript:alert(1))")
    assert not re.search(r"https?\\?:\\?//[-.\w]", at.toast[0].value.replace("\\", ""))
    assert "](javascript" not in at.toast[0].value.replace("\\]\\(", "")


@pytest.fixture(scope="session")
def titled(engine: Any) -> Callable[[str, str], Exposure]:
    """An exposure whose title and id are given."""
    from analysis import analyse, article_from_text

    names = Names(sectors={s.id: s.name for s in engine.taxonomy.sectors}, segments={})

    def make(title: str, id: str) -> Exposure:
        article = article_from_text("A 25% tariff on steel took effect.", title=title, id=id)
        return exposure_of(analyse(article, engine), names, outlook_of)

    return make


@given(title=st.text(max_size=80), id=st.text(max_size=40))
def test_a_download_has_a_plain_name_whatever_the_article_says(
    title: str, id: str, titled: Callable[[str, str], Exposure]
) -> None:
    name = exports.file_name(titled(title, id), "csv")
    assert re.fullmatch(r"exposure_[a-z0-9-]{1,48}(_\d{4}-\d\d-\d\d)?\.csv", name)


def test_an_id_that_is_a_path_is_no_path_in_the_name(titled: Callable[[str, str], Exposure]) -> None:
    assert exports.file_name(titled("关税", "../../etc/passwd\r\nX: y"), "csv") == "exposure_etc-passwd-x-y.csv"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1", "=HYPERLINK(1)"]


@pytest.mark.parametrize("start", FORMULAS)
def test_no_cell_of_an_export_is_a_formula(start: str, titled: Callable[[str, str], Exposure]) -> None:
    data = exports.evidence_csv(titled(f"{start} steel tariff", f"{start}x"), Filters()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data)))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)]


def test_a_matrix_file_holds_no_markup_of_the_article(hostile: Exposure) -> None:
    nothing = Filters()
    figure = charts.matrix(frames.row_frame(hostile, nothing), frames.cell_frame(hostile, nothing), "light")
    page = charts.to_html(figure, hostile.article.title).decode()
    for markup in ("<script>alert", "<img src=x", "</textarea>"):
        assert markup not in page


def test_json_that_leaves_is_json(hostile: Exposure) -> None:
    assert json.loads(exports.evidence_json(hostile, Filters()))["article"]["text"] == hostile.article.text


@pytest.mark.parametrize("name", ["../../x.txt", "<b>x</b>.txt", "www.evil.example.txt", "x\r\ny.txt", "a" * 300 + ".txt"])
def test_the_name_of_an_upload_is_words_only(name: str) -> None:
    upload = loaders.read_upload(name, b"")
    assert upload.drafts == ()
    assert upload.remarks
    assert all("/tmp" not in remark and "upload." not in remark for remark in upload.remarks)


def test_a_session_lets_go_of_the_articles_that_it_has_left(dashboard: Dashboard) -> None:
    at = dashboard()
    for number in range(6):
        at.session_state["is_dialog_done"] = False  # a browser's dialog takes this back as it closes
        at.button(key="source_open").click().run()
        at.text_area(key="dialog_text").set_value(f"Steel news {number}\n\nA {number + 2}% tariff on steel took effect.")
        at.button(key="dialog_analyse").click().run()
        assert f"Steel news {number}</h1>" in html_of(at)
    gc.collect()
    kept = {
        thing.analysis.article.title
        for thing in gc.get_objects()
        if isinstance(thing, Exposure) and thing.analysis.article.title.startswith("Steel news")
    }
    assert "Steel news 5" in kept
    assert len(kept) <= 2
