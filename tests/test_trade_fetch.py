"""Comtrade's API against a server that speaks it: what is asked, what is refused, what a failure says."""

import io
import json
import socket
from collections.abc import Callable
from contextlib import redirect_stdout
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from analysis.cli import main
from analysis.trade import comtrade_api
from analysis.trade.comtrade_api import Access, FetchError, Request, fetch_records
from analysis.trade.stored import StoredFigures
from tests.trade_kit import Comtrade, failing, record, reply, send, serving

ASKED = Request(reporter="CAN", partner="CHN", year=2024, flow="exports")
KEY = "0123456789abcdef0123456789abcdef"


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now, self.pauses = 0.0, list[float]()

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


def access(server: Comtrade, time: Time | None = None, **more: Any) -> Access:
    time = time or Time()
    return Access(base=server.base, key=server.key, pause=time.pause, clock=time.clock, **more)


def chapters(*codes: str, **more: Any) -> list[dict[str, Any]]:
    return [record(cmdCode=code, **more) for code in codes]


def pair() -> list[dict[str, Any]]:
    """A pair as it is kept: totals, and the parts of them that double a value."""
    rows = [record(cmdCode="TOTAL", aggrLevel=0, primaryValue=300.0), *chapters("12", "27", primaryValue=150.0)]
    parts = [record(partner2Code=36, primaryValue=90.0), record(motCode=2100, primaryValue=60.0), record(customsCode="C01")]
    return rows + parts


def test_the_request_asks_for_totals_only_by_the_codes_of_comtrade() -> None:
    with serving(Comtrade(pair() + chapters("12", partnerCode=842))) as server:
        data = json.loads(fetch_records(ASKED, access(server)))
    (query,) = server.asked
    assert server.paths == ["/public/v1/preview/C/A/HS"]
    assert {name: query[name] for name in ("reportercode", "partnerCode", "period", "flowCode")} == {
        "reportercode": "124", "partnerCode": "156", "period": "2024", "flowCode": "X",
    }  # fmt: skip
    assert (query["partner2Code"], query["motCode"], query["customsCode"]) == ("0", "0", "C00")
    assert (query["maxRecords"], query["breakdownMode"]) == ("500", "classic")
    assert query["cmdCode"].split(",")[:2] == ["TOTAL", "01"]
    assert "subscription-key" not in query
    assert [row["cmdCode"] for row in data["data"]] == ["TOTAL", "12", "27"]


@pytest.mark.parametrize(("iso3", "code"), [("USA", "842"), ("FRA", "251"), ("TWN", "490"), ("ALL", "0"), ("EUU", "97")])
def test_partners_are_asked_for_by_the_code_of_today(iso3: str, code: str) -> None:
    with serving(Comtrade(chapters("12", partnerCode=int(code)))) as server:
        fetch_records(Request(reporter="CAN", partner=iso3, year=2024, flow="exports"), access(server))
    assert server.asked[0]["partnerCode"] == code


def test_with_a_key_the_full_service_is_asked() -> None:
    with serving(Comtrade(chapters("1205", aggrLevel=4), key=KEY)) as server:
        fetch_records(Request(reporter="CAN", partner="CHN", year=2024, flow="exports", level=4), access(server))
    assert server.paths == ["/data/v1/get/C/A/HS"]
    assert (server.asked[0]["subscription-key"], server.asked[0]["cmdCode"]) == (KEY, "AG4")
    assert server.asked[0]["maxRecords"] == "100000"


def test_a_cut_preview_is_refused() -> None:
    rows = chapters(*(f"{code:06}" for code in range(10_000, 10_700)), aggrLevel=6)
    with serving(Comtrade(rows)) as server, pytest.raises(FetchError, match=r"cut at 500 records.*COMTRADE_KEY"):
        fetch_records(Request(reporter="CAN", partner="CHN", year=2024, flow="exports", level=6), access(server))


def test_a_count_above_the_records_is_a_cut_reply() -> None:
    cut = reply(chapters("12"), count=98)
    with serving(Comtrade([], answers=[lambda handler: send(handler, 200, cut)])) as server, pytest.raises(FetchError, match="cut at 1 records"):
        fetch_records(ASKED, access(server))


def test_doubled_values_are_refused() -> None:
    rows = [record(cmdCode="TOTAL", primaryValue=150.0), *chapters("12", "27", primaryValue=150.0)]
    with serving(Comtrade(rows)) as server, pytest.raises(FetchError, match="add up to 300 dollars, more than the total of 150"):
        fetch_records(ASKED, access(server))


def test_a_reply_about_something_else_is_refused() -> None:
    other = reply(chapters("12", reporterCode=36))
    with serving(Comtrade([], answers=[lambda handler: send(handler, 200, other)])) as server, pytest.raises(FetchError, match=r"is about something else .*36, 156, 2024, X"):
        fetch_records(ASKED, access(server))


