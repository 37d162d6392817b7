"""Hall seconds: how the rules of attendance count time, without zones and without midnights.

A hall second is the ordinal of a day times 86400, and the seconds since its midnight on the hall's
wall (Asia/Shanghai has had no summer time since 1991).
"""

from datetime import date, datetime, timedelta
from math import floor

from hall.attendance.rules.punch_rule import HOUR
from hall.attendance.rules.timetable import DAY
from hall.clock import HALL_ZONE

_START = datetime.fromordinal(1)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - of a moment as it is kept: UTC, without a zone
#: 1970 begins at eight in the morning in the hall.
_OF_THE_EPOCH = date(1970, 1, 1).toordinal() * DAY + 8 * HOUR


def to_hall_seconds(moment: datetime) -> int:
    """The whole second a moment lies in: a punch at 8:35:00.9 was made at 8:35:00."""
    return floor(moment.timestamp()) + _OF_THE_EPOCH


def kept_to_hall_seconds(kept: datetime) -> int:
    """As ``to_hall_seconds``, of a moment as the database keeps it: in UTC, without its zone."""
    since = kept - _EPOCH  # a year of an office is 200,000 of these
    return since.days * DAY + since.seconds + _OF_THE_EPOCH


def to_moment(seconds: int) -> datetime:
    """The moment at which this hall second begins."""
    return (_START + timedelta(seconds=seconds - DAY)).replace(tzinfo=HALL_ZONE)


def midnight_of(day: date) -> int:
    """The hall second at which a day begins."""
    return day.toordinal() * DAY
