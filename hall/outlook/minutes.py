"""Between moments and the minutes since the midnight of the hall's day."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE, local
from hall.line.forecast.values import Span

#: Where no hours are kept: what most township halls keep.
USUAL_HOURS = (Span(510, 720), Span(870, 1050))


def minute_of(moment: datetime) -> float:
    here = local(moment)
    return here.hour * 60 + here.minute + (here.second + here.microsecond / 1e6) / 60


def moment_at(day: date, minute: float) -> datetime:
    return datetime.combine(day, time(), HALL_ZONE) + timedelta(minutes=minute)


def weekday_kept(_session: Session, day: date) -> int | None:
    """The weekday whose timetable this day keeps; None on a day off."""
    return day.weekday()


def opening_spans(_session: Session, _day: date) -> tuple[Span, ...]:
    """When the hall is open on this day."""
    return USUAL_HOURS
