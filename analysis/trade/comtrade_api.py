"""UN Comtrade's API: one reporter, partner, year and flow at a time, through the official client comtradeapicall.

The client knows paths and names of parameters, but prints failures, tells no status, and would print the key with
them. So it is given a connection of ours in place of its own: that one reaches one host only, follows no redirection,
reads no endless reply, waits where the API says so, and raises an error that says what to do.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import urllib3
from comtradeapicall import PreviewGet

from analysis.trade.areas import comtrade_codes
from analysis.trade.sheets import TradeDataError

OFFICIAL = "https://comtradeapi.un.org"
# how many records one call gives: without a key as documented; with one the smallest number that is told of
PREVIEW_RECORDS, KEYED_RECORDS = 500, 100_000
MOST_BYTES = 200 << 20
MOST_SECONDS = 120.0
MOST_TRIES = 4
_CALL_SECONDS = 60.0
_FIRST_PAUSE = 1.0
_BLOCK = 1 << 16
_TOTAL = "TOTAL"
# every chapter by number: the shorthand AG2 is not documented for the preview
_CHAPTERS = ",".join((_TOTAL, *(f"{chapter:02}" for chapter in range(1, 100) if chapter not in (77, 98))))
_COMMODITIES = {2: _CHAPTERS, 4: "AG4", 6: "AG6"}
_FLOWS = {"exports": "X", "imports": "M"}
_LOCAL = ("localhost", "127.0.0.1", "::1")
# the client is told its connection through a name of its module, so one request at a time
_ONE_AT_A_TIME = threading.Lock()


class FetchError(TradeDataError):
    """A request that brought no figures; says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: iso3 of both sides (partner ALL: the world), a year, exports or imports, digits of the codes."""

    reporter: str
    partner: str
    year: int
    flow: str
    level: int = 2

    def __str__(self) -> str:
        return f"{self.reporter} {self.flow}, partner {self.partner}, {self.year}, HS {self.level} digits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How the API is reached: host, key, and how long at most; pause is what waits."""

    base: str = OFFICIAL
    key: str = field(default="", repr=False)
    seconds: float = MOST_SECONDS
    pause: Callable[[float], None] = sleep
    clock: Callable[[], float] = monotonic

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.username:
            raise FetchError(
                f"--base-url: {self.base!r} is no address of a server. Write https://host or http://host:port."
            )
        if self.key and parts.scheme == "http" and parts.hostname not in _LOCAL:
            raise FetchError(
                f"--base-url: {self.base} would carry your key unencrypted. Use https, or unset the key."
            )

    @property
    def most_records(self) -> int:
        """Records in one reply at most; as many as that are a cut reply."""
        return KEYED_RECORDS if self.key else PREVIEW_RECORDS


def fetch_records(request: Request, access: Access) -> bytes:
    """The reply as JSON bytes, whole and with at least one record; FetchError for anything else."""
    codes = comtrade_codes()
    for side, code in (("--reporter", request.reporter), ("--partner", request.partner)):
        if code not in codes:
            raise FetchError(
                f"{side}: {code!r} is no country that Comtrade knows. Write ISO 3166-1 letters, as in CAN."
            )
    if request.reporter == request.partner:
        raise FetchError("--partner: is the reporter itself. Give two countries.")
    if request.reporter == "ALL":
        raise FetchError("--reporter: has to be one country. ALL can be the partner.")
    line = _Line(access)
    with _client_on(line):
        PreviewGet.getPreviewData(
            access.key or None, "FINAL", "C", "A", "HS", str(request.year), codes[request.reporter],
            _COMMODITIES[request.level], _FLOWS[request.flow], codes[request.partner],
            # totals only, else every value comes once more per second partner, customs procedure, mode of transport
            partner2Code="0", customsCode="C00", motCode="0",
            maxRecords=access.most_records, format_output="JSON", aggregateBy=None, breakdownMode="classic",
            countOnly=None, includeDesc=True, proxy_url=None,
        )  # fmt: skip
    return _whole(line.body, request, access)


