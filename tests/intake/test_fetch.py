"""Fetching against a server that misbehaves: every scene is refused or bounded, and nothing private is ever dialled."""

import threading
import time
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ConnectTimeoutError

from analysis.intake import settings as settings_module
from analysis.intake.fetch import MOST_AT_ONCE, MOST_HOPS, fetch
from analysis.intake.kinds import Kind
from analysis.intake.refusals import Cause, NotFetched
from analysis.intake.settings import SettingError, Settings
from analysis.intake.wire import IDLE_SECONDS, MOST_BYTES, SECONDS, Network
from tests.intake.fetching import DIALLED, HERE, LOOKED_UP, QUICK, get, network_of, only_dialled, refusal
from tests.intake.hostile_server import ARTICLE, SCENES, Scene, Server, plain, reply, sent_on, serving
from tests.intake.hostile_urls import HOSTILE, RESOLVED

pytestmark = pytest.mark.usefixtures("wire")

BOUNDED: dict[str, Cause] = {
    "/to-private": Cause.PRIVATE, "/to-metadata": Cause.PRIVATE, "/to-loopback-6": Cause.PRIVATE,
    "/to-loopback-number": Cause.NUMBER, "/to-other-loopback": Cause.PRIVATE, "/to-rebound": Cause.PRIVATE,
    "/to-local-name": Cause.LOCAL_NAME, "/to-user": Cause.USERINFO, "/to-port": Cause.PORT,
    "/to-file": Cause.SCHEME, "/to-ftp": Cause.SCHEME, "/to-data": Cause.SCHEME, "/to-script": Cause.SCHEME,
    "/to-junk": Cause.HOST, "/to-nowhere": Cause.NOWHERE, "/to-empty": Cause.NOWHERE,
    "/circle-1": Cause.CIRCLE, "/itself": Cause.CIRCLE, "/hop0": Cause.HOPS,
    "/stall": Cause.TIME, "/stall-head": Cause.TIME, "/stall-body": Cause.TIME, "/drip-head": Cause.TIME,
    "/drip-headers": Cause.TIME, "/drip-body": Cause.TIME, "/drip-until-close": Cause.TIME,
    "/drip-chunks": Cause.TIME, "/drip-chunk-line": Cause.TIME, "/continue": Cause.TIME,
    "/endless": Cause.SIZE, "/endless-chunks": Cause.SIZE, "/endless-header": Cause.NOT_HTTP,
    "/endless-headers": Cause.NOT_HTTP, "/endless-status": Cause.NOT_HTTP, "/endless-chunk-line": Cause.SHORT,
    "/endless-trailer": Cause.TIME, "/huge-length": Cause.SIZE, "/absurd-length": Cause.SIZE,
    "/huge-chunk": Cause.SHORT, "/long-length": Cause.SHORT, "/two-lengths": Cause.NOT_HTTP,
    "/broken-chunk": Cause.SHORT, "/cut-chunk": Cause.SHORT, "/hangs-up": Cause.BROKEN,
    "/not-http": Cause.NOT_HTTP, "/bad-status": Cause.NOT_HTTP,
    "/bomb": Cause.BOMB, "/bomb-deflate": Cause.BOMB, "/bomb-nested": Cause.CODING, "/bomb-members": Cause.BOMB,
    "/many-members": Cause.CODING,
    "/brotli": Cause.CODING, "/zstd": Cause.CODING, "/not-gzip": Cause.CODING, "/cut-gzip": Cause.SHORT,
    "/gzip-tail": Cause.CODING, "/unknown-coding": Cause.CODING,
    "/no-type": Cause.NO_TYPE, "/image": Cause.TYPE, "/program": Cause.TYPE, "/script": Cause.TYPE,
    "/json": Cause.TYPE, "/zip": Cause.TYPE, "/strange-type": Cause.TYPE, "/png-as-html": Cause.LIE,
    "/zip-as-html": Cause.LIE, "/pdf-as-text": Cause.LIE, "/html-as-pdf": Cause.LIE, "/html-as-docx": Cause.LIE,
    "/nothing": Cause.NOTHING, "/blank": Cause.NOTHING,
    "/401": Cause.LOGIN, "/402": Cause.PAYMENT, "/403": Cause.FORBIDDEN, "/404": Cause.MISSING,
    "/410": Cause.MISSING, "/429": Cause.BUSY, "/451": Cause.LEGAL, "/500": Cause.FAILING, "/503": Cause.FAILING,
    "/204": Cause.STATUS, "/206": Cause.STATUS, "/300": Cause.STATUS, "/418": Cause.STATUS,
    "/robots/secret": Cause.ROBOTS,
}  # fmt: skip


