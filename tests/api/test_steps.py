"""The steps of a visit through the access port: parked, sent on, given back, undone."""

import pytest
from jsonschema import Draft202012Validator

from api.openapi import document
from hall.line.queries import window_by_name
from hall.line.seating import sit_down
from hall.people.queries import staff_by_account

DOCUMENT = document("0")


@pytest.fixture
def program(client, bearer):
    """A program of its own; it posts, and what it gets is a ticket or a problem as described."""

    def program():
        headers = bearer("line")

        def post(path, headers_too=None, **more):
            sent = {**headers, **(headers_too or {})}
            answer = client.post(f"/api/v1{path}", headers=sent, **more)
            name = "Ticket" if answer.status_code < 400 else "Problem"
            schema = {**DOCUMENT["components"]["schemas"][name]}
            Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(
                answer.json
            )
            return answer

        return post

    return program


@pytest.fixture
def post(program):
    return program()


@pytest.fixture
def called(post):
    """A001, called to window 1."""
    post("/tickets", json={"service": "A"})
    return f"/tickets/{post('/windows/1/call-next').json['id']}"


def test_a_visitor_is_parked_with_a_note_and_a_time_and_comes_back(post, called, client, bearer):
    body = {"note": "去复印", "back_at": "2025-03-03T10:00:00+08:00"}
    parked = post(f"{called}/park", json=body).json
    assert (parked["state"], parked["note"], parked["back_at"]) == ("parked", *body.values())
    seen = client.get(f"/api/v1{called}", headers=bearer("read")).json
    assert "note" not in seen  # public screens only read

    back = post(f"{called}/resume").json

    assert (back["state"], back["back_at"]) == ("serving", None)


def test_parking_needs_no_body(post, called):
    assert post(f"{called}/park").json["state"] == "parked"


@pytest.mark.parametrize(
    "body",
    [{"back_at": "2025-03-03T10:00:00"}, {"back_at": "soon"}, {"back_at": ""}, {"back_at": 5},
     {"back_at": "0001-01-01T00:00:00+23:59"}, {"back_at": "9999-12-31T23:59:59-23:59"},
     {"back_at": "2025-03-04T10:00:00+08:00"}, {"back_at": "2025-03-03T09:29:59+08:00"},
     {"note": "x" * 101}, {"note": None}, {"else": "x"}],
    ids=range(11),
)  # fmt: skip
def test_a_park_that_cannot_be_is_refused(post, called, facts, body):
    before = len(facts())

    assert post(f"{called}/park", json=body).status_code == 422

    assert len(facts()) == before


def test_a_transfer_goes_on_in_the_other_line(post, called):
    post("/tickets", json={"service": "B"})

    sent = post(f"{called}/transfer", json={"service": "B", "note": "缺照片"}).json

    assert (sent["state"], sent["service"], sent["window"], sent["ahead"]) == (
        "transferred", "B", None, 0,
    )  # fmt: skip
    there = post("/windows/2/call-next").json
    assert (there["number"], there["note"]) == ("A001", "缺照片")
    assert post("/tickets", json={"service": "A"}).json["number"] == "A002"


@pytest.mark.parametrize(
    ("body", "status"), [({}, 422), ({"service": "Z"}, 404), ({"service": "A"}, 422)]
)
def test_a_transfer_to_nowhere_is_refused(post, called, body, status):
    assert post(f"{called}/transfer", json=body).status_code == status


def test_a_number_is_given_back(post, called):
    assert post(f"{called}/cancel").json["state"] == "cancelled"
    assert post(f"{called}/serve").json["code"] == "WrongMoment"


def test_only_the_program_that_took_the_step_undoes_it_once(program, post, called):
    assert program()(f"{called}/undo").json["code"] == "NothingToUndo"

    undone = post(f"{called}/undo").json

    assert (undone["state"], undone["window"], undone["calls"]) == ("waiting", None, 0)
    assert program()(f"{called}/undo").json["code"] == "NothingToUndo"


@pytest.mark.parametrize(
    ("before", "step", "body"),
    [
        ([], "serve", None), ([], "finish", None), ([], "miss", None), ([], "park", None),
        (["park"], "resume", None), ([], "cancel", None), ([], "undo", None),
        ([], "transfer", {"service": "B"}), (["serve"], "transfer", {"service": "B"}),
    ],
)  # fmt: skip
def test_a_step_sent_twice_is_answered_twice_and_done_once(post, called, facts, before, step, body):
    for earlier in before:
        post(f"{called}/{earlier}")
    first = post(f"{called}/{step}", json=body)
    told = len(facts())

    again = post(f"{called}/{step}", json=body)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json == first.json
    assert len(facts()) == told


def test_the_step_of_another_program_is_no_repeat(program, post, called):
    post(f"{called}/serve")

    assert program()(f"{called}/serve").json["code"] == "WrongMoment"


def test_a_call_and_a_recall_with_a_key_are_done_once(post, client, facts):
    for _ in range(2):
        post("/tickets", json={"service": "A"})
    first = post("/windows/1/call-next", headers_too={"Idempotency-Key": "k1"})
    assert post("/windows/1/call-next", headers_too={"Idempotency-Key": "k1"}).json == first.json
    address = f"/tickets/{first.json['id']}"
    again = post(f"{address}/recall", headers_too={"Idempotency-Key": "k2"})
    told = len(facts())

    repeated = post(f"{address}/recall", headers_too={"Idempotency-Key": "k2"})

    assert repeated.json == again.json
    assert repeated.json["calls"] == 2
    assert len(facts()) == told
    assert post("/windows/1/call-next", headers_too={"Idempotency-Key": "k3"}).json["number"] == (
        "A002"
    )


def test_a_recall_too_soon_says_for_how_long(post, called):
    post(f"{called}/recall")

    refused = post(f"{called}/recall")

    assert (refused.status_code, refused.json["code"], refused.json["seconds"]) == (
        409, "TooSoon", 8,
    )  # fmt: skip
    assert "8 秒" in refused.json["detail"]


def test_a_transfer_names_one_window_that_does_it(post, called, application):
    with application.hall.work("staff:5") as work:  # as long as somebody sits there
        three = window_by_name(work.session, "3")
        sit_down(work, three, staff_by_account(work.session, "wu"))

    refused = post(f"{called}/transfer", json={"service": "E", "window": "1"})
    assert (refused.status_code, refused.json["code"]) == (422, "Malformed")
    assert post(f"{called}/transfer", json={"service": "E", "window": "9"}).status_code == 404

    assert post(f"{called}/transfer", json={"service": "E", "window": "3"}).status_code == 200
    assert post("/windows/5/call-next").json["code"] == "NobodyWaiting"
    assert post("/windows/3/call-next").json["window"] == "3"
