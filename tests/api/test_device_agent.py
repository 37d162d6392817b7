"""The server's end of the link to machines elsewhere: only with the right token, only in form."""

import pytest

from app import create_application
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.remote_devices import RemotePrinter, RpcChannel
from server.device_wiring import Devices


@pytest.fixture
def link(config, clock):
    channel = RpcChannel()
    machines = Devices(printer=RemotePrinter(channel), channels={"printer": channel})
    application = create_application(config, machines, clock)
    client = application.app.test_client()
    with application.hall.work() as work:
        bearer = create_token(work, name="kiosk computer", scope=Scope.DEVICE)
        others = {
            scope: create_token(work, name=scope, scope=scope)
            for scope in (Scope.READ, Scope.LINE, Scope.MANAGE)
        }

    def post(path, content, token=bearer):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client.post(f"/api/outpost/{path}", json=content, headers=headers)

    post.client, post.bearer, post.others = client, bearer, others
    yield post
    application.hall.close()


def test_nothing_to_do_is_null(link):
    assert link("printer/next", {"told": {}, "wait": 0}).get_json() is None


def test_an_answer_nobody_waits_for_is_not_wanted(link):
    assert link("printer/answers/abc", {}).get_json() == {"wanted": False}


def test_a_heartbeat_of_a_call_that_nobody_waits_for_is_not_wanted(link):
    assert link("printer/calls/abc/alive", {}).get_json() == {"wanted": False}


@pytest.mark.parametrize(
    "path", ["printer/next", "printer/answers/abc", "printer/calls/abc/alive", "touches/abc"]
)
def test_without_a_token_there_is_no_answer(link, path):
    assert link(path, {}, token="").status_code == 401
    assert link(path, {}, token="hall_guessed").status_code == 401


@pytest.mark.parametrize(
    "content", [[], {}, {"told": 3, "wait": 0}, {"told": {}, "wait": "long"}, None]
)
def test_a_question_out_of_form_is_refused(link, content):
    assert link("printer/next", content).status_code == 422


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"page": "x", "score": 1, "age_seconds": 0},
        {"page": 1, "score": None, "age_seconds": 0},
        {"page": 1, "score": 1, "age_seconds": 1e300},
        {"page": 1, "score": 1, "age_seconds": "soon"},
        {"page": "1", "score": 1, "age_seconds": 0},
        {"page": 1, "score": True, "age_seconds": 0},
        {"score": 1, "age_seconds": 0},
    ],
)
def test_a_touch_out_of_form_is_refused(link, content):
    assert link("touches/abc", content).status_code == 422


def test_a_touch_is_taken_up_once(link):
    touch = {"page": 3, "score": 90, "age_seconds": 0.2, "mark": None}

    assert link("touches/abc", touch).get_json() == {"fresh": True}
    assert link("touches/abc", touch).get_json() == {"fresh": False}


def test_there_is_no_machine_of_another_name(link):
    assert link("coffee/next", {"told": {}, "wait": 0}).status_code == 404


def test_the_agents_token_reads_nothing_and_takes_no_number(link):
    headers = {"Authorization": f"Bearer {link.bearer}"}

    for asked in ("board", "journal", "services", "attendance/days"):
        assert link.client.get(f"/api/v1/{asked}", headers=headers).status_code == 403
    assert link.client.post("/api/v1/tickets", json={}, headers=headers).status_code == 403


def test_of_other_tokens_only_one_for_everything_works_the_machines_as_before(link):
    answers = {
        scope: link("printer/answers/abc", {}, token=token).status_code
        for scope, token in link.others.items()
    }

    assert answers == {Scope.READ: 403, Scope.LINE: 403, Scope.MANAGE: 200}
