"""Digits typed from a paper: they open its number, and nobody finds them by trying."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.errors import CodesClosed, OldNumber, WrongCode
from hall.events import CodeRefused
from hall.guess_rules import CODE
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries
from hall.line.codes import check_of, ticket_typed


@pytest.fixture
def ticket(hall):
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        return issue_ticket(work, service, TicketRequest("kiosk"))


def test_the_check_of_the_slip_opens_its_number(hall, ticket):
    assert ticket_typed(hall, "kiosk", " a001 ", check_of(ticket.code)).id == ticket.id


def test_wrong_checks_are_counted_although_they_are_refused(hall, ticket, clock):
    right = check_of(ticket.code)
    wrong = f"{(int(right) + 1) % 10000:04d}"
    for _ in range(CODE.free):
        with pytest.raises(WrongCode):
            ticket_typed(hall, "kiosk", "A001", wrong)

    with pytest.raises(CodesClosed):
        ticket_typed(hall, "kiosk", "A001", right)

    clock.advance(minutes=1)
    assert ticket_typed(hall, "kiosk", "A001", right).id == ticket.id


def test_a_right_code_of_ones_own_forgives_no_guesses(hall, ticket):
    for _ in range(CODE.free):
        ticket_typed(hall, "kiosk", "A001", check_of(ticket.code))
        with pytest.raises(WrongCode):
            ticket_typed(hall, "kiosk", "B001", "0000")

    with pytest.raises(CodesClosed):
        ticket_typed(hall, "kiosk", "B001", "0000")


def test_a_phone_that_guesses_closes_no_kiosk(hall, ticket):
    for _ in range(CODE.free):
        with pytest.raises(WrongCode):
            ticket_typed(hall, "kiosk", "B001", "0000", "192.0.2.66")

    assert ticket_typed(hall, "kiosk", "A001", check_of(ticket.code), "192.0.2.2")


def test_yesterdays_number_opens_nothing_and_is_no_guess(hall, ticket, clock, facts):
    clock.advance(days=1)

    for _ in range(CODE.free + 1):
        with pytest.raises(OldNumber):
            ticket_typed(hall, "kiosk", "A001", check_of(ticket.code))
    assert not any(isinstance(fact, CodeRefused) for fact in facts())


def test_todays_number_is_not_taken_for_yesterdays(hall, ticket, clock):
    clock.advance(days=1)
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        today = issue_ticket(work, service, TicketRequest("kiosk"))

    assert ticket_typed(hall, "kiosk", "A001", check_of(today.code)).id == today.id
    with pytest.raises(WrongCode):
        ticket_typed(hall, "kiosk", "A001", "x")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12), st.text(max_size=6))
def test_nobody_gets_in_by_typing_anything(hall, number, check):
    with pytest.raises((WrongCode, CodesClosed)):
        ticket_typed(hall, "kiosk", number, check)
