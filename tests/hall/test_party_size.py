"""The size of a party is put right at the desk, and nobody loses a place by it."""

import pytest

from hall.errors import Malformed, WrongMoment
from hall.issuing.correcting_party import correct_size
from hall.issuing.tickets import TicketRequest, issue_party, issue_ticket
from hall.line import calling, queries
from hall.line.model import Ticket
from hall.line.ticket_life import IN_LINE


@pytest.fixture
def line(hall):
    """Three together, and one behind them."""
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        issue_party(work, service, TicketRequest("kiosk", priority_id=2), 3)
        issue_ticket(work, service, TicketRequest("kiosk"))
    return hall


def correct(hall, number: str, size: int) -> None:
    with hall.work("staff:3") as work:
        correct_size(work, queries.ticket_numbered(work.session, work.today, number), size)


def order(hall) -> list[str]:
    with hall.read() as snapshot:
        found = snapshot.session.query(Ticket).filter(Ticket.state.in_(IN_LINE))
        return [ticket.number for ticket in found.order_by(Ticket.place, Ticket.id)]


def together(hall, number: str) -> list[str]:
    with hall.read() as snapshot:
        ticket = queries.ticket_numbered(snapshot.session, snapshot.today, number)
        return [each.number for each in queries.party_of(snapshot.session, ticket)]


def test_who_is_more_stands_right_behind_the_others(line):
    for _ in range(2):  # the same form once more changes nothing
        correct(line, "A001", 5)

    assert order(line) == ["A001", "A002", "A003", "A005", "A006", "A004"]
    assert together(line, "A003") == ["A001", "A002", "A003", "A005", "A006"]


def test_somebody_alone_is_joined_by_another(line):
    correct(line, "A004", 2)

    assert order(line)[-2:] == ["A004", "A005"]
    assert together(line, "A005") == ["A004", "A005"]


@pytest.mark.parametrize("number", ["A001", "A003"])
def test_who_is_less_has_the_last_ones_given_back_and_not_the_one_at_the_desk(line, number):
    correct(line, number, 2)
    other = "A002" if number == "A001" else "A001"

    assert sorted(order(line)) == sorted([number, other, "A004"])
    assert together(line, number) == sorted([number, other])


def test_one_who_came_alone_after_all_is_no_party(line):
    correct(line, "A002", 1)

    assert order(line) == ["A002", "A004"]
    assert together(line, "A002") == []


def test_only_who_still_waits_is_counted(line):
    with line.work("staff:3") as work:
        calling.call_next(work, queries.window_by_name(work.session, "1"))
    with pytest.raises(WrongMoment):
        correct(line, "A001", 2)
    correct(line, "A002", 3)

    assert order(line) == ["A002", "A003", "A005", "A004"]


@pytest.mark.parametrize("size", [0, 7])
def test_no_party_is_empty_or_larger_than_the_kiosk_gives(line, size):
    with pytest.raises(Malformed):
        correct(line, "A001", size)
