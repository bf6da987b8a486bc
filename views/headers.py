"""What every reply of the dashboard carries besides its content: a content security policy and its companions.

An ASGI layer around Streamlit's own server. The policy is a second wall behind the escaping: were a stranger's words
ever taken for markup, no script of theirs would run and nothing would be sent anywhere.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, TypeAlias

import streamlit

Message: TypeAlias = MutableMapping[str, Any]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


def policy(index: str) -> str:
    """The content security policy for a start page: its own inline scripts may run by their digest, no others."""
    digests = (b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in _INLINE.findall(index))
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    rules = {
        "default-src": "'self'",
        # components are modules that Streamlit hands over as blobs; Arrow is WebAssembly
        "script-src": f"{scripts} blob: 'wasm-unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",  # Streamlit and Plotly write styles as they draw
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "frame-ancestors": "'self'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Headers:
    """Adds the headers to every HTTP reply; leaves those that are there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        given = {
            "content-security-policy": policy(_INDEX.read_text(encoding="utf-8")),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        }
        self._given = [(name.encode(), value.encode()) for name, value in given.items()]

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        """Pass a request on and add to the head of its reply."""

        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", ())}
                more = [pair for pair in self._given if pair[0] not in present]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        await self._app(scope, receive, send_more if scope["type"] == "http" else send)
