"""The wire and the server of the tests that fetch."""

from collections.abc import Iterator

import pytest

from analysis.intake import settings as settings_module
from tests.intake.fetching import DIALLED, LOOKED_UP
from tests.intake.hostile_server import Server, serving


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings as they are without any, and nothing dialled yet."""
    monkeypatch.delenv(settings_module.FETCH, raising=False)
    monkeypatch.delenv(settings_module.PROXY, raising=False)
    DIALLED.clear()
    LOOKED_UP.clear()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running
