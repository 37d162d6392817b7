"""The hall's floor at one moment, simulated once, and what may be said from it to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from hall.clock import hall_day
from hall.wait_forecast.actions import KeptForecast
from hall.wait_forecast.rules.calibration import Calibration
from hall.wait_forecast.rules.forecast import Forecast, ForecastKind, forecast_newcomer, forecast_of
from hall.wait_forecast.rules.joining import joined
from hall.wait_forecast.rules.relevant_floor import bearing_on, honest, service_of
from hall.wait_forecast.rules.simulate import Learned, Runs, simulate
from hall.wait_forecast.rules.values import (
    Floor,
    OfficerPresence,
    Order,
    WaitingVisitor,
    longest_wait,
)

#: With more people in line than a township has, a forecast would cost more than it is worth.
MOST_WAITING = 400
#: What systems multiply the position with that do not forecast.
CONSTANT_MINUTES = 10.0
#: Whom such systems count.
AT_WORK = (OfficerPresence.HERE, OfficerPresence.SHORTLY)


@dataclass(frozen=True, slots=True)
class SimulatedFloor:
    """A floor and what came of simulating it. One scene serves every page of its moment."""

    seq: int  # everything up to this row of the journal is in it
    at: datetime
    floor: Floor
    paused: frozenset[str]  # officers whose every window pauses
    promised: frozenset[str]  # officers who stand in a timetable
    order: Order
    runs: Runs
    learned: Learned
    calibration: Calibration

    @property
    def day(self) -> date:
        """The day of the hall to which it belongs."""
        return hall_day(self.at)

    @property
    def crowded(self) -> bool:
        """Nothing is said to anybody, and need not be gathered anew for everybody who asks."""
        return len(self.floor.waiting) > MOST_WAITING

    def holds(self, ticket: int) -> bool:
        """Whether this ticket waited when it was made."""
        return ticket in self.runs.calls

    def joined_by(self, newcomers: Sequence[WaitingVisitor], seq: int) -> "SimulatedFloor | None":
        """The same with more people at the end of the line; None where it has to be made anew."""
        crowded = len(self.floor.waiting) + len(newcomers) > MOST_WAITING
        if self.order is not longest_wait or crowded:
            return None
        longer = joined(self.floor, self.runs, newcomers, self.learned)
        return replace(self, seq=seq, floor=longer[0], runs=longer[1]) if longer else None

    def of_ticket(self, ticket: int) -> Forecast | None:
        """What may be said to one who waits; None if nothing honest can be said."""
        if ticket not in self.runs.calls:
            return None
        service = service_of(self.floor, ticket)
        if not honest(bearing_on(self.floor, service), self.learned.durations, ticket):
            return None
        calls = self.runs.calls[ticket]
        return self._said(forecast_of(self.floor, service, calls, self.calibration))

    def of_newcomer(self, service: str) -> Forecast | None:
        """What may be said before a number is taken."""
        if self.crowded:
            return None
        known = honest(bearing_on(self.floor, service), self.learned.durations)
        runs = replace(self.runs, honest=known)
        forecast = forecast_newcomer(self.floor, service, runs, self.calibration)
        return self._said(forecast) if forecast else None

    def _said(self, forecast: Forecast) -> Forecast | None:
        """Nothing where it is not known who will be here, or when a pause will end."""
        able = [officer for officer in self.floor.officers if forecast.service in officer.skills]
        here = {officer.name for officer in able if officer.presence is OfficerPresence.HERE}
        if not able or (here and here <= self.paused):
            return None
        if (
            forecast.outlook is ForecastKind.NOBODY
            and not {officer.name for officer in able} <= self.promised
        ):
            return None  # whose hours were never entered may still come
        return forecast

    def word(self, ticket: int, forecast: Forecast) -> KeptForecast:
        """The forecast as it is kept, beside the constant × position ÷ windows."""
        ahead = list(self.runs.calls).index(ticket)  # of the whole line, as such systems count
        staffed = sum(officer.presence in AT_WORK for officer in self.floor.officers)
        by_position = CONSTANT_MINUTES * ahead / max(1, staffed)
        return KeptForecast(ticket, self.day, forecast, by_position=by_position)


def played(floor: Floor, learned: Learned, order: Order) -> Runs:
    """Simulate the whole floor; nobody at all in a line that is too long."""
    if len(floor.waiting) > MOST_WAITING:
        floor = Floor(floor.now, floor.officers, ())
    return simulate(floor, learned, order=order)
