"""A lost slip is printed again at the kiosk for whoever proves that the number is theirs."""

import pytest

from hall.line.codes import check_of
from hall.slips.model import PrintStage
from hall.slips.queries import latest_slip
from tests.kiosk.test_taking import tickets
from tests.waiting import wait_until


def slips_of(application, ticket):
    """How many papers were wanted, and whether the latest is marked."""
    with application.hall.read() as snapshot:
        slip = latest_slip(snapshot.session, ticket.id)
        return slip.id, slip.reprint


def wait_for_slip(application, ticket):
    def is_out():
        with application.hall.read() as snapshot:
            return latest_slip(snapshot.session, ticket.id).stage is PrintStage.PRINTED

    wait_until(is_out)


def typed(client, number, check):
    return client.post("/kiosk/reprint", data={"number": number, "check": check})


@pytest.fixture
def taken(client, application):
    """A number whose slip is out: while one is still to come, nobody is given another."""
    client.post("/kiosk/tickets", data={"service": "A"})
    (taken,) = tickets(application)
    wait_for_slip(application, taken)
    return taken


def test_the_number_and_its_check_print_the_slip_again_marked(client, application, taken):
    assert "/kiosk/reprint" in client.get("/kiosk/take").text

    done = typed(client, "a001", check_of(taken.code))

    assert "A001" in client.get(done.location).text
    number, is_marked = slips_of(application, taken)
    assert is_marked


def test_the_check_stands_on_the_phone_until_the_visit_is_over(client, application, taken):
    said = f"输入号码 A001 和核对码 {check_of(taken.code)}"
    assert said in client.get(f"/t/{taken.code}").text

    client.post(f"/t/{taken.code}/give-back", data={"state": "waiting"})
    assert said not in client.get(f"/t/{taken.code}").text


def test_a_stranger_gets_nobodys_slip(client, application, taken):
    right = check_of(taken.code)
    wrong = "0000" if right != "0000" else "1111"
    before = slips_of(application, taken)

    for guess in (wrong, "", wrong, wrong, wrong):
        assert typed(client, "A001", guess).status_code == 409
    closed = typed(client, "A001", right)

    assert "请过 60 秒再试" in closed.text
    assert slips_of(application, taken) == before


def test_a_number_that_is_over_gets_no_paper(client, application, taken):
    client.post(f"/t/{taken.code}/give-back", data={"state": "waiting"})
    before = slips_of(application, taken)

    refused = typed(client, "A001", check_of(taken.code))

    assert refused.status_code == 409
    assert "不用再打号票" in refused.text
    assert slips_of(application, taken) == before


def test_without_a_reader_no_card_is_asked_for(client):
    assert "刷身份证" not in client.get("/kiosk/reprint").text
