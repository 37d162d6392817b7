"""What a stranger in the hall's network did to the hall, and does no longer.

Each attack is made twice: where only this computer reaches the server, and everything opens as it
is, it still succeeds; where the network reaches it, it does not.
"""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import Application
from hall.enrolled_devices.model import DeviceRole
from hall.line.model import Ticket
from hall.notices.schedule import Schedule
from hall.proof_of_play.model import Exposure
from tests.display.test_rotation import publish
from tests.hall.proof_of_play.test_intake import NOW_MS, shown
from tests.waiting import wait_until
from tests.web.enrolment.conftest import HOSTS

pytestmark = pytest.mark.parametrize("host", HOSTS)


def count(application: Application, kind: type) -> int:
    with application.hall.read() as snapshot:
        return snapshot.session.scalar(select(func.count()).select_from(kind)) or 0


def facts_of(application: Application, kind: str) -> int:
    return sum(row.kind == kind for row in application.hall.journal_after(0, 0))


def test_numbers_with_their_paper(application, stranger, host):
    for key in range(20):
        answer = stranger.post("/kiosk/tickets", data={"service": "A", "key": f"k{key}"})

    got_through = host == "127.0.0.1"
    assert count(application, Ticket) == (20 if got_through else 0)
    assert answer.status_code == (303 if got_through else 403)


def a_notice(application: Application) -> int:
    with application.hall.work("staff:1") as work:
        return publish(work, "征地公告", Schedule(work.now))


def test_a_forged_receipt(application, stranger, host):
    a_notice(application)

    stranger.post("/display/main/beat", json={"painted": 10**9})

    heard = application.app.extensions["app_context"].presence.last("main")
    assert (heard is not None) == (host == "127.0.0.1")


def test_forged_exposures(application, stranger, staff, host):
    """With the token of the screen's own page, which anybody could open, or has seen once."""
    notice = a_notice(application)
    page = staff.get("/display/main").text
    token = re.search(r'data-token="([^"]+)"', page)
    said = {"token": token[1], "diary": "f0f0f0f0", "now": NOW_MS}
    said["stretches"] = [shown(notice=notice)]

    answer = stranger.post("/display/main/exposures", json=said)

    assert answer.status_code == (200 if host == "127.0.0.1" else 403)
    assert count(application, Exposure) == (1 if host == "127.0.0.1" else 0)


def test_three_hundred_invented_screens(application, stranger, host):
    for number in range(300):
        stranger.post(f"/display/nobody-{number}/beat", json={})

    presence = application.app.extensions["app_context"].presence
    assert (presence.last("nobody-299") is not None) == (host == "127.0.0.1")


def test_a_notice_marked_failing(application, stranger, host):
    notice = a_notice(application)

    stranger.post("/display/main/stalled", json={"notice": notice})

    assert facts_of(application, "NoticeStalled") == (1 if host == "127.0.0.1" else 0)


def test_the_voice_silenced_by_one_post(application, stranger, device, host):
    """Whose turn it is, every board was told: the name of its page is no secret."""
    browser = device(DeviceRole.SCREEN, "main")
    board = application.socketio.test_client(
        application.app, query_string="room=board&player=main.a1", flask_test_client=browser
    )
    assert application.speaker.state().players == ("main",)

    stranger.post("/display/announcements/0/failed?player=main.a1")

    assert ("main" in application.speaker.state().players) == (host == "0.0.0.0")
    board.disconnect()


def test_the_voice_taken_over_by_a_socket(application, host):
    page = application.socketio.test_client(
        application.app, query_string="room=board&player=main.evil"
    )

    assert page.is_connected() == (host == "127.0.0.1")
    assert bool(application.speaker.state().players) == (host == "127.0.0.1")


@pytest.mark.parametrize("room", ["board", "kiosk", "timeclock", "tablet"])
def test_listening_where_devices_stand(application, host, room):
    page = application.socketio.test_client(application.app, query_string=f"room={room}")

    of_staff = room in ("counter", "office")  # whoever is signed in, wherever the server is
    assert page.is_connected() == (host == "127.0.0.1" and not of_staff)


@pytest.mark.parametrize("room", ["counter", "office"])
def test_listening_where_staff_stand(application, host, room):
    """Whoever is not signed in never hears what is told there, from this computer either."""
    page = application.socketio.test_client(application.app, query_string=f"room={room}")

    assert not page.is_connected()


@pytest.mark.parametrize(
    "address",
    [
        "/kiosk/staff",
        "/timeclock/pin",
        "/kiosk/opinion",
        "/kiosk/rating",
        "/kiosk/give-back",
        "/kiosk/item/none/card",
        "/kiosk/search/missed",
    ],
)
def test_whatever_else_a_stranger_could_press(application, stranger, host, address):
    answer = stranger.post(address, data={"pin": "123456", "staff": "1"})

    assert (answer.status_code == 403) == (host == "0.0.0.0")


def press(browser: FlaskClient) -> Callable[[str], int]:
    return lambda address: browser.post(address, json={}).status_code


def test_a_screen_speaks_for_itself_alone(application, device, host):
    if host == "127.0.0.1":
        return
    own, other = "main", "window-1"
    screen = press(device(DeviceRole.SCREEN, own))

    assert screen(f"/display/{own}/beat") == 200
    assert screen(f"/display/{other}/beat") == 403
    assert screen(f"/display/{other}/stalled") == 403
    assert screen(f"/display/{other}/exposures") == 403
    assert screen("/kiosk/tickets") == 403
    assert screen(f"/display/announcements/0/able?player={own}.a1") == 204
    assert screen(f"/display/announcements/0/able?player={other}.a1") == 403


def test_a_revoked_kiosk_takes_no_more_numbers(application, device, host):
    if host == "127.0.0.1":
        return
    kiosk = device(DeviceRole.KIOSK)
    first = kiosk.post("/kiosk/tickets", data={"service": "A", "key": "first"})

    application.enrolment.register.revoke("staff:1", 1)
    second = kiosk.post("/kiosk/tickets", data={"service": "A", "key": "second"})

    assert (first.status_code, second.status_code) == (303, 403)
    wait_until(lambda: count(application, Ticket) == 1)
