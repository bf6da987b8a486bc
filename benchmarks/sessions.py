"""Many visitors and many uploads: errors, memory of the server, and whether one visitor ever sees another's words.

Speaks the dashboard's own protocol over websockets, as its page in a browser does, but draws nothing. First some
uploads in a row in one session, then visitors at once for some minutes. Every article holds a word of its own; a word
of somebody else's in what a visitor is sent is a leak. Linux only: memory is read from /proc.

    python benchmarks/sessions.py [--uploads 1000] [--visitors 20] [--seconds 300]
"""

import argparse
import asyncio
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import urllib3
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks.browser import dashboard
from benchmarks.results import save

MOST_MESSAGE = 200_000_000
PATIENCE = 120.0
SETTLE_UPLOADS = 100  # caches fill first; growth is counted from here on
STORY = (
    "Steel tariffs and {word}\n\nOttawa imposed a 25% tariff on steel from China on Monday, {word} said. "
    "Growers of wheat and canola hope that Beijing will drop its duties. {padding}"
)
HTTP = urllib3.PoolManager(maxsize=32)


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


@dataclass
class Tally:
    """What is counted over all visitors."""

    errors: Counter[str] = field(default_factory=Counter)
    words: set[bytes] = field(default_factory=set)
    runs: int = 0
    uploads: int = 0
    leaks: int = 0
    seconds: list[float] = field(default_factory=list)


