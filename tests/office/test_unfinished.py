"""今日 shows what nobody ended, and ends it; and whom the last day left unserved."""

import pytest

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, visit_steps
from hall.line.codes import check_of
from hall.line.model import Stay, Ticket


@pytest.fixture
def served(application) -> int:
    with application.hall.work("staff:3") as work:
        service = queries.service_by_prefix(work.session, "A")
        issue_ticket(work, service, TicketRequest("kiosk", slip=False))
        window = queries.window_by_name(work.session, "1")
        return visit_steps.serve(work, calling.call_next(work, window)).id


@pytest.fixture
def unserved(application) -> Ticket:
    with application.hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        return issue_ticket(work, service, TicketRequest("kiosk", slip=False))


def last_stay(application) -> Stay:
    with application.hall.read() as snapshot:
        return snapshot.session.query(Stay).order_by(Stay.id.desc()).first()


def test_a_visit_of_hours_is_shown_and_ended_with_a_time(manager, application, clock, served):
    assert "还没有按办结" not in manager.get("/office").text
    clock.advance(hours=3)
    assert "还没有按办结" in manager.get("/office").text

    for _ in range(2):  # the second press of an older page finds it ended
        answer = manager.post(f"/office/tickets/{served}/end", data={"ended": "9:45"})
        assert answer.status_code == 303

    assert "还没有按办结" not in manager.get("/office").text
    stay = last_stay(application)
    assert (stay.until - stay.since).total_seconds() == 900
    assert not stay.inexact


def test_or_without_one(manager, application, clock, served):
    clock.advance(hours=3)
    manager.post(f"/office/tickets/{served}/end", data={"ended": ""})

    assert last_stay(application).inexact


@pytest.mark.parametrize("typed", ["9:20", "23:00", "kaffee"])
def test_a_time_that_cannot_be_is_refused_with_its_sentence(manager, clock, served, typed):
    clock.advance(hours=3)
    answer = manager.post(f"/office/tickets/{served}/end", data={"ended": typed})

    assert answer.status_code == 422
    assert "办完的时间要在开始以后" in answer.text


def test_whom_the_last_day_left_is_on_the_page_and_readmitted_once(
    manager, application, clock, unserved
):
    assert "没办完的人" not in manager.get("/office").text
    clock.advance(days=1)
    assert "3月3日（周一）没办完的人（1 位）" in manager.get("/office").text

    for _ in range(2):
        assert manager.post(f"/office/tickets/{unserved.id}/readmit").status_code == 303

    assert "没办完的人" not in manager.get("/office").text
    with application.hall.read() as snapshot:
        assert snapshot.session.query(Ticket).filter(Ticket.day == snapshot.today).count() == 1


def test_a_desk_readmits_them_too(application, clock, unserved):
    clock.advance(days=1)
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    clerk.post("/counter/1/sit")
    assert "没办完的人" in clerk.get("/counter/1").text

    answer = clerk.post("/counter/1/left-over", data={"ticket": unserved.id})

    assert answer.status_code == 303
    page = clerk.get("/counter/1").text
    assert "没办完的人" not in page
    assert "A001" in page


def test_who_is_no_manager_ends_and_readmits_nothing_in_the_office(client, served):
    assert client.post(f"/office/tickets/{served}/end").status_code == 302
    assert client.post(f"/office/tickets/{served}/readmit").status_code == 302


def test_the_kiosk_and_the_phone_tell_them_where_to_go(client, clock, unserved):
    clock.advance(days=1)
    typed = {"number": "A001", "check": check_of(unserved.code)}

    assert "今天给您排在前面" in client.post("/kiosk/give-back", data=typed).text
    assert "今天给您排在前面" in client.get(f"/t/{unserved.code}").text


def test_the_desk_marks_a_visit_whose_time_is_not_to_be_trusted(application, clock, served):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    clerk.post("/counter/1/sit")
    assert "时间不准" not in clerk.get("/counter/1").text
    clock.advance(hours=3)

    assert "时间不准" in clerk.get("/counter/1").text
