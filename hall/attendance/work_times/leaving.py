"""Who works here no longer is neither missed nor on duty from the next day on."""

from datetime import timedelta

from sqlalchemy import or_, select

from hall.attendance.work_times.groups import join_group, memberships
from hall.attendance.work_times.model import TimetableUse
from hall.attendance.work_times.timetables import end_use
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork


def leave_work_times(work: UnitOfWork, staff: Staff) -> None:
    """Out of their group after today, and off their own times and the roster; what was stays.

    Nothing while the clock is doubted: nobody knows which day is the next.
    """
    if work.clock_is_doubted:
        return
    asked = select(TimetableUse).where(
        TimetableUse.staff_id == staff.id,
        or_(TimetableUse.until.is_(None), TimetableUse.until > work.today),
    )
    for use in work.session.scalars(asked).all():
        end_use(work, use, work.today)
    rows = memberships(work, staff)
    planned = [row.since for row in rows if row.since > work.today]
    if any(row.group for row in rows):
        for day in sorted({work.today + timedelta(days=1), *planned}):
            join_group(work, staff, None, day)
