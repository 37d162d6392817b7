"""The office sets what a punch does to windows, and is told which are not open yet."""

from datetime import timedelta

import pytest

from hall.attendance.actions import clock_by_pin
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.demo_data.load import PIN
from hall.line import queries, seating
from hall.people.queries import staff_by_id
from hall.settings import setting
from tests.conftest import MORNING
from tests.hall.attendance.office_times import FOUR

BING = 3
EARLIER = MORNING.date() - timedelta(days=9)
PAGE = "/office/punch-windows"


def post(client, mode, silence="0"):
    return client.post(PAGE, data={"punch_window": mode, "silent_window_minutes": silence})


def kept(application):
    with application.hall.read() as snapshot:
        names = ("punch_window", "silent_window_minutes")
        return tuple(setting(snapshot.session, name) for name in names)


@pytest.fixture
def at_work(application, clock):
    """演示员丙 keeps four slots, sat somewhere yesterday, and nobody sits anywhere now."""
    with application.hall.work() as work:
        group, clerk = add_group(work, "机关"), staff_by_id(work.session, BING)
        join_group(work, clerk, group, EARLIER)
        use_timetable(
            work, add_timetable(work, "四次", FOUR), group, UseDays(EARLIER, weekdays=None)
        )
        for window in queries.windows(work.session):
            if window.clerk:
                seating.stand_up(work, window)
        seating.sit_down(work, queries.windows(work.session)[0], clerk)
        seating.stand_up(work, queries.windows(work.session)[0])
    clock.advance(minutes=1)


def test_until_the_office_sets_it_a_punch_moves_no_window(application, manager):
    assert kept(application) == ("off", "0")
    assert post(manager, "open", "60").status_code == 303
    assert kept(application) == ("open", "60")


@pytest.mark.parametrize(
    ("mode", "silence"), [("always", "0"), ("", "0"), ("open", "7"), ("open", "")]
)
def test_what_the_page_does_not_offer_is_refused(application, manager, mode, silence):
    refused = post(manager, mode, silence)

    assert refused.status_code == 422
    assert "请选择" in refused.text
    assert kept(application) == ("off", "0")


def test_a_clerk_may_not_set_it(application):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert post(clerk, "open").status_code == 403


def test_who_has_come_is_offered_the_window_and_the_office_is_told(application, manager, at_work):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    post(manager, "offer")
    assert "已到岗" not in manager.get("/office/_today").text
    assert "您已打卡" not in clerk.get("/counter").text

    clock_by_pin(application.hall, BING, PIN)
    assert "演示员丙已到岗，1 号窗口还没开。" in manager.get("/office/_today").text
    assert "您已打卡：打开 1 号窗口（上次坐的）" in clerk.get("/counter").text

    clerk.post("/counter/1/sit")
    assert "已到岗" not in manager.get("/office/_today").text
