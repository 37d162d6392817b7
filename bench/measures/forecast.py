"""The forecast through the real database: what one costs, and what it adds to taking a number."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic, thread_time

from app import Application, create_application
from bench.figures import Block, in_turns, p50, percentile
from bench.run import Run
from bench.served import DATABASE
from bench.table import TableRow, at_most, plain
from config import Config
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, seating, visit_steps
from hall.line.model import Service, Ticket
from hall.people.queries import staff_by_account
from hall.unit_of_work import Hall, ReadSession
from hall.wait_forecast.forecaster import Forecaster
from hall.wait_forecast.rules.forecast import Forecast
from server.device_wiring import Devices

WAITING = 200
#: A Monday, half past nine in the hall: everybody is at work.
MORNING = datetime(2025, 3, 3, 1, 30, tzinfo=UTC)
CLERKS = {"bing": "1", "ding": "2", "wu": "3", "ji": "4", "geng": "5", "ren": "6"}
SERVICES = "ABCDEF"


class Silent(Forecaster):
    """The hall as it would be without a forecast."""

    def foretell(self, snapshot: ReadSession, ticket: int) -> Forecast | None:
        return None


def forecaster(run: Run) -> Iterator[TableRow]:
    """One forecast with 200 waiting; then numbers taken with it and without, in turns."""
    with busy_hall(run) as (application, forecaster):
        yield from _one_forecast(run, application.hall, forecaster)
        yield from _taking(run, application, forecaster)


class RunningClock:
    """Runs like any clock, from a morning on."""

    def __init__(self) -> None:
        self._started = monotonic()

    def __call__(self) -> datetime:
        return MORNING + timedelta(seconds=self.steady())

    def steady(self) -> float:
        return monotonic() - self._started


@contextmanager
def busy_hall(run: Run) -> Iterator[tuple[Application, Forecaster]]:
    """Six clerks at work, people with all of them, and the line in front of them."""
    folder = run.empty_folder()
    folder.mkdir()
    (folder / DATABASE).write_bytes((run.demo_database.folder / DATABASE).read_bytes())
    application = create_application(_config(folder), Devices(), RunningClock())
    forecaster = application.app.extensions["app_context"].forecaster
    try:
        _promise_times(application.hall)
        forecaster.tend()
        yield application, forecaster
    finally:
        application.hall.close()


def _config(folder: Path) -> Config:
    named = {"name": "大厅", "complaint_phone": "0", "hours": "8:30"}
    return Config.parse({"hall": named, "database": {"url": f"sqlite:///{DATABASE}"}}, folder)


def _promise_times(hall: Hall) -> None:
    chance = Random(1)
    with hall.work("installer") as work:
        for service in work.session.query(Service):
            service.promised_minutes = 3
    for account, window in CLERKS.items():
        with hall.work("installer") as work:
            clerk = staff_by_account(work.session, account)
            assert clerk
        with hall.work(f"staff:{clerk.id}") as work:
            clerk = work.session.merge(clerk)
            seating.sit_down(work, queries.window_by_name(work.session, window), clerk)
    for prefix in SERVICES * 2:
        _take(hall, prefix)
    for window in CLERKS.values():
        with hall.work("installer") as work:
            calling.call_next(work, queries.window_by_name(work.session, window))
    while _waiting(hall) < WAITING:
        _take(hall, chance.choice(SERVICES))


def _take(hall: Hall, prefix: str) -> Ticket:
    with hall.work("counter") as work:
        service = queries.service_by_prefix(work.session, prefix)
        return issue_ticket(work, service, TicketRequest("counter", slip=False))


def _waiting(hall: Hall) -> int:
    with hall.read() as snapshot:
        return sum(queries.waiting_by_service(snapshot.session, snapshot.today).values())


def _give_back(hall: Hall) -> None:
    """The line stays as long as it is."""
    with hall.work("phone") as work:
        day = work.today
        newest = work.session.query(Ticket).filter_by(day=day).order_by(Ticket.id.desc()).first()
        assert newest
        visit_steps.cancel(work, newest)


def _one_forecast(run: Run, hall: Hall, forecaster: Forecaster) -> Iterator[TableRow]:
    chance, wall, cpu, said = Random(2), [], [], 0
    for _ in range(run.size(150, 10)):
        ticket = _take(hall, chance.choice(SERVICES))
        start, busy = monotonic(), thread_time()
        told = forecaster.foretold(ticket.id)
        wall.append((monotonic() - start) * 1000)
        cpu.append((thread_time() - busy) * 1000)
        said += told is not None
        _give_back(hall)
    sample = f"{len(wall)} forecasts, {said} with words, 5 services' people bear on one"
    name = f"forecast with {WAITING} waiting, from the database"
    yield at_most(f"{name}, p50", p50(wall), "ms", 5, sample)
    yield plain(f"{name}, p95", percentile(wall, 0.95), "ms")
    yield plain(f"{name}, processor's time, p50", p50(cpu), "ms")


def _taking(run: Run, application: Application, forecaster: Forecaster) -> Iterator[TableRow]:
    context = application.app.extensions["app_context"]
    silent = Silent(application.hall)
    turns, size = count(), run.size(25, 5)

    def block(forecaster: Forecaster) -> Block:
        def take_some() -> list[float]:
            application.app.extensions["app_context"] = replace(context, forecaster=forecaster)
            return [_taken_at_kiosk(application, next(turns)) for _ in range(size)]

        return take_some

    block(forecaster)()  # warm
    spoken, unspoken = in_turns(run.size(8, 2), block(forecaster), block(silent))
    added = p50(spoken) - p50(unspoken)
    sample = f"{len(spoken)} each, in turns: {p50(spoken):.1f} and {p50(unspoken):.1f} ms p50"
    what = f"a forecast adds to a take at the kiosk, {WAITING} waiting, processor's time"
    yield at_most(what, added, "ms", 5, sample)


def _taken_at_kiosk(application: Application, turn: int) -> float:
    """From the touch to the page with the number and when it will be called."""
    form = {"service": SERVICES[turn % len(SERVICES)], "key": f"bench-{turn}"}
    client = application.app.test_client()
    # Each from an address of its own: a benchmark takes more than any kiosk may (web/limits.py).
    source = {"REMOTE_ADDR": f"127.1.{turn // 250}.{turn % 250 + 1}"}
    start = thread_time()  # a neighbour's disk would drown the difference
    head = {"X-Fragment": "yes"}
    answer = client.post("/kiosk/tickets", data=form, headers=head, environ_base=source)
    taken = (thread_time() - start) * 1000
    assert answer.status_code == 200
    _give_back(application.hall)
    return taken
