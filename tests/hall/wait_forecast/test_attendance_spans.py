"""One roster, not two: the forecast expects people as their attendance says."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hall.attendance.absences.applying import WantedAbsence, apply_for_absence
from hall.attendance.absences.deciding import approve_slip, slip_by_id
from hall.attendance.absences.model import SlipKind
from hall.attendance.hall_seconds import to_moment
from hall.attendance.work_times.duty_roster import put_on_duty
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.local_holidays import add_local_holiday
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.wait_forecast.queries import timetable
from hall.wait_forecast.rota import set_week
from hall.wait_forecast.rules.values import MinuteSpan
from tests.hall.attendance.office_times import FOUR, NIGHT, at

MONDAY = date(2025, 3, 3)
SUNDAY = MONDAY - timedelta(days=1)
MORNING, AFTERNOON = MinuteSpan(510, 720), MinuteSpan(870, 1050)


@pytest.fixture
def bing(hall):
    with hall.work("staff:1") as work:
        staff = staff_by_account(work.session, "bing")
        group = add_group(work, "窗口")
        use_timetable(work, add_timetable(work, "冬季作息", FOUR), group, UseDays(MONDAY))
        join_group(work, staff, group, MONDAY - timedelta(days=30))
        set_week(work, staff, {0: [(600, 660)]})
        change_setting(work, "keep_hours", "yes")
        return staff.id


def expected(hall, day=MONDAY):
    with hall.read() as snapshot:
        return timetable(snapshot.session, day, day.weekday())


def test_who_keeps_attendance_is_expected_as_it_says(hall, bing):
    assert expected(hall) == {bing: (MORNING, AFTERNOON)}


def test_a_hall_that_serves_at_any_hour_goes_by_its_own_table(hall, bing):
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "no")

    assert expected(hall) == {bing: (MinuteSpan(600, 660),)}


def test_duty_counts_on_its_own_day_and_a_rest_day_is_nobodys(hall, bing):
    assert expected(hall, SUNDAY) == {bing: ()}

    with hall.work("staff:1") as work:
        night = add_timetable(work, "夜班", NIGHT)
        put_on_duty(work, SUNDAY, night, staff_by_account(work.session, "bing"))

    assert expected(hall, SUNDAY) == {bing: (MinuteSpan(1200, 1440),)}
    assert expected(hall) == {bing: (MORNING, AFTERNOON)}


def test_a_half_day_off_is_nobodys_presence(hall, bing):
    with hall.work("staff:1") as work:
        noon, evening = (to_moment(at(hour, MONDAY)) for hour in ("12:00", "18:00"))
        add_local_holiday(work, "三八", noon, evening)

    assert expected(hall) == {bing: (MORNING,)}


def test_approved_leave_is_nobodys_presence_and_leave_that_waits_is(hall, bing):
    with hall.work("staff:1") as work:
        staff = staff_by_account(work.session, "bing")
        kind = work.session.scalars(select(SlipKind).where(SlipKind.name == "事假")).one()
        wanted = WantedAbsence(
            kind=kind,
            begins=to_moment(at("8:30", MONDAY)),
            ends=to_moment(at("12:00", MONDAY)),
            reason="家中有事",
        )
        slip_id = apply_for_absence(work, staff, wanted, staff).id
    assert expected(hall) == {bing: (MORNING, AFTERNOON)}

    with hall.work("staff:1") as work:
        director = staff_by_account(work.session, "jia")
        approve_slip(work, slip_by_id(work.session, slip_id), director)
    assert expected(hall) == {bing: (AFTERNOON,)}