def _whole(body: bytes, request: Request, access: Access) -> bytes:
    """The reply if it is all that was asked for."""
    reply: dict[str, Any] = json.loads(body)
    records = reply["data"]
    if not records:
        raise FetchError(
            f"{request}: Comtrade holds nothing for it. The year may not be out yet, or not reported: try another "
            "year, or the other country as --reporter with the other --flow."
        )
    count = reply.get("count")
    if len(records) >= access.most_records or (isinstance(count, int) and count > len(records)):
        raise FetchError(
            f"{request}: the reply was cut at {len(records):,} records, so its sums would be too small; nothing was "
            f"loaded. {_LESS if not access.key else 'Ask for --level 2.'}"
        )
    _check_answered(records, request)
    return body


_WITHOUT = "Without a network, load a file from elsewhere: python -m analysis trade import FILE."
_LESS = "Ask for --level 2, or set COMTRADE_KEY to a free key from https://comtradedeveloper.un.org."


def _check_answered(records: list[dict[str, Any]], request: Request) -> None:
    """That the reply is about what was asked: a parameter that a server does not know is passed over in silence."""
    codes = comtrade_codes()
    wanted = (codes[request.reporter], codes[request.partner], str(request.year), _FLOWS[request.flow])
    for record in records:
        found = tuple(
            str(record.get(name)) for name in ("reporterCode", "partnerCode", "refYear", "flowCode")
        )
        if found != wanted:
            raise FetchError(
                f"{request}: the reply is about something else (reporter, partner, year, flow {', '.join(found)}). "
                "The API may have changed: look for a newer version of this program."
            )
    _check_sum(records, request)


def _check_sum(records: list[dict[str, Any]], request: Request) -> None:
    """That the parts do not add up to more than the total, as they do where values are doubled."""

    def is_total(row: dict[str, Any]) -> bool:
        parts = (row.get("partner2Code"), row.get("motCode"), row.get("customsCode"))
        return str(parts[0]) in ("0", "None") and str(parts[1]) in ("0", "None") and parts[2] in ("C00", None)

    values = [
        (row.get("cmdCode"), row["primaryValue"])
        for row in records
        if is_total(row) and isinstance(row.get("primaryValue"), int | float)
    ]
    total = sum(value for code, value in values if code == _TOTAL)
    parts = sum(value for code, value in values if code != _TOTAL)
    if total and parts > total * 1.001:
        raise FetchError(
            f"{request}: the parts add up to {parts:,.0f} dollars, more than the total of {total:,.0f}; nothing was "
            "loaded, as values may be doubled. Look at https://comtradeplus.un.org, or try another --level."
        )


@contextmanager
def _client_on(line: "_Line") -> Iterator[None]:
    """Let the client speak through a connection of ours."""
    with _ONE_AT_A_TIME:
        own = PreviewGet.urllib3
        PreviewGet.urllib3 = SimpleNamespace(PoolManager=lambda: line, exceptions=urllib3.exceptions)
        try:
            yield
        finally:
            PreviewGet.urllib3 = own


@dataclass(slots=True)
class _Line:
    """What the client takes for urllib3's PoolManager; keeps the body of the reply."""

    access: Access
    body: bytes = b""

    def request(self, method: str, url: str, *, fields: dict[str, Any], timeout: float) -> Any:
        """The reply with status 200 and a whole JSON document in it; FetchError for anything else."""
        if not url.startswith(f"{OFFICIAL}/"):
            raise FetchError(
                "the client asked for another host than Comtrade's. Look for a newer version of this program."
            )
        address = self.access.base.rstrip("/") + url.removeprefix(OFFICIAL)
        deadline = self.access.clock() + self.access.seconds
        pause = _FIRST_PAUSE
        for attempt in range(1, MOST_TRIES + 1):
            left = deadline - self.access.clock()
            try:
                status, headers, data = _asked(
                    method,
                    address,
                    fields,
                    min(timeout, _CALL_SECONDS, max(left, 0.1)),
                    deadline,
                    self.access,
                )
                if status == 200:
                    _check_document(data)
                    self.body = data
                    return SimpleNamespace(status=200, data=data)
                trouble = _trouble(status, headers, data, self.access)
            except _Passing as error:
                trouble = error
            if not isinstance(trouble, _Passing):
                raise trouble
            wait = trouble.wait if trouble.wait is not None else pause
            pause *= 2
            if attempt == MOST_TRIES or self.access.clock() + wait >= deadline:
                raise FetchError(str(trouble))
            self.access.pause(wait)
        raise AssertionError("unreachable")


