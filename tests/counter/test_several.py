"""Several services in one visit, several windows for one officer, and people without a number."""

import pytest

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries
from hall.line.model import Ticket
from hall.line.reasons import Priority
from hall.list_entries import entries
from hall.people.actions import allow_choosing
from hall.people.queries import staff_by_account

FRAGMENT = {"X-Fragment": "yes"}


@pytest.fixture
def press(application):
    """One step of a ticket, as the page at that window believes it to be."""

    def press(browser, window: str, step: str, ticket: int, **form):
        with application.hall.read() as snapshot:
            state = snapshot.session.get(Ticket, ticket).state
        form |= {"ticket": ticket, "state": state}
        return browser.post(f"/counter/{window}/{step}", data=form, headers=FRAGMENT)

    return press


@pytest.fixture
def ticket_now(application):
    def now(ticket: int) -> tuple:
        with application.hall.read() as snapshot:
            found = snapshot.session.get(Ticket, ticket)
            return found.state, found.service.prefix, found.window and found.window.name

    return now


def test_somebody_without_a_number_is_served_at_once_and_once(clerk, application):
    bing = clerk("bing", "1")
    form = {"service": "A", "key": "desk-1", "in_hand": ""}

    first = bing.post("/counter/1/walk-up", data=form, headers=FRAGMENT)
    form["in_hand"] = "1 serving"  # the page has renewed itself, and the key was pressed twice
    again = bing.post("/counter/1/walk-up", data=form, headers=FRAGMENT)

    assert (first.status_code, again.status_code) == (200, 200)
    assert "没有取号" in first.text
    with application.hall.read() as snapshot:
        assert [(t.number, t.state) for t in snapshot.session.query(Ticket)] == [
            ("A001", "serving")
        ]


def test_nobody_is_served_without_a_number_for_what_the_window_does_not_do(clerk, application):
    bing = clerk("bing", "1")

    refused = bing.post("/counter/1/walk-up", data={"service": "B", "key": "k", "in_hand": ""})

    assert refused.status_code == 409
    with application.hall.read() as snapshot:
        assert snapshot.session.query(Ticket).count() == 0


def test_a_second_matter_at_the_same_window_goes_on_there(clerk, take, press, ticket_now):
    wu = clerk("wu", "3")
    ticket = take("C")
    wu.post("/counter/3/call-next")
    press(wu, "3", "serve", ticket)
    assert "接着办：E 建房改房" in press(wu, "3", "further", ticket, service="E").text

    page = press(wu, "3", "finish", ticket)

    assert ticket_now(ticket) == ("serving", "E", "3")
    assert "接着办" not in page.text
    press(wu, "3", "finish", ticket)
    assert ticket_now(ticket)[0] == "finished"


def test_a_second_matter_elsewhere_is_waited_for_with_the_first_place(
    clerk, take, press, ticket_now
):
    bing, ding = clerk("bing", "1"), clerk("ding", "2")
    ticket = take("A")
    take("B")
    bing.post("/counter/1/call-next")
    press(bing, "1", "further", ticket, service="B")

    press(bing, "1", "finish", ticket)

    assert ticket_now(ticket) == ("transferred", "B", None)
    ding.post("/counter/2/call-next")
    assert ticket_now(ticket) == ("called", "B", "2")
    assert "首问责任人：演示员丙" in ding.get("/counter/2").text


def test_what_the_visitor_no_longer_needs_is_dropped(clerk, take, press, ticket_now):
    bing = clerk("bing", "1")
    ticket = take("A")
    bing.post("/counter/1/call-next")
    press(bing, "1", "further", ticket, service="B")

    press(bing, "1", "finish-all", ticket)

    assert ticket_now(ticket)[0] == "finished"


def test_a_transfer_to_one_window_is_called_only_there(clerk, take, press, ticket_now):
    geng, ren, wu = clerk("geng", "5"), clerk("ren", "6"), clerk("wu", "3")
    ticket = take("F")
    ren.post("/counter/6/call-next")
    press(ren, "6", "transfer", ticket, to="E 3")

    assert geng.post("/counter/5/call-next").status_code == 409
    assert "指定 3 号" in geng.get("/counter/5").text
    wu.post("/counter/3/call-next")

    assert ticket_now(ticket) == ("called", "E", "3")


def test_the_duty_officer_calls_for_a_window_where_nobody_sits(clerk, take, ticket_now):
    ren = clerk("ren", "6")
    ticket = take("B")
    assert ren.post("/counter/6/call-next").status_code == 409

    page = ren.post("/counter/6/cover", data={"window": ["2"]}, headers=FRAGMENT)
    ren.post("/counter/6/call-next")

    assert "正在代管：2 号窗口" in page.text
    assert ticket_now(ticket) == ("called", "B", "6")
    ren.post("/counter/6/cover")
    assert "正在代管" not in ren.get("/counter/6").text


def test_a_window_with_a_clerk_is_covered_by_nobody(clerk):
    clerk("ding", "2")
    ren = clerk("ren", "6")

    refused = ren.post("/counter/6/cover", data={"window": "2"})

    assert refused.status_code == 409
    assert "2 号窗口有人值守" in refused.text


def test_a_clerk_who_is_not_on_duty_covers_nothing(clerk):
    bing = clerk("bing", "1")

    assert bing.post("/counter/1/cover", data={"window": "2"}).status_code == 403
    assert "代管窗口" not in bing.get("/counter/1").text


def test_who_may_not_choose_calls_the_next_and_nobody_else(clerk, take, press, application):
    bing = clerk("bing", "1")
    take("A")
    second = take("A")
    assert "叫这位" in bing.get("/counter/1").text
    with application.hall.work() as work:
        allow_choosing(work, staff_by_account(work.session, "bing"), may_choose=False)

    assert "叫这位" not in bing.get("/counter/1").text
    assert press(bing, "1", "call", second).status_code == 403
    assert bing.post("/counter/1/call-next").status_code == 303


def test_a_call_for_help_stands_at_the_duty_window_or_everywhere(clerk, application):
    bing = clerk("bing", "1")
    with application.hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "F")
        issue_ticket(work, service, TicketRequest("kiosk", help=True))

    assert "需要帮忙" in bing.get("/counter/1").text  # nobody sits at the duty window
    ren = clerk("ren", "6")
    assert "需要帮忙" in ren.get("/counter/6").text
    assert "需要帮忙" not in bing.get("/counter/1").text
    ren.post("/counter/6/call-next")
    assert "不清楚要办什么" in ren.get("/counter/6").text


def test_the_reason_of_a_priority_is_read_at_the_window_and_nowhere_else(
    clerk, client, application
):
    bing = clerk("bing", "1")
    with application.hall.work("kiosk") as work:
        reason = entries(work.session, Priority)[2]
        service = queries.service_by_prefix(work.session, "A")
        ticket = issue_ticket(work, service, TicketRequest("kiosk", priority_id=reason.id))
    bing.post("/counter/1/call-next")

    assert "优先：老年人" in bing.get("/counter/1").text
    for page in ("/display/_calls", f"/t/{ticket.code}", f"/kiosk/tickets/{ticket.code}"):
        assert "优先" not in client.get(page).text
        assert "老年人" not in client.get(page).text
