"""What the office takes away while people wait: nobody is left behind, unasked."""

import re

import pytest

from hall.issuing.return_slips import make_return_slip
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, public_board, queries, seating, visit_steps
from hall.line.model import Ticket
from hall.people.queries import staff_by_account, staff_in_use
from hall.settings import change_setting


@pytest.fixture
def sit(application):
    def sit(account, window):
        with application.hall.work() as work:
            clerk = staff_by_account(work.session, account)
            seating.sit_down(work, queries.window_by_name(work.session, window), clerk)
            return clerk.id

    return sit


@pytest.fixture
def take(application):
    def take(prefix):
        with application.hall.work("kiosk") as work:
            service = queries.service_by_prefix(work.session, prefix)
            return issue_ticket(work, service, TicketRequest("kiosk")).id

    return take


@pytest.fixture
def ticket(application):
    def ticket(ticket_id):
        with application.hall.read() as now:
            found = now.session.get_one(Ticket, ticket_id)
            return found.state, found.service.prefix, found.window and found.window.name

    return ticket


@pytest.fixture
def window_id(application):
    def window_id(name):
        with application.hall.read() as now:
            return queries.window_by_name(now.session, name).id

    return window_id


@pytest.fixture
def service_id(application):
    def service_id(prefix):
        with application.hall.read() as now:
            return queries.service_by_prefix(now.session, prefix).id

    return service_id


def test_a_skill_is_not_taken_from_the_only_clerk_who_can_call_them(manager, sit, take, ticket):
    bing = sit("bing", "2")
    waits = take("B")

    refused = manager.post(f"/office/people/{bing}/skills", data={"service": ["A"]})

    assert refused.status_code == 409
    assert "有 1 位就没有人能叫了（B001）" in refused.text
    assert "在等的人转到" in refused.text
    assert ticket(waits) == ("waiting", "B", None)
    page = manager.get(f"/office/people/{bing}").text
    assert page.count(" checked") == 1  # nothing was saved: still whatever the window does
    assert "在等的人转到" not in page  # asked only where it was refused


def test_they_go_into_another_line_or_stay_as_the_manager_says(manager, sit, take, ticket):
    bing = sit("bing", "2")
    sit("ding", "1")
    moved, form = take("B"), {"service": ["A"], "move_to": "A"}
    skills = f"/office/people/{bing}/skills"
    assert manager.post(skills, data=form).status_code == 303
    assert ticket(moved)[1] == "A"

    manager.post(skills, data={})
    left = take("B")
    assert manager.post(skills, data={"service": ["A"]}).status_code == 409
    assert manager.post(skills, data={"service": ["A"], "sure": "yes"}).status_code == 303

    assert ticket(left) == ("waiting", "B", None)
    assert "B002" in manager.get("/office").text  # the page of today tells of them


def test_a_skill_nobody_waits_for_is_taken_without_a_question(manager, sit, take):
    bing = sit("bing", "2")
    take("A")

    assert manager.post(f"/office/people/{bing}/skills", data={"service": ["A"]}).status_code == 303


def test_the_parked_of_a_window_that_is_retired_are_handed_over(
    manager, application, sit, take, ticket, window_id
):
    bing = sit("bing", "1")
    sit("ding", "2")
    take("A")
    with application.hall.work("staff:3") as work:
        called = calling.call_next(work, queries.window_by_name(work.session, "1"))
        visit_steps.park(work, called)
        parked = called.id

    assert "挂起、过号的 1 位，回来时找谁" in manager.get("/office/windows").text
    assert "挂起、过号的交给 2 号窗口" in manager.get(f"/office/people/{bing}/leaving").text
    gone = manager.post(f"/office/windows/window/{window_id('1')}/retire", data={"hand_to": "2"})

    assert gone.status_code == 303
    assert ticket(parked) == ("parked", "A", "2")


def test_a_window_that_alone_does_what_people_wait_for_asks_first(manager, take, ticket, window_id):
    waits, retire = take("B"), f"/office/windows/window/{window_id('2')}/retire"

    refused = manager.post(retire)
    assert refused.status_code == 409
    assert "（B001）" in refused.text
    assert refused.text.count("在等的人转到") == 1  # in the one form that was refused
    assert manager.post(retire, data={"move_to": "A"}).status_code == 303

    assert ticket(waits)[1] == "A"