@pytest.mark.parametrize(("path", "cause"), BOUNDED.items())
def test_a_hostile_reply_is_refused_with_its_sentence(server: Server, path: str, cause: Cause) -> None:
    told = refusal(server, path)  # without its limits a scene would run for ever
    assert told.cause is cause
    assert str(told).startswith(f"http://good.example.com:{server.port}{path}: ")
    for secret in (HERE, "Errno", "urllib3", "HTTPConnection", "secret", "<script>"):
        assert secret not in str(told).replace(path, "")
    only_dialled(server)


def test_every_scene_of_the_server_is_told_here() -> None:
    assert len(BOUNDED) > 80
    assert set(BOUNDED) <= set(SCENES)


WELL: dict[str, bytes] = {
    "/good": ARTICLE, "/gzip": ARTICLE, "/gzip-members": ARTICLE, "/deflate": ARTICLE, "/chunked": ARTICLE,
    "/until-close": ARTICLE, "/short-length": ARTICLE, "/relative": ARTICLE, "/elsewhere": ARTICLE,
    "/latin": "Zölle".encode("latin-1"), "/utf16": "Zölle".encode("utf-16"), "/hop7": ARTICLE,
}  # fmt: skip


@pytest.mark.parametrize("path", [path for path in WELL if path != "/hop7"])
def test_a_good_page_comes_whole(server: Server, path: str) -> None:
    page = get(server, path)
    assert page.data == WELL[path]
    assert page.kind is (Kind.TEXT if path in ("/latin", "/utf16") else Kind.PAGE)
    assert "charset" in page.content_type or path in ("/chunked", "/until-close")
    only_dialled(server)


def test_the_page_says_where_it_was_found(server: Server) -> None:
    page = get(server, "/relative")
    assert page.asked.endswith("/relative")
    assert page.url == f"http://good.example.com:{server.port}/good"
    assert page.name == f"good.example.com:{server.port}/good"


