"""What everybody is to work on each day of a stretch. Pure: read_plan.py reads it.

A day's times are those of the one use that says most about it: a person's before their group's,
one with an end before one without, the later begun before the earlier. Duty comes on top of it.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from hall.attendance.hall_seconds import to_hall_seconds
from hall.attendance.rules.excuses import Excuse, ExcuseKind, Piece
from hall.attendance.rules.timetable import DAY, WorkSession
from hall.attendance.work_times.model import LocalHoliday, WorkGroup
from hall.hours.calendar import CalendarDate, DaySource

NO_SESSIONS: tuple[WorkSession, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedUse:
    """A row of timetable_use with its sessions."""

    id: int
    since: int  # an ordinal
    until: int | None
    weekdays: frozenset[int] | None
    is_duty: bool
    timetable: str
    sessions: tuple[WorkSession, ...]

    def is_of(self, day: int, calendar_day: CalendarDate) -> bool:
        """Whether it says anything about this day (an ordinal)."""
        if day < self.since or (self.until is not None and day > self.until):
            return False
        return self.weekdays is None or calendar_day.weekday in self.weekdays

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The highest of an owner's decides."""
        return (self.until is not None, self.since, self.id)


@dataclass(slots=True)
class WorkPlan:
    """Days are ordinals. ``people`` are those who belong to a group on any of the days."""

    days: range
    calendar_days: Mapping[int, CalendarDate]
    memberships: Mapping[int, Sequence[tuple[int, int | None]]]  # by person: since, group
    groups: Mapping[int, WorkGroup]
    of_group: Mapping[int, Sequence[PlannedUse]]
    of_person: Mapping[int, Sequence[PlannedUse]]
    local_holidays: Sequence[LocalHoliday]
    _group_days: dict[tuple[int, int], tuple[WorkSession, ...]] = field(default_factory=dict)

    @property
    def people(self) -> list[int]:
        """Who belongs to a group on one of these days at least."""
        return [
            staff_id
            for staff_id in self.memberships
            if any(self.group_of(staff_id, day) is not None for day in self.days)
        ]

    def group_of(self, staff_id: int, day: int) -> WorkGroup | None:
        """None before somebody came, and after they left."""
        rows = self.memberships.get(staff_id, ())
        place = bisect_right(rows, day, key=lambda row: row[0])
        group_id = rows[place - 1][1] if place else None
        return None if group_id is None else self.groups[group_id]

    def sessions(self, staff_id: int, day: int) -> tuple[WorkSession, ...]:
        """What somebody works on a day; nothing on a day off, without a group, or when exempt."""
        group = self.group_of(staff_id, day)
        if group is None or group.exempt:
            return NO_SESSIONS
        own = self.of_person.get(staff_id, ())
        if not own:
            return self._of_group(group.id, day)
        calendar_day = self.calendar_days[day]
        found = [use for use in own if use.is_of(day, calendar_day)]
        duty = [session for use in found if use.is_duty for session in use.sessions]
        work = [use for use in found if not use.is_duty]
        base = _decides(work) if work else self._of_group(group.id, day)
        return tuple(sorted((*base, *duty), key=attrgetter("begins"))) if duty else base

    def _of_group(self, group_id: int, day: int) -> tuple[WorkSession, ...]:
        """The same for everybody in it, so it is worked out once."""
        key = (group_id, day)
        if key not in self._group_days:
            calendar_day = self.calendar_days[day]
            found = [use for use in self.of_group.get(group_id, ()) if use.is_of(day, calendar_day)]
            self._group_days[key] = _decides(found)
        return self._group_days[key]

    def holidays_of(self, staff_id: int) -> list[Excuse]:
        """Local days off and halves of days; the calendar's own days have no sessions at all."""
        return [
            Excuse(begins, ends, ExcuseKind.HOLIDAY, row.name)
            for row in self.local_holidays
            if row.people is None or staff_id in row.people
            for begins, ends in self._off(row, staff_id)
        ]

    def _off(self, row: LocalHoliday, staff_id: int) -> list[Piece]:
        """Of a group's holiday, the days on which somebody belongs to it."""
        begins, ends = to_hall_seconds(row.begins), to_hall_seconds(row.ends)
        if row.group_id is None:
            return [(begins, ends)]
        return [
            (max(begins, day * DAY), min(ends, (day + 1) * DAY))
            for day in range(begins // DAY, (ends - 1) // DAY + 1)
            if self._is_member(staff_id, day, row.group_id)
        ]

    def _is_member(self, staff_id: int, day: int, group_id: int) -> bool:
        group = self.group_of(staff_id, day)
        return group is not None and group.id == group_id

    def is_provisional(self, day: int) -> bool:
        """暂按: nobody has published the year of this day yet."""
        return self.calendar_days[day].source is DaySource.COMPUTED


def _decides(uses: Sequence[PlannedUse]) -> tuple[WorkSession, ...]:
    return max(uses, key=attrgetter("rank")).sessions if uses else NO_SESSIONS
