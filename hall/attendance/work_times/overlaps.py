"""Nobody works two sessions at the same time, on whatever timetable and roster they stand."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

from sqlalchemy.orm import Session

from hall.attendance.rules.timetable import overlapping
from hall.attendance.work_times.plan import WorkPlan
from hall.attendance.work_times.read_plan import read_plan
from hall.errors import TimesOverlap
from hall.people.queries import staff_by_id

#: How far times without an end are looked at: a year has every weekday and every holiday.
FARTHEST = timedelta(days=366)


def refuse_overlaps(
    session: Session, people: Iterable[int], since: date, until: date | None
) -> None:
    """Raises TimesOverlap for the first day of these (at most a year of them) on which one of
    these people would work two sessions at once: of one day, or of a night and its morning."""
    last = min(until or date.max, since + FARTHEST)
    plan = read_plan(session, since, last)
    for staff_id in people:
        _refuse(session, plan, staff_id)


def _refuse(session: Session, plan: WorkPlan, staff_id: int) -> None:
    before = plan.sessions(staff_id, plan.days.start - 1)
    for day in range(plan.days.start, plan.days.stop + 1):
        today = plan.sessions(staff_id, day)
        found = overlapping(before, today, days_later=1)
        for one, other in combinations(today, 2):
            found = found or overlapping([one], [other])
        if found:
            staff = staff_by_id(session, staff_id)
            raise TimesOverlap(
                name=staff.name if staff else "",
                day=date.fromordinal(day).isoformat(),
                session=found[0].name,
                other=found[1].name,
            )
        before = today
