"""What whoever runs the program has set about fetching, by two environment variables. Nothing else is read from there.

TRADE_FETCH=off switches fetching off; TRADE_PROXY=http://host:port (or https://) sends every request through a proxy.
The usual HTTP_PROXY is not followed: a proxy takes part of the protection away, so it has to be asked for.
"""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from analysis.errors import AnalysisError

FETCH, PROXY = "TRADE_FETCH", "TRADE_PROXY"
_OFF, _ON = ("off", "no", "false", "0"), ("on", "yes", "true", "1", "")


class SettingError(AnalysisError):
    """A setting that makes no sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whether pages are fetched, and through which proxy; its repr keeps the proxy's password to itself."""

    is_on: bool = True
    proxy: str = ""

    def __repr__(self) -> str:
        return f"Settings(is_on={self.is_on}, proxy={'set' if self.proxy else 'none'})"


def settings() -> Settings:
    """The settings of the moment; SettingError where one makes no sense."""
    given = os.environ.get(FETCH, "").strip().lower()
    if given not in (*_ON, *_OFF):
        raise SettingError(f"{FETCH}: is neither on nor off. Write {FETCH}=off, or leave it out.")
    return Settings(is_on=given in _ON, proxy=checked_proxy(os.environ.get(PROXY, ""), PROXY))


def checked_proxy(proxy: str, place: str) -> str:
    """A proxy's address as it was given, or nothing; SettingError where it is none, without repeating it."""
    proxy = proxy.strip()
    if not proxy:
        return ""
    try:
        parts = urlsplit(proxy)
        # asking for the port refuses one that is no number
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not parts.path[1:]
    except ValueError:
        is_good = False
    if not is_good:
        raise SettingError(
            f"{place}: is no proxy. Write http://host:port or https://host:port, "
            "with user:password@ where it asks for them."
        )
    return proxy