def test_no_data_says_what_to_try() -> None:
    with serving(Comtrade([])) as server, pytest.raises(FetchError, match=r"holds nothing for it.*try another year"):
        fetch_records(ASKED, access(server))


@pytest.mark.parametrize(
    ("status", "message", "says"),
    [
        (400, "Invalid period", r"\(400: Invalid period\)\. Check country, year and flow"),
        (401, "Access denied due to invalid subscription key.", r"refuses the key \(401: .*Check COMTRADE_KEY"),
        (403, "Out of call volume quota. Quota will be replenished in 04:23:12.", r"\(403: Out of call volume quota.*04:23:12\)"),
        (404, "Resource not found", r"Check --base-url"),
    ],
)
def test_a_refusal_is_not_tried_again(status: int, message: str, says: str) -> None:
    with serving(Comtrade(pair(), answers=[failing(status, message)])) as server, pytest.raises(FetchError, match=says):
        fetch_records(ASKED, access(server))
    assert len(server.asked) == 1


def test_too_many_calls_wait_as_long_as_the_server_says() -> None:
    time = Time()
    answers = [
        failing(429, "Rate limit is exceeded. Try again in 7 seconds.", {"Retry-After": "7"}),
        failing(429, "Rate limit is exceeded. Try again in 3 seconds."),
    ]
    with serving(Comtrade(pair(), answers=answers)) as server:
        fetch_records(ASKED, access(server, time))
    assert time.pauses == [7, 3]


def test_a_wait_beyond_the_time_allowed_is_told_and_not_waited() -> None:
    time = Time()
    with serving(Comtrade(pair(), answers=[failing(429, "Rate limit is exceeded.", {"Retry-After": "3600"})])) as server, pytest.raises(FetchError, match=r"Try again in 3600 seconds, or set COMTRADE_KEY"):
        fetch_records(ASKED, access(server, time))
    assert time.pauses == []


def test_a_fault_of_the_server_is_tried_again_and_then_told() -> None:
    time = Time()
    with serving(Comtrade(pair(), answers=[failing(500, "Internal server error")] * 2)) as server:
        fetch_records(ASKED, access(server, time))
    assert time.pauses == [1, 2]
    with serving(Comtrade(pair(), answers=[failing(503, "")] * 9)) as server, pytest.raises(FetchError, match=r"fault of its own \(503\)\. Try again later"):
        fetch_records(ASKED, access(server))
    assert len(server.asked) == comtrade_api.MOST_TRIES


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    """Less than was promised."""
    whole = reply(pair())
    send(handler, 200, whole[:200], {"Content-Length": str(len(whole))})
    handler.close_connection = True


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda handler: send(handler, 200, reply(pair())[:200]), "no whole JSON document"),
        (lambda handler: send(handler, 200, b"<html>busy</html>"), "no whole JSON document"),
        (cut_short, "broke off in the middle"),
    ],
)
def test_a_reply_that_breaks_off_is_tried_again(answer: Callable[[BaseHTTPRequestHandler], None], says: str) -> None:
    with serving(Comtrade(pair(), answers=[answer])) as server:
        fetch_records(ASKED, access(server))
        server.answers[:] = [answer] * 9
        with pytest.raises(FetchError, match=says):
            fetch_records(ASKED, access(server))


@pytest.mark.parametrize("body", [b"[]", b'{"data": null}', b'{"data": [5]}'])
def test_a_reply_of_another_shape_is_refused(body: bytes) -> None:
    with serving(Comtrade([], answers=[lambda handler: send(handler, 200, body)])) as server, pytest.raises(FetchError, match="is no list of records"):
        fetch_records(ASKED, access(server))


def test_an_error_inside_a_reply_is_told() -> None:
    body = reply([], error="period is not valid")
    with serving(Comtrade([], answers=[lambda handler: send(handler, 200, body)])) as server, pytest.raises(FetchError, match="Comtrade answers: period is not valid"):
        fetch_records(ASKED, access(server))


def test_a_redirection_is_not_followed() -> None:
    with serving(Comtrade(pair())) as other:
        answers = [lambda handler: send(handler, 302, b"", {"Location": f"{other.base}/public/v1/preview/C/A/HS"})]
        with serving(Comtrade([], answers=answers)) as server, pytest.raises(FetchError, match=r"sends elsewhere \(302\)"):
            fetch_records(ASKED, access(server))
    assert other.asked == []


def test_an_endless_reply_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comtrade_api, "MOST_BYTES", 1000)
    with serving(Comtrade(pair())) as server, pytest.raises(FetchError, match="sent more than"):
        fetch_records(ASKED, access(server))


