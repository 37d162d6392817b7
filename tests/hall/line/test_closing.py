"""What nobody pressed the end of: closed by the office or the night, and no false time is kept."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from hall.clock import HALL_ZONE
from hall.errors import Malformed, NotToday, WrongMoment
from hall.events import VisitClosed
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, closing, queries, visit_steps
from hall.line.figures import figures
from hall.line.finishing import finish
from hall.line.model import Stay, Ticket
from hall.line.ticket_life import OVER
from hall.line.undoing import undo
from hall.wait_forecast.past_visits import attendances, past_stays
from tests.conftest import MORNING


def take(hall) -> int:
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        return issue_ticket(work, service, TicketRequest("kiosk", slip=False)).id


def act(hall, action, ticket: int, actor: str = "staff:3"):
    with hall.work(actor) as work:
        return action(work, queries.ticket_by_id(work.session, ticket))


def call(hall) -> int:
    with hall.work("staff:3") as work:
        return calling.call_next(work, queries.window_by_name(work.session, "1")).id


@pytest.fixture
def left_in_service(hall, clock) -> int:
    """Somebody was called half an hour after taking the number, and nobody pressed since."""
    take(hall)
    clock.advance(minutes=30)
    ticket = call(hall)
    act(hall, visit_steps.serve, ticket)
    return ticket


def test_the_office_sees_a_visit_that_is_served_for_hours(hall, clock, left_in_service):
    def seen() -> list[int]:
        with hall.read() as snapshot:
            return [ticket.id for ticket in closing.forgotten_in_service(snapshot)]

    clock.advance(minutes=179)
    assert seen() == []
    clock.advance(minutes=1)
    assert seen() == [left_in_service]
    act(hall, finish, left_in_service)
    assert seen() == []


def test_who_was_away_for_hours_and_is_served_again_is_not_forgotten(hall, clock, left_in_service):
    act(hall, visit_steps.park, left_in_service)
    clock.advance(hours=4)
    act(hall, visit_steps.resume, left_in_service)

    with hall.read() as snapshot:
        assert closing.forgotten_in_service(snapshot) == []


def test_an_end_that_is_believed_counts_as_it_was_said(hall, clock, facts, left_in_service):
    began = clock.now
    clock.advance(hours=5)
    ended = began + timedelta(minutes=12)

    act(hall, lambda work, ticket: closing.close_forgotten(work, ticket, ended), left_in_service)

    with hall.read() as snapshot:
        ticket = queries.ticket_by_id(snapshot.session, left_in_service)
        assert (ticket.state, ticket.closed_at) == ("finished", ended)
        assert figures(snapshot.session, snapshot.today).mean_service_seconds == 720
    told = facts()[-1]
    assert isinstance(told, VisitClosed)
    assert (told.came_from, told.state, told.ended) == ("serving", "finished", ended.isoformat())


def test_an_end_that_nobody_knows_is_in_no_figure(hall, clock, left_in_service):
    clock.advance(minutes=40)

    act(hall, lambda work, ticket: closing.close_forgotten(work, ticket, None), left_in_service)

    with hall.read() as snapshot:
        day = figures(snapshot.session, snapshot.today)
        assert (day.finished, day.mean_service_seconds) == (1, None)
        assert day.mean_wait_seconds == 1800  # that was over, and is known
        assert list(attendances(past_stays(snapshot.session, snapshot.today))) == []


def test_what_the_office_closed_can_be_taken_back_by_the_same_hand(hall, clock, left_in_service):
    close = closing.close_forgotten
    act(hall, lambda work, ticket: close(work, ticket, None), left_in_service, "staff:1")
    act(hall, undo, left_in_service, "staff:1")
    clock.advance(minutes=10)
    act(hall, finish, left_in_service)

    with hall.read() as snapshot:
        assert figures(snapshot.session, snapshot.today).mean_service_seconds == 600


@pytest.mark.parametrize("minutes", [-1, 1])
def test_an_end_before_the_beginning_or_to_come_is_refused(hall, clock, left_in_service, minutes):
    began = clock.now
    clock.advance(hours=4)
    ended = (began if minutes < 0 else clock.now) + timedelta(minutes=minutes)

    with pytest.raises(Malformed):
        act(
            hall, lambda work, ticket: closing.close_forgotten(work, ticket, ended), left_in_service
        )


def test_who_is_not_being_served_is_not_ended_by_the_office(hall, clock):
    waits = take(hall)

    with pytest.raises(WrongMoment):
        act(hall, lambda work, ticket: closing.close_forgotten(work, ticket, None), waits)
    clock.advance(days=1)
    with pytest.raises(NotToday):
        act(hall, lambda work, ticket: closing.close_forgotten(work, ticket, None), waits)


def test_the_night_closes_who_is_being_served_at_midnight(hall, clock, facts, left_in_service):
    waits = take(hall)
    clock.now = datetime(2025, 3, 4, 0, 20, tzinfo=HALL_ZONE)

    assert closing.close_past_days(hall) == 2
    assert closing.close_past_days(hall) == 0  # twice is once

    midnight = datetime(2025, 3, 4, tzinfo=HALL_ZONE)
    with hall.read() as snapshot:
        served = queries.ticket_by_id(snapshot.session, left_in_service)
        waited = queries.ticket_by_id(snapshot.session, waits)
        assert (served.state, served.closed_at) == ("finished", midnight)
        assert (waited.state, waited.closed_at) == ("left", midnight)
        assert served.first_asked_id == served.window.clerk_id
        day = figures(snapshot.session, MORNING.date())
        assert (day.finished, day.given_back, day.mean_service_seconds) == (1, 1, None)
        assert snapshot.session.scalars(select(Stay.until).where(Stay.until.is_(None))).all() == []
    told = [fact for fact in facts() if isinstance(fact, VisitClosed)]
    assert [(fact.came_from, fact.ended) for fact in told] == [("serving", None), ("waiting", None)]


def test_a_wait_that_ended_with_the_power_is_no_wait_of_a_night(hall, clock):
    """Who missed the call and waited again had been called: their waiting would count."""
    take(hall)
    ticket = call(hall)
    act(hall, visit_steps.miss, ticket)
    act(hall, visit_steps.return_to_line, ticket)
    clock.advance(hours=23)
    closing.close_past_days(hall)

    with hall.read() as snapshot:
        assert figures(snapshot.session, MORNING.date()).mean_wait_seconds is None


@pytest.mark.parametrize("jump", [{"hours": 17}, {"days": 365}, {"days": -1}])
def test_nothing_is_closed_while_the_clock_is_doubted(hall, clock, left_in_service, jump):
    clock.jump(**jump)

    assert closing.close_past_days(hall) == 0

    with hall.read() as snapshot:
        assert queries.ticket_by_id(snapshot.session, left_in_service).state == "serving"


def test_accepting_the_clock_lets_the_night_close(hall, clock, left_in_service):
    clock.jump(days=1)
    closing.close_past_days(hall)
    hall.accept_the_clock("staff:1")

    assert closing.close_past_days(hall) == 1


def test_an_old_hall_is_closed_in_pieces_and_numbers_go_on(hall, clock):
    for _ in range(closing.MOST_AT_ONCE + 1):
        take(hall)
    clock.advance(days=3)
    today = take(hall)

    assert closing.close_past_days(hall) == closing.MOST_AT_ONCE + 1

    with hall.read() as snapshot:
        still = snapshot.session.scalars(select(Ticket.id).where(Ticket.state.not_in(OVER))).all()
    assert still == [today]
