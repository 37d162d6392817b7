"""The demonstration keeps attendance from the day on which it is loaded."""

from datetime import date, timedelta

import pytest

from hall.attendance.hall_seconds import to_moment
from hall.attendance.work_times.duty_roster import duties
from hall.attendance.work_times.read_plan import read_plan
from hall.demo_data.attendance import furnish_attendance
from hall.people.queries import staff_by_account
from tests.hall.attendance.office_times import at


@pytest.mark.parametrize("loaded", [date(2026, 10, 8), date(2026, 12, 31), date(2027, 2, 28)])
def test_it_is_due_from_that_day_on_and_somebody_has_duty_on_days_of_rest(hall, clock, loaded):
    clock.now = to_moment(at("9:00", loaded))
    with hall.work("installer") as work:
        furnish_attendance(work)

    month = loaded + timedelta(days=40)
    with hall.read() as snapshot:
        plan = read_plan(snapshot.session, loaded - timedelta(days=20), month)
        clerk = staff_by_account(snapshot.session, "bing").id
        due = [day for day in plan.days if plan.sessions(clerk, day)]
        duty = duties(snapshot.session, loaded, month)
    assert due[0] >= loaded.toordinal()
    assert len(due) > 18
    days = {found.day.toordinal() for found in duty}
    assert not days & set(due)
    assert len(days) >= 7


def test_summer_has_its_own_afternoon(hall, clock):
    clock.now = to_moment(at("9:00", date(2026, 4, 30)))
    with hall.work("installer") as work:
        furnish_attendance(work)

    with hall.read() as snapshot:
        plan = read_plan(snapshot.session, date(2026, 4, 30), date(2026, 5, 6))
        clerk = staff_by_account(snapshot.session, "bing").id
        ends = [
            plan.sessions(clerk, day.toordinal())[-1].ends
            for day in (date(2026, 4, 30), date(2026, 5, 6))
        ]
    assert ends == [63_000, 64_800]
