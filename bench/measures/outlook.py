"""The forecast through the real database: what one costs, and what it adds to taking a number."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic, thread_time

from app import Building, create_building
from bench.figures import Block, in_turns, p50, percentile
from bench.run import Run
from bench.served import DATABASE
from bench.table import Row, at_most, plain
from config import Config
from hall.line import calling, queries, sitting
from hall.line.forecast.forecast import Forecast
from hall.line.issuing import Request, issue_ticket
from hall.line.model import Service, Ticket
from hall.outlook.forecaster import Forecaster
from hall.people.queries import staff_by_account
from hall.work import Hall, Look
from plugs import Machines

WAITING = 200
#: A Monday, half past nine in the hall: everybody is at work.
MORNING = datetime(2025, 3, 3, 1, 30, tzinfo=UTC)
CLERKS = {"bing": "1", "ding": "2", "wu": "3", "ji": "4", "geng": "5", "ren": "6"}
SERVICES = "ABCDEF"


class Silent(Forecaster):
    """The hall as it would be without a forecast."""

    def foretell(self, look: Look, ticket: int) -> Forecast | None:
        return None


def outlook(run: Run) -> Iterator[Row]:
    """One forecast with 200 waiting; then numbers taken with it and without, in turns."""
    with busy_hall(run) as (building, forecaster):
        yield from _one_forecast(run, building.hall, forecaster)
        yield from _taking(run, building, forecaster)


@contextmanager
def busy_hall(run: Run) -> Iterator[tuple[Building, Forecaster]]:
    """Six clerks at work, people with all of them, and the line in front of them."""
    folder = run.empty_folder()
    folder.mkdir()
    (folder / DATABASE).write_bytes((run.furnished.folder / DATABASE).read_bytes())
    started = monotonic()
    building = create_building(
        _config(folder), Machines(), lambda: MORNING + timedelta(seconds=monotonic() - started)
    )
    forecaster = building.app.extensions["house"].outlook
    try:
        _furnish(building.hall)
        forecaster.tend()
        yield building, forecaster
    finally:
        building.hall.close()


def _config(folder: Path) -> Config:
    named = {"name": "大厅", "complaint_phone": "0", "hours": "8:30"}
    return Config.parse({"hall": named, "database": {"url": f"sqlite:///{DATABASE}"}}, folder)


def _furnish(hall: Hall) -> None:
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
            sitting.sit_down(work, queries.window_by_name(work.session, window), clerk)
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
        return issue_ticket(work, service, Request("counter", slip=False))


def _waiting(hall: Hall) -> int:
    with hall.look() as look:
        return sum(queries.waiting_by_service(look.session, look.today).values())


def _give_back(hall: Hall) -> None:
    """The line stays as long as it is."""
    with hall.work("phone") as work:
        day = work.today
        newest = work.session.query(Ticket).filter_by(day=day).order_by(Ticket.id.desc()).first()
        assert newest
        calling.cancel(work, newest)


def _one_forecast(run: Run, hall: Hall, forecaster: Forecaster) -> Iterator[Row]:
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


def _taking(run: Run, building: Building, forecaster: Forecaster) -> Iterator[Row]:
    house = building.app.extensions["house"]
    silent = Silent(building.hall)
    turns, size = count(), run.size(25, 5)

    def block(outlook: Forecaster) -> Block:
        def take_some() -> list[float]:
            building.app.extensions["house"] = replace(house, outlook=outlook)
            return [_taken_at_kiosk(building, next(turns)) for _ in range(size)]

        return take_some

    block(forecaster)()  # warm
    spoken, unspoken = in_turns(run.size(8, 2), block(forecaster), block(silent))
    added = p50(spoken) - p50(unspoken)
    sample = f"{len(spoken)} each, in turns: {p50(spoken):.1f} and {p50(unspoken):.1f} ms p50"
    what = f"a forecast adds to a take at the kiosk, {WAITING} waiting, processor's time"
    yield at_most(what, added, "ms", 5, sample)


def _taken_at_kiosk(building: Building, turn: int) -> float:
    """From the touch to the page with the number and when it will be called."""
    form = {"service": SERVICES[turn % len(SERVICES)], "key": f"bench-{turn}"}
    client = building.app.test_client()
    start = thread_time()  # a neighbour's disk would drown the difference
    answer = client.post("/kiosk/tickets", data=form, headers={"X-Fragment": "yes"})
    taken = (thread_time() - start) * 1000
    assert answer.status_code == 200
    _give_back(building.hall)
    return taken
