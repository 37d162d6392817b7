"""What the office's page of work times lists."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hall.attendance.work_times.model import (
    LocalHoliday,
    TimetableUse,
    WorkGroup,
    WorkTimetable,
)
from hall.people.model import Staff


def uses_from(session: Session, day: date) -> list[tuple[TimetableUse, str]]:
    """Those that are not over before a day, and whose they are; not the duty roster's."""
    rows = session.execute(
        select(TimetableUse, WorkGroup.name, Staff.name)
        .join(WorkTimetable, WorkTimetable.id == TimetableUse.timetable_id)
        .outerjoin(WorkGroup, WorkGroup.id == TimetableUse.group_id)
        .outerjoin(Staff, Staff.id == TimetableUse.staff_id)
        .where(
            ~WorkTimetable.is_duty,
            or_(TimetableUse.until.is_(None), TimetableUse.until >= day),
        )
        .order_by(TimetableUse.since, TimetableUse.id)
    )
    return [(use, group or person) for use, group, person in rows]


def local_holidays(session: Session) -> Sequence[LocalHoliday]:
    """All there are, first to last."""
    return session.scalars(select(LocalHoliday).order_by(LocalHoliday.begins)).all()
