"""One GET over one connection to an address that was checked: the host is looked up once, and that number is dialled.

A clock runs over the whole errand, name look-up, handshake and slow drips included. Follows no redirect, keeps no
cookie, reads no environment. Decides nothing about what comes back.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from queue import Empty, SimpleQueue

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection, ProxyConfig
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, make_headers, parse_url

from analysis.intake.addresses import PORTS, Address, IPAddress, is_public
from analysis.intake.refusals import Cause, NotFetched
from analysis.model import ENGINE_VERSION

AGENT = "trade-sector-exposure"
MOST_BYTES = 20_000_000
SECONDS = 25.0
IDLE_SECONDS = 10.0
_MOST_NUMBERS = 4  # of a host with many, so many are tried
_PIECE = 65_536
_MOST_MEMBERS = 100
_HEADERS = {
    "User-Agent": f"{AGENT}/{ENGINE_VERSION} (reads one page for a person who asked for it)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, "
    "text/plain, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
# wbits of zlib: gzip with its header; zlib's own, which is what HTTP calls deflate
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The numbers of a host, as the machine's resolver orders them; OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def trust() -> ssl.SSLContext:
    """Certificates as the machine and certifi know them; names are checked, TLS is 1.2 or newer."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How the world is reached. Only Python code can give another: no address, setting or page leads here."""

    look_up: Callable[[str, int], tuple[str, ...]] = look_up
    is_public: Callable[[IPAddress], bool] = is_public
    trust: Callable[[], ssl.SSLContext] = trust
    ports: frozenset[int] = frozenset(PORTS.values())


