"""Who works here no longer: what they worked stays, and they are missed no more."""

from datetime import date, timedelta

import pytest

from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.sheet import cells_by_day, sheet_of
from hall.attendance.work_times.duty_roster import duties, put_on_duty
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.leaving import leave_work_times
from hall.attendance.work_times.timetables import add_timetable
from hall.people.model import Staff
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office
from tests.hall.attendance.office_times import MONDAY, NIGHT, at

TUESDAY, SATURDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=5)


@pytest.fixture
def staff_id(hall, clock):
    clock.now = to_moment(at("16:00"))
    (only,) = open_office(hall, 1)
    return only


def leave(hall, staff_id):
    with hall.work("staff:1") as work:
        leave_work_times(work, work.session.get_one(Staff, staff_id))


def test_whose_account_is_closed_is_not_absent_for_ever(hall, clock, staff_id):
    with hall.work("staff:1") as work:
        person = work.session.get_one(Staff, staff_id)
        join_group(work, person, add_group(work, "机关"), date(2026, 10, 20))

    leave(hall, staff_id)

    clock.now = AFTERWARDS
    with hall.read() as snapshot:
        cells = cells_by_day(sheet_of(snapshot, OCTOBER).row_of(staff_id))
        assert sheet_of(snapshot, OCTOBER.later).row_of(staff_id) is None
    assert (cells[MONDAY], cells[TUESDAY], cells[date(2026, 10, 20)]) == ("×", "", "")


def test_who_left_is_on_duty_no_more(hall, staff_id):
    with hall.work("staff:1") as work:
        night, person = add_timetable(work, "夜班", NIGHT), work.session.get_one(Staff, staff_id)
        for day in (MONDAY, SATURDAY):
            put_on_duty(work, day, night, person)

    leave(hall, staff_id)

    with hall.read() as snapshot:
        assert [duty.day for duty in duties(snapshot.session, MONDAY, SATURDAY)] == [MONDAY]


def test_by_a_doubted_clock_nobody_is_taken_out(hall, clock, staff_id):
    clock.jump(days=-300)

    leave(hall, staff_id)

    clock.now = AFTERWARDS
    with hall.read() as snapshot:
        assert cells_by_day(sheet_of(snapshot, OCTOBER).row_of(staff_id))[TUESDAY] == "×"


def test_who_was_in_no_group_has_nothing_to_leave(hall, facts):
    before = len(facts())
    leave(hall, 1)
    assert len(facts()) == before
