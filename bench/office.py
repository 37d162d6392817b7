"""An office that keeps four slots a day, with its punches, for a hall of the demonstration."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from hall.attendance.model import Punch
from hall.attendance.rules.timetable import WorkSession, WorkSpan
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.clock import HALL_ZONE
from hall.database import open_database
from hall.people.model import Role, Staff
from hall.unit_of_work import Hall, UnitOfWork

HOUR = 3600
SESSIONS = (
    WorkSession("上午", (WorkSpan(8 * HOUR, 12 * HOUR),)),
    WorkSession("下午", (WorkSpan(14 * HOUR, 18 * HOUR),)),
)
DUE = (time(8), time(12), time(14), time(18))
SATURDAY = 5
#: One of fifty is forgotten; the others come up to so many seconds before or after.
REMEMBERED, EARLY, LATE = 0.98, 1200, 400


def keep_office(database: Path, people: int, days: range) -> None:
    """So many new people, and their punches of these days (ordinals)."""
    hall = Hall(open_database(f"sqlite:///{database}"))
    try:
        with hall.work("installer") as work:
            staff = _people(work, people, date.fromordinal(days.start))
            for day in days:
                if punches := list(_punches(staff, date.fromordinal(day))):
                    work.session.execute(insert(Punch), punches)
    finally:
        hall.close()


def _people(work: UnitOfWork, count: int, since: date) -> list[int]:
    group = add_group(work, "机关")
    use_timetable(work, add_timetable(work, "一天四次", SESSIONS), group, UseDays(since))
    people = [
        Staff(name=f"员工{number}", account=f"office{number}", role=Role.CLERK, password="")
        for number in range(count)
    ]
    work.session.add_all(people)
    work.session.flush()
    for person in people:
        join_group(work, person, group, since)
    return [person.id for person in people]


def _punches(staff: list[int], day: date) -> Iterator[dict[str, Any]]:
    chance = Random(day.toordinal())
    due = () if day.weekday() >= SATURDAY else DUE
    for moment in (datetime.combine(day, at, HALL_ZONE) for at in due):
        for staff_id in staff:
            if chance.random() < REMEMBERED:
                at = moment + timedelta(seconds=chance.randint(-EARLY, LATE))
                yield {"staff_id": staff_id, "at": at, "way": "pin"}
