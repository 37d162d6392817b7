"""One reading of everything that says who works when in a stretch of days."""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hall.attendance.hall_seconds import to_moment
from hall.attendance.rules.timetable import DAY, WorkSession
from hall.attendance.work_times.model import (
    GroupMember,
    LocalHoliday,
    TimetableUse,
    WorkGroup,
    WorkTimetable,
)
from hall.attendance.work_times.plan import PlannedUse, WorkPlan
from hall.attendance.work_times.stored_sessions import from_json
from hall.hours.queries import calendar

A_DAY = timedelta(days=1)
UsesByOwner = dict[int, list[PlannedUse]]


def read_plan(session: Session, since: date, until: date) -> WorkPlan:
    """Both days included. Their neighbours are read too: a night has a morning after."""
    first, last = since - A_DAY, until + A_DAY
    known = calendar(session, first, last)
    around = range(first.toordinal(), last.toordinal() + 1)
    of_group, of_person = _uses(session, first, last)
    return WorkPlan(
        range(since.toordinal(), until.toordinal() + 1),
        {day: known.day(date.fromordinal(day)) for day in around},
        _memberships(session),
        {group.id: group for group in session.scalars(select(WorkGroup))},
        of_group,
        of_person,
        _local_holidays(session, around),
    )


def _memberships(session: Session) -> dict[int, list[tuple[int, int | None]]]:
    rows: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    asked = select(GroupMember.staff_id, GroupMember.since, GroupMember.group_id)
    for staff_id, day, group_id in session.execute(asked.order_by(GroupMember.since)):
        rows[staff_id].append((day.toordinal(), group_id))
    return rows


def _uses(session: Session, first: date, last: date) -> tuple[UsesByOwner, UsesByOwner]:
    of_group: UsesByOwner = defaultdict(list)
    of_person: UsesByOwner = defaultdict(list)
    asked = (
        select(TimetableUse, WorkTimetable)
        .join(WorkTimetable, WorkTimetable.id == TimetableUse.timetable_id)
        .where(
            TimetableUse.since <= last,
            or_(TimetableUse.until.is_(None), TimetableUse.until >= first),
        )
    )
    sessions: dict[int, tuple[WorkSession, ...]] = {}
    for use, timetable in session.execute(asked):
        if timetable.id not in sessions:
            sessions[timetable.id] = from_json(timetable.sessions)
        planned = PlannedUse(
            use.id,
            use.since.toordinal(),
            use.until.toordinal() if use.until else None,
            None if use.weekdays is None else frozenset(use.weekdays),
            timetable.is_duty,
            timetable.name,
            sessions[timetable.id],
        )
        if use.staff_id is not None:
            of_person[use.staff_id].append(planned)
        elif use.group_id is not None:
            of_group[use.group_id].append(planned)
    return of_group, of_person


def _local_holidays(session: Session, days: range) -> list[LocalHoliday]:
    begins, ends = to_moment(days.start * DAY), to_moment(days.stop * DAY)
    return list(
        session.scalars(
            select(LocalHoliday).where(LocalHoliday.begins < ends, LocalHoliday.ends > begins)
        )
    )
