"""That somebody may be served now is said only while somebody who may serve is there."""

import re
from datetime import datetime

import pytest

from hall.clock import HALL_ZONE
from hall.line import leaving_window
from hall.people.actions import create_token, sign_out
from hall.people.model import Scope
from hall.people.queries import staff_by_account
from hall.people.sign_ins import begin_sign_in, sign_in_of
from hall.settings import change_setting
from tests.hall.wait_forecast.crew import call, done, sit, staff_id, stand, take

AT_ONCE = ("现在不用等", "现在就可以办", "请到窗口附近等候")


@pytest.fixture
def hall(application):
    with application.hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    return application.hall


@pytest.fixture
def staff(application):
    return application.app.extensions["app_context"].forecaster.staff


def at(clock, hour, minute=0, day=4):
    """A Tuesday, unless it is said otherwise."""
    clock.now = datetime(2025, 3, day, hour, minute, tzinfo=HALL_ZONE)


def first_page(client):
    page = client.get("/kiosk").text
    said = re.search(r"<b>取号</b>(.*?)</a>", page, re.DOTALL)
    return re.sub(r"<[^>]+>|\s", "", said[1])


def go_home(hall, account="bing"):
    with hall.work(f"staff:{staff_id(hall, account)}") as work:
        clerk = staff_by_account(work.session, account)
        leaving_window.free_windows(work, clerk)
        here = sign_in_of(work.session, begin_sign_in(work, clerk.id, "192.0.2.7", ""))
        sign_out(work, clerk, here)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "said"),
    [
        (4, 7, 0, "现在没有开门，8:30开"),
        (4, 8, 5, "8:30开，可以先取号"),
        (4, 9, 0, "窗口暂时没有人，可以先取号"),
        (4, 11, 50, "快要关窗了，现在取号来不及办。"),
        (4, 13, 0, "现在没有开门，14:30开"),
        (4, 20, 0, "现在没有开门，3月5日（周三）上午8:30开"),
        (7, 20, 0, "现在没有开门，3月10日（周一）上午8:30开"),
    ],
)
def test_the_first_page_says_closed_and_until_when(hall, client, clock, day, hour, minute, said):
    at(clock, hour, minute, day)

    assert first_page(client) == said


def test_the_first_page_asks_to_take_a_number_while_somebody_serves(hall, client, clock):
    at(clock, 9)
    sit(hall, "bing")

    assert first_page(client) == "办事先取号，按顺序叫号"


def what_pages_say(client, hall):
    """The tile, the page of a number, and the phone of somebody with nobody ahead."""
    tiles = client.get("/kiosk/take").text
    ticket = take(hall)
    pages = (
        tiles,
        client.get(f"/kiosk/tickets/{ticket.code}").text,
        client.get(f"/t/{ticket.code}").text,
    )
    return [any(phrase in page for phrase in AT_ONCE) for page in pages]


def test_where_a_clerk_sits_people_are_asked_to_the_windows(hall, client, clock):
    at(clock, 9)
    sit(hall, "bing")

    assert what_pages_say(client, hall) == [True, True, True]


@pytest.mark.parametrize("left", ["nobody came", "stood up", "went home"])
def test_where_nobody_serves_no_page_says_that_somebody_will_at_once(hall, client, clock, left):
    at(clock, 9)
    if left != "nobody came":
        sit(hall, "bing")
        done(hall, _called(hall))
        clock.advance(minutes=5)
        go_home(hall) if left == "went home" else stand(hall, "bing")

    assert what_pages_say(client, hall) == [False, False, False]


def _called(hall):
    take(hall)
    return call(hall)


def test_who_lets_people_wait_in_vain_is_not_promised_any_more_and_the_alarm_says_so(
    hall, client, clock, staff
):
    at(clock, 9)
    sit(hall, "bing")
    first = take(hall)
    clock.advance(minutes=2)
    assert "A" in now(hall, staff).serving
    clock.advance(minutes=2)
    assert (now(hall, staff).serving, now(hall, staff).absent) == (frozenset(), frozenset())
    clock.advance(minutes=12)

    assert now(hall, staff).serving == frozenset()
    assert now(hall, staff).absent == {staff_id(hall, "bing")}
    assert not any(phrase in client.get(f"/t/{first.code}").text for phrase in AT_ONCE)

    call(hall)  # and is back with the first key
    assert "A" in now(hall, staff).serving


def test_while_a_clerk_changes_windows_nobody_is_alarmed(hall, clock, staff):
    at(clock, 9)
    sit(hall, "bing")
    take(hall)
    clock.advance(minutes=5)
    stand(hall, "bing")

    assert "A" in now(hall, staff).coming
    assert now(hall, staff).serving == frozenset()


def test_at_lunch_nobody_serves_whoever_sits_there(hall, clock, staff):
    at(clock, 11, 40)
    sit(hall, "bing")
    clock.advance(minutes=25)

    assert now(hall, staff).serving == frozenset()


def test_programs_are_told_too(hall, client, clock):
    with hall.work("installer") as work:
        token = create_token(work, name="program", scope=Scope.READ)
    headers = {"Authorization": f"Bearer {token}"}
    at(clock, 9)
    sit(hall, "bing")

    services = client.get("/api/v1/services", headers=headers).json

    assert {one["prefix"]: one["attended"] for one in services}["A"] is True
    assert not all(one["attended"] for one in services)


def now(hall, staff):
    with hall.read() as snapshot:
        return staff(snapshot)
