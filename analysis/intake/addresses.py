"""Web addresses, read strictly: what is odd is refused rather than mended. Looks nothing up and connects to nothing.

Parsers differ in what they make of an odd address, and the difference between the one that checks and the one that
connects is how a check is got round. So there is one reading here, and what it yields is plain ASCII.
"""

import re
import unicodedata
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple, TypeAlias

import idna

from analysis.intake.refusals import Cause, NotFetched, shown

IPAddress: TypeAlias = IPv4Address | IPv6Address
MOST_CHARACTERS = 2048
PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
_END_OF_AUTHORITY = re.compile(r"[/?#]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# as the URL standard has it: a host whose last label is a number is an IPv4 address, or no host at all
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_NOT_IN_TARGET = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")
_LONGEST_HOST = 253
# Thai and Lao vowels that keyboards write as one sign and names hold as two
_IN_TWO = {0x0E33: "\u0e4d\u0e32", 0x0EB3: "\u0ecd\u0eb2"}
# RFC 6761, 6762, 7686, 8375, 9476 and what home and office routers use (ICANN has set "internal" aside)
_PRIVATE_ENDINGS = tuple(
    "alt arpa corp example home internal intranet invalid lan local localdomain localhost onion private test".split()
)

# IANA's registries of special-purpose addresses (RFC 6890 and its updates), as of 2026, and what clouds serve
# metadata from. The standard library's is_global differs between versions of Python, so it is asked besides.
_CLOSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared behind a provider's NAT; Alibaba's metadata
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # Azure's platform service
            "169.254.0.0/16",  # link-local; most clouds' metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments; Oracle's metadata
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_OPEN_6 = IPv6Network("2000::/3")  # all that is given out as global unicast
_CLOSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments; Teredo carries an IPv4 address
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4 carries an IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 address in the last 32 bits is where it leads
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: so does this


class Address(NamedTuple):
    """Where a page is: a lower-case ASCII host (IPv6 without brackets), a port, and what is asked of it."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def ip(self) -> IPAddress | None:
        """The host as a number, where it is one."""
        return _ip_of(self.host)

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, normalised."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_address(text: str, *, ports: frozenset[int] = frozenset(PORTS.values())) -> Address:
    """The address in a text; NotFetched where it is odd, not public by its name or number, or on another port."""
    place, text = shown(text), text.strip()
    if not text:
        raise NotFetched(Cause.EMPTY, "URL")
    if len(text) > MOST_CHARACTERS:
        raise NotFetched(Cause.TOO_LONG, place, most=MOST_CHARACTERS)
    if any(unicodedata.category(c)[0] in "CZ" for c in text):
        raise NotFetched(Cause.UNSEEN, place)
    match = _SCHEME.match(text)
    if match is None:
        raise NotFetched(Cause.SCHEME, place)
    if "\\" in text:
        raise NotFetched(Cause.BACKSLASH, place)
    scheme, rest = match[1].lower(), text[match.end() :]
    end = found.start() if (found := _END_OF_AUTHORITY.search(rest)) else len(rest)
    authority, target = rest[:end], rest[end:]
    if "@" in authority:
        raise NotFetched(Cause.USERINFO, place)
    host, digits = _split(authority, place)
    host = _host_of(host, place)
    if not digits:
        port = PORTS[scheme]
    elif digits.isascii() and digits.isdigit() and len(digits) <= 5:
        port = int(digits)
    else:
        raise NotFetched(Cause.PORT, place)
    if port not in ports:
        raise NotFetched(Cause.PORT, place)
    return Address(scheme, host, port, _target_of(target))


def _split(authority: str, place: str) -> tuple[str, str]:
    """Host and port; the brackets stay on an IPv6 address."""
    if authority.startswith("["):
        host, bracket, rest = authority.partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise NotFetched(Cause.HOST, place)
        return host + bracket, rest[1:]
    host, _, digits = authority.partition(":")
    return host, digits


def _host_of(host: str, place: str) -> str:
    """The host as it is looked up; NotFetched where it is none, or is known to be private."""
    if host.startswith("["):
        ip = _ip_of(host[1:-1])
        # a scope ("%eth0") names an interface of this machine
        if not isinstance(ip, IPv6Address) or "%" in host:
            raise NotFetched(Cause.HOST, place)
        return str(_public(ip, place))
    host = (host if host.isascii() else _ascii_of(host, place)).lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotFetched(Cause.HOST, place)
    if _NUMBER.fullmatch(labels[-1]):
        ip = _ip_of(host)
        if ip is None:
            raise NotFetched(Cause.NUMBER, place)
        return str(_public(ip, place))
    if len(labels) == 1 or labels[-1] in _PRIVATE_ENDINGS:
        raise NotFetched(Cause.LOCAL_NAME, place, host=host)
    return host


def _ascii_of(host: str, place: str) -> str:
    """An international name in ASCII; NotFetched where a letter would have to be folded into another or dropped.

    Browsers go further (UTS 46): they make full-width digits and dots plain and pass over some signs nobody sees.
    """
    small = "".join(c.lower() for c in host).translate(_IN_TWO)
    try:
        return idna.encode(unicodedata.normalize("NFC", small), strict=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise NotFetched(Cause.HOST, place) from None


def _ip_of(host: str) -> IPAddress | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _public(ip: IPAddress, place: str) -> IPAddress:
    if not is_public(ip):
        raise NotFetched(Cause.PRIVATE, place, host=str(ip))
    return ip


def _target_of(target: str) -> str:
    """Path and query, whatever is not ASCII escaped; the fragment stays here."""
    target = target.partition("#")[0]
    escaped = _NOT_IN_TARGET.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), target)
    return escaped if escaped.startswith("/") else f"/{escaped}"


def is_public(ip: IPAddress) -> bool:
    """Whether a number is an address of the open internet, also behind the IPv4 address that it may carry."""
    if isinstance(ip, IPv4Address):
        return ip.is_global and not any(ip in network for network in _CLOSED_4)
    if ip.ipv4_mapped is not None:
        return False  # RFC 4291: never on the wire, so whoever writes it hides something
    if ip in _NAT64:
        return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    if (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP and not is_public(IPv4Address(int(ip) & 0xFFFFFFFF)):
        return False
    return ip in _OPEN_6 and ip.is_global and not any(ip in network for network in _CLOSED_6)
