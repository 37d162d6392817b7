"""Who works when: groups, timetables from a day on, duty, and days off of some of the hall."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hall.attendance.hall_seconds import midnight_of, to_hall_seconds, to_moment
from hall.attendance.rules.excuses import ExcuseKind
from hall.attendance.rules.timetable import WorkSession
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.local_holidays import add_local_holiday
from hall.attendance.work_times.model import WorkGroup, WorkTimetable
from hall.attendance.work_times.read_plan import read_plan
from hall.attendance.work_times.timetables import (
    add_timetable,
    change_timetable,
    end_use,
    use_timetable,
)
from hall.attendance.work_times.use_days import UseDays, on_day
from hall.errors import AlreadyThere, BadTimes, TimesOverlap, TimetableWorked
from hall.people.model import Staff
from hall.people.queries import staff_by_account
from tests.hall.attendance.office_times import FOUR, NIGHT, TWO, at, span

#: Thursday to Wednesday of the week after; the Saturday of 10 October 2026 is worked for 7 October.
THURSDAY = date(2026, 10, 8)
SATURDAY = date(2026, 10, 10)
SUNDAY = date(2026, 10, 11)
MONDAY = date(2026, 10, 12)
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
EARLY = date(2026, 1, 1)
LATE = WorkSession("下午", (span("15:00", "18:00"),))
EVENING = WorkSession("晚班", (span("17:00", "21:00", 0),), kind=NIGHT[0].kind)


@pytest.fixture
def office(hall, clock):
    """The hall with a group of four punches a day, in which one of the staff is."""

    clock.now = to_moment(at("9:00"))

    def set_up(work):
        group = add_group(work, "窗口")
        staff = staff_by_account(work.session, "bing")
        times = add_timetable(work, "冬季作息", FOUR)
        use_timetable(work, times, group, UseDays(EARLY))
        join_group(work, staff, group, EARLY)
        return group, staff

    with hall.work("staff:1") as work:
        group, staff = set_up(work)
        return hall, group.id, staff.id


def names(hall, staff_id, day):
    with hall.read() as snapshot:
        plan = read_plan(snapshot.session, *OCTOBER)
        return [session.name for session in plan.sessions(staff_id, day.toordinal())]


def test_a_working_saturday_is_worked_and_a_holiday_is_not(office):
    hall, _, staff_id = office

    assert names(hall, staff_id, SATURDAY) == ["上午", "下午"]
    assert names(hall, staff_id, SUNDAY) == []
    assert names(hall, staff_id, date(2026, 10, 7)) == []


def test_a_season_begins_on_its_day(office):
    hall, group_id, staff_id = office
    with hall.work("staff:1") as work:
        group = work.session.get_one(WorkGroup, group_id)
        use_timetable(work, add_timetable(work, "两次卡", TWO), group, UseDays(MONDAY))

    assert names(hall, staff_id, SATURDAY) == ["上午", "下午"]
    assert names(hall, staff_id, MONDAY) == ["全天"]


def person(work, staff_id):
    return work.session.get_one(Staff, staff_id)


def test_some_days_of_a_person_stand_before_the_season_of_their_group(office):
    hall, _, staff_id = office
    with hall.work("staff:1") as work:
        times = add_timetable(work, "两次卡", TWO)
        use_timetable(work, times, person(work, staff_id), on_day(MONDAY))

    assert names(hall, staff_id, MONDAY) == ["全天"]
    assert names(hall, staff_id, MONDAY + timedelta(days=1)) == ["上午", "下午"]


def test_duty_comes_on_top_of_the_day(office):
    hall, _, staff_id = office
    with hall.work("staff:1") as work:
        night = add_timetable(work, "夜班", NIGHT)
        use_timetable(work, night, person(work, staff_id), on_day(SUNDAY))

    assert names(hall, staff_id, SUNDAY) == ["夜班"]
    assert names(hall, staff_id, MONDAY) == ["上午", "下午"]


def test_nobody_is_at_two_places_at_once(office):
    hall, _, staff_id = office
    with pytest.raises(TimesOverlap) as refused, hall.work("staff:1") as work:
        evening = add_timetable(work, "晚班", (EVENING,))
        use_timetable(work, evening, person(work, staff_id), on_day(MONDAY))

    assert refused.value.details["day"] == MONDAY.isoformat()
    assert names(hall, staff_id, MONDAY) == ["上午", "下午"]


def test_a_night_may_not_last_into_the_next_morning_of_its_person(office):
    hall, _, staff_id = office
    long_night = (WorkSession("夜班", (span("20:00", "33:00", 0),), kind=NIGHT[0].kind),)
    with pytest.raises(TimesOverlap), hall.work("staff:1") as work:
        night = add_timetable(work, "夜班", long_night)
        use_timetable(work, night, person(work, staff_id), on_day(SUNDAY))


def test_who_joins_and_leaves_in_mid_month_works_in_between(office):
    hall, group_id, staff_id = office
    with hall.work("staff:1") as work:
        join_group(work, person(work, staff_id), None, MONDAY, "借调到县局")

    assert names(hall, staff_id, SATURDAY) == ["上午", "下午"]
    assert names(hall, staff_id, MONDAY) == []


def test_an_exempt_group_has_nothing_due(office):
    hall, _, staff_id = office
    with hall.work("staff:1") as work:
        exempt = add_group(work, "领导", exempt=True)
        join_group(work, person(work, staff_id), exempt, MONDAY)

    assert names(hall, staff_id, MONDAY) == []


def test_a_half_day_off_of_a_group_or_of_some_people(office):
    hall, group_id, staff_id = office
    with hall.work("staff:1") as work:
        group = work.session.get_one(WorkGroup, group_id)
        noon, evening = to_moment(at("12:00")), to_moment(at("18:00"))
        add_local_holiday(work, "三八", noon, evening, group=group, people=[staff_id])
        add_local_holiday(work, "五四", noon, evening, group=group, people=[staff_id + 1])

    with hall.read() as snapshot:
        (off,) = read_plan(snapshot.session, *OCTOBER).holidays_of(staff_id)
    assert (off.kind, off.column) == (ExcuseKind.HOLIDAY, "三八")
    assert (off.begins, off.ends) == (at("12:00"), at("18:00"))


def test_a_group_that_is_off_for_days_is_off_on_the_days_of_its_members(office):
    hall, group_id, staff_id = office
    tuesday, wednesday, thursday = (MONDAY + timedelta(days=days) for days in (1, 2, 3))
    begins, ends = to_moment(at("12:00")), to_moment(at("12:00", thursday))
    with hall.work("staff:1") as work:
        other = add_group(work, "驻村")
        join_group(work, person(work, staff_id), other, tuesday)
        first = work.session.get_one(WorkGroup, group_id)
        for group, name in ((first, "三八"), (other, "防汛")):
            add_local_holiday(work, name, begins, ends, group=group)

    with hall.read() as snapshot:
        off = read_plan(snapshot.session, *OCTOBER).holidays_of(staff_id)
    assert [(one.column, one.begins, one.ends) for one in off] == [
        ("三八", at("12:00"), at("24:00")),
        ("防汛", at("0:00", tuesday), at("24:00", tuesday)),
        ("防汛", at("0:00", wednesday), at("24:00", wednesday)),
        ("防汛", at("0:00", thursday), at("12:00", thursday)),
    ]


def test_times_that_were_worked_are_not_changed_any_more(office):
    hall, group_id, staff_id = office
    with pytest.raises(TimetableWorked), hall.work("staff:1") as work:
        times = read_timetable(work, "冬季作息")
        change_timetable(work, times, "冬季作息", (FOUR[0], LATE))
    with hall.work("staff:1") as work:
        change_timetable(work, read_timetable(work, "冬季作息"), "冬令时", FOUR)


def read_timetable(work, name):
    return work.session.scalars(select(WorkTimetable).where(WorkTimetable.name == name)).one()


def test_bad_times_say_which(hall):
    for sessions, why in (
        ((FOUR[1], FOUR[0]), "overlap"),
        ((), "empty"),
        ((*FOUR, *NIGHT), "mixed"),
    ):
        with pytest.raises(BadTimes) as refused, hall.work("staff:1") as work:
            add_timetable(work, "错的", sessions)
        assert refused.value.details["why"] == why


def test_a_name_means_one_timetable(hall):
    with pytest.raises(AlreadyThere), hall.work("staff:1") as work:
        add_timetable(work, "夏季作息", FOUR)
        add_timetable(work, " 夏季作息 ", TWO)


def test_a_use_that_is_taken_back_leaves_the_one_before(office):
    hall, group_id, staff_id = office
    with hall.work("staff:1") as work:
        use = use_timetable(
            work, add_timetable(work, "两次卡", TWO), person(work, staff_id), UseDays(MONDAY)
        )
        end_use(work, use, MONDAY)
    assert names(hall, staff_id, MONDAY + timedelta(days=1)) == ["上午", "下午"]

    with hall.work("staff:1") as work:
        end_use(work, work.session.get_one(type(use), use.id), None)
    assert names(hall, staff_id, MONDAY) == ["上午", "下午"]


def test_a_year_that_nobody_published_is_provisional(office):
    hall, _, _ = office
    with hall.read() as snapshot:
        plan = read_plan(snapshot.session, date(2026, 12, 31), date(2027, 1, 2))
    assert not plan.is_provisional(date(2026, 12, 31).toordinal())
    assert plan.is_provisional(date(2027, 1, 2).toordinal())


def test_hall_seconds_are_whole_seconds_on_the_wall():
    moment = to_moment(at("8:35"))
    assert to_hall_seconds(moment + timedelta(milliseconds=900)) == at("8:35")
    assert midnight_of(MONDAY) == at("0:00")
    assert moment.isoformat() == "2026-10-12T08:35:00+08:00"
