"""Hall seconds: how the rules of attendance count time, without zones and without midnights.

A hall second is the ordinal of a day times 86400, and the seconds since its midnight on the hall's
wall (Asia/Shanghai has had no summer time since 1991).
"""

from datetime import date, datetime, timedelta

from hall.attendance.rules.timetable import DAY
from hall.clock import HALL_ZONE, local

_START = datetime.fromordinal(1)


def to_hall_seconds(moment: datetime) -> int:
    """The whole second a moment lies in: a punch at 8:35:00.9 was made at 8:35:00."""
    wall = local(moment).replace(tzinfo=None)
    return DAY + (wall - _START) // timedelta(seconds=1)


def to_moment(seconds: int) -> datetime:
    """The moment at which this hall second begins."""
    return (_START + timedelta(seconds=seconds - DAY)).replace(tzinfo=HALL_ZONE)


def midnight_of(day: date) -> int:
    """The hall second at which a day begins."""
    return day.toordinal() * DAY
