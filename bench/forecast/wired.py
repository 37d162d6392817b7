"""The same made-up days lived through a real hall: its tables, its deeds, its forecaster.

What the pure rule is told here comes from where it comes from in a hall: who sits at which
window, what was punched, which number was called. Only the promised minutes are fewer, for the
office enters them by service.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from bench.forecast.day import Day, Shift, Visitor, day
from bench.forecast.estimators import Estimator, LearnedConstant
from bench.forecast.ours import Ours
from bench.forecast.past import Past
from bench.forecast.replay import AtWork, Replay
from bench.forecast.world import World
from bench.forecast.world import world as made_up
from hall.line import calling, queries, sitting
from hall.line.finishing import finish
from hall.line.issuing import Request, issue_ticket
from hall.line.model import Service, Window
from hall.outlook import rota
from hall.outlook.forecaster import Forecaster
from hall.outlook.minutes import moment_at
from hall.people.model import Role, Staff
from hall.records import open_records
from hall.work import Hall, Work

FIRST_DAY = date(2025, 3, 3)


@dataclass
class RealHall:
    """A hall whose clock is turned by the replay, one window for each of the officers."""

    hall: Hall
    forecaster: Forecaster
    clock: list[datetime]
    day: date = FIRST_DAY
    clerks: dict[str, int] = field(default_factory=dict)  # by officer
    windows: dict[str, str] = field(default_factory=dict)
    tickets: dict[int, int] = field(default_factory=dict)  # ours, by the made-up ones
    waits: dict[int, float] = field(default_factory=dict)  # as forecast
    at_most: dict[int, float] = field(default_factory=dict)

    def at(self, minute: float) -> None:
        self.clock[0] = max(self.clock[0], moment_at(self.day, minute))

    @contextmanager
    def work_of(self, officer: str) -> Iterator[tuple[Work, Window]]:
        with self.hall.work(f"staff:{self.clerks[officer]}") as work:
            yield work, queries.window_by_name(work.session, self.windows[officer])

    def take(self, visitor: Visitor) -> None:
        asked = Request("counter", item_code=visitor.item.code, slip=False)
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


class WiredReplay(Replay):
    """Does everything twice: in the made-up hall and in the real one."""

    def __init__(
        self, day: Day, past: Past, estimators: Sequence[Estimator], real: RealHall
    ) -> None:
        super().__init__(day, past, estimators)
        self.real = real
        self.in_hand: dict[str, int] = {}

    def _comes(self, now: float, visitor: Visitor) -> None:
        self.real.at(now)
        self.real.take(visitor)
        super()._comes(now, visitor)

    def _arrives(self, now: float, shift: Shift) -> None:
        self.real.at(now)
        name = shift.worker.name
        with self.real.work_of(name) as (work, window):
            clerk = work.session.get_one(Staff, self.real.clerks[name])
            sitting.sit_down(work, window, clerk)
        super()._arrives(now, shift)

    def _leaves(self, now: float, at_work: AtWork) -> None:
        was = at_work.shift
        super()._leaves(now, at_work)
        if was is not None and at_work.shift is None:
            self.real.at(now)
            with self.real.work_of(at_work.worker.name) as (work, window):
                sitting.stand_up(work, window)

    def _calls(self, now: float, at_work: AtWork) -> None:
        before = set(self.called)
        super()._calls(now, at_work)
        for ticket in self.called.keys() - before:
            self.real.at(now)
            name = at_work.worker.name
            with self.real.work_of(name) as (work, window):
                called = calling.call_next(work, window)
            assert called.id == self.real.tickets[ticket], "the halls call different people"
            self.in_hand[name] = called.id

    def _finish(self, now: float, at_work: AtWork) -> None:
        visit, name = at_work.visit, at_work.worker.name
        super()._finish(now, at_work)
        if visit is None or name not in self.in_hand:
            return
        self.real.at(now)
        with self.real.work_of(name) as (work, _):
            ticket = queries.ticket_by_id(work.session, self.in_hand.pop(name))
            if at_work.stayed:
                finish(work, ticket)
            else:
                calling.miss(work, ticket)


def wired(seed: int, days: int) -> str:
    """Live through the days in both halls; one line about how well each forecast."""
    hall = made_up(seed)
    with TemporaryDirectory(prefix="wired-") as folder, _real(hall, Path(folder)) as real:
        ours, simple = Ours(), LearnedConstant()
        past = Past(
            {(each.service, each.code): each.promised for each in hall.items if each.promised}
        )
        lived = _lived(hall, seed, days, real, past, [ours, simple])
    return _line(seed, lived, real, ours, simple)


def _lived(  # noqa: PLR0913 -- both halls, and who forecasts in them
    hall: World, seed: int, days: int, real: RealHall, past: Past, rivals: list[Estimator]
) -> dict[int, tuple[float, float]]:
    """When everybody came and was called."""
    lived: dict[int, tuple[float, float]] = {}
    for number in range(days):
        real.day = FIRST_DAY + timedelta(days=number)
        real.at(0)
        real.forecaster.tend()
        for each in rivals:
            each.morning(past)
        today = day(hall, seed, number)
        called = WiredReplay(today, past, rivals, real).run()
        lived |= {
            each.ticket: (each.comes, called[each.ticket])
            for each in today.visitors
            if each.ticket in called
        }
    return lived


@contextmanager
def _real(world: World, folder: Path) -> Iterator[RealHall]:
    clock = [datetime.combine(FIRST_DAY, datetime.min.time(), UTC) - timedelta(days=1)]
    hall = Hall(open_records(f"sqlite:///{folder / 'hall.sqlite3'}"), lambda: clock[0])
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
    return sorted({each.service for each in world.items})


def _service(world: World, prefix: str) -> Service:
    told = [each.promised for each in world.items if each.service == prefix and each.promised]
    minutes = round(fmean(told)) if told else None
    return Service(prefix=prefix, name=prefix, promised_minutes=minutes)


def _line(
    seed: int,
    lived: dict[int, tuple[float, float]],
    real: RealHall,
    ours: Ours,
    simple: LearnedConstant,
) -> str:
    said = [ticket for ticket in lived if ticket in real.waits and ticket in ours.waits]
    errors = [
        fmean(abs(waits[ticket] - (lived[ticket][1] - lived[ticket][0])) for ticket in said)
        for waits in (real.waits, ours.waits, simple.waits)
    ]
    held = [ticket in lived and lived[ticket][1] <= most for ticket, most in real.at_most.items()]
    return (
        f"hall {seed:3}  {len(said):5} people; error wired {errors[0]:5.1f},"
        f" pure {errors[1]:5.1f}, simple rule {errors[2]:5.1f};"
        f" wired 'at most' held {fmean(held):.0%} of {len(held)}"
    )
