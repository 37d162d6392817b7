"""A day of the hall as it happens, minute by minute; estimators see only what the hall saw."""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count
from random import Random

from bench.forecast.at_work import AtWork
from bench.forecast.day import Shift, SimulatedDay, Visitor
from bench.forecast.estimators import Estimator
from bench.forecast.families import Outing
from bench.forecast.past import Past
from hall.wait_forecast.presence import BETWEEN_CALLS_MINUTES
from hall.wait_forecast.presence_events import PresenceSign
from hall.wait_forecast.rules.values import (
    NEVER,
    CurrentVisit,
    Floor,
    PastAbsence,
    PastSpan,
    PastVisit,
    WaitingVisitor,
)

#: A clerk who has just sat down is slow for so long, where the kind of hall says so.
SLOW_MINUTES = 40.0


class Replay:
    """Runs one day; tells every estimator what becomes known when it becomes known."""

    def __init__(self, day: SimulatedDay, past: Past, estimators: Sequence[Estimator]) -> None:
        self.day = day
        self.past = past
        self.estimators = estimators
        self.waiting: list[Visitor] = []
        self.called: dict[int, float] = {}
        self._chance: Random = day.chance
        self._staff = {worker.name: AtWork(worker, worker.skills) for worker in day.world.workers}
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
                for outing in shift.outings:
                    self._later(outing.begins, "goes", (self._staff[shift.worker.name], outing))
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
        since: dict[str, float] = {}
        for visitor in self.waiting:
            since.setdefault(visitor.item.service, visitor.comes)
        staff = tuple(at_work.officer(now, since) for at_work in self._staff.values())
        return Floor(now, staff, tuple(line))

    def _comes(self, now: float, visitor: Visitor) -> None:
        self.waiting.append(visitor)
        floor = self.floor(now)
        for estimator in self.estimators:
            estimator.ask(floor, visitor.ticket, visitor.item.service)
        for at_work in self._staff.values():
            if at_work.free and visitor in self.waiting:
                self._calls(now, at_work)

    def _arrives(self, now: float, shift: Shift) -> None:
        at_work = self._staff[shift.worker.name]
        at_work.shift, at_work.came = shift, now
        at_work.away, at_work.seated = None, True
        at_work.saw(now, PresenceSign.CAME)
        if not at_work.busy:
            self._calls(now, at_work)

    def _goes(self, now: float, going: tuple[AtWork, Outing]) -> None:
        """When the visit in hand is over; who has gone home, or is out already, stays so."""
        at_work, outing = going
        if at_work.shift is None or at_work.away:
            return
        if at_work.busy:
            at_work.wants_out = outing
            return
        self._finish(now, at_work)
        at_work.away, at_work.away_since = outing, now
        if outing.told:
            at_work.seated = False
            at_work.saw(now, PresenceSign.LEFT)
        if outing.minutes is not None:
            self._later(now + outing.minutes, "returns", at_work)

    def _returns(self, now: float, at_work: AtWork) -> None:
        outing, shift = at_work.away, at_work.shift
        if outing is None or shift is None or not shift.really or now >= shift.really.ends:
            return
        at_work.away, at_work.seated = None, True
        if outing.told:
            at_work.saw(now, PresenceSign.CAME)
            self._absent(at_work, now - at_work.away_since)
        else:
            self._let_wait(now, at_work)
        if outing.moves:
            at_work.skills = self._chance.choice(self.day.world.workers).skills
        self._calls(now, at_work)

    def _let_wait(self, now: float, at_work: AtWork) -> None:
        """What the records show of who just walked away: nobody was called who waited."""
        wanted = [one.comes for one in self.waiting if one.item.service in at_work.skills]
        minutes = now - max(at_work.away_since, min(wanted, default=now))
        if minutes > BETWEEN_CALLS_MINUTES:
            self.past.absences.append(PastAbsence("", minutes))

    def _absent(self, at_work: AtWork, minutes: float) -> None:
        self.past.absences.append(PastAbsence(at_work.worker.name, minutes))

    def _leaves(self, now: float, at_work: AtWork) -> None:
        shift = at_work.shift
        if shift is None or at_work.busy or not shift.really or now < shift.really.ends:
            return
        self._finish(now, at_work)
        if at_work.away and not at_work.seated:
            self._absent(at_work, NEVER)
        if at_work.seated:
            at_work.saw(now, PresenceSign.LEFT)
        at_work.seated, at_work.away, at_work.wants_out = False, None, None
        at_work.skills = at_work.worker.skills
        worker = shift.worker.name
        self.past.spans.append(PastSpan(worker, shift.span, shift.first, at_work.came, now))
        at_work.shift = None

    def _calls(self, now: float, at_work: AtWork) -> None:
        if not at_work.free:
            return
        if outing := at_work.wants_out:
            at_work.wants_out = None
            self._goes(now, (at_work, outing))
            return
        skills = at_work.skills
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
        at_work.saw(now, PresenceSign.ACTED)
        at_work.visit = CurrentVisit(visitor.item.service, visitor.item.code, now)
        slow = self.day.world.family.slow_start if now - at_work.came < SLOW_MINUTES else 1.0
        minutes = visitor.minutes * at_work.worker.pace * slow
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
        at_work.saw(now, PresenceSign.ACTED)
        self.past.calls += 1
        if at_work.stayed:
            minutes = now - visit.since
            self.past.visits.append(PastVisit(visit.service, visit.item, minutes))
        else:
            self.past.missed += 1


def _missed(shift: Shift) -> PastSpan:
    return PastSpan(shift.worker.name, shift.span, shift.first, None, None)
