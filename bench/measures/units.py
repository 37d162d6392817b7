"""The units themselves, and what the measuring tools can do at most."""

from collections.abc import Iterator

from bench.figures import p50
from bench.load import LoadPlan, loaded
from bench.processes import Group, module
from bench.run import Run
from bench.served import free_port
from bench.table import TableRow, plain
from bench.units import LISTENERS, bare_broadcast, raw_issues
from bench.wire import Broken, connected, spelled


def units(run: Run) -> Iterator[TableRow]:
    """U1, U2 and U3, and the load generator's own ceiling."""
    pings = run.ping.milliseconds(run.size(2000, 50))
    yield plain("U1 /ping on one keep-alive connection", p50(pings), "ms p50", len(pings))
    issues = raw_issues(run.folder, run.size(1000, 50))
    yield plain("U2 raw sqlite3 issue, WAL, FULL", p50(issues), "ms p50", len(issues))
    with bare_broadcast() as bare:
        calls = bare.milliseconds(run.size(100, 5))
    yield plain(f"U3 bare broadcast to {LISTENERS}", p50(calls), "ms p50", len(calls))
    for clients in (1, 8, 32):
        yield plain(f"load generator's ceiling, {clients} clients", _ceiling(run, clients), "/s")


def _ceiling(run: Run, clients: int) -> float:
    """What the generator sends to a server that does nothing, on the same cores."""
    port = free_port()
    with Group(module("bench.nothing", port)) as group:
        _wait_for(port, group)
        request = spelled("GET", "/").decode()
        seconds = run.size(10, 2) / 10
        return loaded(
            LoadPlan(ports=[port], requests=[request], clients=clients, seconds=seconds)
        ).rate


def _wait_for(port: int, group: Group) -> None:
    while group.leader.poll() is None:
        try:
            return connected(port).close()
        except OSError:
            continue
    raise Broken("the idle responder did not start")
