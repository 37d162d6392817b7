"""What became of one forecast: pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hall.clock import hall_day
from hall.line.forecast.forecast import Forecast, Outlook
from hall.line.life import IN_LINE
from hall.line.model import Ticket
from hall.outlook.minutes import minute_of
from hall.outlook.model import Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """``called`` is a minute of the day; None: the hall closed before it came to them."""

    called: float | None


def outcome(told: Told, ticket: Ticket, today: date) -> Outcome | None | bool:
    """What happened; None while it is open; False where there is nothing to compare.

    Nothing is learned from whoever gave the number back or went away, from a number that was
    sent on to another line, nor from a day on which the clock was set.
    """
    if ticket.first_called_at is not None:
        return _called(told, ticket)
    if told.day == today and ticket.state in IN_LINE:
        return None
    if told.day < today and ticket.state in IN_LINE and _same_line(told, ticket):
        return Outcome(None)
    return False


def _called(told: Told, ticket: Ticket) -> Outcome | bool:
    assert ticket.first_called_at is not None
    minute = minute_of(ticket.first_called_at)
    that_day = hall_day(ticket.first_called_at) == told.day
    if that_day and minute >= told.made_at and _same_line(told, ticket):
        return Outcome(minute)
    return False


def _same_line(told: Told, ticket: Ticket) -> bool:
    return ticket.service_id == ticket.first_service_id


def forecast_from(said: dict[str, Any]) -> Forecast:
    """The forecast as it was stored."""
    return Forecast(
        **{
            **said,
            "outlook": Outlook(said["outlook"]),
            "simulated": tuple(said["simulated"]),
            "levels": tuple(said["levels"]),
        }
    )