def test_silence_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comtrade_api, "_CALL_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        silent = Comtrade([], base=f"http://127.0.0.1:{deaf.getsockname()[1]}")
        with pytest.raises(FetchError, match=r"did not answer in time\..*trade import FILE"):
            fetch_records(ASKED, access(silent))


def test_without_a_network_it_says_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchError, match=r"cannot be reached.*Check the network\..*trade import FILE"):
        fetch_records(ASKED, access(Comtrade([], base=f"http://127.0.0.1:{port}")))


def test_the_key_is_never_told() -> None:
    out = io.StringIO()
    answers = [failing(401, f"Access denied: {KEY}"), failing(500, f"oops {KEY}")]
    with serving(Comtrade(pair(), key=KEY, answers=answers)) as server, redirect_stdout(out):
        for _ in range(2):
            with pytest.raises(FetchError) as refused:
                fetch_records(ASKED, access(server, seconds=0.5))
            assert KEY not in str(refused.value)
        assert KEY not in repr(access(server))
    assert out.getvalue() == ""


@pytest.mark.parametrize("base", ["ftp://host", "comtradeapi.un.org", "https://", "https://me:pw@host", "https://host?x=1"])
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(FetchError, match="--base-url"):
        Access(base=base)


def test_a_key_does_not_go_over_an_open_line() -> None:
    with pytest.raises(FetchError, match="would carry your key unencrypted"):
        Access(base="http://proxy.example", key=KEY)


@pytest.mark.parametrize(
    ("reporter", "partner", "says"),
    [("CAN", "XYZ", "--partner: 'XYZ' is no country"), ("XYZ", "CAN", "--reporter: 'XYZ'"), ("CAN", "CAN", "is the reporter itself"),
     ("ALL", "CAN", "has to be one country")],
)  # fmt: skip
def test_countries_are_checked_before_anything_is_asked(reporter: str, partner: str, says: str) -> None:
    with serving(Comtrade(pair())) as server, pytest.raises(FetchError, match=says):
        fetch_records(Request(reporter=reporter, partner=partner, year=2024, flow="exports"), access(server))
    assert server.asked == []


def test_the_official_host_is_the_default_and_nothing_else_is_asked() -> None:
    assert Access().base == "https://comtradeapi.un.org"
    line = comtrade_api._Line(Access())
    with pytest.raises(FetchError, match="another host than Comtrade's"):
        line.request("GET", "https://example.org/data", fields={}, timeout=1)


# the command


def both_ways() -> list[dict[str, Any]]:
    return pair() + [record(flowCode="M", cmdCode=row["cmdCode"], primaryValue=row["primaryValue"] * 2) for row in pair()[:3]]


def test_fetch_loads_both_directions_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    database = tmp_path / "trade.duckdb"
    with serving(Comtrade(both_ways())) as server:
        command = ["trade", "fetch", "--reporter", "can", "--partner", "CHN", "--year", "2024", "--base-url", server.base, "--database", str(database)]
        assert main(command) == 0
        told = capsys.readouterr()
        assert main(command) == 0
        again = capsys.readouterr()
    assert "Comtrade: CAN exports, partner CHN, 2024, HS 2 digits: import 1, 3 figures of 2024" in told.out
    assert "preview of at most 500 records" in told.err
    assert again.out.count("is there already") == 2
    own = StoredFigures(path=database)
    sent, taken = own.pair_total("CAN", "CHN"), own.pair_total("CHN", "CAN")
    assert (getattr(sent, "low", None), getattr(taken, "low", None)) == (300, 600)


def test_a_newer_reply_takes_the_place_of_the_older(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = tmp_path / "trade.duckdb"
    command = ["trade", "fetch", "--reporter", "CAN", "--partner", "CHN", "--year", "2024", "--flow", "exports", "--database", str(database)]
    with serving(Comtrade(pair())) as server:
        assert main([*command, "--base-url", server.base]) == 0
    revised = [record(cmdCode="TOTAL", aggrLevel=0, primaryValue=310.0), record(primaryValue=310.0)]
    with serving(Comtrade(revised)) as server:
        assert main([*command, "--base-url", server.base]) == 0
    assert "3 older figures of the same flows were replaced" in capsys.readouterr().out
    total = StoredFigures(path=database).pair_total("CAN", "CHN")
    assert getattr(total, "low", None) == 310


def test_a_failed_fetch_loads_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = tmp_path / "trade.duckdb"
    with serving(Comtrade([])) as server:
        command = ["trade", "fetch", "--reporter", "CAN", "--partner", "CHN", "--year", "2024", "--database", str(database)]
        assert main([*command, "--base-url", server.base]) == 2
    assert "holds nothing for it" in capsys.readouterr().err
    assert not database.exists()
