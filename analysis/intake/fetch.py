"""One page from the web, on request only. Every hop is checked anew; nothing is sent that says who asks.

An errand is: read the address strictly, ask the site's robots.txt, get the page, follow at most a few redirects, take
the body within its limits, and look whether it is what the site says it is. Whatever ends it early is a NotFetched with
its sentence. Reads no article.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urljoin

from analysis.intake.addresses import Address, parse_address
from analysis.intake.kinds import CONTENT_TYPES, Kind
from analysis.intake.refusals import Cause, NotFetched, shown
from analysis.intake.robots import MOST_RULES, may_read
from analysis.intake.settings import settings
from analysis.intake.wire import AGENT, IDLE_SECONDS, MOST_BYTES, SECONDS, Answer, Clock, Network, ask

MOST_HOPS = 5
MOST_AT_ONCE = 8
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CAUSE_OF_STATUS = {
    401: Cause.LOGIN,
    402: Cause.PAYMENT,
    403: Cause.FORBIDDEN,
    404: Cause.MISSING,
    407: Cause.LOGIN,
    410: Cause.MISSING,
    429: Cause.BUSY,
    451: Cause.LEGAL,
}

# what a message calls them
_NAMES = {
    Kind.PAGE: "a web page",
    Kind.PDF: "a PDF",
    Kind.WORD: "a Word document",
    Kind.MAIL: "a mail",
    Kind.FEED: "a feed",
    Kind.TEXT: "text",
    Kind.LINES: "lines of JSON",
}
_TYPE_NAME = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}")
# the bytes that no text holds: "binary data bytes" of the MIME sniffing standard, and how far it looks
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_SNIFFED = 1445
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an errand may cost: seconds in all and without a sign of life, bytes received and unpacked, redirects."""

    seconds: float = SECONDS
    idle_seconds: float = IDLE_SECONDS
    bytes: int = MOST_BYTES
    hops: int = MOST_HOPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came: its bytes, unpacked, what the site says they are, and where they were found in the end."""

    asked: str
    url: str
    kind: Kind
    content_type: str
    data: bytes

    @property
    def name(self) -> str:
        """A short name for messages: the address without http and query."""
        return shown(self.url.partition("?")[0].partition("://")[2].rstrip("/"))


_WORLD = Network()
_LIMITS = Limits()


def fetch(url: str, *, network: Network = _WORLD, limits: Limits = _LIMITS, proxy: str | None = None) -> Page:
    """The page at an address; NotFetched with one sentence where there is none to be had.

    proxy: None takes the setting, an empty text none at all. SettingError where a setting makes no sense.
    """
    current = settings()
    place = shown(url)
    if not current.is_on:
        raise NotFetched(Cause.OFF, place)
    proxy = current.proxy if proxy is None else proxy
    if not _places.acquire(blocking=False):
        raise NotFetched(Cause.CROWDED, place)
    try:
        return _Errand(url, network, limits, proxy).run()
    finally:
        _places.release()


class _Errand:
    """One request of a person, with its clock and what was seen on the way."""

    def __init__(self, url: str, network: Network, limits: Limits, proxy: str) -> None:
        self.asked, self.limits, self.proxy = url, limits, proxy
        # a host is looked up once: what a resolver says later cannot change what was checked
        self.network = replace(network, look_up=cache(network.look_up))
        self.place = shown(url)
        self.clock = Clock(limits.seconds, self.place, idle=limits.idle_seconds)
        self.rules: dict[tuple[str, str, int], bytes] = {}

    def run(self) -> Page:
        address = parse_address(self.asked, ports=self.network.ports)
        seen: set[str] = set()
        for hop in range(self.limits.hops + 1):
            if address.url in seen:
                raise NotFetched(Cause.CIRCLE, self.place)
            seen.add(address.url)
            with self._telling(is_first=not hop):
                self._ask_robots(address)
                with ask(address, network=self.network, clock=self.clock, proxy=self.proxy) as answer:
                    if answer.status not in _REDIRECTS:
                        return self._page(address, answer)
                    target = answer.header("location")
            address = self._next(address, target)
        raise NotFetched(Cause.HOPS, self.place, most=self.limits.hops)

    @contextmanager
    def _telling(self, *, is_first: bool) -> Iterator[None]:
        """Refusals name the address that the person gave."""
        try:
            yield
        except NotFetched as refusal:
            if refusal.cause is Cause.TIME or is_first:
                raise NotFetched(refusal.cause, self.place, **refusal.facts) from refusal
            raise refusal.on_the_way_from(self.place) from refusal

    def _next(self, address: Address, target: str) -> Address:
        """Where a redirect leads, checked like an address that a person gives."""
        if not target:
            raise NotFetched(Cause.NOWHERE, self.place)
        try:
            joined = urljoin(address.url, target)
        except ValueError:
            raise NotFetched(Cause.HOST, shown(target)).on_the_way_from(self.place) from None
        try:
            following = parse_address(joined, ports=self.network.ports)
        except NotFetched as refusal:
            raise refusal.on_the_way_from(self.place) from refusal
        if address.scheme == "https" and following.scheme == "http":
            raise NotFetched(Cause.DOWNGRADE, self.place)
        return following

    def _ask_robots(self, address: Address) -> None:
        key = (address.scheme, address.host, address.port)
        if key not in self.rules:
            self.rules[key] = self._rules_of(address)
        if not may_read(self.rules[key], address.url, AGENT):
            raise NotFetched(Cause.ROBOTS, address.url, host=address.host)

    def _rules_of(self, address: Address) -> bytes:
        """The site's robots.txt; none where it has none (4xx). What fails otherwise forbids everything (RFC 9309)."""
        at = address._replace(target="/robots.txt")
        for _ in range(self.limits.hops + 1):
            with ask(at, network=self.network, clock=self.clock, proxy=self.proxy) as answer:
                if answer.status == 200:
                    return self._read_rules(answer)
                if answer.status not in _REDIRECTS:
                    if answer.status >= 500:
                        raise NotFetched(Cause.NO_ROBOTS, address.url, host=address.host)
                    return b""
                target = answer.header("location")
            at = self._next(at, target)
        return b""

    def _read_rules(self, answer: Answer) -> bytes:
        """The rules; a file that does not come whole may forbid anything in what is missing."""
        try:
            return answer.body(MOST_RULES)
        except NotFetched as refusal:
            if refusal.cause in (Cause.SIZE, Cause.BOMB, Cause.SHORT, Cause.CODING):
                raise NotFetched(Cause.NO_ROBOTS, refusal.place, host=_host(refusal.place)) from refusal
            raise

    def _page(self, address: Address, answer: Answer) -> Page:
        place = address.url
        if answer.status != 200:
            general = Cause.FAILING if answer.status >= 500 else Cause.STATUS
            raise NotFetched(_CAUSE_OF_STATUS.get(answer.status, general), place, status=answer.status)
        said = answer.header("content-type")
        if not said:
            raise NotFetched(Cause.NO_TYPE, place)
        media_type = said.partition(";")[0].strip().lower()
        kind = CONTENT_TYPES.get(media_type)
        if kind is None:
            name = media_type if _TYPE_NAME.fullmatch(media_type) else "of an unknown type"
            raise NotFetched(Cause.TYPE, place, kind=name)
        data = answer.body(self.limits.bytes)
        if not data.strip():
            raise NotFetched(Cause.NOTHING, place)
        if not _is_what_it_says(kind, data):
            raise NotFetched(Cause.LIE, place, kind=_NAMES[kind])
        return Page(asked=self.asked, url=place, kind=kind, content_type=said, data=data)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]


def _is_what_it_says(kind: Kind, data: bytes) -> bool:
    """Whether the first bytes are those of such a file; text holds no bytes that no text holds."""
    head = data[:_SNIFFED]
    if kind is Kind.PDF:
        return b"%PDF-" in head
    if kind is Kind.WORD:
        return head.startswith(b"PK\x03\x04")
    if head.startswith(b"%PDF-"):
        return False
    return head.startswith(_BYTE_ORDER_MARKS) or not _BINARY.search(head)
