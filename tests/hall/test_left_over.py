"""Whom the last day left unserved: a number of today with the old place, by one press."""

from datetime import timedelta

import pytest

from hall.clock import hall_day
from hall.database import open_database
from hall.errors import NotLeftOver, OldNumber
from hall.events import TicketReadmitted
from hall.hall_time import BeforeStart
from hall.issuing.left_over import left_over, readmit
from hall.issuing.tickets import TicketRequest, issue_party, issue_ticket
from hall.line import calling, closing, queries, visit_steps
from hall.line.codes import check_of, ticket_typed
from hall.line.finishing import finish
from hall.line.further import FurtherService
from hall.line.model import Ticket
from hall.unit_of_work import Hall


def take(hall, **asked) -> str:
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        return issue_ticket(work, service, TicketRequest("kiosk", **asked)).code


def call(hall) -> str:
    with hall.work("staff:3") as work:
        return calling.call_next(work, queries.window_by_name(work.session, "1")).code


def listed(hall) -> list[str]:
    with hall.read() as snapshot:
        return [ticket.code for ticket in left_over(snapshot.session, snapshot.today)]


def press(hall, code: str) -> Ticket:
    with hall.work("staff:3") as work:
        ticket = readmit(work, queries.ticket_by_code(work.session, code))
        work.session.refresh(ticket)
        return ticket


@pytest.fixture
def the_power_went(hall, clock) -> dict[str, str]:
    """One of each: done, missed, served, parked, on the way to the window, and two who waited."""
    of = {name: take(hall) for name in ("done", "missed", "parked", "called", "first", "second")}
    with hall.work("staff:3") as work:
        here = queries.window_by_name(work.session, "1")
        finish(work, calling.call_next(work, here))
        visit_steps.miss(work, calling.call_next(work, here))
        visit_steps.park(work, calling.call_next(work, here))
        calling.call_next(work, here)
    clock.advance(hours=22, minutes=30)
    return of


@pytest.mark.parametrize("night_came", [False, True])
def test_who_was_not_served_is_offered_next_morning(hall, the_power_went, night_came):
    """Whether the night has closed the day by then or not: the server has only just started."""
    if night_came:
        closing.close_past_days(hall)

    assert listed(hall) == [
        the_power_went[name] for name in ("parked", "called", "first", "second")
    ]


def test_their_new_numbers_stand_before_todays_first_in_their_order(hall, the_power_went):
    today = take(hall)
    press(hall, the_power_went["second"])
    press(hall, the_power_went["first"])

    order = [call(hall), call(hall), call(hall)]

    assert order[2] == today
    with hall.read() as snapshot:
        keys = [queries.ticket_by_code(snapshot.session, code).request_key for code in order[:2]]
    assert keys == [f"readmitted {the_power_went[name]}" for name in ("first", "second")]


def test_pressed_twice_it_is_one_number_and_they_are_no_longer_listed(hall, the_power_went, facts):
    first = press(hall, the_power_went["first"])

    assert press(hall, the_power_went["first"]).id == first.id
    assert the_power_went["first"] not in listed(hall)
    assert sum(isinstance(fact, TicketReadmitted) for fact in facts()) == 1


def test_the_wait_begins_today_and_what_was_said_is_kept(hall, clock):
    with hall.read() as snapshot:
        further = FurtherService(queries.service_by_prefix(snapshot.session, "D"))
    code = take(hall, priority_id=2, help=True, further=[further])
    clock.advance(hours=23)

    ticket = press(hall, code)

    assert (ticket.issued_at, ticket.priority_id, ticket.help) == (clock.now, 2, True)
    assert ticket.further == [further.kept()]


def test_who_came_together_is_together_again_as_far_as_they_are_back(hall, clock):
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        codes = [each.code for each in issue_party(work, service, TicketRequest("kiosk"), 3)]
    clock.advance(days=1)

    first = press(hall, codes[2])
    assert first.party_id is None
    second = press(hall, codes[0])

    with hall.read() as snapshot:
        together = queries.party_of(snapshot.session, queries.ticket_by_id(snapshot.session, 4))
        assert [each.id for each in together] == [first.id, second.id]


@pytest.mark.parametrize("name", ["done", "missed"])
def test_who_had_their_turn_is_not_readmitted(hall, the_power_went, name):
    with pytest.raises(NotLeftOver):
        press(hall, the_power_went[name])


def test_todays_own_and_those_of_an_older_day_are_not_offered(hall, clock, the_power_went):
    today = take(hall)
    with pytest.raises(NotLeftOver):
        press(hall, today)
    clock.advance(days=1)

    assert listed(hall) == [today]
    with pytest.raises(NotLeftOver):
        press(hall, the_power_went["first"])


def test_while_the_clock_is_behind_yesterdays_line_simply_goes_on(hall, clock):
    """The battery died with the power: it is yesterday still, and nobody loses a place."""
    code = take(hall)
    clock.set_to(clock.now - timedelta(days=700))
    closing.close_past_days(hall)

    assert listed(hall) == []
    assert call(hall) == code


def test_who_took_a_number_while_the_clock_ran_ahead_is_offered_once_it_is_right(config, clock):
    """Started with that clock, the server believed it: the numbers are of a day to come."""
    right, ahead = clock.now, clock.now + timedelta(days=366)
    clock.set_to(ahead)
    hall = Hall(open_database(config.database_url), clock)
    code = take(hall)
    clock.set_to(right)
    hall.accept_the_clock("staff:1")

    assert listed(hall) == [code]
    with pytest.raises(OldNumber):  # at the kiosk, which sends them to a window
        ticket_typed(hall, "kiosk", "A001", check_of(code))
    closing.close_past_days(hall)
    assert listed(hall) == [code]  # and nothing is left open for that day to come
    assert press(hall, code).day == hall_day(right)
    assert listed(hall) == []
    clock.advance(days=1)
    assert listed(hall) != [code]
    hall.close()


def test_whom_the_night_closed_by_a_clock_that_ran_ahead_is_offered_on_the_same_day(
    hall, config, clock
):
    code, right = take(hall), clock.now
    clock.set_to(right + timedelta(days=366))
    patient = BeforeStart(longest_pause_hours=24 * 400)  # started again, it believes the clock
    hall = Hall(open_database(config.database_url), clock, patient)
    closing.close_past_days(hall)
    clock.set_to(right + timedelta(minutes=5))
    hall.accept_the_clock("staff:1")

    assert listed(hall) == [code]
    again = press(hall, code)
    assert (again.day, again.state) == (hall_day(right), "waiting")
    assert listed(hall) == []
    hall.close()
