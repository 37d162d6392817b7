"""A board on which nobody is called: when the hall opens, and who is on duty today."""

from datetime import timedelta

from hall.attendance.work_times.duty_roster import put_on_duty
from hall.attendance.work_times.timetables import add_timetable
from hall.line import calling, queries, seating
from hall.people.queries import staff_in_use
from tests.hall.attendance.office_times import NIGHT
from tests.hall.test_unit_of_work import take


def calls(client) -> str:
    return client.get("/display/_calls").get_data(as_text=True)


def test_a_closed_hall_says_when_it_opens_and_asks_again_at_that_minute(client, clock):
    assert "现在没有叫号" in calls(client)
    assert "请先在取号机上取号" in calls(client)

    clock.advance(hours=12)

    page = calls(client)
    assert "现在没有开门" in page
    assert "08:30 开门" in page
    seconds = float(page.split('data-again-after="')[1].split('"')[0])
    clock.advance(seconds=seconds)
    assert "请先在取号机上取号" in calls(client)


def test_a_hall_whose_clock_is_doubted_promises_no_opening(client, application, clock):
    clock.advance(hours=12)
    take(application.hall)
    clock.jump(days=-4000)

    assert "开门" not in calls(client)


def test_the_duty_of_the_day_is_told_by_the_roster(client, application):
    with application.hall.work("staff:1") as work:
        night = add_timetable(work, "夜间值班", NIGHT)
        today, tomorrow = staff_in_use(work.session)[1:3]
        put_on_duty(work, work.today, night, today)
        put_on_duty(work, work.today + timedelta(days=1), night, tomorrow)
        there, not_yet = today.name, tomorrow.name

    page = calls(client)

    assert "夜间值班" in page
    assert there in page
    assert not_yet not in page


def test_who_is_on_duty_stands_there_until_somebody_is_called(client, application):
    with application.hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        clerk = staff_in_use(work.session)[0]
        seating.sit_down(work, window, clerk)
        name, department = clerk.name, window.department

    assert f"值班：{name}" in calls(client)
    assert department in calls(client)

    take(application.hall)
    with application.hall.work("staff:3") as work:
        calling.call_next(work, queries.window_by_name(work.session, "1"))
    assert "值班：" not in calls(client)
