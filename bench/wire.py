"""HTTP by hand: a client this light measures the server and not itself."""

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Self

HOST = "127.0.0.1"
PATIENCE_SECONDS = 20.0
READ_BYTES = 65536
HEAD_END = b"\r\n\r\n"
CONTENT_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
#: Stand in a request for what differs from one to the next, and are as long as that.
KEY, SERVICE = "{key-of-this-one-request}", "@"
COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        return int(self.head[9:12])

    @property
    def cookie(self) -> str:
        found = COOKIE.search(self.head)
        return found[1].decode() if found else ""


class Broken(Exception):
    """The other side hung up, or answered what nobody expected."""


def spelled(
    method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + HEAD_END + body


def whole(received: bytes | bytearray) -> int:
    """The length of the answer at the beginning of what was received; 0 while it is not whole."""
    end = received.find(HEAD_END)
    if end < 0:
        return 0
    found = CONTENT_LENGTH.search(received, 0, end)
    length = end + len(HEAD_END) + (int(found[1]) if found else 0)
    return length if len(received) >= length else 0


def connected(port: int, source: str = "") -> socket.socket:
    line = socket.create_connection((HOST, port), PATIENCE_SECONDS, source_address=(source, 0))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


class HttpConnection:
    """One keep-alive connection to a server."""

    def __init__(self, port: int, source: str = "") -> None:
        self._socket = connected(port, source)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def ask(self, request: bytes) -> HttpAnswer:
        self._socket.sendall(request)
        received = b""
        while not (length := whole(received)):
            piece = self._socket.recv(READ_BYTES)
            if not piece:
                raise Broken("the server hung up")
            received += piece
        head, _, body = received[:length].partition(HEAD_END)
        return HttpAnswer(head, body)

    def timed(self, request: bytes, expected: int = 200) -> tuple[float, HttpAnswer]:
        """Milliseconds from the first byte sent to the last received, and the answer."""
        start = monotonic()
        answer = self.ask(request)
        taken = (monotonic() - start) * 1000
        if answer.status != expected:
            raise Broken(f"expected {expected}: {answer.head[:40]!r} {answer.body[:200]!r}")
        return taken, answer
