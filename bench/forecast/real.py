"""A real hall for the made-up one: its services, officers and timetable, and a clock to turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import fmean

from bench.forecast.day import Visitor
from bench.forecast.world import World
from hall.database import open_database
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries
from hall.line.model import Service, Window
from hall.people.model import Role, Staff
from hall.unit_of_work import Hall, UnitOfWork
from hall.wait_forecast import rota
from hall.wait_forecast.day_minutes import moment_at
from hall.wait_forecast.forecaster import Forecaster

FIRST_DAY = date(2025, 3, 3)


@dataclass
class TurnedClock:
    """Goes on only when told."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def steady(self) -> float:
        return self.now.timestamp()


@dataclass
class RealHall:
    """A hall whose clock is turned by the replay, one window for each of the officers."""

    hall: Hall
    forecaster: Forecaster
    clock: TurnedClock
    day: date = FIRST_DAY
    clerks: dict[str, int] = field(default_factory=dict)  # by officer
    windows: dict[str, str] = field(default_factory=dict)
    tickets: dict[int, int] = field(default_factory=dict)  # ours, by the made-up ones
    waits: dict[int, float] = field(default_factory=dict)  # as forecast
    at_most: dict[int, float] = field(default_factory=dict)

    def at(self, minute: float) -> None:
        self.clock.now = max(self.clock.now, moment_at(self.day, minute))

    @contextmanager
    def work_of(self, officer: str) -> Iterator[tuple[UnitOfWork, Window]]:
        with self.hall.work(f"staff:{self.clerks[officer]}") as work:
            yield work, queries.window_by_name(work.session, self.windows[officer])

    def take(self, visitor: Visitor) -> None:
        asked = TicketRequest("counter", item_code=visitor.item.code, slip=False)
        with self.hall.work("counter") as work:
            service = queries.service_by_prefix(work.session, visitor.item.service)
            ticket = issue_ticket(work, service, asked)
        self.tickets[visitor.ticket] = ticket.id
        told = self.forecaster.foretold(ticket.id)
        self.forecaster.tend()
        if told is not None:
            self.waits[visitor.ticket] = told.median - told.made_at
            if told.at_most is not None:
                self.at_most[visitor.ticket] = told.at_most


@contextmanager
def real_hall(world: World, folder: Path) -> Iterator[RealHall]:
    begins = datetime.combine(FIRST_DAY, datetime.min.time(), UTC) - timedelta(days=1)
    clock = TurnedClock(begins)
    hall = Hall(open_database(f"sqlite:///{folder / 'hall.sqlite3'}"), clock)
    real = RealHall(hall, Forecaster(hall), clock)
    with hall.work("installer") as work:
        services = {prefix: _service(world, prefix) for prefix in _prefixes(world)}
        work.session.add_all(services.values())
        for place, worker in enumerate(world.workers, 1):
            clerk = Staff(account=f"clerk{place}", name="演示员", role=Role.CLERK, password="-")
            work.session.add(clerk)
            work.session.add(
                Window(
                    name=str(place),
                    department="",
                    services=[services[prefix] for prefix in sorted(worker.skills)],
                )
            )
            work.session.flush()
            real.clerks[worker.name], real.windows[worker.name] = clerk.id, str(place)
            spans = [(int(span.begins), int(span.ends)) for span in worker.spans]
            rota.set_week(work, clerk, dict.fromkeys(range(7), spans))
    yield real
    hall.close()


def _prefixes(world: World) -> list[str]:
    return sorted({item.service for item in world.items})


def _service(world: World, prefix: str) -> Service:
    told = [item.promised for item in world.items if item.service == prefix and item.promised]
    minutes = round(fmean(told)) if told else None
    return Service(prefix=prefix, name=prefix, promised_minutes=minutes)