def test_a_retired_window_is_nowhere_to_choose_and_comes_back_as_it_was(
    manager, client, as_, window_id
):
    number, clerk = window_id("2"), as_("bing")
    manager.post(f"/office/windows/window/{number}/retire")

    assert "/counter/2/sit" not in clerk.get("/counter").text
    assert clerk.post("/counter/2/sit").status_code == 404
    assert 'value="B"' not in client.get("/kiosk/take").text
    again = {"new": "yes", "name": "2", "department": "公安户籍"}
    assert manager.post("/office/windows/windows", data=again).status_code == 409
    assert "没有窗口办，不能取号" in manager.get("/office/windows").text
    manager.post(f"/office/windows/window/{number}/restore")
    assert "/counter/2/sit" in clerk.get("/counter").text
    assert 'value="B"' in client.get("/kiosk/take").text


def test_a_retired_service_gives_no_numbers_and_its_line_is_called_to_the_end(
    manager, client, sit, take, ticket, application, service_id
):
    sit("bing", "2")
    waits = take("B")

    assert "还有 1 位在等" in manager.get("/office/windows").text
    manager.post(f"/office/windows/service/{service_id('B')}/retire")

    assert 'value="B"' not in client.get("/kiosk/take").text
    refused = client.post("/kiosk/tickets", data={"service": "B"})
    assert refused.status_code == 409
    assert "没有窗口办理" in refused.text
    assert "还有 1 位在等，窗口照常叫完" in manager.get("/office/windows").text
    with application.hall.read() as now:
        waiting = public_board.board(now.session, now.today).waiting
    assert ("B", 1) in [(service.prefix, count) for service, count in waiting]
    with application.hall.work("staff:3") as work:
        assert calling.call_next(work, queries.window_by_name(work.session, "2")).id == waits
    with application.hall.read() as now:
        waiting = public_board.board(now.session, now.today).waiting
    assert "B" not in [service.prefix for service, _ in waiting]
    manager.post(f"/office/windows/service/{service_id('B')}/restore")
    assert client.post("/kiosk/tickets", data={"service": "B"}).status_code == 303


def test_the_guide_of_an_item_that_no_window_does_says_so_before_the_touch(
    manager, client, service_id
):
    every = "/kiosk/items/apply?page=1"
    guide = next(
        address
        for address in re.findall(r"/kiosk/item/[^?\"]+", client.get(every).text)
        if 'name="service" value="B"' in client.get(address).text
    )
    manager.post(f"/office/windows/service/{service_id('B')}/retire")

    page = client.get(guide).text

    assert "这项业务现在没有窗口办理，不能取号" in page
    assert 'name="service" value="B"' not in page


def test_who_waits_for_a_retired_service_goes_where_the_manager_says(
    manager, take, ticket, service_id
):
    waits = take("B")

    retire = f"/office/windows/service/{service_id('B')}/retire"
    assert manager.post(retire, data={"move_to": "A"}).status_code == 303

    assert ticket(waits)[1] == "A"


def test_ticks_of_a_retired_service_outlive_a_change_of_its_window(
    manager, application, service_id
):
    manager.post(f"/office/windows/service/{service_id('B')}/retire")
    form = {"name": "2", "department": "税务", "service": ["A"]}
    manager.post("/office/windows/windows", data=form)
    manager.post(f"/office/windows/service/{service_id('B')}/restore")

    with application.hall.read() as now:
        window = queries.window_by_name(now.session, "2")
        assert [service.prefix for service in window.services] == ["A", "B"]


def test_a_service_that_nobody_of_the_staff_can_do_gives_no_numbers_and_says_why(
    manager, client, application, sit
):
    with application.hall.read() as now:
        staff = [person.id for person in staff_in_use(now.session)]
    for person in staff:
        manager.post(f"/office/people/{person}/skills", data={"service": ["A"]})

    assert "没有一位人员会办，不能取号" in manager.get("/office/windows").text
    assert 'value="B"' not in client.get("/kiosk/take").text
    assert 'value="A"' in client.get("/kiosk/take").text
    assert "没有窗口办理" in client.post("/kiosk/tickets", data={"service": "B"}).text


def test_what_was_promised_for_a_service_that_is_retired_is_kept(
    manager, client, application, clock, take, service_id
):
    """Its windows call to the end: also who comes back with a return slip, or was left over."""
    left_over = take("B")
    clock.advance(hours=10)
    with application.hall.work("kiosk") as work:
        change_setting(work, "keep_hours", "yes")
        service = queries.service_by_prefix(work.session, "B")
        digits = make_return_slip(work, service, TicketRequest("kiosk")).code
    clock.advance(hours=14)
    manager.post(f"/office/windows/service/{service_id('B')}/retire")

    assert client.post("/kiosk/return", data={"code": digits}).status_code == 303
    assert manager.post(f"/office/tickets/{left_over}/readmit").status_code == 303

    assert client.post("/kiosk/tickets", data={"service": "B"}).status_code == 409
    with application.hall.read() as now:
        assert queries.waiting_by_service(now.session, now.today) == {service_id("B"): 2}
