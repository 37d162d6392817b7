"""Four servers on one database, thirty-two clients: as many calls as numbers, none of them twice.

Half of the numbers are taken; the rest while others call; then the line is called empty. With
``--long`` it is the 5,000 of both that the hall is measured by.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from time import monotonic

from bench.load import LoadPlan, LoadReport, under_way
from bench.run import Run
from bench.served import SERVICES, Served
from bench.table import TableRow, at_most, plain

PROCESSES, CLIENTS = 4, 32
#: At which window the rest of a service's line is called.
CALLED_AT = {"A": "6", "B": "2", "C": "5", "D": "6", "E": "5", "F": "6"}
WINDOWS = "123456"
SECONDS = 800.0


def concurrency(run: Run) -> Iterator[TableRow]:
    count = 5000 if run.long else run.size(1000, 120)
    with ExitStack() as stack:
        first = stack.enter_context(run.served())
        others = [stack.enter_context(run.served(folder=first.folder)) for _ in range(3)]
        crowd = Crowd(first, [first.port, *(served.port for served in others)])
        start = monotonic()
        crowd.take_and_call(count)
        seconds = monotonic() - start
        yield plain("takes and calls a second, 4 processes", 2 * count / seconds, "/s", 2 * count)
        yield from _all_once(first, crowd, count)


class Crowd:
    """Everybody at once, in three waves."""

    def __init__(self, served: Served, ports: list[int]) -> None:
        self._served, self._ports = served, ports
        self.taken: list[str] = []
        self.called: list[str] = []

    def take_and_call(self, count: int) -> None:
        half = count // 2
        self.taken += _numbers(self._run([self._takes(half, CLIENTS)]))
        rest, some = self._takes(count - half, CLIENTS // 2), self._calls(WINDOWS, count // 3, 16)
        taken, called = self._run([rest, some])
        self.taken += _numbers([taken])
        self.called += _numbers([called])
        left = [self._calls(*line, 10) for line in self._waiting().items()]
        self.called += _numbers(self._run(left))

    def _takes(self, most: int, clients: int) -> LoadPlan:
        return self._plan([self._served.take("@")], most, clients)

    def _calls(self, windows: str, most: int, clients: int) -> LoadPlan:
        return self._plan([self._served.call_next(window) for window in windows], most, clients)

    def _plan(self, requests: list[bytes], most: int, clients: int) -> LoadPlan:
        return LoadPlan(
            ports=self._ports,
            requests=[request.decode() for request in requests],
            services=SERVICES,
            clients=clients,
            seconds=SECONDS,
            most=most,
        )

    def _run(self, plans: Sequence[LoadPlan]) -> list[LoadReport]:
        """All of them at the same time."""
        with ExitStack() as stack:
            running = [stack.enter_context(under_way(plan)) for plan in plans]
            return [client.report() for client in running]

    def _waiting(self) -> Counter[str]:
        """How many are to be called at which window."""
        with closing(sqlite3.connect(self._served.database)) as database:
            rows = database.execute("SELECT number FROM ticket WHERE state = 'waiting'").fetchall()
        return Counter(CALLED_AT[number[0]] for (number,) in rows)


def _numbers(reports: Sequence[LoadReport]) -> list[str]:
    return [number for report in reports for number in report.numbers.values()]


def _all_once(served: Served, crowd: Crowd, count: int) -> Iterator[TableRow]:
    with closing(sqlite3.connect(served.database)) as database:
        kept = [number for (number,) in database.execute("SELECT number FROM ticket")]
        facts = "SELECT details FROM journal WHERE kind = 'TicketCalled'"
        told = [json.loads(details)["number"] for (details,) in database.execute(facts)]
    sample = f"{len(crowd.taken)} takes, {len(crowd.called)} calls, {CLIENTS} clients"
    for what, wrong in (
        ("numbers given twice or lost", _wrong(crowd.taken, kept, count)),
        ("people called twice or not at all", _wrong(crowd.called, kept, count)),
        ("calls in the journal beside those", _wrong(told, crowd.called, count)),
    ):
        yield at_most(f"{what}, 4 processes", wrong, "numbers", 0, sample)


def _wrong(numbers: list[str], expected: list[str], count: int) -> int:
    """How many are there twice, are missing, or too many."""
    twice = len(numbers) - len(set(numbers))
    return twice + len(set(numbers) ^ set(expected)) + abs(count - len(numbers))
