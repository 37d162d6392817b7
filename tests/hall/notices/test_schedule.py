"""When a notice shows: to the minute, over midnight, year end, swapped days and clock steps."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.clock import HALL_ZONE, local
from hall.hours.calendar import Calendar, DayKind, OfficeDay
from hall.notices.schedule import (
    EVERY_WEEKDAY,
    Daypart,
    Days,
    Schedule,
    end_of,
    next_change,
    next_issue_due,
    shows,
)

PLAIN = Calendar()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HALL_ZONE)


# Around the year's end of 2025/26, whose calendar is published, with its swapped days.
moments = st.integers(0, 170 * 24 * 60).map(
    lambda minutes: datetime(2025, 9, 20, tzinfo=HALL_ZONE) + timedelta(minutes=minutes)
)
minutes = st.times().map(lambda each: each.replace(second=0, microsecond=0))
dayparts = st.builds(Daypart, minutes, minutes).filter(lambda each: each.start != each.end)
schedules = st.builds(
    Schedule,
    starts=moments,
    ends=st.none() | moments,
    working_days=st.none() | st.integers(1, 30),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    days=st.sampled_from(Days),
    dayparts=st.lists(dayparts, max_size=3).map(tuple),
)


def test_it_appears_on_its_first_minute_and_is_gone_on_its_last():
    schedule = Schedule(at("2025-03-03T09:00"), at("2025-03-03T17:30"))

    shown = [shows(schedule, at(f"2025-03-03T{clock}"), PLAIN) for clock in
             ("08:59:59", "09:00:00", "17:29:59", "17:30:00")]  # fmt: skip

    assert shown == [False, True, True, False]


def test_a_daypart_over_midnight_belongs_to_the_day_on_which_it_begins():
    friday = Schedule(
        at("2025-03-01T00:00"),
        weekdays=frozenset({4}),
        dayparts=(Daypart(time(22), time(6)),),
    )

    assert shows(friday, at("2025-03-07T22:00"), PLAIN)
    assert shows(friday, at("2025-03-08T05:59"), PLAIN)
    assert not shows(friday, at("2025-03-08T06:00"), PLAIN)
    assert not shows(friday, at("2025-03-08T22:00"), PLAIN)
    assert not shows(friday, at("2025-03-07T05:59"), PLAIN)


def test_a_swapped_saturday_is_a_working_day_and_a_holiday_is_none():
    working = Schedule(at("2025-01-01T00:00"), days=Days.WORKING)
    rest = Schedule(at("2025-01-01T00:00"), days=Days.REST)
    swapped, holiday = at("2025-09-28T10:00"), at("2025-10-01T10:00")  # a Sunday, a Wednesday

    assert (shows(working, swapped, PLAIN), shows(rest, swapped, PLAIN)) == (True, False)
    assert (shows(working, holiday, PLAIN), shows(rest, holiday, PLAIN)) == (False, True)


def test_what_the_hall_decided_about_a_day_counts():
    closed = Calendar(own={date(2025, 3, 3): OfficeDay(DayKind.REST)})
    working = Schedule(at("2025-03-01T00:00"), days=Days.WORKING)

    assert shows(working, at("2025-03-03T10:00"), PLAIN)
    assert not shows(working, at("2025-03-03T10:00"), closed)


@pytest.mark.parametrize(
    ("starts", "days", "ends"),
    [
        ("2025-03-03T09:00", 5, "2025-03-11T00:00"),  # Monday: until the next Monday is over
        ("2025-09-30T16:00", 1, "2025-10-10T00:00"),  # the holidays do not count
        ("2025-12-31T09:00", 2, "2026-01-06T00:00"),  # nor does New Year; Sunday the 4th works
    ],
)
def test_a_period_of_working_days_ends_with_its_last_day(starts, days, ends):
    assert end_of(Schedule(at(starts), working_days=days), PLAIN) == at(ends)


@given(moments, st.integers(1, 60))
def test_a_period_has_its_working_days_exactly_whatever_is_swapped(starts, days):
    """Over the National Day's week, the year's end and its swapped Sundays."""
    end = end_of(Schedule(starts, working_days=days), PLAIN)
    first = local(starts).date()
    counted = [
        first + timedelta(days=each + 1) for each in range((local(end).date() - first).days - 1)
    ]

    assert local(end).time() == time()
    assert sum(PLAIN.is_working_day(day) for day in counted) == days
    assert PLAIN.is_working_day(counted[-1])


@given(schedules, moments)
def test_nothing_shows_before_its_beginning_or_after_its_end(schedule, now):
    end = end_of(schedule, PLAIN)

    if shows(schedule, now, PLAIN):
        assert schedule.starts <= now
        assert end is None or now < end


@given(schedules, moments, st.integers(0, 3 * 24 * 60))
def test_until_the_next_change_nothing_changes(schedule, now, later):
    """So a screen that asks again at that moment is never wrong, whatever it sleeps through."""
    change = next_change(schedule, now, PLAIN)
    then = now + timedelta(minutes=later)

    assert change is None or change > now
    if change is None or then < change:
        assert shows(schedule, then, PLAIN) is shows(schedule, now, PLAIN)


@given(schedules, moments)
def test_it_shows_only_on_days_that_are_its_own(schedule, now):
    if not shows(schedule, now, PLAIN):
        return
    today = local(now).date()
    begun = {today, today - timedelta(days=1)} if schedule.dayparts else {today}
    ours = [
        day
        for day in begun
        if day.weekday() in schedule.weekdays
        and (
            schedule.days is Days.EVERY
            or PLAIN.is_working_day(day) is (schedule.days is Days.WORKING)
        )
    ]

    assert ours


@given(schedules, moments, moments)
def test_a_clock_that_steps_back_and_forth_leaves_no_trace(schedule, now, other):
    before = shows(schedule, now, PLAIN)

    shows(schedule, other, PLAIN)

    assert shows(schedule, now, PLAIN) is before


def test_a_schedule_without_rules_never_changes_by_itself():
    assert next_change(Schedule(at("2025-03-01T00:00")), at("2025-03-03T09:00"), PLAIN) is None
    assert frozenset(range(7)) == EVERY_WEEKDAY


@given(st.dates(date(2019, 1, 1), date(2100, 1, 1)), st.integers(1, 24))
def test_the_next_issue_falls_in_the_right_month(since, months):
    due = next_issue_due(since, months)

    assert (due.year * 12 + due.month) - (since.year * 12 + since.month) == months
    assert due.day == since.day or (due + timedelta(days=1)).day == 1


def test_the_last_of_january_is_due_on_the_last_of_february():
    assert next_issue_due(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert next_issue_due(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert next_issue_due(date(2026, 11, 23), 2) == date(2027, 1, 23)
