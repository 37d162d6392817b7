"""From runs to what may be said: a likely range, "at most", or that today may not suffice."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hall.wait_forecast.rules.calibration import Calibration
from hall.wait_forecast.rules.forecast_levels import at_most, corrected, likely_range, quantiles
from hall.wait_forecast.rules.officer_hours import first_due, is_to_come
from hall.wait_forecast.rules.relevant_floor import service_of
from hall.wait_forecast.rules.simulate import Learned, Runs, simulate
from hall.wait_forecast.rules.values import (
    NEVER,
    Floor,
    Officer,
    OfficerPresence,
    Order,
    longest_wait,
)

#: From this chance of not being called today on, that is what has to be said.
MAY_NOT_CHANCE = 0.25
#: Within so many minutes is "at once", and "at most" would only puzzle.
AT_ONCE_MINUTES = 1.0


class ForecastKind(StrEnum):
    AT_ONCE = "at_once"  # somebody is free
    TODAY = "today"
    MAY_NOT = "may_not"  # 今天可能办不完
    NOBODY = "nobody"  # nobody who can do this is expected any more today


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What was thought of one ticket at one moment. All of it is stored, to be compared.

    ``low`` and ``high`` are minutes from ``made_at``, rounded for saying; ``at_most`` is a
    moment, rounded up, and None where none can be named; ``opens`` is when the first
    capable officer is due, if none is here. ``simulated`` are the levels before any
    correction, ``levels`` after it, all of them moments.
    """

    made_at: float
    service: str
    outlook: ForecastKind
    low: int
    high: int
    at_most: float | None
    opens: float | None
    missing: float  # the share of runs without a call today
    simulated: tuple[float, ...]
    levels: tuple[float, ...]

    @property
    def median(self) -> float:
        """The minute of the day by which half of such visitors are called, after correction."""
        return self.levels[1]

    @property
    def expected_wait(self) -> float:
        """Minutes from ``made_at`` to the median, before correction."""
        return self.simulated[1] - self.made_at


def forecast_ticket(
    hall: Floor,
    ticket: int,
    learned: Learned,
    calibration: Calibration,
    *,
    order: Order = longest_wait,
) -> Forecast | None:
    """What may be said to one who waits; None if nothing honest can be said."""
    runs = simulate(hall, learned, order=order, until=ticket)
    service = service_of(hall, ticket)
    return forecast_of(hall, service, runs.calls[ticket], calibration) if runs.honest else None


def forecast_newcomer(
    hall: Floor, service: str, runs: Runs, calibration: Calibration
) -> Forecast | None:
    """What may be said before a number is taken; one ``simulate(hall, …)`` serves them all."""
    calls = runs.last(hall.officers, service)
    return forecast_of(hall, service, calls, calibration) if runs.honest else None


def forecast_of(
    hall: Floor, service: str, calls: Sequence[float], calibration: Calibration
) -> Forecast:
    """Turn the moments of one call, run by run, into what may be said of it.

    ``calls`` are minutes of the day, NEVER for a run without a call.
    """
    able = [officer for officer in hall.officers if service in officer.skills]
    closing = max((span.ends for officer in able for span in officer.spans), default=hall.now)
    closing = max(closing, hall.now)
    simulated = quantiles(calls, closing)
    shifts = calibration.shifts(service, simulated[1] - hall.now)
    levels = corrected(simulated, shifts, hall.now, closing)
    missing = sum(call == NEVER for call in calls) / len(calls)
    outlook = _outlook(able, hall.now, missing)
    here = any(officer.presence is OfficerPresence.HERE for officer in able)
    if here and outlook is ForecastKind.TODAY and levels[-1] - hall.now <= AT_ONCE_MINUTES:
        outlook = ForecastKind.AT_ONCE
    low, high = likely_range(levels, hall.now)
    return Forecast(
        made_at=hall.now,
        service=service,
        outlook=outlook,
        low=low,
        high=high,
        at_most=at_most(levels) if outlook is ForecastKind.TODAY else None,
        opens=first_due(able, hall.now),
        missing=missing,
        simulated=simulated,
        levels=levels,
    )


def learned_from(
    calibration: Calibration, forecast: Forecast, called_at: float | None
) -> Calibration:
    """Compare a forecast with what happened; None if the ticket was not called that day."""
    if forecast.outlook not in (ForecastKind.TODAY, ForecastKind.AT_ONCE):
        return calibration  # no moment was promised that could have held
    said = (*forecast.levels[:-1], forecast.at_most or forecast.levels[-1])
    later: list[bool | None] = [None, None, None, True]  # the range is of those who are called
    if called_at is not None:
        later = [called_at > level for level in said]
    return calibration.after(forecast.service, forecast.expected_wait, later)


def _outlook(able: Sequence[Officer], now: float, missing: float) -> ForecastKind:
    if not any(is_to_come(officer, now) for officer in able):
        return ForecastKind.NOBODY
    return ForecastKind.MAY_NOT if missing >= MAY_NOT_CHANCE else ForecastKind.TODAY
