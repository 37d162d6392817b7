"""When a screen loads its page anew though nothing is wrong: at night, when nobody looks. Pure."""

from datetime import datetime, timedelta

from hall.clock import HALL_ZONE

#: The hall's own hours, of the night.
NIGHT = range(3, 5)
#: A page that was opened since then has begun anew already.
LONG_OPEN = timedelta(hours=12)


def should_begin_anew(open_seconds: int, now: datetime) -> bool:
    """Of a page that was opened so many seconds ago."""
    return open_seconds > LONG_OPEN.total_seconds() and now.astimezone(HALL_ZONE).hour in NIGHT
