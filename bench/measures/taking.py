"""Taking a number: how fast, how evenly, and never the same one twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Timer

from bench.figures import in_turns, p50, percentile
from bench.load import LoadPlan, LoadReport, loaded, under_way
from bench.run import Run
from bench.served import SERVICES, Served
from bench.table import Compared, TableRow, at_most
from bench.units import PING_REQUEST
from bench.wire import KEY, Broken, spelled

KIOSK_FORM = {"Content-Type": "application/x-www-form-urlencoded", "X-Fragment": "yes"}
#: So many that none takes more than a kiosk may at once (web/limits.py).
KIOSKS = 40
KIOSK = spelled("POST", "/kiosk/tickets", KIOSK_FORM, f"service=A&key={KEY}".encode())


def take(run: Run) -> Iterator[TableRow]:
    """One client, one number after the other, in turns with the bare server."""
    with run.served() as served, served.line() as line:
        turns = iter(range(1_000_000))

        def block() -> list[float]:
            return [
                line.timed(served.take("A", f"take-{next(turns)}"), 201)[0] for _ in range(size)
            ]

        size = run.size(100, 10)
        block()  # warm
        taken, pings = in_turns(run.size(8, 2), block, lambda: run.ping.milliseconds(size))
    row = run.in_u1(taken, pings, most=8).row
    yield row("take over HTTP, committed", f"{len(taken)} in turns with U1")


def kiosk(run: Run) -> Iterator[TableRow]:
    """The kiosk's one request: take, commit, and the page that says the number."""
    with run.served() as served, ExitStack() as open_ones:
        lines = [open_ones.enter_context(served.line(f"127.0.1.{n + 1}")) for n in range(KIOSKS)]
        turns = iter(range(1_000_000))

        def block() -> list[float]:
            taken = (next(turns) for _ in range(size))
            return [_take_at_kiosk(lines[turn % KIOSKS].timed, turn) for turn in taken]

        size = run.size(50, 10)
        block()
        taken, pings = in_turns(run.size(6, 2), block, lambda: run.ping.milliseconds(size))
        numbers = _rows(served, "SELECT count(*) FROM ticket")
    requests = (len(taken) + size) / numbers
    yield at_most("requests for one take at the kiosk", requests, "request", 1, len(taken))
    yield run.in_u1(taken, pings, most=None).row("take at the kiosk, page included", len(taken))


def _take_at_kiosk(timed: object, turn: int) -> float:
    assert callable(timed)
    request = KIOSK.replace(KEY.encode(), f"{turn:0{len(KEY)}d}".encode())
    milliseconds: float = timed(request)[0]
    return milliseconds


def throughput(run: Run) -> Iterator[TableRow]:
    """As many clients as there are, each with its next request at once."""
    every: list[LoadReport] = []
    with run.served() as served:
        for clients in (1, 8, 32):
            takes, pings = [], []
            for _ in range(run.size(2, 1)):
                pings.append(_pings(run, clients))
                takes.append(_takes(run, served, clients))
            yield from _throughput_rows(clients, takes, pings)
            every += takes
        yield _same_twice(every, served)


def _pings(run: Run, clients: int) -> LoadReport:
    return loaded(
        LoadPlan(
            ports=[run.ping.port],
            requests=[PING_REQUEST.decode()],
            clients=clients,
            seconds=run.size(12, 3) / 10,
        )
    )


def _takes(run: Run, served: Served, clients: int) -> LoadReport:
    return loaded(
        LoadPlan(
            ports=[served.port],
            requests=[served.take().decode()],
            services=SERVICES,
            clients=clients,
            seconds=run.size(12, 3) / 10,
        )
    )


def _throughput_rows(
    clients: int, takes: list[LoadReport], pings: list[LoadReport]
) -> Iterator[TableRow]:
    rate, bare = p50([report.rate for report in takes]), p50([report.rate for report in pings])
    times = [ms for report in takes for ms in report.milliseconds]
    bare_times = [ms for report in pings for ms in report.milliseconds]
    sample = f"{len(times)} takes, {len(bare_times)} pings"
    least = 0.25 if clients > 1 else None
    compared = Compared(value=rate, unit="/s", to=bare, named="of /ping", least=least)
    yield compared.row(f"takes a second, {clients} clients", sample)
    middle, bare_middle = p50(times), p50(bare_times)
    for name, worst, bare_worst, most in (
        ("p99", percentile(times, 0.99), percentile(bare_times, 0.99), 4),
        ("max", max(times), max(bare_times), 10),
    ):
        its = f"p50 {middle:.2f} ms; /ping's own {bare_worst / bare_middle:.1f} p50"
        judged = Compared(value=worst, unit=f"ms {name}", to=middle, named="p50", most=most)
        yield judged.row(f"slowest takes ({name}), {clients} clients", its)


def _same_twice(reports: list[LoadReport], served: Served) -> TableRow:
    numbers = [number for report in reports for number in report.numbers.values()]
    kept = _rows(served, "SELECT count(*) FROM ticket")
    if kept != len(numbers):
        raise Broken(f"{len(numbers)} numbers were told, {kept} are on disk")
    twice = len(numbers) - len(set(numbers))
    return at_most("numbers given twice, one process", twice, "numbers", 0, len(numbers))


def four_processes(run: Run) -> Iterator[TableRow]:
    """Four servers on one database, and the power of one fails in between."""
    with ExitStack() as stack:
        first = stack.enter_context(run.served())
        others = [stack.enter_context(run.served(folder=first.folder)) for _ in range(3)]
        plan = LoadPlan(
            ports=[served.port for served in (first, *others)],
            requests=[first.take().decode()],
            services=SERVICES,
            clients=32,
            seconds=run.size(45, 15) / 10,
        )
        cut = Timer(plan.seconds / 3, others[0].group.kill)
        cut.start()
        with under_way(plan) as running:
            report = running.report()
        cut.join()
        yield from _none_lost(first, report)


def _none_lost(served: Served, report: LoadReport) -> Iterator[TableRow]:
    sample = f"{len(report.numbers)} keys, 32 clients, {report.retries} retries after kill -9"
    told = list(report.numbers.values())
    twice = len(told) - len(set(told))
    yield at_most("numbers told twice, 4 processes", twice, "numbers", 0, sample)
    with sqlite3.connect(served.database) as database:
        kept = dict(database.execute("SELECT request_key, number FROM ticket").fetchall())
        gaps = database.execute(
            "SELECT sum(highest - kept) FROM (SELECT max(sequence) highest, count(*) kept "
            "FROM ticket GROUP BY service_id, day)"
        ).fetchone()[0]
    database.close()
    lost = sum(kept.get(f"token:bench {key}") != number for key, number in report.numbers.items())
    yield at_most("numbers told and lost, 4 processes", lost, "numbers", 0, sample)
    unasked = len(kept) - len(report.numbers)
    yield at_most("numbers nobody was told, 4 processes", unasked + gaps, "numbers", 0, sample)


def _rows(served: Served, question: str) -> int:
    database = sqlite3.connect(served.database)
    try:
        return int(database.execute(question).fetchone()[0])
    finally:
        database.close()
