"""Fetching with TLS and through a proxy: who has to prove a name, and what is still refused."""

import ssl
import time

import pytest
import trustme

from analysis.intake.fetch import Limits, fetch
from analysis.intake.refusals import Cause, NotFetched
from analysis.intake.wire import Network, trust
from tests.intake.fetching import HERE, PATIENT, QUICK, network_of, only_dialled
from tests.intake.hostile_server import (
    ARTICLE,
    SCENES,
    Send,
    Server,
    for_ever,
    plain,
    reply,
    sent_on,
    serving,
)

pytestmark = pytest.mark.usefixtures("wire")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def secure(server: Server, authority: trustme.CA | None) -> Network:
    def trusted() -> ssl.SSLContext:
        context = trust()
        if authority:
            authority.configure_trust(context)
        return context

    plain_network = network_of(server)
    return Network(
        look_up=plain_network.look_up, is_public=plain_network.is_public, ports=plain_network.ports, trust=trusted
    )


def test_the_name_not_the_number_is_asked_for_and_proven(authority: trustme.CA) -> None:
    with serving(tls(authority.issue_cert("good.example.com"))) as server:
        page = fetch(f"https://good.example.com:{server.port}/good", network=secure(server, authority), limits=PATIENT)
        assert page.data == ARTICLE
        only_dialled(server)


@pytest.mark.parametrize("name", ["other.example.com", HERE])
def test_a_certificate_for_another_name_is_refused(authority: trustme.CA, name: str) -> None:
    with serving(tls(authority.issue_cert(name))) as server, pytest.raises(NotFetched) as caught:
        fetch(f"https://good.example.com:{server.port}/good", network=secure(server, authority), limits=PATIENT)
    assert caught.value.cause is Cause.CERTIFICATE


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: trustme.CA) -> None:
    with serving(tls(authority.issue_cert("good.example.com"))) as server, pytest.raises(NotFetched) as caught:
        fetch(f"https://good.example.com:{server.port}/good", network=secure(server, None), limits=PATIENT)
    assert caught.value.cause is Cause.CERTIFICATE


def test_a_server_that_speaks_no_tls_is_refused(server: Server, authority: trustme.CA) -> None:
    with pytest.raises(NotFetched) as caught:
        fetch(f"https://good.example.com:{server.port}/good", network=secure(server, authority), limits=QUICK)
    assert caught.value.cause in (Cause.ENCRYPTION, Cause.NO_ANSWER)


def test_encryption_is_not_given_up_on_the_way(authority: trustme.CA) -> None:
    SCENES["/downgrade"] = sent_on("http://good.example.com:PORT/good")
    with serving(tls(authority.issue_cert("good.example.com"))) as server, pytest.raises(NotFetched) as caught:
        fetch(f"https://good.example.com:{server.port}/downgrade", network=secure(server, authority), limits=QUICK)
    assert caught.value.cause is Cause.DOWNGRADE


@pytest.mark.parametrize("path", ["/drip-body", "/drip-head", "/stall-body"])
def test_the_clock_runs_under_tls_too(authority: trustme.CA, path: str) -> None:
    with serving(tls(authority.issue_cert("good.example.com"))) as server, pytest.raises(NotFetched) as caught:
        fetch(f"https://good.example.com:{server.port}{path}", network=secure(server, authority), limits=QUICK)
    assert caught.value.cause is Cause.TIME


# through a proxy


def test_a_proxy_is_given_the_name_and_numbers_inside_are_still_refused() -> None:
    with serving() as proxy:
        SCENES["http://anything.example.com/x"] = plain(reply())
        SCENES["http://anything.example.com/robots.txt"] = plain(reply(b"", status="404 Not Found"))
        address = f"http://me:pw@127.0.0.1:{proxy.port}"
        page = fetch("http://anything.example.com/x", limits=PATIENT, proxy=address)
        assert page.data == ARTICLE
        assert proxy.asked[-1][1]["proxy-authorization"] == "basic bwu6chc="
        before = len(proxy.asked)
        for url in ("http://10.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/"):
            with pytest.raises(NotFetched):
                fetch(url, limits=PATIENT, proxy=address)
        assert len(proxy.asked) == before