class Clock:
    """The time that is left for the whole errand, and the place that is named when it is over."""

    def __init__(self, seconds: float, place: str, *, idle: float = IDLE_SECONDS) -> None:
        self.seconds, self.place, self.idle = seconds, place, min(idle, seconds)
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left, none below nought."""
        return max(0.0, self._end - time.monotonic())

    @property
    def wait(self) -> float:
        """Seconds that one step may take; never nought, which would mean for ever."""
        return min(self.idle, self.left) or 0.001

    def end(self) -> None:
        """Nothing is left from now on."""
        self._end = time.monotonic()

    def check(self) -> None:
        """NotFetched where nothing is left."""
        if not self.left:
            raise self.over()

    def over(self) -> NotFetched:
        """What is said then."""
        return NotFetched(Cause.TIME, self.place, seconds=self.seconds)


class Alarm:
    """Ends every wait on the connections of an errand when its time is over, that of a handshake too.

    It holds the same connection by a socket of its own: the state of TLS stays with the thread that reads.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock, self._held, self._lock = clock, list[socket.socket](), threading.Lock()
        self._has_rung = False
        self._timer = threading.Timer(clock.left, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> "Alarm":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for sock in self._held:
                sock.close()
            self._held.clear()

    def hold(self, sock: socket.socket) -> None:
        """Watch over a connection that has just been made."""
        with self._lock:
            self._held.append(sock.dup())
            if self._has_rung:
                self._shut()

    def _ring(self) -> None:
        self._clock.end()
        with self._lock:
            self._has_rung = True
            self._shut()

    def _shut(self) -> None:
        for sock in self._held:
            with suppress(OSError):  # the other side may have closed it already
                sock.shutdown(socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    """A connection that an alarm watches from its first moment on."""

    alarm: Alarm

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self.alarm.hold(sock)
        return sock


class _Secure(HTTPSConnection):
    """The same with TLS, whose handshake it begins after that."""

    alarm: Alarm

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self.alarm.hold(sock)
        return sock


class Answer:
    """Status and headers of a reply, and its body when it is asked for; good inside `ask` only."""

    def __init__(
        self, address: Address, reply: BaseHTTPResponse, sock: socket.socket | None, clock: Clock
    ) -> None:
        self.status = reply.status
        self._address, self._reply, self._socket, self._clock = address, reply, sock, clock

    def header(self, name: str) -> str:
        """A header without spaces around it, empty where it is missing."""
        return str(self._reply.headers.get(name) or "").strip()

    def body(self, most: int = MOST_BYTES) -> bytes:
        """The whole body, unpacked; NotFetched where it is too large, too slow, cut short or badly packed."""
        place = self._address.url
        too_large = NotFetched(Cause.SIZE, place, megabytes=most / 1_000_000)
        length = self.header("content-length")
        if length.isascii() and length.isdigit() and (len(length) > 12 or int(length) > most):
            raise too_large
        unpack = _unpacker(self.header("content-encoding").lower(), place, most)
        received, pieces = 0, []
        for piece in self._pieces():
            received += len(piece)
            if received > most:
                raise too_large
            pieces.append(unpack(piece))
        pieces.append(unpack(b""))
        return b"".join(pieces)

    def _pieces(self) -> Iterator[bytes]:
        with _told(self._address, self._clock, cut_short=True):
            for piece in self._reply.stream(_PIECE, decode_content=False):
                yield piece
                self._clock.check()
                if self._socket is not None:
                    self._socket.settimeout(self._clock.wait)
        # a reply without a length ends when the connection does, also when it was the clock that ended it
        self._clock.check()


def _unpacker(coding: str, place: str, most: int) -> Callable[[bytes], bytes]:
    """A function that unpacks piece by piece, never to more than `most`; an empty piece says that all is there."""
    if coding in ("", "identity"):
        return lambda piece: piece
    if coding not in _WINDOWS:
        raise NotFetched(Cause.CODING, place)
    state, unpacked, members = zlib.decompressobj(_WINDOWS[coding]), 0, 1

    def unpack(piece: bytes) -> bytes:
        nonlocal state, unpacked, members
        if not piece:
            if not state.eof:
                raise NotFetched(Cause.SHORT, place)
            return b""
        got = b""
        while piece:
            if state.eof:  # gzip may go on with another member; thousands of empty ones cost time alone
                members += 1
                if members > _MOST_MEMBERS:
                    raise NotFetched(Cause.CODING, place)
                state = zlib.decompressobj(_WINDOWS[coding])
            try:
                got += state.decompress(piece, most + 1 - unpacked - len(got))
            except zlib.error:
                raise NotFetched(Cause.CODING, place) from None
            if unpacked + len(got) > most:
                raise NotFetched(Cause.BOMB, place, megabytes=most / 1_000_000)
            piece = state.unused_data
        unpacked += len(got)
        return got

    return unpack


@contextmanager
def ask(address: Address, *, network: Network, clock: Clock, proxy: str = "") -> Iterator[Answer]:
    """The reply to one GET; NotFetched where the way there fails."""
    with Alarm(clock) as alarm:
        with _told(address, clock):
            connection = _connect(address, network, clock, alarm, proxy)
        try:
            with _told(address, clock):
                forward = bool(proxy) and address.scheme == "http"
                headers = {
                    "Host": address.authority,
                    **_HEADERS,
                    **(_proxy_headers(proxy) if forward else {}),
                }
                connection.request(
                    "GET",
                    address.url if forward else address.target,
                    headers=headers,
                    preload_content=False,
                    decode_content=False,
                )
                reply = connection.getresponse()
            try:
                # headers that the clock cut off look like headers that have ended
                clock.check()
                yield Answer(address, reply, connection.sock, clock)
            finally:
                reply.close()
        finally:
            connection.close()


def _connect(address: Address, network: Network, clock: Clock, alarm: Alarm, proxy: str) -> _Plain | _Secure:
    if proxy:
        return _connect_by_proxy(address, network, clock, alarm, parse_url(proxy))
    error: Exception | None = None
    for number in _numbers(address, network, clock):
        clock.check()
        connection: _Plain | _Secure
        if address.scheme == "http":
            connection = _Plain(number, address.port, timeout=clock.wait)
        else:  # a number is dialled, and it is the name that is asked for and has to be proven
            connection = _Secure(
                number,
                address.port,
                timeout=clock.wait,
                server_hostname=address.host,
                ssl_context=network.trust(),
            )
        connection.alarm = alarm
        try:
            connection.connect()
        except (NewConnectionError, ConnectTimeoutError, TimeoutError) as failure:
            connection.close()
            error = failure
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    clock.check()
    raise NotFetched(Cause.NO_ANSWER, address.url, host=address.host) from error


def _connect_by_proxy(
    address: Address, network: Network, clock: Clock, alarm: Alarm, proxy: Url
) -> _Plain | _Secure:
    """A connection to the proxy, which looks the host up by itself: what number it dials is out of sight here."""
    connection = _to_proxy(address, network, clock, proxy)
    connection.alarm = alarm
    try:
        connection.connect()
    except TimeoutError:
        connection.close()
        raise
    except (OSError, HTTPError, ValueError) as error:
        has_proxy = proxy.scheme != "https" or connection.proxy_is_verified
        connection.close()
        if isinstance(error, ssl.SSLError) and has_proxy:  # it is the site's proof that failed
            raise
        clock.check()
        raise NotFetched(Cause.NO_PROXY, address.url) from error
    return connection


def _to_proxy(address: Address, network: Network, clock: Clock, proxy: Url) -> _Plain | _Secure:
    """How a proxy is spoken to: with TLS if its address says so, and inside that again with TLS to an https site."""
    host, port = proxy.host or "", proxy.port or PORTS[proxy.scheme or "http"]
    is_secure = proxy.scheme == "https"
    if address.scheme == "http" and not is_secure:
        return _Plain(host, port, timeout=clock.wait)
    if address.scheme == "http":
        return _Secure(host, port, timeout=clock.wait, ssl_context=network.trust())
    outer = ProxyConfig(
        network.trust(), use_forwarding_for_https=False, assert_hostname=None, assert_fingerprint=None
    )
    connection = _Secure(
        host, port, timeout=clock.wait, server_hostname=address.host, ssl_context=network.trust(),
        proxy=proxy, proxy_config=outer if is_secure else None,
    )  # fmt: skip
    connection.set_tunnel(
        address.host, address.port, headers=_proxy_headers(proxy.url), scheme="https" if is_secure else "http"
    )
    return connection


def _proxy_headers(proxy: str) -> dict[str, str]:
    auth = parse_url(proxy).auth
    return dict(make_headers(proxy_basic_auth=auth)) if auth else {}


def _numbers(address: Address, network: Network, clock: Clock) -> tuple[str, ...]:
    """The numbers to dial. One that is not public spoils them all: a host that has such is not meant to be read."""
    numbers = (address.host,) if address.ip is not None else _looked_up(address, network, clock)
    for number in numbers:
        try:
            is_open = network.is_public(ip_address(number))
        except ValueError:  # a scope ("fe80::1%eth0") is local by nature
            is_open = False
        if not is_open:
            raise NotFetched(Cause.PRIVATE, address.url, host=address.host)
    return numbers[:_MOST_NUMBERS]


def _looked_up(address: Address, network: Network, clock: Clock) -> tuple[str, ...]:
    """What the resolver says; a thread of its own, for the resolver cannot be told how long it may take."""
    found: SimpleQueue[tuple[str, ...] | Exception] = SimpleQueue()

    def run() -> None:
        try:
            found.put(network.look_up(address.host, address.port))
        except (OSError, UnicodeError) as error:
            found.put(error)

    threading.Thread(target=run, daemon=True, name="look-up").start()
    try:
        numbers = found.get(timeout=clock.left)
    except Empty:
        raise clock.over() from None
    if isinstance(numbers, Exception) or not numbers:
        raise NotFetched(Cause.NOT_FOUND, address.url, host=address.host)
    return numbers


@contextmanager
def _told(address: Address, clock: Clock, *, cut_short: bool = False) -> Iterator[None]:
    """Whatever goes wrong on the way, as a refusal; when the time is over, that is the cause whatever broke."""
    try:
        yield
    except NotFetched:
        raise
    except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
        clock.check()
        raise NotFetched(
            _cause_of(error, cut_short), address.url, host=address.host, seconds=clock.idle
        ) from error


def _cause_of(error: Exception, cut_short: bool) -> Cause:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Cause.CERTIFICATE
    if isinstance(error, ssl.SSLError) and not cut_short:
        return Cause.ENCRYPTION
    if isinstance(error, TimeoutError | ReadTimeoutError):
        return Cause.TIME
    if cut_short:
        return Cause.SHORT
    if isinstance(error, ConnectionError | http.client.RemoteDisconnected):
        return Cause.BROKEN
    return Cause.NOT_HTTP
