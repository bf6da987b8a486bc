"""Fetching in a world of one server, with every connection and look-up of this process written down."""

import sys
from ipaddress import ip_address
from typing import Any

import pytest

from analysis.intake.addresses import IPAddress, is_public
from analysis.intake.fetch import Limits, Page, fetch
from analysis.intake.refusals import NotFetched
from analysis.intake.wire import Network
from tests.intake.hostile_server import Server

HERE = "127.0.0.1"
QUICK = Limits(seconds=1.2, idle_seconds=0.6, bytes=1_000_000)
# for what has to arrive, on a busy machine too
PATIENT = Limits(seconds=20, idle_seconds=10, bytes=1_000_000)
DIALLED: list[tuple[Any, ...]] = []
LOOKED_UP: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    # every connection and every look-up of this process passes here, whatever library makes it
    if event == "socket.connect":
        DIALLED.append(tuple(arguments[1][:2]) if isinstance(arguments[1], tuple) else (arguments[1],))
    elif event == "socket.getaddrinfo":
        LOOKED_UP.append(str(arguments[0]))


sys.addaudithook(_watch)


def network_of(*servers: Server, **hosts: str) -> Network:
    """A world in which one loopback address counts as public, and names lead where they are told to."""
    table = {"good.example.com": (HERE,), "inside.example.com": ("127.0.0.2",)}
    table |= {name.replace("_", "."): (number,) for name, number in hosts.items()}

    def is_open(ip: IPAddress) -> bool:
        return ip == ip_address(HERE) or is_public(ip)

    return Network(
        look_up=lambda host, port: table.get(host, ()),
        is_public=is_open,
        ports=frozenset({80, 443, *(server.port for server in servers)}),
    )


def get(server: Server, path: str, **options: Any) -> Page:
    options.setdefault("network", network_of(server))
    options.setdefault("limits", QUICK)
    return fetch(f"http://good.example.com:{server.port}{path}", **options)


def refusal(server: Server, path: str, **options: Any) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        get(server, path, **options)
    return caught.value


def only_dialled(server: Server) -> None:
    """Nothing but the server was dialled, and no name was given to the machine's resolver."""
    assert set(DIALLED) <= {(HERE, server.port)}
    assert set(LOOKED_UP) <= {HERE}
