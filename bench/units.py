"""The three units that marks are ratios of.

U1  one JSON answer of Flask behind the same gunicorn worker, over one keep-alive connection
U2  one number given out with sqlite3 alone: counter and row, WAL, synchronous FULL
U3  one message of bare ``websockets`` until the last of 100 clients has it
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from bench.listeners import Audience
from bench.processes import Group, module
from bench.served import free_port
from bench.wire import Broken, HttpConnection, spelled

PING_REQUEST = spelled("GET", "/ping")
LISTENERS = 100
OPENING_SECONDS = 20.0


class Ping:
    """U1, ready to be asked at any time."""

    def __init__(self) -> None:
        self.port = free_port()
        self._group = Group(module("bench.ping", self.port))
        self._wait_until_open()

    def close(self) -> None:
        self._group.end()

    def milliseconds(self, count: int) -> list[float]:
        """On a connection that is new and warm: an old one may have been idle for too long."""
        with HttpConnection(self.port) as line:
            line.timed(PING_REQUEST)
            return [line.timed(PING_REQUEST)[0] for _ in range(count)]

    def _wait_until_open(self) -> None:
        until = monotonic() + OPENING_SECONDS
        while monotonic() < until and self._group.leader.poll() is None:
            try:
                return HttpConnection(self.port).close()
            except OSError:
                sleep(0.05)
        self._group.end()
        raise Broken("the /ping server did not open")


def raw_issues(folder: Path, count: int) -> list[float]:
    """U2 in milliseconds, on the filesystem where the halls of this run lie."""
    connection = sqlite3.connect(folder / "u2.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS counter (service PRIMARY KEY, last INTEGER)")
    connection.execute("CREATE TABLE IF NOT EXISTS ticket (id INTEGER PRIMARY KEY, number TEXT)")
    connection.execute("INSERT OR IGNORE INTO counter VALUES ('A', 0)")
    taken = [_issue(connection) for _ in range(count)]
    connection.close()
    return taken


def _issue(connection: sqlite3.Connection) -> float:
    start = monotonic()
    connection.execute("BEGIN IMMEDIATE")
    raised = "UPDATE counter SET last = last + 1 WHERE service = 'A' RETURNING last"
    last = connection.execute(raised).fetchone()[0]
    connection.execute("INSERT INTO ticket (number) VALUES (?)", (f"A{last:03d}",))
    connection.execute("COMMIT")
    return (monotonic() - start) * 1000


class BareBroadcast:
    """U3, ready to be asked at any time."""

    def __init__(self, group: Group, audience: Audience) -> None:
        self._process = group.leader
        self._audience = audience
        self._calls = 0

    def milliseconds(self, count: int) -> list[float]:
        return [self._one() for _ in range(count)]

    def _one(self) -> float:
        assert self._process.stdin
        assert self._process.stdout
        self._calls += 1
        number = f"A{self._calls:03d}"
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        sent_at = float(self._process.stdout.readline())
        return (self._audience.all_heard(number) - sent_at) * 1000


@contextmanager
def bare_broadcast(listeners: int = LISTENERS) -> Iterator[BareBroadcast]:
    port = free_port()
    with Group(module("bench.bare_broadcast", port)) as group:
        assert group.leader.stdout
        group.leader.stdout.readline()
        with Audience(port, listeners, "/") as audience:
            yield BareBroadcast(group, audience)
