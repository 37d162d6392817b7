"""A form of the desk that is sent once more (a lost answer) has no second effect."""

import pytest

from hall.line.model import Ticket
from tests.form_walk import posted_forms


def form_of(clerk, address: str, **typed) -> dict:
    """As the desk shows it now."""
    forms = posted_forms(clerk.get("/counter/1").text)
    (form,) = [form for form in forms if form.tag.get("action") == address]
    shown = {c.get("name"): c.get("value") for c in form.controls if c.kind == "hidden"}
    return {**shown, **typed}


def states(application) -> list[tuple[str, str]]:
    with application.hall.read() as snapshot:
        found = snapshot.session.query(Ticket).order_by(Ticket.id)
        return [(ticket.number, str(ticket.state)) for ticket in found]


@pytest.fixture
def bing(clerk, take):
    for _ in range(3):
        take()
    return clerk("bing", "1")


@pytest.mark.parametrize("in_hand", [0, 1])
def test_the_next_is_called_once(bing, application, in_hand):
    address = "/counter/1/call-next"
    for _ in range(in_hand):
        bing.post(address, data=form_of(bing, address))
    form = form_of(bing, address)

    answers = [bing.post(address, data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    called = [number for number, state in states(application) if state == "called"]
    assert called == [f"A00{in_hand + 1}"]


def test_but_a_page_from_before_another_step_is_still_refused(bing, application):
    address = "/counter/1/call-next"
    stale = form_of(bing, address)
    bing.post(address, data=stale)
    bing.post(address, data=form_of(bing, address))

    assert bing.post(address, data=stale).status_code == 409
    assert [state for _, state in states(application)] == ["finished", "called", "waiting"]


def test_a_pad_without_a_page_calls_with_each_press(bing, application):
    for _ in range(2):
        bing.post("/counter/1/call-next")

    assert [state for _, state in states(application)] == ["finished", "called", "waiting"]


def test_a_recall_is_one_recall(bing, application):
    bing.post("/counter/1/call-next")
    form = form_of(bing, "/counter/1/recall")

    answers = [bing.post("/counter/1/recall", data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    with application.hall.read() as snapshot:
        assert snapshot.session.query(Ticket).first().calls == 2


def test_a_walk_up_is_one_visit(bing, application):
    form = form_of(bing, "/counter/1/walk-up", service="A")

    answers = [bing.post("/counter/1/walk-up", data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [state for _, state in states(application)] == [*["waiting"] * 3, "serving"]


def test_a_step_is_taken_back_once(bing, application):
    bing.post("/counter/1/call-next")
    form = form_of(bing, "/counter/1/undo")

    answers = [bing.post("/counter/1/undo", data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [state for _, state in states(application)] == ["waiting"] * 3


def test_a_window_is_left_once(bing):
    answers = [bing.post("/counter/1/leave", data={"sure": "yes"}) for _ in range(2)]

    assert [answer.location for answer in answers] == ["/counter", "/counter"]
