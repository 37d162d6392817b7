"""From an empty database to the first director: by the code of the start, or from the machine."""

import pytest

from app import create_application
from config import Config
from hall.people.first_director import new_setup_code
from hall.people.queries import directors, staff
from server.device_wiring import Devices

PASSWORD = "huangni-tang-1987x"
AWAY = {"REMOTE_ADDR": "192.0.2.9"}
PROXIES = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


@pytest.fixture
def empty(tmp_path, clock):
    hall = {"name": "测试大厅", "complaint_phone": "0734-8612345", "hours": "9:00—17:00"}
    application = create_application(Config.parse({"hall": hall}, tmp_path), Devices(), clock)
    application.open()
    yield application
    application.close()


@pytest.fixture
def code(empty):
    code, empty.app.config["SETUP_CODE"] = new_setup_code()
    return code


def wish(**more):
    return {
        "name": "演示员", "account": "zhuren01", "password": PASSWORD, "again": PASSWORD, **more,
    }  # fmt: skip


def begin(application, *, environ=None, headers=None, **more):
    client = application.app.test_client()
    answer = client.post(
        "/setup", data=wish(**more), environ_overrides=environ or {}, headers=headers or {}
    )
    return client, answer


def heads(application):
    with application.hall.read() as snapshot:
        return [person.account for person in directors(snapshot.session)]


def test_whoever_sits_at_the_server_needs_no_code(empty):
    page = empty.app.test_client().get("/setup")
    client, answer = begin(empty)

    assert 'name="code"' not in page.text
    assert (answer.status_code, answer.location) == (303, "/office/setup")
    assert heads(empty) == ["zhuren01"]
    assert "开门以前还差什么" in client.get("/office/setup").text  # signed in already


@pytest.mark.parametrize("header", PROXIES)
def test_what_a_proxy_passes_on_does_not_come_from_the_machine(empty, code, header):
    assert 'name="code"' in empty.app.test_client().get("/setup", headers={header: "1"}).text

    begin(empty, headers={header: "192.0.2.9"})

    assert heads(empty) == []


@pytest.mark.parametrize(
    ("address", "is_here"),
    [("::1", True), ("::ffff:127.0.0.1", True), ("::2", False), ("fe80::1", False), ("", False)],
)
def test_the_machine_is_known_by_its_own_address_alone(empty, address, is_here):
    page = empty.app.test_client().get("/setup", environ_overrides={"REMOTE_ADDR": address})

    assert ('name="code"' not in page.text) == is_here


def test_from_elsewhere_the_code_is_asked_for_however_it_is_typed(empty, code):
    assert 'name="code"' in empty.app.test_client().get("/setup", environ_overrides=AWAY).text
    _, refused = begin(empty, environ=AWAY, code="2345-2345-2345")
    assert refused.status_code == 409
    assert "一次性号码不对" in refused.text
    assert heads(empty) == []

    begin(empty, environ=AWAY, code=f" {code.lower().replace('-', ' ')} ")

    assert heads(empty) == ["zhuren01"]


def test_without_a_printed_code_nothing_opens_from_elsewhere(empty):
    for typed in ("", "2345-2345-2345"):
        begin(empty, environ=AWAY, code=typed)

    assert heads(empty) == []


def test_whoever_guesses_waits_and_keeps_nobody_else_out(empty, code):
    answers = [begin(empty, environ=AWAY, code="2222-2222-2222")[1] for _ in range(6)]
    _, own = begin(empty, environ={"REMOTE_ADDR": "192.0.2.10"}, code=code)

    assert [answer.status_code for answer in answers] == [409] * 5 + [429]
    assert own.status_code == 303


def test_a_right_code_and_a_poor_password_costs_nothing(empty, code):
    for _ in range(8):
        _, refused = begin(empty, environ=AWAY, code=code, password="12345678", again="12345678")
        assert refused.status_code == 422

    begin(empty, environ=AWAY, code=code)

    assert heads(empty) == ["zhuren01"]


def test_pressed_twice_and_in_two_browsers_there_is_one_director_and_the_code_is_dead(empty, code):
    begin(empty)
    _, again = begin(empty)
    stranger, other = begin(empty, environ=AWAY, account="qita01", code=code)

    assert again.status_code == other.status_code == 303
    with empty.hall.read() as snapshot:
        assert [person.account for person in staff(snapshot.session)] == ["zhuren01"]
    assert "/sign-in" in stranger.get("/office/setup").location  # is signed in as nobody
    assert stranger.get("/setup", environ_overrides=AWAY).location == "/office/setup"


def test_the_demonstration_is_loaded_once_and_every_page_says_so(empty, code):
    client = empty.app.test_client()
    refused = client.post("/setup/demonstration", environ_overrides=AWAY)
    for _ in range(2):
        client.post("/setup/demonstration", data={"code": code}, environ_overrides=AWAY)

    assert refused.status_code == 409
    assert heads(empty) == ["jia"]
    assert 'class="demonstration"' in client.get("/").text
    begin(empty)
    assert heads(empty) == ["jia"]
