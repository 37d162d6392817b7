"""Everybody's judged days, from one reading of everything that says something about them.

A small number of questions, however many people and days: the plan, the punches that count, the
slips, what was decided, when nobody could punch, and which terminals have told nothing yet.
"""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial

from hall.attendance.absences.queries import excuses_of, rulings_of
from hall.attendance.counting import counting_punches
from hall.attendance.hall_seconds import midnight_of, to_hall_seconds, to_moment
from hall.attendance.months.outages import outages
from hall.attendance.months.silent_terminals import waiting_for_terminals
from hall.attendance.rules.days import JudgedDay, judge_days
from hall.attendance.rules.due_slots import SharedPlans
from hall.attendance.rules.excuses import Excuse
from hall.attendance.rules.judging import Circumstances, Outage
from hall.attendance.rules.timetable import DAY
from hall.attendance.work_times.plan import WorkPlan
from hall.attendance.work_times.read_plan import read_plan
from hall.unit_of_work import ReadSession, UnitOfWork

#: Punches of so many days around belong to a night, or to the morning after one.
AROUND = 2 * DAY


@dataclass(slots=True)
class JudgedPerson:
    """``punch_ids``: which row stands behind each counting punch, by its hall second."""

    days: list[JudgedDay]
    excuses: list[Excuse]
    punch_ids: dict[int, int]


@dataclass(slots=True)
class JudgedStretch:
    """``people`` by their number, in the order of the plan."""

    plan: WorkPlan
    people: dict[int, JudgedPerson]
    outages: list[Outage]


@contextmanager
def no_cycle_search() -> Iterator[None]:
    """Reading and judging make a million small things and no circle among them: looking for one
    again and again took four tenths of the time. It is the whole process's, for two seconds of a
    year of 200 people; one within another ends with the outer."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


@no_cycle_search()
def judged(
    snapshot: ReadSession | UnitOfWork,
    first: date,
    last: date,
    staff_ids: Collection[int] | None = None,
) -> JudgedStretch:
    """Both days included; of these people or of all, who belong to a group on any of the days."""
    session, now = snapshot.session, to_hall_seconds(snapshot.now)
    plan = read_plan(session, first, last)
    people = [person for person in plan.people if staff_ids is None or person in staff_ids]
    begins, ends = midnight_of(first) - AROUND, midnight_of(last) + DAY + AROUND
    punches = counting_punches(session, people, to_moment(begins), to_moment(ends))
    excuses = excuses_of(session, staff_ids, begins, ends)
    rulings = rulings_of(session, staff_ids, plan.days.start, plan.days.stop - 1)
    span = to_moment(begins), to_moment(min(ends, now))
    away = outages(session, *span)
    waiting = {} if snapshot.clock_is_doubted else waiting_for_terminals(session, people, *span)
    shared = SharedPlans()
    found = JudgedStretch(plan, {}, away)
    for staff_id in people:
        ids = dict(punches[staff_id])
        own = [*excuses.get(staff_id, ()), *plan.holidays_of(staff_id)]
        silent = [waiting[staff_id]] if staff_id in waiting else []
        known = Circumstances(now, [*away, *silent], rulings.get(staff_id, {}))
        sessions = partial(plan.sessions, staff_id)
        days = judge_days(plan.days, sessions, ids, own, known, shared)
        found.people[staff_id] = JudgedPerson(days, own, ids)
    return found
