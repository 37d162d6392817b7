"""The load generator: many clients on one thread, in a process of its own.

Each client sends its next request when the answer to the one before is whole. A client whose
server dies goes to the next server with the same request and the same key, as our API asks for.
"""

import json
import re
import secrets
import selectors
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from itertools import count
from time import monotonic, sleep
from typing import Any

from bench.processes import Group, module
from bench.wire import KEY, READ_BYTES, SERVICE, Broken, connected, whole

NUMBER = re.compile(rb'"number": ?"([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPlan:
    """What to send to whom, and for how long."""

    ports: list[int]
    requests: list[str]  # in turn
    services: str = "A"
    clients: int = 1
    seconds: float = 1.0
    most: int = 1_000_000
    a_second: float = 0.0  # how many requests start a second; 0: as many as are answered


@dataclass(slots=True)
class LoadReport:
    """What came back."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)  # by key
    refused: list[str] = field(default_factory=list)
    retries: int = 0

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / self.seconds


class Client:
    """One connection and the request that is under way on it."""

    def __init__(self, ports: list[int], first: int) -> None:
        self._ports, self._at = ports, first
        self.socket: socket.socket | None = None
        self.received = bytearray()
        self.key, self.request = "", b""
        self.sent_at = 0.0

    def send(self) -> None:
        if self.socket is None:
            self.socket = connected(self._ports[self._at % len(self._ports)])
        self.received.clear()
        self.socket.sendall(self.request)

    def move_on(self) -> None:
        """The server is gone: on to the next one."""
        if self.socket:
            self.socket.close()
        self.socket = None
        self._at += 1


class Generator:
    def __init__(self, plan: LoadPlan) -> None:
        self._plan = plan
        self._ready = selectors.DefaultSelector()
        self._clients = [Client(plan.ports, first) for first in range(plan.clients)]
        self._idle = list(self._clients)
        self._run = secrets.token_hex(6)
        self._turns = count()
        self._report = LoadReport()

    def run(self) -> LoadReport:
        start = monotonic()
        self._until = start + self._plan.seconds
        self._next_start = start
        while self._is_going_on():
            self._start_what_may()
            for key, _ in self._ready.select(self._pause()):
                self._read(key.data)
        self._report.seconds = monotonic() - start
        for client in self._clients:
            if client.socket:
                client.socket.close()
        return self._report

    def _is_going_on(self) -> bool:
        return self._may_start() or len(self._idle) < len(self._clients)

    def _may_start(self) -> bool:
        begun = len(self._report.milliseconds) + len(self._clients) - len(self._idle)
        return monotonic() < self._until and begun < self._plan.most

    def _pause(self) -> float:
        return min(max(0.0, self._next_start - monotonic()), 0.2) if self._plan.a_second else 0.2

    def _start_what_may(self) -> None:
        while self._idle and self._may_start():
            if self._plan.a_second:
                if monotonic() < self._next_start:
                    return
                self._next_start += 1 / self._plan.a_second
            self._send(self._renewed(self._idle.pop()))

    def _renewed(self, client: Client) -> Client:
        turn = next(self._turns)
        service = self._plan.services[turn % len(self._plan.services)]
        client.key = f"{self._run}-{turn:0{len(KEY) - len(self._run) - 1}d}"
        request = self._plan.requests[turn % len(self._plan.requests)]
        client.request = request.replace(KEY, client.key).replace(SERVICE, service).encode()
        client.sent_at = monotonic()
        return client

    def _send(self, client: Client) -> None:
        for _ in range(10 * len(self._plan.ports)):
            try:
                known = client.socket is not None
                client.send()
            except OSError:
                self._forget(client)
                sleep(0.01)
                continue
            if not known and client.socket:
                self._ready.register(client.socket, selectors.EVENT_READ, client)
            return
        raise Broken("no server answers")

    def _forget(self, client: Client) -> None:
        if client.socket:
            with suppress(KeyError):
                self._ready.unregister(client.socket)
        client.move_on()
        self._report.retries += 1

    def _read(self, client: Client) -> None:
        assert client.socket
        try:
            piece = client.socket.recv(READ_BYTES)
        except OSError:
            piece = b""
        if not piece:
            self._forget(client)
            self._send(client)
            return
        client.received += piece
        if whole(client.received):
            self._take_down(client)

    def _take_down(self, client: Client) -> None:
        self._report.milliseconds.append((monotonic() - client.sent_at) * 1000)
        if client.received[9:10] != b"2":
            self._report.refused.append(client.received[:300].decode(errors="replace"))
        elif found := NUMBER.search(client.received):
            self._report.numbers[client.key] = found[1].decode()
        self._idle.append(client)


@contextmanager
def under_way(plan: LoadPlan) -> Iterator["Running"]:
    """The plan as a process that works while the block does something else."""
    with Group(module("bench.load")) as group:
        yield Running(group, plan)


class Running:
    def __init__(self, group: Group, plan: LoadPlan) -> None:
        self._process = group.leader
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asdict(plan)) + "\n")
        self._process.stdin.flush()

    def report(self) -> LoadReport:
        """Wait for the end of the plan. Raises Broken when anything was refused."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise Broken("the load generator gave up")
        report = LoadReport(**json.loads(line))
        if report.refused:
            raise Broken(f"{len(report.refused)} refused: {report.refused[0]}")
        return report


def loaded(plan: LoadPlan) -> LoadReport:
    with under_way(plan) as running:
        return running.report()


def main() -> None:
    values: dict[str, Any] = json.loads(sys.stdin.readline())
    report = Generator(LoadPlan(**values)).run()
    print(json.dumps(asdict(report)), flush=True)


if __name__ == "__main__":
    main()
