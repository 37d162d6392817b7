"""Many screens on one thread, in a process of its own: each hears that the notices changed, asks
for them, and says that it has painted them, as the page on the wall does.
"""

import json
import selectors
import socket
import sys
from collections.abc import Iterator
from time import monotonic

from bench.listeners import CONNECT, OPEN, PING, PONG, SEQ, SOCKET_IO, Ear
from bench.processes import Group, module
from bench.wire import READ_BYTES, Broken, connected, spelled, whole

CHANGED = b'"notices-changed"'
SAID = b'{"painted":1,"frames":600,"version":"bench"}'
JSON = {"Content-Type": "application/json"}


class Wall:
    """One screen: its wire, and a connection on which it asks."""

    def __init__(self, port: int, number: int) -> None:
        self.port = port
        self.ear = Ear(port, SOCKET_IO.format(room="board"))
        name = f"/display/wall-{number}"
        ask = spelled("GET", f"{name}/_notices", {"X-Fragment": "yes"})
        self._asks = (ask, spelled("POST", f"{name}/beat", JSON, SAID))
        self._left: list[bytes] = []
        self._received = b""
        self.line: socket.socket | None = None
        self.asked = self.painted = 0  # rows of the journal

    def begin(self, seq: int) -> None:
        """On a new connection: what was asked before may be answered with something older."""
        self.asked = seq
        if self.line:
            self.line.close()
        self.line = connected(self.port)
        self._left, self._received = list(self._asks), b""
        self.send()

    def send(self) -> None:
        assert self.line
        self.line.sendall(self._left[0])

    def take(self) -> bool:
        """Whether everything that was asked is answered now; then the connection may go."""
        assert self.line
        piece = self.line.recv(READ_BYTES)
        if not piece and self._left:
            raise Broken("the server hung up")
        self._received += piece
        while length := whole(self._received):
            self._received = self._received[length:]
            self._left.pop(0)
            if self._left:
                self.send()
        return not self._left


class Walls:
    def __init__(self, port: int, count: int) -> None:
        self._ready = selectors.DefaultSelector()
        self._walls = [Wall(port, number) for number in range(count)]
        for wall in self._walls:
            self._ready.register(wall.ear.socket, selectors.EVENT_READ, (wall, True))
            for payload in wall.ear.pending():
                self._hear(wall, payload)
        self._busy: set[int] = set()
        self._heard: dict[int, float] = {}  # when the first of them heard of each change
        self._told = 0

    def run(self) -> None:
        self._ready.register(sys.stdin, selectors.EVENT_READ)
        print(json.dumps({"inside": len(self._walls)}), flush=True)
        while True:
            for key, _ in self._ready.select():
                if key.data is None:
                    return
                wall, is_ear = key.data
                if is_ear:
                    for payload in wall.ear.heard():
                        self._hear(wall, payload)
                elif wall.take():
                    self._ready.unregister(key.fileobj)
                    self._painted(wall)

    def _hear(self, wall: Wall, payload: bytes) -> None:
        if payload.startswith(OPEN):
            wall.ear.say(CONNECT)
        elif payload == PING:
            wall.ear.say(PONG)
        elif CHANGED in payload[:40] and (found := SEQ.search(payload)):
            self._ask(wall, int(found[1]))

    def _ask(self, wall: Wall, seq: int) -> None:
        self._heard.setdefault(seq, monotonic())
        if id(wall) in self._busy:
            assert wall.line
            self._ready.unregister(wall.line)
        self._busy.add(id(wall))
        wall.begin(seq)
        assert wall.line
        self._ready.register(wall.line, selectors.EVENT_READ, (wall, False))

    def _painted(self, wall: Wall) -> None:
        self._busy.discard(id(wall))
        wall.painted = wall.asked
        everywhere = min(each.painted for each in self._walls)
        if everywhere > self._told:
            self._told = everywhere
            took = (monotonic() - self._heard[everywhere]) * 1000
            print(json.dumps({"seq": everywhere, "milliseconds": took}), flush=True)


class Hundred:
    """The walls as seen from a measurement."""

    def __init__(self, port: int, count: int) -> None:
        self._group = Group(module("bench.walls", port, count))

    def __enter__(self) -> "Hundred":
        next(self._told())
        return self

    def __exit__(self, *_: object) -> None:
        self._group.end()

    def painted(self, seq: int) -> float:
        """Milliseconds from the first screen's hearing of this row until the last has painted it,
        or something newer."""
        return next(each["milliseconds"] for each in self._told() if each["seq"] >= seq)

    def _told(self) -> Iterator[dict[str, float]]:
        assert self._group.leader.stdout
        while line := self._group.leader.stdout.readline():
            yield json.loads(line)
        raise Broken("the walls have gone")


if __name__ == "__main__":
    Walls(int(sys.argv[1]), int(sys.argv[2])).run()
