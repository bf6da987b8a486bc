"""Which addresses are fetched: a table of hostile ones, each refused with its sentence before anything is looked up."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.addresses import Address, is_public, parse_address
from analysis.intake.refusals import SENTENCES, Cause, NotFetched, shown
from tests.intake.hostile_urls import HOSTILE

GOOD = (
    ("https://www.example.com/a/b?c=d&e=%20f#g", "https://www.example.com/a/b?c=d&e=%20f"),
    ("HTTP://EXAMPLE.com", "http://example.com/"),
    ("https://example.com:443/", "https://example.com/"),
    ("http://example.com:443/", "http://example.com:443/"),
    ("http://example.com.:/x", "http://example.com/x"),
    ("https://bücher.de/ü?q=é", "https://xn--bcher-kva.de/%C3%BC?q=%C3%A9"),
    ("https://xn--bcher-kva.de", "https://xn--bcher-kva.de/"),
    ("https://BÜCHER.De", "https://xn--bcher-kva.de/"),
    ("https://bu\u0308cher.de", "https://xn--bcher-kva.de/"),
    ("https://ä.xn--bcher-kva.de", "https://xn--4ca.xn--bcher-kva.de/"),
    ("https://straße.de", "https://xn--strae-oqa.de/"),
    ("https://παράδειγμα.gr", "https://xn--hxajbheg2az3al.gr/"),
    ("https://ΠΑΡΆΔΕΙΓΜΑ.gr", "https://xn--hxajbheg2az3al.gr/"),
    ("https://пример.рф", "https://xn--e1afmkfd.xn--p1ai/"),
    ("https://日本語.jp.", "https://xn--wgv71a119e.jp/"),
    ("https://ドメイン名例.jp", "https://xn--eckwd4c7cu47r2wf.jp/"),
    ("https://한국.kr", "https://xn--3e0b707e.kr/"),
    ("https://भारत.भारत", "https://xn--h2brj9c.xn--h2brj9c/"),
    ("https://مثال.السعودية", "https://xn--mgbh0fb.xn--mgberp4a5d4ar/"),
    ("https://กำ.ไทย", "https://xn--12c2h8c.xn--o3cw4h/"),
    ("https://r3---sn-x.example.com/", "https://r3---sn-x.example.com/"),
    ("http://8.8.8.8/", "http://8.8.8.8/"),
    ("http://[2606:4700::1111]?x", "http://[2606:4700::1111]/?x"),
    ("http://[64:ff9b::808:808]/", "http://[64:ff9b::808:808]/"),
    ("  https://example.com/\n", "https://example.com/"),
    ("https://example.com/a|b{c}`", "https://example.com/a%7Cb%7Bc%7D%60"),
    ("https://example.com/x@y:z", "https://example.com/x@y:z"),
)


def refusal_of(text: str) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        parse_address(text)
    return caught.value


def test_the_table_is_long_and_holds_no_address_twice() -> None:
    assert len({address for address, _ in HOSTILE}) == len(HOSTILE) >= 120


@pytest.mark.parametrize(("text", "cause"), HOSTILE, ids=lambda value: ascii(str(value))[:60])
def test_a_hostile_address_is_refused_with_its_sentence(text: str, cause: Cause) -> None:
    refusal = refusal_of(text)
    assert refusal.cause is cause
    reason, mend = SENTENCES[cause]
    assert str(refusal).endswith(f". {mend}.")
    fixed = reason.partition("{")[0] or reason.rpartition("}")[2]
    assert fixed in str(refusal)
    assert "\n" not in str(refusal)
    assert "secret" not in str(refusal)


@pytest.mark.parametrize(("text", "url"), GOOD)
def test_a_public_address_is_read_into_one_spelling(text: str, url: str) -> None:
    address = parse_address(text)
    assert address.url == url
    assert parse_address(url) == address


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_sentence_and_a_mend(cause: Cause) -> None:
    facts = {"host": "h", "most": 1, "seconds": 1.0, "status": 1, "kind": "k", "megabytes": 1.0}
    told = str(NotFetched(cause, "place", **facts))
    assert told.startswith("place: ")
    assert told.count(". ") == 1
    assert "{" not in told


@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{1,40}/?.{0,20}"))
def test_any_text_is_refused_or_read_into_plain_ascii(text: str) -> None:
    try:
        address = parse_address(text)
    except NotFetched:
        return
    assert address.url.isascii()
    assert address.url.isprintable()
    assert " " not in address.url
    assert parse_address(address.url) == address
    ip = address.ip
    assert ip is None or is_public(ip)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_form_that_carries_it(ip: IPv4Address) -> None:
    number = int(ip)
    nat64 = IPv6Address((0x64FF9B << 96) + number)
    assert is_public(nat64) is is_public(ip)
    for prefix in (0xFFFF << 32, 0, 0x2002 << 112 | number << 80):
        assert not is_public(IPv6Address(prefix | number))


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(ip: IPv4Address | IPv6Address) -> None:
    if not ip.is_global and ip not in IPv6Network("64:ff9b::/96"):
        assert not is_public(ip)


@pytest.mark.parametrize("text", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e"])
def test_usual_addresses_are_public(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("http://user:secret@example.com/x", "http://…@example.com/x"),
        ("http://a@b@example.com/x@y", "http://…@example.com/x@y"),
        ("user:secret@example.com", "…@example.com"),
        ("http://example.com/\x1b[31m", "http://example.com/\ufffd[31m"),
        ("http://example.com/" + "a" * 500, "http://example.com/" + "a" * 100 + "…"),
    ],
)
def test_an_address_is_shown_without_secrets_and_on_one_short_line(text: str, told: str) -> None:
    assert shown(text) == told


def test_the_host_header_has_the_port_only_where_it_is_unusual() -> None:
    assert Address("http", "example.com", 80, "/").authority == "example.com"
    assert Address("https", "2606:4700::1111", 80, "/").authority == "[2606:4700::1111]:80"
