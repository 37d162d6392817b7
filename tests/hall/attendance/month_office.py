"""An office of some people who keep four slots a day, for the tests of its months."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from hall.attendance.absences.model import (
    AttendanceSlip,
    SlipAct,
    SlipDecision,
    SlipKind,
    SlotRuling,
)
from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import Verdict
from hall.attendance.rules.timetable import WorkSession
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.people.model import Role, Staff
from hall.unit_of_work import Hall, UnitOfWork
from tests.hall.attendance.office_times import FOUR, at

OCTOBER = CalendarMonth(date(2026, 10, 1))
EARLY = date(2026, 1, 1)
#: The day on which October is looked at.
AFTERWARDS = to_moment(at("9:00", date(2026, 11, 2)))
TIMES = ("8:30", "12:00", "14:30", "17:30")


def open_office(
    hall: Hall, people: int, sessions: tuple[WorkSession, ...] = FOUR, since: date = EARLY
) -> list[int]:
    """A group of so many new people; their numbers."""
    with hall.work("staff:1") as work:
        group = add_group(work, "窗口人员")
        use_timetable(work, add_timetable(work, "四次卡", sessions), group, UseDays(since))
        staff = [new_person(work, number) for number in range(people)]
        for person in staff:
            join_group(work, person, group, since)
        return [person.id for person in staff]


def new_person(work: UnitOfWork, number: int) -> Staff:
    person = Staff(
        name=f"考勤员工{number + 1}",
        account=f"kq{number + 1}",
        role=Role.CLERK,
        department="政务大厅",
        password="",
        position=1000 + number,
    )
    work.session.add(person)
    work.session.flush()
    return person


def punch(hall: Hall, *punches: tuple[int, int]) -> None:
    """Of people at hall seconds."""
    with hall.work("staff:1") as work:
        write_punches(
            work,
            [
                ToldPunch(staff_id=staff_id, at=to_moment(moment), way="pin")
                for staff_id, moment in punches
            ],
        )


def whole_day(staff_id: int, day: date, times: Iterable[str] = TIMES) -> list[tuple[int, int]]:
    return [(staff_id, at(time, day)) for time in times]


def slip(work: UnitOfWork, staff_id: int, kind: str, begins: int, ends: int) -> None:
    """One that was handed in and approved, by hall seconds."""
    found = work.session.scalars(select(SlipKind).where(SlipKind.name == kind)).one()
    boss = work.session.get_one(Staff, 1)
    row = AttendanceSlip(
        staff_id=staff_id,
        kind=found,
        begins=to_moment(begins),
        ends=to_moment(ends),
        work_days=0,
        reason="家里有事",
        entered_by=boss,
        applied_at=work.now,
    )
    row.decisions.append(SlipDecision(act=SlipAct.APPROVED, by=boss, at=work.now))
    work.session.add(row)


def rule(work: UnitOfWork, staff_id: int, day: date, session: str, side: SlotSide) -> None:
    """The office decides that a slot counts as present."""
    row = SlotRuling(
        staff_id=staff_id,
        day=day,
        session=session,
        side=side,
        verdict=Verdict.DECIDED,
        reason="监控里看见了",
        by_id=1,
        at=work.now,
    )
    work.session.add(row)
