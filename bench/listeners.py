"""Many open WebSockets on one thread, in a process of its own: when has the last one heard?

Speaks just enough of WebSocket (RFC 6455), Engine.IO 4 and Socket.IO 5 to come in, answer pings
and read messages. Moments are CLOCK_MONOTONIC, the same for every process of the machine.
"""

import base64
import json
import os
import re
import selectors
import sys
from collections import Counter
from collections.abc import Iterator
from time import monotonic
from typing import Any

from bench.processes import Group, module
from bench.wire import HEAD_END, READ_BYTES, Broken, connected, spelled

SOCKET_IO = "/socket.io/?EIO=4&transport=websocket&room={room}"
CALLED = b'"ticket-called"'
SEQ = re.compile(rb'"seq": ?(\d+)')
NUMBER = re.compile(rb'"number": ?"([^"]+)"')
OPEN, PING, PONG, CONNECT = b"0", b"2", b"3", b"40"


class Ear:
    """One WebSocket."""

    def __init__(self, port: int, path: str) -> None:
        self.socket = connected(port)
        key = base64.b64encode(os.urandom(16)).decode()
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key}
        self.socket.sendall(spelled("GET", path, {**upgrade, "Sec-WebSocket-Version": "13"}))
        self._received = b""
        while HEAD_END not in self._received:
            piece = self.socket.recv(READ_BYTES)
            if not piece:
                raise Broken("no WebSocket")
            self._received += piece
        head, _, self._received = self._received.partition(HEAD_END)
        if b" 101 " not in head:
            raise Broken(head.decode(errors="replace"))

    def heard(self) -> Iterator[bytes]:
        """What has come in whole."""
        piece = self.socket.recv(READ_BYTES)
        if not piece:
            raise Broken("a WebSocket was closed")
        self._received += piece
        yield from self.pending()

    def pending(self) -> Iterator[bytes]:
        """What came in together with something before it."""
        while frame := _frame(self._received):
            payload, self._received = frame
            yield payload

    def say(self, text: bytes) -> None:
        """A short text, masked with zeros as clients must."""
        self.socket.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)


def _frame(received: bytes) -> tuple[bytes, bytes] | None:
    """The first whole frame of a server, and the rest."""
    if len(received) < 2:
        return None
    start, length = 2, received[1] & 0x7F
    if length >= 126:
        start = 4 if length == 126 else 10
        length = int.from_bytes(received[2:start], "big")
    end = start + length
    return (received[start:end], received[end:]) if len(received) >= end else None


class Listeners:
    """All of them; tells on standard output when the last one has heard a call."""

    def __init__(self, port: int, path: str, count: int) -> None:
        self._ready = selectors.DefaultSelector()
        self._count = count
        self._heard: Counter[int] = Counter()
        self._first: dict[int, float] = {}
        self._inside = 0
        for _ in range(count):
            ear = Ear(port, path)
            self._ready.register(ear.socket, selectors.EVENT_READ, ear)
            for payload in ear.pending():
                self._take(ear, payload)

    def run(self) -> None:
        """Until nobody wants to know any more: standard input ends."""
        self._ready.register(sys.stdin, selectors.EVENT_READ)
        while True:
            for key, _ in self._ready.select():
                if key.data is None:
                    return
                for payload in key.data.heard():
                    self._take(key.data, payload)

    def _take(self, ear: Ear, payload: bytes) -> None:
        if payload.startswith(OPEN):
            ear.say(CONNECT)
        elif payload == PING:
            ear.say(PONG)
        elif payload.startswith(CONNECT):
            self._inside += 1
            if self._inside == self._count:
                _tell(inside=self._inside)
        elif CALLED in payload[:40]:
            self._count_call(payload)

    def _count_call(self, payload: bytes) -> None:
        now = monotonic()
        found = SEQ.search(payload)
        seq = int(found[1]) if found else 0
        self._first.setdefault(seq, now)
        self._heard[seq] += 1
        if self._heard[seq] == self._count:
            number = NUMBER.search(payload)
            said = number[1].decode() if number else ""
            _tell(number=said, first=self._first.pop(seq), last=now, bytes=len(payload))


def _tell(**words: object) -> None:
    print(json.dumps(words), flush=True)


class Audience:
    """The listeners as seen from a measurement."""

    def __init__(self, port: int, count: int, path: str = SOCKET_IO.format(room="board")) -> None:
        self._group = Group(module("bench.listeners", port, path, count))
        self.count = count

    def __enter__(self) -> "Audience":
        try:
            self._next("inside")
        except BaseException:
            self._group.end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._group.end()

    def all_heard(self, number: str) -> float:
        """The moment at which the last one heard this number called."""
        while True:
            words = self._next("last")
            if words["number"] == number:
                return float(words["last"])

    def _next(self, wanted: str) -> dict[str, Any]:
        assert self._group.leader.stdout
        while line := self._group.leader.stdout.readline():
            words: dict[str, Any] = json.loads(line)
            if wanted in words:
                return words
        raise Broken("the listeners have gone")


def main() -> None:
    port, path, count = sys.argv[1:]
    Listeners(int(port), path, int(count)).run()


if __name__ == "__main__":
    main()
