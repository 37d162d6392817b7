"""Spans of time and what is done with them. Pure; a span has its start and not its end in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hall.clock import HALL_ZONE, local
from hall.notices.schedule import Schedule, WorkingDayCalendar, end_of, spans_of_day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """Negative for one that ends before it starts; ``merged`` lets those fall out."""
        return self.end - self.start


def merged(spans: Iterable[TimeSpan]) -> list[TimeSpan]:
    """The same moments, in order, in as few spans as possible; empty ones fall out."""
    whole: list[TimeSpan] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if whole and span.start <= whole[-1].end:
            whole[-1] = TimeSpan(whole[-1].start, max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return whole


def common(some: Iterable[TimeSpan], others: Iterable[TimeSpan]) -> list[TimeSpan]:
    """The moments that are in both."""
    left, right = merged(some), merged(others)
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        start, end = max(left[i].start, right[j].start), min(left[i].end, right[j].end)
        if start < end:
            found.append(TimeSpan(start, end))
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return found


def without(some: Iterable[TimeSpan], others: Iterable[TimeSpan]) -> list[TimeSpan]:
    """The moments of the first that are in none of the second."""
    left: list[TimeSpan] = []
    taken = merged(others)
    for span in merged(some):
        start = span.start
        for hole in taken:
            if hole.end <= start or hole.start >= span.end:
                continue
            left.append(TimeSpan(start, hole.start))
            start = max(start, hole.end)
        left.append(TimeSpan(start, span.end))
    return merged(left)


def total(spans: Iterable[TimeSpan]) -> timedelta:
    """How long they are together, no moment counted twice."""
    return sum((span.length for span in merged(spans)), timedelta())


def wanted(schedule: Schedule, whole: TimeSpan, calendar: WorkingDayCalendar) -> list[TimeSpan]:
    """When the schedule wants it seen within a span: the moments at which ``shows`` says yes."""
    end = end_of(schedule, calendar)
    life = TimeSpan(max(schedule.starts, whole.start), min(end or whole.end, whole.end))
    if life.start >= life.end:
        return []
    parts = [
        TimeSpan(*part)
        for day in days_of(TimeSpan(life.start - ONE_DAY, life.end))  # a daypart may be overnight
        for part in spans_of_day(schedule, day, calendar)
    ]
    return common(parts, [life])


def days_of(span: TimeSpan) -> Sequence[date]:
    """The hall's days that have a moment in it."""
    first, last = local(span.start).date(), local(span.end - timedelta(microseconds=1)).date()
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def whole_day(day: date) -> TimeSpan:
    """From midnight to midnight, hall time."""
    start = datetime.combine(day, time(), HALL_ZONE)
    return TimeSpan(start, start + ONE_DAY)
