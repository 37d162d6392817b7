"""When a service is open. Pure: weekday's hours and the calendar in, moments and half-days out.

A half-day (上午, 下午) turns at noon, or when the longest morning of that day closes. A window
without hours of its own keeps the hall's; a service is open when any of its windows is. A hall
that never entered any hours is always open.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain

from hall.clock import HALL_ZONE, local
from hall.hours.calendar import Calendar


class Half(StrEnum):
    MORNING = "morning"  # 上午
    AFTERNOON = "afternoon"  # 下午


NOON = time(12)
#: How many days ahead anybody looks for an opening; the longest holiday is nine days.
HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True)
class OpeningSpan:
    """From when to when; it closes after it opens, on the same day."""

    opens: time
    closes: time


#: Hours by weekday (0 is Monday) and half-day.
Week = Mapping[tuple[int, Half], OpeningSpan]


@dataclass(frozen=True, slots=True)
class Opening:
    """One time of being open, on one day."""

    day: date
    half: Half
    opens: datetime
    closes: datetime

    def covers(self, moment: datetime) -> bool:
        """From the minute it opens until, not at, the one it closes."""
        return self.opens <= moment < self.closes


@dataclass(frozen=True, slots=True)
class Timetable:
    calendar: Calendar = field(default_factory=Calendar)
    hall: Week = field(default_factory=dict)
    windows: Mapping[int, Week] = field(default_factory=dict)  # by id; only those with their own

    def always(self, windows: Collection[int]) -> bool:
        """Whether no hours were entered for one of these."""
        if self.hall:
            return False
        return not windows or any(window not in self.windows for window in windows)

    def half_at(self, moment: datetime) -> Half:
        """The half-day a moment belongs to."""
        here = local(moment)
        return Half.MORNING if here.time() < self.turn(here.date()) else Half.AFTERNOON

    def turn(self, day: date) -> time:
        """When the afternoon begins, in hall time: at noon, or when the longest morning ends."""
        weekday = self.calendar.day(day).weekday
        weeks = chain([self.hall], self.windows.values())
        mornings = (week.get((weekday, Half.MORNING)) for week in weeks if weekday is not None)
        return max([NOON, *(span.closes for span in mornings if span)])

    def openings(self, day: date, windows: Collection[int]) -> list[Opening]:
        """The times of one day at which one of these windows is open, first to last."""
        if self.always(windows):
            return self._whole(day)
        weekday = self.calendar.day(day).weekday
        if weekday is None:
            return []
        weeks = [self.windows.get(window, self.hall) for window in windows] or [self.hall]
        found = [
            _on(day, half, span)
            for week in weeks
            for half in Half
            if (span := week.get((weekday, half)))
        ]
        return _joined(found)

    def _whole(self, day: date) -> list[Opening]:
        turn = datetime.combine(day, self.turn(day), HALL_ZONE)
        morning = Opening(day, Half.MORNING, _midnight(day), turn)
        return [
            morning,
            Opening(day, Half.AFTERNOON, turn, _midnight(day + timedelta(days=1))),
        ]

    def open_at(self, moment: datetime, windows: Collection[int]) -> Opening | None:
        """The opening of one of these windows that covers the moment; None: all are closed."""
        today = self.openings(local(moment).date(), windows)
        return next((opening for opening in today if opening.covers(moment)), None)

    def opens(self, moment: datetime, windows: Collection[int]) -> Iterator[Opening]:
        """The openings that begin later than this, soonest first, for the next 60 days."""
        today = local(moment).date()
        for ahead in range(HORIZON_DAYS + 1):
            for opening in self.openings(today + timedelta(days=ahead), windows):
                if opening.opens > moment:
                    yield opening

    def closes(self, moment: datetime, windows: Collection[int]) -> datetime | None:
        """When these windows close that are open now; where one half-day follows upon the
        other without a break, at the end of the second. None while they are closed.
        """
        today = self.openings(local(moment).date(), windows)
        now_open = next((opening for opening in today if opening.covers(moment)), None)
        if now_open is None or self.always(windows):
            return None
        closes = now_open.closes
        for opening in today:
            if opening.opens <= closes:
                closes = max(closes, opening.closes)
        return closes


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HALL_ZONE)


def _on(day: date, half: Half, span: OpeningSpan) -> Opening:
    opens, closes = (datetime.combine(day, at, HALL_ZONE) for at in (span.opens, span.closes))
    return Opening(day, half, opens, closes)


def _joined(openings: list[Opening]) -> list[Opening]:
    """Openings of one half-day that touch are one."""
    joined: list[Opening] = []
    for opening in sorted(openings, key=lambda found: (found.half != Half.MORNING, found.opens)):
        last = joined[-1] if joined else None
        if last and last.half is opening.half and opening.opens <= last.closes:
            closes = max(last.closes, opening.closes)
            joined[-1] = Opening(last.day, last.half, last.opens, closes)
        else:
            joined.append(opening)
    return joined