class Visitor:
    """One session: sends what a browser would send, and keeps what it is sent of the last run."""

    def __init__(self, address: str, socket: ClientConnection, tally: Tally) -> None:
        self.address, self.socket, self.tally = address, socket, tally
        self.session = self.page = self.query = ""
        self.words: set[bytes] = set()
        self.widgets: dict[str, tuple[str, str]] = {}
        self.states: dict[str, WidgetState] = {}
        self.html = ""
        self.files: Any = None

    async def run(self, *pressed: WidgetState, fragment: str = "") -> None:
        """Run the script with the widgets as they are, and take in all that comes of it."""
        message = BackMsg()
        message.rerun_script.widget_states.widgets.extend([*self.states.values(), *pressed])
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = fragment
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        self.html = ""
        while not self.take(await self.receive()):
            pass
        self.tally.runs += 1
        self.tally.seconds.append(time.perf_counter() - start)

    async def receive(self) -> ForwardMsg:
        """The next message; whatever it is, it must hold nobody else's words."""
        data = await asyncio.wait_for(self.socket.recv(), PATIENCE)
        assert isinstance(data, bytes)
        if b"tok" in data:
            strange = [word for word in self.tally.words - self.words if word in data]
            self.tally.leaks += len(strange)
        message = ForwardMsg()
        message.ParseFromString(data)
        return message

    def take(self, message: ForwardMsg) -> bool:
        """Keep what is needed of a message; whether the run is over."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self.page = message.new_session.page_script_hash or self.page
        elif kind == "page_info_changed":  # the state is in the address, so the next run has to bring it
            self.query = message.page_info_changed.query_string
        elif kind == "file_urls_response":
            self.files = message.file_urls_response.file_urls
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.take_element(message.delta.new_element, message.delta.fragment_id)
        elif kind == "script_finished":
            # one that ends early is followed by another at once
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self.tally.errors["compile error"] += 1
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def take_element(self, element: Any, fragment: str) -> None:
        """An element: a widget's id by its key, the words of HTML, or an error."""
        kind = element.WhichOneof("type")
        inner = getattr(element, kind) if kind else None
        if kind == "exception":
            self.tally.errors[f"exception: {inner.type}"] += 1
        elif kind == "alert" and inner.format == inner.ERROR:
            self.tally.errors[f"error: {inner.body[:80]}"] += 1
        elif kind == "html":
            self.html += inner.body
        if key := getattr(inner, "id", ""):
            # an id ends with the key that the page gave
            self.widgets[key.split("-", 2)[-1]] = (key, fragment)

    async def press(self, key: str) -> None:
        """Press a button."""
        id, fragment = self.widgets[key]
        await self.run(WidgetState(id=id, trigger_value=True), fragment=fragment)

    async def upload(self, name: str, data: bytes) -> None:
        """Open the dialog, choose a file, analyse it."""
        await self.press("source_open")
        id, fragment = self.widgets["dialog_file"]
        request = BackMsg()
        request.file_urls_request.request_id = secrets.token_hex(4)
        request.file_urls_request.session_id = self.session
        request.file_urls_request.file_names.append(name)
        self.files = None
        await self.socket.send(request.SerializeToString())
        while self.files is None:
            self.take(await self.receive())
        urls = self.files[0]
        await asyncio.to_thread(self.put, urls.upload_url, name, data)
        state = WidgetState(id=id)
        state.file_uploader_state_value.uploaded_file_info.append(
            UploadedFileInfo(name=name, size=len(data), file_id=urls.file_id, file_urls=urls)
        )
        self.states[id] = state
        await self.run(fragment=fragment)
        await self.press("dialog_analyse_file")
        # the dialog closes with the run that shows the article, and its widgets are gone
        self.states.pop(id)
        if not any(word.decode() in self.html for word in self.words):
            await self.run()
        self.tally.uploads += 1

    def put(self, path: str, name: str, data: bytes) -> None:
        """Send a file as the page does, with the token against forged requests."""
        token = HTTP.request("GET", f"{self.address}/_stcore/health").headers["set-cookie"].split(";")[0]
        headers = {"Cookie": token, "X-Xsrftoken": token.partition("=")[2].strip('"')}
        done = HTTP.request("PUT", self.address + path, fields={"file": (name, data)}, headers=headers)
        if done.status not in (200, 204):
            self.tally.errors[f"upload answered {done.status}"] += 1

    def story(self, size: int) -> tuple[str, bytes, str]:
        """A new article with a word of its own: file name, bytes, the word."""
        word = f"tok{secrets.token_hex(8)}"
        self.words.add(word.encode())
        self.tally.words.add(word.encode())
        text = STORY.format(word=word, padding="The talks go on in Ottawa. " * (size // 27))
        return f"{word}.txt", text.encode(), word

    def check(self, word: str) -> None:
        """The article that was sent is the one that is shown."""
        if word not in self.html:
            self.tally.errors["the article that was sent is not shown"] += 1


async def visitor_at(address: str, tally: Tally) -> Visitor:
    """A visitor whose first page stands."""
    socket = await connect(
        address.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"],  # type: ignore[list-item]
        # no pings: a busy server is slow and not gone, which PATIENCE decides
        max_size=MOST_MESSAGE, compression=None, ping_interval=None,
    )  # fmt: skip
    visitor = Visitor(address, socket, tally)
    await visitor.run()
    return visitor


async def uploads_in_a_row(address: str, pid: int, count: int, size: int) -> dict[str, Any]:
    """One session that opens one file after the other; what is to be said of it."""
    tally = Tally()
    visitor = await visitor_at(address, tally)
    marks: list[float] = []
    start = time.perf_counter()
    for number in range(count):
        name, data, word = visitor.story(size)
        await visitor.upload(name, data)
        visitor.check(word)
        if (number + 1) % max(1, min(SETTLE_UPLOADS, count // 10)) == 0:
            marks.append(resident_mb(pid))
    await visitor.socket.close()
    took = time.perf_counter() - start
    print(f"{count} uploads of {size // 1000} kB in one session: {took:.0f} s, errors {dict(tally.errors) or 'none'}")
    print("  memory of the server in MB:", " ".join(f"{mark:.0f}" for mark in marks))
    per_upload = 1000 * (marks[-1] - marks[1]) / (count * (len(marks) - 2) / len(marks)) if len(marks) > 2 else 0
    print(f"  growth after the second mark: {per_upload:.0f} kB an upload, of which {size // 1000} kB were sent")
    return {
        "uploads": count, "characters": size, "upload_errors": sum(tally.errors.values()),
        "upload_memory_mb": [round(mark) for mark in marks], "growth_kb_an_upload": round(per_upload, 1),
    }  # fmt: skip


async def one_visitor(address: str, tally: Tally, end: float, size: int) -> None:
    """Come, read an article, look at it in several ways, leave, come again."""
    while time.monotonic() < end:
        try:
            visitor = await visitor_at(address, tally)
            for _ in range(3):
                name, data, word = visitor.story(size)
                await visitor.upload(name, data)
                visitor.check(word)
                for _ in range(4):
                    await visitor.run()
                    visitor.check(word)
                    await asyncio.sleep(0.2)
                if time.monotonic() > end:
                    break
            await visitor.socket.close()
        except (OSError, TimeoutError, KeyError, WebSocketException) as error:
            tally.errors[f"{type(error).__name__}: {error}"] += 1
            await asyncio.sleep(1)


async def visitors_at_once(address: str, pid: int, count: int, seconds: float, size: int) -> dict[str, Any]:
    """Some visitors for some time; what is to be said of it."""
    tally = Tally()
    end = time.monotonic() + seconds
    marks: list[float] = []

    async def watch() -> None:
        while time.monotonic() < end:
            marks.append(resident_mb(pid))
            await asyncio.sleep(seconds / 10)

    await asyncio.gather(watch(), *(one_visitor(address, tally, end, size) for _ in range(count)))
    times = sorted(tally.seconds)
    print(f"{count} visitors for {seconds:.0f} s: {tally.uploads} uploads, {tally.runs} runs of the script")
    print(f"  errors: {dict(tally.errors) or 'none'}; words of another visitor seen: {tally.leaks}")
    print(f"  a run took p50 {1000 * times[len(times) // 2]:.0f} ms, p95 {1000 * times[int(len(times) * 0.95)]:.0f} ms")
    print("  memory of the server in MB:", " ".join(f"{mark:.0f}" for mark in marks))
    return {
        "visitors": count, "seconds": seconds, "visitor_uploads": tally.uploads, "runs": tally.runs,
        "visitor_errors": sum(tally.errors.values()), "words_of_others": tally.leaks,
        "run_p50_ms": round(1000 * times[len(times) // 2]), "run_p95_ms": round(1000 * times[int(len(times) * 0.95)]),
        "visitor_memory_mb": [round(mark) for mark in marks],
    }  # fmt: skip


def main() -> None:
    """Start a dashboard, visit it, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--uploads", type=int, default=1000)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--size", type=int, default=20_000, help="characters of an article")
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    if not Path("/proc/self/status").exists():
        print("Needs Linux: memory is read from /proc.")
        return
    with dashboard() as (address, pid):
        print(f"memory of the server at the start: {resident_mb(pid):.0f} MB")
        figures = asyncio.run(uploads_in_a_row(address, pid, options.uploads, options.size))
        figures |= asyncio.run(
            visitors_at_once(address, pid, options.visitors, options.seconds, options.size)
        )
        time.sleep(1)
        print(f"memory of the server at the end: {resident_mb(pid):.0f} MB")
    save("sessions", figures)
    sys.exit(1 if any(figures[name] for name in ("upload_errors", "visitor_errors", "words_of_others")) else 0)


if __name__ == "__main__":
    main()
