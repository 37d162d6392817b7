"""What the office does with timetables: writes them, and says who keeps them from when on."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.rules.timetable import (
    BadWorkTimes,
    SessionKind,
    WorkSession,
    check_sessions,
)
from hall.attendance.work_times.model import GroupMember, TimetableUse, WorkGroup, WorkTimetable
from hall.attendance.work_times.names import LONGEST_NOTE, free_name
from hall.attendance.work_times.overlaps import refuse_overlaps
from hall.attendance.work_times.stored_sessions import to_json
from hall.attendance.work_times.use_days import UseDays
from hall.errors import BadTimes, Malformed, TimetableWorked
from hall.events import TimetableKept, TimetableUsed, TimetableUseEnded
from hall.list_entries import behind
from hall.people.model import Staff
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

WEEKDAYS = range(7)

UseFact = TypeVar("UseFact", TimetableUsed, TimetableUseEnded)


def add_timetable(work: UnitOfWork, name: str, sessions: Sequence[WorkSession]) -> WorkTimetable:
    """Raises Malformed for a name of none or over 20 characters, AlreadyThere, and BadTimes for
    sessions that cannot be (hall.attendance.rules.timetable), or of which some alone are duty."""
    timetable = WorkTimetable(name="", sessions=[], position=behind(work.session, WorkTimetable))
    _write(work, timetable, name, sessions)
    return timetable


def change_timetable(
    work: UnitOfWork, timetable: WorkTimetable, name: str, sessions: Sequence[WorkSession]
) -> None:
    """As long as no day of it has begun, or its times stay the same.

    Raises as ``add_timetable``, TimetableWorked for other times of one that is kept already, and
    TimesOverlap where they do not go together with what people work besides.
    """
    uses = work.session.scalars(
        select(TimetableUse).where(TimetableUse.timetable_id == timetable.id)
    ).all()
    if to_json(sessions) != timetable.sessions and any(use.since <= work.today for use in uses):
        raise TimetableWorked(name=timetable.name)
    _write(work, timetable, name, sessions)
    for use in uses:
        refuse_overlaps(work.session, people_of(work.session, use), use.since, use.until)


def use_timetable(
    work: UnitOfWork,
    timetable: WorkTimetable,
    owner: WorkGroup | Staff,
    days: UseDays,
    note: str = "",
) -> TimetableUse:
    """The days may lie in the past: what was judged by other times is judged anew.

    Raises Malformed for days that end before they begin, weekdays that are none, and a note over 40
    characters; TimesOverlap.
    """
    if days.until is not None and days.until < days.since:
        raise Malformed(field="until")
    if days.weekdays is not None and not set(days.weekdays) <= set(WEEKDAYS):
        raise Malformed(field="weekdays")
    use = TimetableUse(
        timetable=timetable,
        group_id=owner.id if isinstance(owner, WorkGroup) else None,
        staff_id=owner.id if isinstance(owner, Staff) else None,
        since=days.since,
        until=days.until,
        weekdays=None if days.weekdays is None else sorted(set(days.weekdays)),
        note=plain(note, field="note", longest=LONGEST_NOTE),
    )
    work.session.add(use)
    work.session.flush()
    refuse_overlaps(work.session, people_of(work.session, use), days.since, days.until)
    work.record(_fact(TimetableUsed, use, use.until))
    return use


def end_use(work: UnitOfWork, use: TimetableUse, last: date | None) -> None:
    """Its last day; one before it began, or None, takes it back altogether.

    Raises TimesOverlap where what comes back in its place does not go together with duty.
    """
    people, since = people_of(work.session, use), use.since
    if last is None or last < use.since:
        work.record(_fact(TimetableUseEnded, use, None))
        work.session.delete(use)
    else:
        use.until = last
        work.record(_fact(TimetableUseEnded, use, last))
    work.session.flush()
    refuse_overlaps(work.session, people, since, None)


def people_of(session: Session, use: TimetableUse) -> list[int]:
    """Whom a use is about: its person, or whoever was ever in its group."""
    if use.staff_id is not None:
        return [use.staff_id]
    asked = select(GroupMember.staff_id).where(GroupMember.group_id == use.group_id).distinct()
    return list(session.scalars(asked))


def _write(
    work: UnitOfWork, timetable: WorkTimetable, name: str, sessions: Sequence[WorkSession]
) -> None:
    timetable.name = free_name(work, WorkTimetable, name, timetable)
    kinds = {session.kind for session in sessions}
    if len(kinds) != 1:
        raise BadTimes(why="mixed" if kinds else "empty", session=timetable.name, other="")
    try:
        check_sessions(sessions)
    except BadWorkTimes as error:
        raise BadTimes(why=error.why, session=error.session, other=error.other) from error
    timetable.sessions = to_json(sessions)
    timetable.is_duty = kinds == {SessionKind.DUTY}
    work.session.add(timetable)
    work.session.flush()
    work.record(
        TimetableKept(timetable_id=timetable.id, name=timetable.name, sessions=timetable.sessions)
    )


def _fact(kind: type[UseFact], use: TimetableUse, until: date | None) -> UseFact:
    return kind(
        use_id=use.id,
        timetable=use.timetable.name,
        group_id=use.group_id,
        staff_id=use.staff_id,
        since=use.since.isoformat(),
        until=until.isoformat() if until else None,
    )