def test_through_a_proxy_it_is_still_the_site_that_has_to_prove_its_name(authority: trustme.CA) -> None:
    for name, cause in (("good.example.com", None), ("other.example.com", Cause.CERTIFICATE)):
        with serving(tunnel=tls(authority.issue_cert(name))) as proxy:
            network, address = secure(proxy, authority), f"http://me:pw@127.0.0.1:{proxy.port}"
            if cause is None:
                page = fetch("https://good.example.com/good", network=network, limits=PATIENT, proxy=address)
                assert page.data == ARTICLE
                assert "proxy-authorization" in proxy.asked[0][1]
                assert "proxy-authorization" not in proxy.asked[-1][1]
                continue
            with pytest.raises(NotFetched) as caught:
                fetch("https://good.example.com/good", network=network, limits=PATIENT, proxy=address)
            assert caught.value.cause is cause


def test_a_proxy_may_speak_tls_and_has_to_prove_its_name_too(authority: trustme.CA) -> None:
    site = tls(authority.issue_cert("good.example.com"))
    with serving(tls(authority.issue_cert(HERE)), tunnel=site) as proxy:
        network, address = secure(proxy, authority), f"https://me:pw@{HERE}:{proxy.port}"
        for url in ("https://good.example.com/good", "http://good.example.com/good"):
            SCENES[url] = SCENES["/good"]  # a proxy is asked for the whole address where it forwards
            SCENES["http://good.example.com/robots.txt"] = proxy.rules
            assert fetch(url, network=network, limits=Limits(seconds=5), proxy=address).data == ARTICLE
        assert "proxy-authorization" in proxy.asked[0][1]
    with serving(tls(authority.issue_cert("other.example.com")), tunnel=site) as proxy:
        network, address = secure(proxy, authority), f"https://me:pw@{HERE}:{proxy.port}"
        for url in ("https://good.example.com/good", "http://good.example.com/good"):
            with pytest.raises(NotFetched) as caught:
                fetch(url, network=network, limits=PATIENT, proxy=address)
            assert caught.value.cause is Cause.NO_PROXY
            assert not proxy.asked


def test_behind_a_proxy_with_tls_it_is_still_the_site_that_has_to_prove_its_name(authority: trustme.CA) -> None:
    with serving(tls(authority.issue_cert(HERE)), tunnel=tls(authority.issue_cert("other.example.com"))) as proxy:
        with pytest.raises(NotFetched) as caught:
            fetch("https://good.example.com/good", network=secure(proxy, authority), limits=PATIENT, proxy=f"https://{HERE}:{proxy.port}")
        assert caught.value.cause is Cause.CERTIFICATE


@pytest.mark.parametrize("is_secure", [False, True])
@pytest.mark.parametrize("piece", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n\x16\x03\x03\x40\x00"])
def test_the_clock_runs_while_a_way_through_a_proxy_is_made(authority: trustme.CA, piece: bytes, is_secure: bool) -> None:
    def drip(send: Send, server: Server) -> None:
        send(piece)
        for_ever(send, server, b"a", 0.1)  # a sign of life each time: no single wait is ever too long

    context = tls(authority.issue_cert(HERE)) if is_secure else None
    with serving(context, on_connect=drip) as proxy:
        network, address = secure(proxy, authority), f"http{'s' * is_secure}://{HERE}:{proxy.port}"
        begin = time.monotonic()
        with pytest.raises(NotFetched) as caught:
            fetch("https://good.example.com/good", network=network, limits=QUICK, proxy=address)
        assert caught.value.cause in (Cause.TIME, Cause.ENCRYPTION)
        assert time.monotonic() - begin < QUICK.seconds + 1


def test_a_server_that_stalls_in_the_handshake_is_left(authority: trustme.CA) -> None:
    with serving() as silent:  # it waits for a line that a handshake never sends
        begin = time.monotonic()
        with pytest.raises(NotFetched) as caught:
            fetch(f"https://good.example.com:{silent.port}/", network=secure(silent, authority), limits=QUICK)
        assert caught.value.cause in (Cause.TIME, Cause.NO_ANSWER)
        assert time.monotonic() - begin < QUICK.seconds + 1


def test_a_proxy_that_is_not_there_is_told_without_its_password() -> None:
    with serving() as gone:
        port = gone.port
    with pytest.raises(NotFetched) as caught:
        fetch("https://example.com/", limits=QUICK, proxy=f"http://me:pw@127.0.0.1:{port}")
    assert caught.value.cause is Cause.NO_PROXY
    assert "pw" not in str(caught.value)
