"""Which backups are kept: the newest of each of 7 days, 4 weeks and 12 months that have one.

Counted are days, weeks and months in which backups were made, not those that pass: a hall that was
closed for a year finds all of its backups again, and the newest is never among those that go.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from hall.clock import hall_day

DAYS, WEEKS, MONTHS = 7, 4, 12


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _day(day: date) -> date:
    return day


#: What backups are put together by, and of how many such spans the newest is kept.
RULE: tuple[tuple[Callable[[date], date], int], ...] = (
    (_day, DAYS),
    (_week, WEEKS),
    (_month, MONTHS),
)


def kept_moments(made: Collection[datetime], now: datetime) -> set[datetime]:
    """Of backups made at these moments, those to keep.

    One dated ahead was made while a wrong clock was believed: it is kept, and takes no other's
    place.
    """
    ahead = {moment for moment in made if moment > now}
    past = sorted(set(made) - ahead)
    kept = set(ahead)
    for span_of, most in RULE:
        newest = {span_of(hall_day(moment)): moment for moment in past}  # the later one stays
        kept |= set(list(newest.values())[-most:])
    return kept
