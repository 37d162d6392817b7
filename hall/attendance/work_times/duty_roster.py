"""The duty roster (值班表): who has which duty on which day. Its rows are uses of duty timetables
for one day, so that attendance, the screens and the forecast read the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hall.attendance.work_times.model import TimetableUse, WorkTimetable
from hall.attendance.work_times.stored_sessions import from_json
from hall.attendance.work_times.timetables import use_timetable
from hall.attendance.work_times.use_days import on_day
from hall.errors import Malformed
from hall.list_entries import entry_by_id, office_order
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from hall.unit_of_work import UnitOfWork

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty on one day. ``begins`` and ``ends`` are seconds since its midnight; a
    night ends beyond 86400."""

    use_id: int
    day: date
    timetable_id: int
    timetable: str
    begins: int
    ends: int
    staff_id: int
    person: str


def duty_timetables(session: Session) -> Sequence[WorkTimetable]:
    """Those in use, in the office's order."""
    return session.scalars(
        select(WorkTimetable)
        .where(WorkTimetable.is_duty, WorkTimetable.in_use)
        .order_by(*office_order(WorkTimetable))
    ).all()


def duties(session: Session, first: date, last: date) -> list[Duty]:
    """Both days included; of a day, in the order of the timetables, and as they were entered."""
    asked = (
        select(TimetableUse, WorkTimetable, Staff.name)
        .join(WorkTimetable, WorkTimetable.id == TimetableUse.timetable_id)
        .join(Staff, Staff.id == TimetableUse.staff_id)
        .where(
            WorkTimetable.is_duty,
            TimetableUse.since <= last,
            or_(TimetableUse.until.is_(None), TimetableUse.until >= first),
        )
        .order_by(*office_order(WorkTimetable), TimetableUse.id)
    )
    found = [
        _duty(use, timetable, name, day)
        for use, timetable, name in session.execute(asked)
        for day in _days(use, first, last)
    ]
    return sorted(found, key=lambda duty: duty.day)


def put_on_duty(work: UnitOfWork, day: date, timetable: WorkTimetable, staff: Staff) -> int:
    """The number of the entry; said twice, it stands there once.

    Raises Malformed for a timetable that is no duty, TimesOverlap where it does not go together
    with what somebody works besides.
    """
    if not timetable.is_duty:
        raise Malformed(field="duty")
    for duty in duties(work.session, day, day):
        if (duty.timetable_id, duty.staff_id) == (timetable.id, staff.id):
            return duty.use_id
    return use_timetable(work, timetable, staff, on_day(day)).id


def copy_week(work: UnitOfWork, source: date, target: date) -> int:
    """Everybody's duty of the week that begins at ``source``, for the one that begins at
    ``target``; how many entries are new. All of it, or nothing.

    Raises Malformed for a week onto itself, and TimesOverlap.
    """
    if source == target:
        raise Malformed(field="week")
    before = len(duties(work.session, target, target + WEEK - timedelta(days=1)))
    for duty in duties(work.session, source, source + WEEK - timedelta(days=1)):
        staff = staff_by_id(work.session, duty.staff_id)
        timetable = entry_by_id(work.session, WorkTimetable, duty.timetable_id)
        if staff is not None and staff.in_use and timetable.in_use:
            put_on_duty(work, target + (duty.day - source), timetable, staff)
    return len(duties(work.session, target, target + WEEK - timedelta(days=1))) - before


def _days(use: TimetableUse, first: date, last: date) -> list[date]:
    start, end = max(use.since, first), min(use.until or last, last)
    days = [start + timedelta(days=ahead) for ahead in range((end - start).days + 1)]
    return [day for day in days if use.weekdays is None or day.weekday() in use.weekdays]


def _duty(use: TimetableUse, timetable: WorkTimetable, name: str, day: date) -> Duty:
    sessions = from_json(timetable.sessions)
    assert use.staff_id is not None  # joined by it
    return Duty(
        use.id,
        day,
        timetable.id,
        timetable.name,
        sessions[0].begins,
        sessions[-1].ends,
        use.staff_id,
        name,
    )
