"""How long a slip is by somebody's own working times, and what 上午, 下午 and 全天 are for them.

Who is on no timetable is taken to keep the hall's hours, and where there are none, office hours on
the working days of the hall's calendar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from hall.attendance.hall_seconds import midnight_of
from hall.attendance.rules.excuses import Excuse, left_of
from hall.attendance.rules.timetable import DAY, SessionKind
from hall.attendance.work_times.read_plan import read_plan
from hall.errors import Malformed
from hall.hours.calendar import Calendar
from hall.hours.queries import calendar, weeks
from hall.hours.timetable import Half, OpeningSpan, Week

#: Begin and end in hall seconds, and what it counts in days.
DaySpan = tuple[int, int, float]

HALF_A_DAY = 0.5
MOST_DAYS = 400
#: Years that a timetable can be looked up in at all.
YEARS = range(2000, 2200)
OFFICE_HOURS = (OpeningSpan(time(8, 30), time(12)), OpeningSpan(time(14, 30), time(17, 30)))


class DayPart(StrEnum):
    WHOLE = "whole"  # 全天
    MORNING = "morning"  # 上午
    AFTERNOON = "afternoon"  # 下午
    HOURS = "hours"  # 按小时


@dataclass(frozen=True, slots=True)
class OwnTimes:
    """The spans of work by day (an ordinal), duty with them, which counts no days; ``off`` are
    the local holidays, which nobody needs leave for."""

    work: dict[int, list[DaySpan]]
    off: Sequence[Excuse] = ()

    def stretch(self, first: date, last: date, part: DayPart) -> tuple[int, int]:
        """From the beginning of the part on the first day to its end on the last, in hall seconds.

        A whole day ends with the night it works into, and begins after that of the day before.
        """
        begins, ends = self._morning(first.toordinal()), self._night(last.toordinal())
        if part is DayPart.MORNING:
            ends = self._noon(last.toordinal())
        elif part is DayPart.AFTERNOON:
            begins = self._noon(first.toordinal())
        return begins, ends

    def days(self, begins: int, ends: int) -> float:
        """Working days between these hall seconds; of a span that is cut, its part."""
        spans = [span for day in self._days(begins, ends) for span in self.work.get(day, ())]
        share = (
            days * (min(until, ends) - max(since, begins)) / (end - start)
            for start, end, days in spans
            for since, until in left_of((start, end), self.off)
            if since < ends and begins < until
        )
        return round(sum(share), 2)

    def works(self, begins: int, ends: int) -> bool:
        """Whether anything is to be worked then, duty too."""
        spans = [span for day in self._days(begins, ends) for span in self.work.get(day, ())]
        left = (piece for start, end, _ in spans for piece in left_of((start, end), self.off))
        return any(start < ends and begins < end for start, end in left)

    @staticmethod
    def _days(begins: int, ends: int) -> range:
        return range(begins // DAY - 1, ends // DAY + 1)

    def _morning(self, day: int) -> int:
        return max([day * DAY, *(end for _, end, _ in self.work.get(day - 1, ()))])

    def _night(self, day: int) -> int:
        return max([(day + 1) * DAY, *(end for _, end, _ in self.work.get(day, ()))])

    def _noon(self, day: int) -> int:
        """In the middle of the break between the halves, so that neither touches the other."""
        spans = [span for span in self.work.get(day, ()) if span[2]]
        if not spans:
            return day * DAY + DAY // 2
        half = sum(days for _, _, days in spans) / 2
        before, counted = spans[0], 0.0
        for span in spans:
            counted += span[2]
            if counted > half:
                return (before[1] + span[0]) // 2 if span is not before else sum(span[:2]) // 2
            before = span
        return spans[-1][1]


def own_times(session: Session, staff_id: int, first: date, last: date) -> OwnTimes:
    """Of one person for these days and their neighbours."""
    plan = read_plan(session, first, last)
    work: dict[int, list[DaySpan]] = {}
    for day in range(plan.days.start - 1, plan.days.stop + 1):
        midnight = day * DAY
        work[day] = [
            (midnight + span.begins, midnight + span.ends, _counted(found.kind, span.days))
            for found in plan.sessions(staff_id, day)
            for span in found.spans
        ]
    off = plan.holidays_of(staff_id)
    return OwnTimes(work if any(work.values()) else _hall_times(session, first, last), off)


def wanted_stretch(
    session: Session, staff_id: int, first: date, last: date, part: DayPart
) -> tuple[int, int]:
    """What somebody means by these days and this part of them, in hall seconds.

    Raises Malformed for days out of order, too many, or of another century.
    """
    if last < first:
        raise Malformed(field="slip_ends")
    if (last - first).days > MOST_DAYS:
        raise Malformed(field="slip_length")
    if first.year not in YEARS:
        raise Malformed(field="slip_day")
    return own_times(session, staff_id, first, last).stretch(first, last, part)


def _counted(kind: SessionKind, days: float) -> float:
    return days if kind is SessionKind.WORK else 0.0


def _hall_times(session: Session, first: date, last: date) -> dict[int, list[DaySpan]]:
    known, week = calendar(session, first, last), weeks(session).get(None, {})
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return {
        day.toordinal(): [
            (
                midnight_of(day) + _seconds(span.opens),
                midnight_of(day) + _seconds(span.closes),
                HALF_A_DAY,
            )
            for span in _open(day, known, week)
        ]
        for day in days
    }


def _open(day: date, known: Calendar, week: Week) -> Sequence[OpeningSpan]:
    if not known.is_working_day(day):
        return ()
    weekday = known.day(day).weekday
    own = [week.get((weekday, half)) for half in Half] if weekday is not None else []
    return [span for span in own if span] or OFFICE_HOURS


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60
