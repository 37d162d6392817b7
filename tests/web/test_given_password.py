"""A password that the office gave is changed at the first sign-in, before anything else."""

import pytest

from hall.people.queries import staff_by_account
from web.known_devices import place_on_the_wire

GIVEN = {"password": "green-lantern", "again": "green-lantern"}
OWN = {"present": "green-lantern", "password": "blue-harbour-9", "again": "blue-harbour-9"}


@pytest.fixture
def given(application, as_):
    """Signed in with a password that the director has just set."""
    assert as_("jia").post("/office/people/3/password", data=GIVEN).status_code == 303
    client = application.app.test_client()
    answer = client.post("/sign-in", data={"account": "bing", "password": "green-lantern"})
    assert answer.location.startswith("/account")
    return client


def test_nothing_else_is_reached_until_it_is_changed(given):
    for path in ("/counter", "/me", "/office", "/account/sign-ins/end", "/help"):
        answer = given.get(path) if "end" not in path else given.post(path)
        assert answer.location == "/account", path
    assert given.post("/counter/1/next").status_code in (303, 302, 404, 405)
    page = given.get("/account").text
    assert "这个密码是管理室给的" in page
    assert "登录的地方" not in page

    assert given.post("/account", data=OWN).status_code == 200
    assert given.get("/counter").status_code == 200


def test_signing_out_and_in_again_asks_again(given, application):
    given.post("/sign-out")
    again = application.app.test_client()

    answer = again.post("/sign-in", data={"account": "bing", "password": "green-lantern"})

    assert answer.location.startswith("/account")
    assert again.get("/counter").location == "/account"


def test_the_live_wire_is_closed_to_them(given, application):
    cookie = given.get_cookie("hall_staff").value
    with application.app.test_request_context(headers={"Cookie": f"hall_staff={cookie}"}):
        assert place_on_the_wire("counter", "").refused == "NotSignedIn"


def test_a_new_colleague_chooses_their_own_and_the_demonstration_does_not(application, as_):
    new = {"account": "new", "name": "演示员癸二", "role": "clerk", **GIVEN}
    as_("jia").post("/office/people", data=new)

    with application.hall.read() as snapshot:
        assert staff_by_account(snapshot.session, "new").must_change_password
        assert not staff_by_account(snapshot.session, "ding").must_change_password
