"""A day of the hall as it happens, minute by minute; estimators see only what the hall saw."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from random import Random

from bench.forecast.day import Shift, SimulatedDay, Visitor
from bench.forecast.estimators import Estimator
from bench.forecast.past import Past
from bench.forecast.world import Worker
from hall.wait_forecast.rules.values import (
    CurrentVisit,
    Floor,
    Officer,
    OfficerPresence,
    PastSpan,
    PastVisit,
    WaitingVisitor,
)


@dataclass(slots=True)
class AtWork:
    """An officer today. ``visit`` is what the hall believes, ``busy`` what is."""

    worker: Worker
    shift: Shift | None = None  # the one they are here for
    came: float = 0.0
    busy: bool = False
    visit: CurrentVisit | None = None
    stayed: bool = False  # the visit's person came to the window
    begun: set[float] = field(default_factory=set)  # spans in which they were seen

    def officer(self, now: float) -> Officer:
        current = [span for span in self.worker.spans if span.begins <= now < span.ends]
        presence = OfficerPresence.HERE if self.shift else OfficerPresence.EXPECTED
        if not self.shift and current and current[0].begins in self.begun:
            presence = OfficerPresence.GONE
        worker = self.worker
        return Officer(worker.name, worker.skills, worker.spans, presence, self.visit)


class Replay:
    """Runs one day; tells every estimator what becomes known when it becomes known."""

    def __init__(self, day: SimulatedDay, past: Past, estimators: Sequence[Estimator]) -> None:
        self.day = day
        self.past = past
        self.estimators = estimators
        self.waiting: list[Visitor] = []
        self.called: dict[int, float] = {}
        self._chance: Random = day.chance
        self._staff = {worker.name: AtWork(worker) for worker in day.world.workers}
        self._to_come: list[tuple[float, int, str, object]] = []
        self._order = count()

    def run(self) -> dict[int, float]:
        """Return when each ticket was called; those never called are absent."""
        for visitor in self.day.visitors:
            self._later(visitor.comes, "comes", visitor)
        for shift in self.day.shifts:
            if shift.really:
                self._later(shift.really.begins, "arrives", shift)
                self._later(shift.really.ends, "leaves", self._staff[shift.worker.name])
            else:
                self.past.spans.append(_missed(shift))
        while self._to_come:
            now, _, what, whom = heappop(self._to_come)
            getattr(self, f"_{what}")(now, whom)
        for visitor in self.waiting:
            for estimator in self.estimators:
                estimator.called(visitor.ticket, visitor.item.service, None)
        return self.called

    def _later(self, moment: float, what: str, whom: object) -> None:
        heappush(self._to_come, (moment, next(self._order), what, whom))

    def floor(self, now: float) -> Floor:
        line = (
            WaitingVisitor(visitor.ticket, visitor.item.service, visitor.item.code)
            for visitor in self.waiting
        )
        return Floor(
            now, tuple(worker.officer(now) for worker in self._staff.values()), tuple(line)
        )

    def _comes(self, now: float, visitor: Visitor) -> None:
        self.waiting.append(visitor)
        floor = self.floor(now)
        for estimator in self.estimators:
            estimator.ask(floor, visitor.ticket, visitor.item.service)
        for at_work in self._staff.values():
            if at_work.shift and not at_work.busy and visitor in self.waiting:
                self._calls(now, at_work)

    def _arrives(self, now: float, shift: Shift) -> None:
        at_work = self._staff[shift.worker.name]
        at_work.shift, at_work.came = shift, now
        at_work.begun.add(shift.span.begins)
        if not at_work.busy:
            self._calls(now, at_work)

    def _leaves(self, now: float, at_work: AtWork) -> None:
        shift = at_work.shift
        if shift is None or at_work.busy or not shift.really or now < shift.really.ends:
            return
        self._finish(now, at_work)
        worker = shift.worker.name
        self.past.spans.append(PastSpan(worker, shift.span, shift.first, at_work.came, now))
        at_work.shift = None

    def _calls(self, now: float, at_work: AtWork) -> None:
        if at_work.shift is None or at_work.busy:
            return
        skills = at_work.worker.skills
        visitor = next(
            (waiting for waiting in self.waiting if waiting.item.service in skills), None
        )
        if visitor is None:
            return
        self._finish(now, at_work)
        self.waiting.remove(visitor)
        self.called[visitor.ticket] = now
        for estimator in self.estimators:
            estimator.called(visitor.ticket, visitor.item.service, now)
        at_work.busy, at_work.stayed = True, visitor.stays
        at_work.visit = CurrentVisit(visitor.item.service, visitor.item.code, now)
        minutes = visitor.minutes * at_work.worker.pace
        taken = minutes if visitor.stays else self._chance.uniform(1, 3)
        self._later(now + taken, "ends", at_work)

    def _ends(self, now: float, at_work: AtWork) -> None:
        at_work.busy = False
        if self._chance.random() >= self.day.world.forgets or not at_work.stayed:
            self._finish(now, at_work)
        at_work.busy = True  # puts things in order before the next call
        gap = self._chance.uniform(0.2, 1.0)
        self.past.gaps.append(gap)
        self._later(now + gap, "is_ready", at_work)

    def _is_ready(self, now: float, at_work: AtWork) -> None:
        at_work.busy = False
        self._leaves(now, at_work)
        self._calls(now, at_work)

    def _finish(self, now: float, at_work: AtWork) -> None:
        """What the hall believed was going on is over, and goes on record."""
        if at_work.visit is None:
            return
        visit, at_work.visit = at_work.visit, None
        self.past.calls += 1
        if at_work.stayed:
            minutes = now - visit.since
            self.past.visits.append(PastVisit(visit.service, visit.item, minutes))
        else:
            self.past.missed += 1


def _missed(shift: Shift) -> PastSpan:
    return PastSpan(shift.worker.name, shift.span, shift.first, None, None)
