"""Between moments and the minutes since the midnight of the hall's day."""

from datetime import date, datetime, time, timedelta

from hall.clock import HALL_ZONE, local


def minute_of(moment: datetime) -> float:
    """Minutes since the hall's midnight, with fractions."""
    here = local(moment)
    return here.hour * 60 + here.minute + (here.second + here.microsecond / 1e6) / 60


def moment_at(day: date, minute: float) -> datetime:
    """The moment so many minutes after the day's midnight, in the hall's zone."""
    return datetime.combine(day, time(), HALL_ZONE) + timedelta(minutes=minute)
