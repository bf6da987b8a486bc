"""A web server that misbehaves, path by path; on loopback, with and without TLS. Data and plumbing for test_fetch."""

import gzip
import select
import socket
import socketserver
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

ARTICLE = (
    b"<!doctype html><html><head><title>Steel</title></head><body><article><h1>Steel</h1>"
    b"<p>Ottawa imposed a 25% tariff on steel from China on Monday.</p></article></body></html>"
)
Send = Callable[[bytes], None]
Scene = Callable[[Send, "Server"], None]


def reply(
    body: bytes = ARTICLE, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", length: int | None = None,
    more: str = "",
) -> bytes:  # fmt: skip
    """A whole reply; a length that is given stands in the header, true or not."""
    kind_line = f"Content-Type: {kind}\r\n" if kind else ""
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\n{kind_line}Content-Length: {size}\r\n{more}\r\n".encode() + body


def plain(data: bytes) -> Scene:
    """A scene that sends something and ends."""
    return lambda send, server: send(data)


def sent_on(target: str, status: int = 302) -> Scene:
    """A scene that sends on; PORT in the target stands for the server's own port."""

    def scene(send: Send, server: "Server") -> None:
        where = target.replace("PORT", str(server.port))
        send(reply(b"", status=f"{status} Found", more=f"Location: {where}\r\n"))

    return scene


def packed(body: bytes, coding: str) -> Scene:
    """A scene whose body is said to be packed."""
    return plain(reply(body, more=f"Content-Encoding: {coding}\r\n"))


def for_ever(send: Send, server: "Server", piece: bytes, pause: float) -> None:
    """Send pieces until the other side has had enough."""
    while not server.is_over.is_set():
        send(piece)
        time.sleep(pause)


def _stream(head: bytes, piece: bytes, pause: float = 0.0) -> Scene:
    def scene(send: Send, server: "Server") -> None:
        send(head)
        for_ever(send, server, piece, pause)

    return scene


def _stall(head: bytes = b"") -> Scene:
    def scene(send: Send, server: "Server") -> None:
        if head:
            send(head)
        server.is_over.wait(20)

    return scene


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
_BOMB = gzip.compress(bytes(40_000_000), 9)

