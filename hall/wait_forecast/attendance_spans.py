"""Who is to be here when, by the timetables and the roster of attendance: one roster, not two.

Who belongs to a group of the attendance is expected as it says; the forecast's own table is for
whoever does not.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from hall.attendance.absences.queries import excuses_of
from hall.attendance.hall_seconds import midnight_of
from hall.attendance.rules.excuses import left_of
from hall.attendance.rules.timetable import DAY, WorkSession
from hall.attendance.work_times.model import GroupMember
from hall.attendance.work_times.read_plan import read_plan
from hall.hours.queries import keeps_hours
from hall.wait_forecast.rules.values import MinuteSpan

ANYBODY = select(exists(select(GroupMember.id)))
MINUTE = 60


def attendance_spans(session: Session, day: date) -> dict[int, tuple[MinuteSpan, ...]]:
    """By staff, in minutes of the day, without days off, leave and field duty; no spans: is not
    here. Nothing at all in a hall that serves at any hour (a demonstration), or keeps no
    attendance."""
    if not session.scalar(ANYBODY) or not keeps_hours(session):
        return {}
    plan, ordinal, midnight = read_plan(session, day, day), day.toordinal(), midnight_of(day)
    away = excuses_of(session, plan.people, midnight, midnight + DAY)
    found = {}
    for staff_id in plan.people:
        group = plan.group_of(staff_id, ordinal)
        if group is not None and not group.exempt:
            off = [*plan.holidays_of(staff_id), *away.get(staff_id, ())]
            pieces = [
                piece
                for begins, ends in _seconds(plan.sessions(staff_id, ordinal))
                for piece in left_of((midnight + begins, midnight + ends), off)
            ]
            found[staff_id] = tuple(
                MinuteSpan((begins - midnight) / MINUTE, (ends - midnight) / MINUTE)
                for begins, ends in pieces
            )
    return found


def _seconds(sessions: Iterable[WorkSession]) -> list[tuple[int, int]]:
    """Of this day alone: a night's morning is another day's."""
    return [
        (span.begins, min(span.ends, DAY))
        for session in sessions
        for span in session.spans
        if span.begins < DAY
    ]
