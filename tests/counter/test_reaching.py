"""Everybody who waits, is parked or missed can be reached from a desk, however many they are."""

import re

import pytest

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, visit_steps
from hall.line.reasons import Priority
from hall.list_entries import entry_by_id, retire


@pytest.fixture
def take_many(application):
    def take_many(count, service="A"):
        with application.hall.work("kiosk") as work:
            found = queries.service_by_prefix(work.session, service)
            for _ in range(count):
                issue_ticket(work, found, TicketRequest("kiosk", slip=False))

    return take_many


def test_the_twenty_first_who_waits_is_reachable(clerk, take_many):
    bing = clerk("bing", "1")
    take_many(32)

    page = bing.get("/counter/1").text

    assert "A021" not in page
    assert "还有 12 位" in page
    whole = bing.get("/counter/1?all=yes").text
    assert "A032" in whole
    assert "还有" not in whole
    assert "_desk?all=yes" in whole  # so it stays when the page renews itself


def test_the_eleventh_who_missed_the_call_is_reachable(clerk, take_many, application):
    bing = clerk("bing", "1")
    take_many(11)
    with application.hall.work("staff:3") as work:
        here = queries.window_by_name(work.session, "1")
        for _ in range(11):
            visit_steps.miss(work, calling.call_next(work, here))

    page = bing.get("/counter/1/_desk").text

    assert "A001" in page
    assert "A011" in page


def test_a_number_is_found_from_any_desk(clerk, take_many, application):
    ren = clerk("ren", "2")
    clerk("bing", "1")
    take_many(1)
    with application.hall.work("staff:3") as work:
        here = queries.window_by_name(work.session, "1")
        visit_steps.miss(work, calling.call_next(work, here))

    page = ren.get("/counter/2?number=a001").text

    assert "已过号　1 号窗口" in page
    assert "今天没有 Z009" in ren.get("/counter/2?number=z009").text


def test_what_was_taken_wrongly_is_put_right_and_the_place_is_kept(clerk, take_many, application):
    bing = clerk("bing", "1")
    take_many(1)
    take_many(2, "B")
    page = bing.get("/counter/1?number=A001").text
    assert "改 A001（位置不变）" in page
    form = {"ticket": 1, "state": "waiting", "service": "B", "priority": "1", "help": ""}

    assert bing.post("/counter/1/correct", data=form).status_code == 303

    with application.hall.work("staff:4") as work:
        found = queries.ticket_numbered(work.session, work.today, "A001")
        assert (found.service.prefix, found.priority_id) == ("B", 1)
        there = queries.window_by_name(work.session, "2")
        assert calling.call_next(work, there) is found
    form = {"ticket": 1, "state": "called", "service": "A", "priority": "", "help": ""}
    assert bing.post("/counter/1/correct", data=form).status_code == 409


def test_the_size_of_a_party_is_put_right_with_its_place_kept(clerk, take_many):
    bing = clerk("bing", "1")
    take_many(2)
    page = bing.get("/counter/1?number=A001").text
    names = ("ticket", "state", "stepped", "together")
    form = {"service": "A", "size": "2", **believed_in(page, "A001", *names)}

    assert bing.post("/counter/1/correct", data=form).status_code == 303
    assert bing.post("/counter/1/correct", data=form).status_code == 303

    page = bing.get("/counter/1").text
    assert page.index("<b>A001") < page.index("<b>A003") < page.index("<b>A002")
    assert bing.post("/counter/1/correct", data={**form, "size": "7"}).status_code == 422


def believed_in(page: str, number: str, *names: str) -> dict[str, str]:
    """What the form that corrects this number holds where nobody types."""
    form = page.split(f"改 {number}")[1]
    return {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in names}


def test_saving_what_is_right_keeps_a_service_and_a_reason_that_were_retired_since(
    clerk, take_many, application
):
    bing = clerk("bing", "1")
    take_many(1, "B")
    with application.hall.work("staff:1") as work:
        ticket = queries.ticket_numbered(work.session, work.today, "B001")
        ticket.priority = entry_by_id(work.session, Priority, 2)
        retire(work, ticket.priority)
        retire(work, ticket.service)

    page = bing.get("/counter/1?number=B001").text.split("改 B001")[1]

    assert re.search(r'<option value="B" selected>', page)
    assert re.search(r'<option value="2" selected>', page)


def test_an_older_page_makes_no_number_for_who_was_called_meanwhile(
    clerk, take_many, client, application
):
    bing = clerk("bing", "1")
    client.post("/kiosk/tickets", data={"service": "A", "size": "3"})
    page = bing.get("/counter/1?number=A002").text
    names = ("ticket", "state", "stepped", "together")
    form = {"service": "A", **believed_in(page, "A002", *names)}
    with application.hall.work("staff:3") as work:
        calling.call_next(work, queries.window_by_name(work.session, "1"))

    assert bing.post("/counter/1/correct", data={**form, "size": "3"}).status_code == 303
    assert bing.post("/counter/1/correct", data={**form, "size": "4"}).status_code == 409

    with application.hall.read() as now:
        assert queries.ticket_numbered(now.session, now.today, "A004") is None