SCENES: dict[str, Scene] = {
    # what is well behaved
    "/good": plain(reply()),
    "/gzip": packed(gzip.compress(ARTICLE), "gzip"),
    "/gzip-members": packed(gzip.compress(ARTICLE[:50]) + gzip.compress(ARTICLE[50:]), "gzip"),
    "/deflate": packed(zlib.compress(ARTICLE), "deflate"),
    "/chunked": plain(_CHUNKED + b"%x\r\n%b\r\n0\r\n\r\n" % (len(ARTICLE), ARTICLE)),
    "/until-close": plain(_HEAD + b"\r\n" + ARTICLE),
    "/short-length": plain(reply(ARTICLE + b"x" * 100, length=len(ARTICLE))),
    "/latin": plain(reply("Zölle".encode("latin-1"), kind="text/plain; charset=iso-8859-1")),
    "/utf16": plain(reply("Zölle".encode("utf-16"), kind="text/plain; charset=utf-16")),
    "/cookies": plain(reply(more="Set-Cookie: a=b; Path=/\r\n")),
    "/relative": sent_on("/good"),
    "/elsewhere": sent_on("//good.example.com:PORT/good", 301),
    "/cookie-hop": plain(reply(b"", status="302 Found", more="Set-Cookie: a=b\r\nLocation: /good\r\n")),
    # redirects
    "/to-private": sent_on("http://10.0.0.1/"),
    "/to-metadata": sent_on("http://169.254.169.254/latest/meta-data/"),
    "/to-loopback-6": sent_on("http://[::1]:PORT/good"),
    "/to-loopback-number": sent_on("http://2130706433:PORT/good"),
    "/to-other-loopback": sent_on("http://127.0.0.2:PORT/good"),
    "/to-rebound": sent_on("http://inside.example.com:PORT/good"),
    "/to-local-name": sent_on("http://localhost:PORT/good"),
    "/to-user": sent_on("http://a:secret@good.example.com:PORT/good"),
    "/to-port": sent_on("http://good.example.com:22/"),
    "/to-file": sent_on("file:///etc/passwd"),
    "/to-ftp": sent_on("ftp://good.example.com/"),
    "/to-data": sent_on("data:text/html,hello"),
    "/to-script": sent_on("javascript:alert(1)"),
    "/to-junk": sent_on("http://[::1"),
    "/to-nowhere": plain(reply(b"", status="302 Found")),
    "/to-empty": plain(reply(b"", status="302 Found", more="Location:   \r\n")),
    "/circle-1": sent_on("/circle-2", 307),
    "/circle-2": sent_on("/circle-1", 308),
    "/itself": sent_on("/itself"),
    # slowness
    "/stall": _stall(),
    "/stall-head": _stall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"),
    "/stall-body": _stall(_HEAD + b"Content-Length: 500\r\n\r\n<html>"),
    "/drip-head": _stream(b"HTTP/1.1 200 OK\r\n", b"X", 0.05),
    "/drip-headers": _stream(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.05),
    "/drip-body": _stream(_HEAD + b"Content-Length: 100000\r\n\r\n", b"x", 0.05),
    "/drip-until-close": _stream(_HEAD + b"\r\n", b"x", 0.05),
    "/drip-chunks": _stream(_CHUNKED, b"1\r\nx\r\n", 0.05),
    "/drip-chunk-line": _stream(_CHUNKED, b"0", 0.05),
    "/continue": _stream(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
    # size
    "/endless": _stream(_HEAD + b"\r\n", b"x" * 65536),
    "/endless-chunks": _stream(_CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "/endless-header": _stream(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65536),
    "/endless-headers": _stream(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000),
    "/endless-status": _stream(b"HTTP/1.1 200 ", b"x" * 65536),
    "/endless-chunk-line": _stream(_CHUNKED, b"0" * 65536),
    "/endless-trailer": _stream(_CHUNKED + b"1\r\nx\r\n0\r\n", b"X: y\r\n" * 1000),
    "/huge-length": plain(reply(length=10**11)),
    "/absurd-length": plain(reply(length=10**30)),
    "/huge-chunk": plain(_CHUNKED + b"FFFFFFFFFFFF\r\nabc"),
    # lies about length and form
    "/long-length": plain(reply(length=len(ARTICLE) + 100)),
    "/two-lengths": plain(_HEAD + b"Content-Length: 5\r\nContent-Length: 500\r\n\r\n" + ARTICLE),
    "/broken-chunk": plain(_CHUNKED + b"zz\r\nabc"),
    "/cut-chunk": plain(_CHUNKED + b"ff\r\nabc"),
    "/hangs-up": plain(b""),
    "/not-http": plain(b"220 mail.example.com ESMTP\r\n"),
    "/bad-status": plain(b"HTTP/1.1 abc\r\n\r\n"),
    # packing
    "/bomb": packed(_BOMB, "gzip"),
    "/bomb-deflate": packed(zlib.compress(bytes(40_000_000), 9), "deflate"),
    "/bomb-nested": packed(gzip.compress(_BOMB, 9), "gzip, gzip"),
    "/bomb-members": packed(gzip.compress(bytes(900_000), 9) * 30, "gzip"),
    "/many-members": packed(gzip.compress(b"") * 20_000, "gzip"),
    "/brotli": packed(b"\x0b\x02\x80hello\x03", "br"),
    "/zstd": packed(b"\x28\xb5\x2f\xfd", "zstd"),
    "/not-gzip": packed(ARTICLE, "gzip"),
    "/cut-gzip": packed(gzip.compress(ARTICLE)[:-12], "gzip"),
    "/gzip-tail": packed(gzip.compress(ARTICLE) + b"junk", "gzip"),
    "/unknown-coding": packed(ARTICLE, "x-secret"),
    # types
    "/no-type": plain(reply(kind="")),
    "/image": plain(reply(b"\x89PNG\r\n\x1a\n", kind="image/png")),
    "/program": plain(reply(b"MZ\x90", kind="application/octet-stream")),
    "/script": plain(reply(b"alert(1)", kind="text/javascript")),
    "/json": plain(reply(b"{}", kind="application/json")),
    "/zip": plain(reply(b"PK\x03\x04", kind="application/zip")),
    "/strange-type": plain(reply(kind="<script>alert(1)</script>")),
    "/png-as-html": plain(reply(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", kind="text/html")),
    "/zip-as-html": plain(reply(b"PK\x03\x04\x14\x00\x00\x00", kind="text/html")),
    "/pdf-as-text": plain(reply(b"%PDF-1.7\n", kind="text/plain")),
    "/html-as-pdf": plain(reply(ARTICLE, kind="application/pdf")),
    "/html-as-docx": plain(
        reply(ARTICLE, kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    ),
    "/nothing": plain(reply(b"")),
    "/blank": plain(reply(b" \r\n\t ")),
    # what a site says
    "/401": plain(reply(status="401 Unauthorized")),
    "/402": plain(reply(status="402 Payment Required")),
    "/403": plain(reply(status="403 Forbidden")),
    "/404": plain(reply(status="404 Not Found")),
    "/410": plain(reply(status="410 Gone")),
    "/429": plain(reply(status="429 Too Many Requests")),
    "/451": plain(reply(status="451 Unavailable For Legal Reasons")),
    "/500": plain(reply(status="500 Internal Server Error")),
    "/503": plain(reply(status="503 Service Unavailable")),
    "/204": plain(reply(b"", status="204 No Content")),
    "/206": plain(reply(status="206 Partial Content")),
    "/300": plain(reply(status="300 Multiple Choices")),
    "/418": plain(reply(status="418 I'm a teapot")),
    "/robots/secret": plain(reply()),
}  # fmt: skip
SCENES.update({f"/hop{n}": sent_on(f"/hop{n + 1}") for n in range(12)})
RULES = b"User-agent: *\nDisallow: /robots/\n"


class Server(socketserver.ThreadingTCPServer):
    """The server on one port; what was asked of it, head and all, is kept."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self,
        context: ssl.SSLContext | None = None,
        rules: Scene | None = None,
        tunnel: ssl.SSLContext | None = None,
        on_connect: Scene | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.port: int = self.server_address[1]
        self.tunnel, self.context, self.on_connect = tunnel, context, on_connect
        self.rules = rules or plain(reply(RULES, kind="text/plain"))
        self.is_over = threading.Event()
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that leave are what these tests are about."""


class _Handler(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        connection: socket.socket = self.request
        connection.settimeout(10)
        if self.server.context is None:
            self.play(connection)
            return
        # the wrapper takes the descriptor over; a copy, so that the server can still close its own
        with self.server.context.wrap_socket(connection.dup(), server_side=True) as wrapped:
            self.play(wrapped)

    def play(self, connection: socket.socket) -> None:
        """Take the request and play the scene of its path."""
        head = b""
        while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
            head += piece
        first, *lines = head.decode("latin-1").split("\r\n")
        path = first.split(" ")[1] if first.count(" ") == 2 else ""
        headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
        self.server.asked.append((path, headers))
        if first.startswith("CONNECT ") and self.server.on_connect is not None:
            self.server.on_connect(connection.sendall, self.server)
            return
        if first.startswith("CONNECT ") and self.server.tunnel is not None:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            if isinstance(connection, ssl.SSLSocket):
                self.play_inside(connection, self.server.tunnel)
                return
            with self.server.tunnel.wrap_socket(connection.dup(), server_side=True) as wrapped:
                self.play(wrapped)
            return
        scene = self.server.rules if path == "/robots.txt" else SCENES[path]
        scene(connection.sendall, self.server)

    def play_inside(self, outer: ssl.SSLSocket, tunnel: ssl.SSLContext) -> None:
        """TLS inside TLS: what comes of the inner one is carried over by hand."""
        near, far = socket.socketpair()

        def run() -> None:
            with suppress(OSError), tunnel.wrap_socket(near, server_side=True) as wrapped:
                self.play(wrapped)

        threading.Thread(target=run, daemon=True).start()
        with far, suppress(OSError):
            while not self.server.is_over.is_set():
                ready = [outer] if outer.pending() else select.select([outer, far], [], [], 0.2)[0]
                for end in ready:
                    if not (piece := end.recv(65536)):
                        return
                    (far if end is outer else outer).sendall(piece)


@contextmanager
def serving(
    context: ssl.SSLContext | None = None,
    rules: Scene | None = None,
    tunnel: ssl.SSLContext | None = None,
    on_connect: Scene | None = None,
) -> Iterator[Server]:
    """A server that runs while it is used."""
    with Server(context, rules, tunnel, on_connect) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.is_over.set()
            server.shutdown()
