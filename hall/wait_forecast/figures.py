"""How far forecasts were off, beside what the simple rules would have said of the same tickets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any

from sqlalchemy.orm import Session

from hall.wait_forecast import queries
from hall.wait_forecast.outcome import ForecastCase, Outcome, outcome
from hall.wait_forecast.rules.forecast import ForecastKind

#: Nothing more can be said today.
WARNINGS = frozenset({ForecastKind.MAY_NOT, ForecastKind.NOBODY})


@dataclass(frozen=True, slots=True)
class Ended:
    """One forecast whose end is known."""

    ticket_id: int
    service: str
    outlook: str
    waited: float | None  # minutes from the forecast to the call; None: not called that day
    median: float  # minutes, as forecast
    at_most: float | None
    by_position: float | None
    by_last: float | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Mean absolute errors in minutes, all three of the same tickets; None without any."""

    people: int
    compared: int
    ours: float | None
    by_position: float | None
    by_last: float | None
    promised: int  # who were told an "at most"
    held: float | None  # the share of those who were called by then
    warned: int  # who were told that today may not suffice
    rightly: int


def ended(session: Session, since: date, today: date, until: date | None = None) -> list[Ended]:
    """Every forecast from ``since`` on whose outcome is known; ``today``'s only when called.

    ``until``: the last day; None: any later one too.
    """
    rows = queries.told_since(session, since, until or date.max)
    cases = ((row, outcome(_case(row), today)) for row in rows)
    return [_ended(row, came) for row, came in cases if isinstance(came, Outcome)]


def accuracy(cases: Sequence[Ended]) -> Accuracy:
    """Of all cases; the errors of those that were called and have all three forecasts."""
    compared = [case for case in cases if is_compared(case)]
    promised = [case for case in cases if case.at_most is not None]
    warned = [case for case in cases if case.outlook in WARNINGS]
    return Accuracy(
        people=len(cases),
        compared=len(compared),
        ours=_error(compared, lambda case: case.median),
        by_position=_error(compared, lambda case: case.by_position),
        by_last=_error(compared, lambda case: case.by_last),
        promised=len(promised),
        held=fmean(_held(case) for case in promised) if promised else None,
        warned=len(warned),
        rightly=sum(case.waited is None for case in warned),
    )


def is_compared(case: Ended) -> bool:
    """Called, and all three forecasts are known."""
    return None not in (case.waited, case.by_position, case.by_last)


def error_minutes(case: Ended) -> float:
    """How far off our forecast was of one that was called."""
    assert case.waited is not None
    return abs(case.median - case.waited)


def by_service(cases: Iterable[Ended]) -> dict[str, list[Ended]]:
    """The cases by the prefix of the service they were forecast for."""
    found: dict[str, list[Ended]] = {}
    for case in cases:
        found.setdefault(case.service, []).append(case)
    return found


def _case(row: Any) -> ForecastCase:
    return ForecastCase(row.day, row.made_at, row.state, row.first_called_at, bool(row.same_line))


def _ended(row: Any, came: Outcome) -> Ended:
    return Ended(
        ticket_id=row.ticket_id,
        service=row.service,
        outlook=row.outlook,
        waited=None if came.called is None else came.called - row.made_at,
        median=row.median - row.made_at,
        at_most=None if row.at_most is None else row.at_most - row.made_at,
        by_position=row.by_position,
        by_last=row.by_last,
    )


def _held(case: Ended) -> bool:
    return case.waited is not None and case.at_most is not None and case.waited <= case.at_most


def _error(cases: Sequence[Ended], said: Callable[[Ended], float | None]) -> float | None:
    errors = [
        abs(minutes - case.waited)
        for case in cases
        if case.waited is not None and (minutes := said(case)) is not None
    ]
    return fmean(errors) if errors else None
