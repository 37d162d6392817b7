"""Many screens on one thread, in a process of its own: each hears what it plays from now on, or
that it must ask for it, and says within a moment of its own that it has painted it, as the page
on the wall does.
"""

import json
import random
import selectors
import sys
from collections.abc import Iterator
from functools import partial
from time import monotonic

from bench.listeners import CONNECT, OPEN, PING, PONG, SEQ, SOCKET_IO, Ear
from bench.processes import Group, module
from bench.wire import READ_BYTES, Broken, connected, spelled, whole
from hall.screens.screen_state import BEAT_SPREAD_SECONDS

CHANGED = b'"notices-changed"'
DRAWN = b"data-notices-seq"
SAID = b'{"painted":1,"frames":600,"version":"bench"}'
JSON = {"Content-Type": "application/json"}


class Wall:
    """One screen: its wire, and a connection on which it says what it painted; as in a browser it
    stays open from one time to the next."""

    def __init__(self, port: int, number: int) -> None:
        self.port = port
        self.ear = Ear(port, SOCKET_IO.format(room="board"))
        self._saying = spelled("POST", f"/display/wall-{number}/beat", JSON, SAID)
        self._received = b""
        self.line = connected(port)
        self.due: float | None = None
        self.painted = self.said = 0  # rows of the journal

    def paint(self, seq: int) -> None:
        self.painted = seq
        self.due = monotonic() + random.uniform(0, BEAT_SPREAD_SECONDS)

    def say_if_due(self) -> None:
        if self.due is not None and self.due <= monotonic():
            self.due = None
            self.line.sendall(self._saying)

    def take(self) -> bool:
        """Whether what was said is answered now."""
        piece = self.line.recv(READ_BYTES)
        if not piece:
            raise Broken("the server hung up")
        self._received += piece
        if length := whole(self._received):
            self._received = self._received[length:]
        return bool(length)


class Walls:
    def __init__(self, port: int, count: int) -> None:
        self._ready = selectors.DefaultSelector()
        self._walls = [Wall(port, number) for number in range(count)]
        for wall in self._walls:
            self._ready.register(wall.ear.socket, selectors.EVENT_READ, partial(self._told, wall))
            self._ready.register(wall.line, selectors.EVENT_READ, partial(self._answered, wall))
            for payload in wall.ear.pending():
                self._hear(wall, payload)
        self._heard: dict[int, float] = {}  # when the first of them heard of each change
        self._took: dict[int, float] = {}  # milliseconds until all had painted it

    def run(self) -> None:
        self._ready.register(sys.stdin, selectors.EVENT_READ)
        print(json.dumps({"inside": len(self._walls)}), flush=True)
        while True:
            for key, _ in self._ready.select(self._patience()):
                if key.data is None:
                    return
                key.data()
            for wall in self._walls:
                wall.say_if_due()

    def _patience(self) -> float | None:
        dues = [wall.due for wall in self._walls if wall.due is not None]
        return max(0.0, min(dues) - monotonic()) if dues else None

    def _told(self, wall: Wall) -> None:
        for payload in wall.ear.heard():
            self._hear(wall, payload)

    def _answered(self, wall: Wall) -> None:
        if wall.take():
            self._said(wall)

    def _hear(self, wall: Wall, payload: bytes) -> None:
        if payload.startswith(OPEN):
            wall.ear.say(CONNECT)
        elif payload == PING:
            wall.ear.say(PONG)
        elif CHANGED in payload[:40] and (found := SEQ.search(payload)):
            self._paint(wall, int(found[1]), payload)

    def _paint(self, wall: Wall, seq: int, payload: bytes) -> None:
        if DRAWN not in payload:
            raise Broken("the rotation did not come with the message")
        self._heard.setdefault(seq, monotonic())
        wall.paint(seq)
        if min(wall.painted for wall in self._walls) == seq:
            self._took[seq] = (monotonic() - self._heard[seq]) * 1000

    def _said(self, wall: Wall) -> None:
        wall.said = wall.painted
        seq = min(wall.said for wall in self._walls)
        if took := self._took.pop(seq, None):
            said = (monotonic() - self._heard[seq]) * 1000
            print(json.dumps({"seq": seq, "painted": took, "said": said}), flush=True)


class Hundred:
    """The walls as seen from a measurement."""

    def __init__(self, port: int, count: int) -> None:
        self._group = Group(module("bench.walls", port, count))

    def __enter__(self) -> "Hundred":
        next(self._told())
        return self

    def __exit__(self, *_: object) -> None:
        self._group.end()

    def painted(self, seq: int) -> tuple[float, float]:
        """Milliseconds from the first screen's hearing of this row, or something newer, until the
        last has painted it, and until the last has said so."""
        return next((told["painted"], told["said"]) for told in self._told() if told["seq"] >= seq)

    def _told(self) -> Iterator[dict[str, float]]:
        assert self._group.leader.stdout
        while line := self._group.leader.stdout.readline():
            yield json.loads(line)
        raise Broken("the walls have gone")


if __name__ == "__main__":
    Walls(int(sys.argv[1]), int(sys.argv[2])).run()
