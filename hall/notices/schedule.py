"""When a notice shows. Pure: a schedule, a moment and the calendar in, yes or no out.

A daypart may run past midnight; it belongs to the day on which it begins, so 22:00 to 6:00 on
Fridays ends on Saturday morning. A period of working days does not count the day it begins on
and ends with its last day, however the holidays fall.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from hall.clock import HALL_ZONE, local

EVERY_WEEKDAY = frozenset(range(7))
ONE_DAY = timedelta(days=1)
#: How long before its next issue falls due the office is reminded.
REMINDED_BEFORE = timedelta(days=7)


class Days(StrEnum):
    EVERY = "every"
    WORKING = "working"  # 工作日, swapped Saturdays among them
    REST = "rest"  # 休息日和节假日


class WorkingDayCalendar(Protocol):
    """What is asked of hall.hours.calendar."""

    def is_working_day(self, day: date) -> bool:
        """工作日, swapped Saturdays among them."""

    def add_working_days(self, day: date, count: int) -> date:
        """``count`` working days later; the first day itself does not count."""


@dataclass(frozen=True, slots=True)
class Daypart:
    """From a minute to a minute; until tomorrow's when that is not later."""

    start: time
    end: time

    def on(self, day: date) -> tuple[datetime, datetime]:
        """From the moment it begins on that day, in hall time, to the moment it is over."""
        start, end = (datetime.combine(day, at, HALL_ZONE) for at in (self.start, self.end))
        return start, end if end > start else end + ONE_DAY


WHOLE_DAY = Daypart(time(), time())


@dataclass(frozen=True, slots=True)
class Schedule:
    starts: datetime
    ends: datetime | None = None  # the first moment at which it no longer shows
    working_days: int | None = None  # 公示期
    weekdays: frozenset[int] = EVERY_WEEKDAY  # 0 is Monday
    days: Days = Days.EVERY
    dayparts: tuple[Daypart, ...] = ()  # none: all day


def end_of(schedule: Schedule, calendar: WorkingDayCalendar) -> datetime | None:
    """When it is over for good; the earlier of the two ends it may have."""
    ends = [] if schedule.ends is None else [schedule.ends]
    if schedule.working_days is not None:
        first = local(schedule.starts).date()
        last = calendar.add_working_days(first, schedule.working_days)
        ends.append(_midnight(last + ONE_DAY))
    return min(ends, default=None)


def is_over(schedule: Schedule, now: datetime, calendar: WorkingDayCalendar) -> bool:
    """For good: it will not show again."""
    end = end_of(schedule, calendar)
    return end is not None and end <= now


def shows(schedule: Schedule, now: datetime, calendar: WorkingDayCalendar) -> bool:
    """Whether it shows at this moment, other notices aside."""
    if now < schedule.starts or is_over(schedule, now, calendar):
        return False
    return any(start <= now < end for start, end in _spans(schedule, now, calendar))


def next_change(schedule: Schedule, now: datetime, calendar: WorkingDayCalendar) -> datetime | None:
    """The next moment at which it may appear or leave; until then nothing changes."""
    end = end_of(schedule, calendar)
    if end is not None and end <= now:
        return None
    edges = [schedule.starts, end, *_edges(schedule, now)]
    return min((edge for edge in edges if edge is not None and edge > now), default=None)


def _spans(
    schedule: Schedule, now: datetime, calendar: WorkingDayCalendar
) -> Iterator[tuple[datetime, datetime]]:
    today = local(now).date()
    for day in (today - ONE_DAY, today):
        yield from spans_of_day(schedule, day, calendar)


def spans_of_day(
    schedule: Schedule, day: date, calendar: WorkingDayCalendar
) -> Iterator[tuple[datetime, datetime]]:
    """Its dayparts that begin on this day, whether it has begun or is over or not."""
    if _is_its_day(schedule, day, calendar):
        yield from (part.on(day) for part in schedule.dayparts or (WHOLE_DAY,))


def _is_its_day(schedule: Schedule, day: date, calendar: WorkingDayCalendar) -> bool:
    if day.weekday() not in schedule.weekdays:
        return False
    if schedule.days is Days.EVERY:
        return True
    return calendar.is_working_day(day) is (schedule.days is Days.WORKING)


def _edges(schedule: Schedule, now: datetime) -> Iterator[datetime]:
    """Of the days around; a schedule that never changes by itself has none."""
    whole_week = schedule.weekdays == EVERY_WEEKDAY and schedule.days is Days.EVERY
    if whole_week and not schedule.dayparts:
        return
    today = local(now).date()
    for day in (today - ONE_DAY, today, today + ONE_DAY):
        for part in schedule.dayparts or (WHOLE_DAY,):
            yield from part.on(day)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HALL_ZONE)


def next_issue_due(since: date, every_months: int) -> date:
    """When a periodic notice (定期) is due again; the 31st becomes the month's last day."""
    years, month = divmod(since.month - 1 + every_months, 12)
    following = date(since.year + years, month + 1, 1)
    last = (following.replace(day=28) + timedelta(days=4)).replace(day=1) - ONE_DAY
    return following.replace(day=min(since.day, last.day))
