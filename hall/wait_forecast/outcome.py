"""What became of one forecast: pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hall.clock import hall_day
from hall.line.ticket_life import IN_LINE, TicketState
from hall.wait_forecast.day_minutes import minute_of


@dataclass(frozen=True, slots=True)
class ForecastCase:
    """A forecast beside its ticket as it is now."""

    day: date
    made_at: float
    state: TicketState
    first_called_at: datetime | None
    same_line: bool  # called, or still waiting, for the service it was forecast for


@dataclass(frozen=True, slots=True)
class Outcome:
    """``called`` is a minute of the day; None: the hall closed before it came to them."""

    called: float | None


class NoOutcome(StrEnum):
    OPEN = "open"  # there is nothing to compare yet
    NOTHING = "nothing"  # and never will be


def outcome(case: ForecastCase, today: date) -> Outcome | NoOutcome:
    """What happened, or one of ``NoOutcome``.

    Nothing is learned from whoever gave the number back or went away, from a number that was
    sent on to another line, nor from a day on which the clock was set.
    """
    if case.first_called_at is not None:
        return _called(case, case.first_called_at)
    if case.day == today:
        return NoOutcome.OPEN  # whatever was done to the number may still be undone
    waited = case.state in IN_LINE and case.same_line and case.day < today
    return Outcome(None) if waited else NoOutcome.NOTHING


def _called(case: ForecastCase, at: datetime) -> Outcome | NoOutcome:
    minute = minute_of(at)
    if hall_day(at) != case.day or minute < case.made_at or not case.same_line:
        return NoOutcome.NOTHING
    return Outcome(minute)
