"""The hall's hours as the forecast takes them."""

from datetime import date, time

from hall.hours.actions import set_week
from hall.hours.timetable import Half, OpeningSpan
from hall.line.queries import window_by_name
from hall.settings import change_setting
from hall.wait_forecast.opening_minutes import USUAL_HOURS, opening
from hall.wait_forecast.rules.values import MinuteSpan as Minutes

MONDAY, SUNDAY = date(2025, 3, 10), date(2025, 3, 16)
NATIONAL_DAY = date(2025, 10, 1)
MORNING = {(0, Half.MORNING): OpeningSpan(time(9), time(11, 30))}
AFTERNOON = {(0, Half.AFTERNOON): OpeningSpan(time(14, 30), time(16))}


def hours_on(hall, day):
    with hall.read() as snapshot:
        return opening(snapshot.session, day)


def enter(hall, window, week, keep="yes"):
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", keep)
        set_week(work, window_by_name(work.session, window) if window else None, week)


def test_the_hours_that_were_entered_are_the_halls(hall):
    enter(hall, None, MORNING | AFTERNOON)

    assert hours_on(hall, MONDAY).hall == (Minutes(540, 690), Minutes(870, 960))


def test_a_window_may_keep_hours_of_its_own(hall):
    enter(hall, None, MORNING | AFTERNOON)
    enter(hall, "3", AFTERNOON)

    found = hours_on(hall, MONDAY)

    assert list(found.windows.values()) == [(Minutes(870, 960),)]


def test_on_a_day_off_nobody_is_expected_and_nobodys_week_counts(hall):
    enter(hall, None, MORNING | AFTERNOON)

    assert hours_on(hall, SUNDAY).hall == ()
    found = hours_on(hall, NATIONAL_DAY)
    assert (found.weekday, found.hall) == (None, ())


def test_hours_that_are_not_kept_are_the_usual_ones(hall):
    enter(hall, None, MORNING, keep="no")

    assert hours_on(hall, SUNDAY).hall == USUAL_HOURS
    assert hours_on(hall, SUNDAY).weekday == 6