@pytest.mark.parametrize(("url", "cause"), HOSTILE, ids=lambda value: ascii(str(value))[:60])
def test_no_hostile_address_is_looked_up_or_dialled(url: str, cause: Cause) -> None:
    def never(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError(f"{host} was looked up")

    with pytest.raises(NotFetched) as caught:
        fetch(url, network=Network(look_up=never))
    assert caught.value.cause is cause
    assert (DIALLED, LOOKED_UP) == ([], [])


@pytest.mark.parametrize(("url", "numbers", "cause"), RESOLVED)
def test_a_name_that_leads_inside_is_not_dialled(url: str, numbers: tuple[str, ...], cause: Cause) -> None:
    with pytest.raises(NotFetched) as caught:
        fetch(url, network=Network(look_up=lambda host, port: numbers))
    assert caught.value.cause is cause
    assert not any(number in str(caught.value).replace(url, "") for number in numbers if "." not in url[7:24])
    assert (DIALLED, LOOKED_UP) == ([], [])


def test_a_host_is_looked_up_once_and_a_changed_mind_is_not_heard(server: Server) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return (HERE,) if len(asked) == 1 else ("127.0.0.2",)

    network = network_of(server)
    page = get(server, "/relative", network=Network(look_up=rebinding, is_public=network.is_public, ports=network.ports))
    assert page.data == ARTICLE
    assert asked == ["good.example.com"]
    only_dialled(server)


def test_a_resolver_that_hangs_costs_no_more_than_the_time(server: Server) -> None:
    gate = threading.Event()

    def hanging(host: str, port: int) -> tuple[str, ...]:
        gate.wait(10)
        return ()

    told = refusal(server, "/good", network=Network(look_up=hanging, ports=frozenset({server.port})))
    gate.set()
    assert told.cause is Cause.TIME
    assert DIALLED == []


def test_the_second_number_is_tried_when_the_first_does_not_answer(server: Server) -> None:
    network = network_of(server)
    both = Network(
        look_up=lambda host, port: ("127.0.0.9", HERE),
        is_public=lambda ip: ip in (ip_address("127.0.0.9"), ip_address(HERE)),
        ports=network.ports,
    )
    assert get(server, "/good", network=both).data == ARTICLE


def test_a_port_where_nobody_listens_is_told() -> None:
    with serving() as gone:
        port = gone.port
    network = Network(look_up=lambda host, port: (HERE,), is_public=lambda ip: True, ports=frozenset({port}))
    with pytest.raises(NotFetched) as caught:
        fetch(f"http://good.example.com:{port}/", network=network, limits=QUICK)
    assert caught.value.cause is Cause.NO_ANSWER


def test_a_host_that_drops_what_is_sent_to_it_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def drop(connection: HTTPConnection) -> None:
        raise ConnectTimeoutError(connection, "timed out")

    monkeypatch.setattr(HTTPConnection, "connect", drop)
    assert refusal(server, "/good").cause is Cause.NO_ANSWER


def test_what_is_sent_says_what_we_are_and_nothing_of_who_asks(server: Server) -> None:
    server.asked.clear()
    get(server, "/cookie-hop")
    get(server, "/cookies")
    get(server, "/good#part")
    assert [path for path, _ in server.asked if path != "/robots.txt"] == ["/cookie-hop", "/good", "/cookies", "/good"]
    for _, headers in server.asked:
        assert set(headers) == {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
        assert headers["host"] == f"good.example.com:{server.port}"
        assert headers["user-agent"].startswith("trade-sector-exposure/")
        assert "mozilla" not in headers["user-agent"]


# robots.txt


@pytest.mark.parametrize(
    ("rules", "cause"),
    [
        (plain(reply(b"", status="404 Not Found")), None),
        (plain(reply(b"", status="403 Forbidden")), None),
        (plain(reply(b"User-agent: *\nDisallow:\n", kind="text/plain")), None),
        (plain(reply(b"User-agent: other\nDisallow: /\n", kind="text/plain")), None),
        (plain(reply(b"User-agent: *\nDisallow: /\nAllow: /good$\n", kind="text/plain")), None),
        (plain(reply(b"\xff\x00<html>" * 10, kind="text/plain")), None),
        (sent_on("/robots.txt"), None),
        (plain(reply(b"User-agent: *\nDisallow: /\n", kind="text/plain")), Cause.ROBOTS),
        (plain(reply(b"User-agent: trade-sector-exposure\nDisallow: /go*\n", kind="text/plain")), Cause.ROBOTS),
        (plain(reply(b"", status="500 Oh")), Cause.NO_ROBOTS),
        (plain(reply(length=10**9)), Cause.NO_ROBOTS),
        (plain(reply(b"User-agent: *", kind="text/plain", length=500)), Cause.NO_ROBOTS),
        (plain(reply(b"User-agent: *", kind="text/plain", more="Content-Encoding: br\r\n")), Cause.NO_ROBOTS),
        (plain(b""), Cause.BROKEN),
        (sent_on("http://10.0.0.1/robots.txt"), Cause.PRIVATE),
    ],
)
def test_the_rules_of_a_site_are_kept(rules: Scene, cause: Cause | None) -> None:
    with serving(rules=rules) as server:
        if cause is None:
            assert get(server, "/good").data == ARTICLE
        else:
            assert refusal(server, "/good").cause is cause
            assert "/good" not in [path for path, _ in server.asked]
        only_dialled(server)


# settings


def test_fetching_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    monkeypatch.setenv(settings_module.FETCH, "off")
    assert refusal(server, "/good").cause is Cause.OFF
    assert DIALLED == []


@pytest.mark.parametrize(("name", "value"), [("TRADE_FETCH", "perhaps"), ("TRADE_PROXY", "socks5://u:pw@x:1")])
def test_a_setting_that_makes_no_sense_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError) as caught:
        fetch("http://example.com/")
    assert str(caught.value).startswith(f"{name}: ")
    assert "pw" not in str(caught.value)


def test_the_usual_proxy_variables_are_not_followed(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.2:9")
    assert get(server, "/good").data == ARTICLE
    only_dialled(server)


def test_settings_keep_a_password_to_themselves() -> None:
    assert "secret" not in repr(Settings(proxy="http://me:secret@proxy.example.com:3128"))


def test_only_so_many_pages_are_fetched_at_once(server: Server) -> None:
    told: list[Cause] = []

    def one() -> None:
        try:
            get(server, "/stall")
        except NotFetched as refused:
            told.append(refused.cause)

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == ["crowded"] * (12 - MOST_AT_ONCE) + ["time"] * MOST_AT_ONCE
    assert get(server, "/good").data == ARTICLE


def test_nothing_of_an_errand_is_left_behind(server: Server) -> None:
    before = threading.active_count()
    for path in ("/good", "/endless", "/404", "/bomb"):
        try:
            get(server, path)
        except NotFetched:
            continue
    deadline = time.monotonic() + 10
    while threading.active_count() > before + 1 and time.monotonic() < deadline:
        time.sleep(0.02)  # the server's own threads are in the count
    assert threading.active_count() <= before + 1


HEADERS = st.sampled_from(
    [
        b"Content-Type: text/html", b"Content-Type: \xff\xfe", b"Content-Length: 7", b"Content-Length: -1",
        b"Content-Length: 1e3", b"Content-Length: 99", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked",
        b"Content-Encoding: gzip", b"Content-Encoding: gzip, br", b"Location: /good", b"Location: \xff//[",
        b"Location: http://[::1%25x]/", b"Location: ///", b"Connection: keep-alive", b"Set-Cookie: a=b", b"X", b": x",
        b" folded", b"Content-Type:text/html\x00", b"\xe2\x98\x83: y",
    ]
)  # fmt: skip
REPLIES = st.binary(max_size=80) | st.builds(
    lambda status, headers, body: b"HTTP/1.1 " + status + b"\r\n" + b"\r\n".join(headers) + b"\r\n\r\n" + body,
    st.sampled_from([b"200 OK", b"200", b"302 X", b"404 X", b"999 X", b"-1 X", b"100 Continue", b"204 X", b"\xff"]),
    st.lists(HEADERS, max_size=5),
    st.binary(max_size=40) | st.just(b"7\r\n<html>x\r\n0\r\n\r\n"),
)


@pytest.fixture(scope="module")
def strange() -> Iterator[Server]:
    """A server whose rules are no better than its pages."""
    with serving() as running:
        yield running


@given(raw=REPLIES, is_rules=st.booleans())
@settings(max_examples=200, deadline=None)
def test_whatever_a_server_sends_is_a_page_or_a_refusal(raw: bytes, is_rules: bool, strange: Server) -> None:
    server = strange
    DIALLED.clear()
    SCENES["/raw"] = plain(reply() if is_rules else raw)
    strange.rules = plain(raw if is_rules else reply(b"", status="404 Not Found"))
    try:
        outcome = get(server, "/raw").data.strip().decode("latin-1")
    except NotFetched as refused:
        outcome = str(refused).replace("\n", "")
    assert outcome
    assert set(DIALLED) <= {(HERE, server.port)}


def test_what_is_promised_is_what_the_code_does() -> None:
    text = " ".join((Path(__file__).parent.parent.parent / "SECURITY.md").read_text(encoding="utf-8").split())
    megabytes = f"{MOST_BYTES // 1_000_000} MB"
    for promised in (
        f"{SECONDS:g} seconds for all of it",
        f"{IDLE_SECONDS:g} seconds without a sign of life",
        f"{megabytes} as sent and {megabytes} unpacked",
        f"{MOST_AT_ONCE} fetches at once",
        f"at most {MOST_HOPS}, each checked",
        f"{settings_module.FETCH}=off",
        f"{settings_module.PROXY}=http://",
    ):
        assert promised in text


def test_the_words_of_a_resolver_or_library_never_reach_a_message(server: Server) -> None:
    def failing(host: str, port: int) -> tuple[str, ...]:
        raise OSError(-2, "Name or service not known: /etc/resolv.conf")

    told = refusal(server, "/good", network=Network(look_up=failing, ports=frozenset({server.port})))
    assert told.cause is Cause.NOT_FOUND
    assert "resolv" not in str(told)