class _Passing(FetchError):
    """A failure that may be over soon; wait in seconds where the server says so."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def _asked(
    method: str, address: str, fields: dict[str, Any], seconds: float, deadline: float, access: Access
) -> tuple[int, Any, bytes]:
    host = urlsplit(address).netloc
    try:
        with urllib3.PoolManager(retries=False) as pool:
            reply = pool.request(
                method, address, fields=fields, preload_content=False, redirect=False, retries=False,
                timeout=urllib3.Timeout(connect=min(seconds, 15.0), read=seconds),
            )  # fmt: skip
            data = bytearray()
            for block in reply.stream(_BLOCK):
                data += block
                if len(data) > MOST_BYTES:
                    raise FetchError(
                        f"{host}: sent more than {MOST_BYTES >> 20} MB. Ask for less: --level 2."
                    )
                if access.clock() > deadline:
                    raise FetchError(
                        f"{host}: was still sending after {access.seconds:.0f} seconds. Give more --seconds."
                    )
            return reply.status, reply.headers, bytes(data)
    except urllib3.exceptions.NewConnectionError as error:  # a kind of timeout to urllib3
        raise _unreachable(host, error) from error
    except urllib3.exceptions.TimeoutError as error:
        raise _Passing(
            f"{host}: did not answer in time. Try again, or give more --seconds. {_WITHOUT}"
        ) from error
    except urllib3.exceptions.SSLError as error:
        raise FetchError(
            f"{host}: has no certificate that can be trusted. Check date, network and proxy of this machine."
        ) from error
    except (urllib3.exceptions.ProtocolError, urllib3.exceptions.DecodeError) as error:
        raise _Passing(f"{host}: broke off in the middle of the reply. Try again later.") from error
    except urllib3.exceptions.HTTPError as error:
        raise _unreachable(host, error) from error


def _unreachable(host: str, error: Exception) -> _Passing:
    return _Passing(f"{host}: cannot be reached ({type(error).__name__}). Check the network. {_WITHOUT}")


def _check_document(data: bytes) -> None:
    try:
        reply = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _Passing(
            f"the reply is no whole JSON document ({len(data):,} bytes). Try again later."
        ) from error
    records = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise FetchError(
            "the reply is no list of records. The API may have changed: look for a newer version of this program."
        )
    if reply.get("error"):
        raise FetchError(f"Comtrade answers: {str(reply['error'])[:200]}. Check country, year and flow.")


def _trouble(status: int, headers: Any, data: bytes, access: Access) -> FetchError:
    """What a status means for the user; the words of the server beside it."""
    said = _said(data, access.key)
    if status == 401:
        return FetchError(
            f"Comtrade refuses the key (401{said}). Check COMTRADE_KEY, or unset it to use the preview."
        )
    if status == 403:
        return FetchError(
            f"Comtrade refuses the call (403{said}). The day's calls may be used up: try again later{_or_key(access)}."
        )
    if status == 429:
        wait = _seconds_in(headers.get("Retry-After"), said)
        when = f"in {wait:.0f} seconds" if wait is not None else "later"
        return _Passing(f"Comtrade gets too many calls (429{said}). Try again {when}{_or_key(access)}.", wait)
    if status == 404:
        return FetchError(f"Comtrade does not know this address (404{said}). Check --base-url.")
    if 300 <= status < 400:
        return FetchError(
            f"the server sends elsewhere ({status}), which is not followed. Check --base-url and the network."
        )
    if status >= 500:
        return _Passing(f"Comtrade has a fault of its own ({status}{said}). Try again later.")
    return FetchError(f"Comtrade does not take the request ({status}{said}). Check country, year and flow.")


def _or_key(access: Access) -> str:
    return "" if access.key else ", or set COMTRADE_KEY to a free key from https://comtradedeveloper.un.org"


def _said(data: bytes, key: str) -> str:
    """The server's message, on one line, without the key."""
    try:
        reply = json.loads(data[:10_000])
        words = str(reply.get("message") or reply.get("error") or "") if isinstance(reply, dict) else ""
    except (ValueError, RecursionError):
        words = ""
    words = " ".join(words.split())[:200].rstrip(".")
    if key:
        words = words.replace(key, "(key)")
    return f": {words}" if words else ""


def _seconds_in(header: str | None, said: str) -> float | None:
    """Retry-After in seconds; the API says it in its message too."""
    if header and header.isascii() and header.strip().isdigit():
        return float(header)
    found = re.search(r"in (\d{1,6}) seconds", said)
    return float(found[1]) if found else None
