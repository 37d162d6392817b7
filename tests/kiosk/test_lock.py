"""The kiosk's browser stays in the kiosk until staff let it out."""

import pytest

from hall import events
from hall.errors import CodesClosed, Malformed, WrongPin
from hall.guess_rules import KIOSK_PIN
from hall.kiosk_pin import enter, set_kiosk_pin
from kiosk.lock import COOKIE

PIN, WRONG = "314159", "000000"
ELSEWHERE = (
    "/", "/office", "/counter", "/display", "/sign-in", "/t/abc", "/timeclock", "/api/v1/board",
    "/kiosks", "/nowhere",
)  # fmt: skip


@pytest.fixture
def locked(client):
    client.get("/kiosk?lock=1")
    return client


@pytest.fixture
def pin(application):
    set_kiosk_pin(application.hall, "staff:1", PIN)


def type_pin(client, typed):
    return client.post("/kiosk/staff", data={"pin": typed})


def test_the_launch_address_locks_and_leads_on_to_the_first_page(client):
    answer = client.get("/kiosk?lock=1")

    assert (answer.status_code, answer.location) == (303, "/kiosk")
    assert client.get_cookie(COOKIE)
    assert client.get("/kiosk").status_code == 200


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_locked_kiosk_is_shown_nothing_else(locked, path):
    for ask in (locked.get, locked.post):
        answer = ask(path)
        assert (answer.status_code, answer.location) == (303, "/kiosk")


@pytest.mark.parametrize("path", ["/kiosk", "/kiosk/take", "/api/v1/health"])
def test_a_locked_kiosk_has_all_it_needs(locked, path):
    assert locked.get(path).status_code == 200


def test_a_browser_that_was_not_locked_opens_what_it_likes(client):
    client.get("/kiosk")

    assert client.get("/").status_code == 200


def test_the_right_pin_leads_to_the_staffs_page_and_out(locked, pin, facts):
    answer = type_pin(locked, PIN)
    assert answer.location == "/kiosk/staff/room"
    assert "解除锁定" in locked.get("/kiosk/staff/room").text

    assert locked.post("/kiosk/staff/unlock").location == "/"

    assert locked.get("/").status_code == 200
    assert locked.get("/kiosk/staff/room").location == "/kiosk/staff"  # let in once
    told = facts()
    assert events.KioskEntered() in told
    assert events.KioskUnlocked() in told


def test_without_the_pin_nobody_comes_in_or_out(locked, pin):
    answer = type_pin(locked, WRONG)

    assert answer.status_code == 409
    assert "密码不对" in answer.text
    assert locked.get("/kiosk/staff/room").location == "/kiosk/staff"
    assert locked.post("/kiosk/staff/unlock").location == "/kiosk/staff"
    assert locked.get("/").location == "/kiosk"


def test_whoever_goes_away_leaves_the_staffs_page_closed(locked, pin, clock):
    type_pin(locked, PIN)
    clock.advance(minutes=6)
    assert locked.get("/kiosk/staff/room").location == "/kiosk/staff"

    type_pin(locked, PIN)
    locked.post("/kiosk/leave")
    assert locked.get("/kiosk/staff/room").location == "/kiosk/staff"


def test_where_no_pin_was_set_none_is_right(hall):
    for typed in ("", PIN):
        with pytest.raises(WrongPin):
            enter(hall, typed)


def test_guessing_is_stopped_for_five_minutes_even_for_the_right_one(hall, clock):
    set_kiosk_pin(hall, "staff:1", PIN)
    for _ in range(KIOSK_PIN.free):
        with pytest.raises(WrongPin):
            enter(hall, WRONG)

    with pytest.raises(CodesClosed):
        enter(hall, PIN)
    clock.advance(seconds=300)
    enter(hall, PIN)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５６", "123456"])
def test_a_pin_has_six_digits(hall, pin):
    with pytest.raises(Malformed):
        set_kiosk_pin(hall, "staff:1", pin)


def test_the_pin_stands_nowhere_in_the_journal(hall, facts):
    set_kiosk_pin(hall, "staff:1", PIN)

    assert facts()[-1] == events.KioskPinSet()


def test_managers_set_the_pin(client, application):
    assert client.get("/office/kiosk").status_code == 302
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    assert "还没有设置" in client.get("/office/kiosk").text

    client.post("/office/kiosk/pin", data={"pin": PIN})

    assert "已设置" in client.get("/office/kiosk").text
    enter(application.hall, PIN)
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    assert client.post("/office/kiosk/pin", data={"pin": WRONG}).status_code == 403
