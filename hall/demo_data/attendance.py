"""Attendance of the demonstration: a group with its seasons, and who has duty on days of rest.

From the day on which it is loaded: nobody of it was absent before.
"""

from datetime import date, timedelta

from sqlalchemy import select

from hall.attendance.rules.punch_rule import HOUR, MINUTE, PunchRule
from hall.attendance.rules.timetable import SessionKind, WorkSession, WorkSpan
from hall.attendance.work_times.duty_roster import put_on_duty
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.hours.queries import calendar
from hall.people.model import Role, Staff
from hall.unit_of_work import UnitOfWork

RULE = PunchRule(opens_before=90 * MINUTE, closes_after=75 * MINUTE)
#: From this month and day on, every year: the name, and the afternoon's begin and end.
SEASONS = (
    ((1, 1), "冬季作息", (14 * HOUR + 30 * MINUTE, 17 * HOUR + 30 * MINUTE)),
    ((5, 1), "夏季作息", (15 * HOUR, 18 * HOUR)),
    ((10, 1), "冬季作息", (14 * HOUR + 30 * MINUTE, 17 * HOUR + 30 * MINUTE)),
)
MORNING = (8 * HOUR + 30 * MINUTE, 12 * HOUR)
WEEKEND_DUTY = (9 * HOUR, 17 * HOUR)
DAYS_AHEAD = 28


def furnish_attendance(work: UnitOfWork) -> None:
    """For a hall that was just furnished: its clerks and duty officers keep attendance."""
    people = work.session.scalars(select(Staff).order_by(Staff.id)).all()
    clerks = [person for person in people if person.role in {Role.CLERK, Role.DUTY}]
    group = add_group(work, "窗口人员")
    tables = {
        name: add_timetable(work, name, _day(afternoon))
        for _, name, afternoon in dict.fromkeys((None, name, times) for _, name, times in SEASONS)
    }
    for year in (work.today.year, work.today.year + 1):
        for (month, day), name, _ in SEASONS:
            use_timetable(work, tables[name], group, UseDays(date(year, month, day)))
    for person in clerks:
        join_group(work, person, group, work.today)
    _duty(work, [person for person in clerks if person.role is Role.DUTY])


def _day(afternoon: tuple[int, int]) -> list[WorkSession]:
    return [
        WorkSession("上午", (WorkSpan(*MORNING),), RULE, RULE),
        WorkSession("下午", (WorkSpan(*afternoon),), RULE, RULE),
    ]


def _duty(work: UnitOfWork, officers: list[Staff]) -> None:
    """The duty officers in turn, on the coming weekends and holidays."""
    session = WorkSession("值班", (WorkSpan(*WEEKEND_DUTY, 0),), RULE, RULE, SessionKind.DUTY)
    table = add_timetable(work, "休息日值班", [session])
    ahead = [work.today + timedelta(days=days) for days in range(DAYS_AHEAD)]
    known = calendar(work.session, ahead[0], ahead[-1])
    rest = [day for day in ahead if not known.is_working_day(day)]
    for turn, day in enumerate(rest if officers else ()):
        put_on_duty(work, day, table, officers[turn % len(officers)])
