"""The same made-up days lived through a real hall: its tables, its actions, its forecaster.

What the pure rule is told here comes from where it comes from in a hall: who sits at which
window, what was punched, which number was called. Only the promised minutes are fewer, for the
office enters them by service.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from bench.forecast.at_work import AtWork
from bench.forecast.day import Shift, SimulatedDay, Visitor, day
from bench.forecast.estimators import Estimator, LearnedConstant
from bench.forecast.ours import Ours
from bench.forecast.past import Past
from bench.forecast.real import FIRST_DAY, RealHall, real_hall
from bench.forecast.replay import Replay
from bench.forecast.world import World
from bench.forecast.world import world as made_up
from hall.line import calling, queries, seating, visit_steps
from hall.line.finishing import finish
from hall.people.model import Staff


class WiredReplay(Replay):
    """Does everything twice: in the made-up hall and in the real one."""

    def __init__(
        self, day: SimulatedDay, past: Past, estimators: Sequence[Estimator], real: RealHall
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
            seating.sit_down(work, window, clerk)
        super()._arrives(now, shift)

    def _leaves(self, now: float, at_work: AtWork) -> None:
        was = at_work.shift
        super()._leaves(now, at_work)
        if was is not None and at_work.shift is None:
            self.real.at(now)
            with self.real.work_of(at_work.worker.name) as (work, window):
                seating.stand_up(work, window)

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
                visit_steps.miss(work, ticket)


def wired(seed: int, days: int) -> str:
    """Live through the days in both halls; one line about how well each forecast."""
    hall = made_up(seed)
    with TemporaryDirectory(prefix="wired-") as folder, real_hall(hall, Path(folder)) as real:
        ours, simple = Ours(), LearnedConstant()
        past = Past(
            {(item.service, item.code): item.promised for item in hall.items if item.promised}
        )
        lived = _lived(hall, seed, days, real, past, [ours, simple])
    return _line(seed, lived, real, ours, simple)


def _lived(
    hall: World, seed: int, days: int, real: RealHall, past: Past, rivals: list[Estimator]
) -> dict[int, tuple[float, float]]:
    """When everybody came and was called."""
    lived: dict[int, tuple[float, float]] = {}
    for number in range(days):
        real.day = FIRST_DAY + timedelta(days=number)
        real.at(0)
        real.forecaster.tend()
        for rival in rivals:
            rival.morning(past)
        today = day(hall, seed, number)
        called = WiredReplay(today, past, rivals, real).run()
        lived |= {
            visitor.ticket: (visitor.comes, called[visitor.ticket])
            for visitor in today.visitors
            if visitor.ticket in called
        }
    return lived


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
