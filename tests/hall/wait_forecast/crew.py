"""The demonstration's people at their windows, for the tests of the outlook."""

from datetime import timedelta

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, seating
from hall.line.finishing import finish
from hall.line.model import Service, Ticket
from hall.people.queries import staff_by_account
from hall.unit_of_work import Hall
from hall.wait_forecast.forecaster import Forecaster

SEATS = {"bing": "1", "ding": "2", "wu": "3", "ji": "4", "geng": "5", "ren": "6"}


def staff_id(hall: Hall, account: str) -> int:
    with hall.read() as snapshot:
        found = staff_by_account(snapshot.session, account)
    assert found
    return found.id


def sit(hall: Hall, *accounts: str) -> None:
    """Everybody named sits down at the window that is theirs in the demonstration."""
    for account in accounts or SEATS:
        with hall.work(f"staff:{staff_id(hall, account)}") as work:
            clerk = staff_by_account(work.session, account)
            assert clerk
            seating.sit_down(work, queries.window_by_name(work.session, SEATS[account]), clerk)


def stand(hall: Hall, account: str) -> None:
    with hall.work(f"staff:{staff_id(hall, account)}") as work:
        seating.stand_up(work, queries.window_by_name(work.session, SEATS[account]))


def promise(hall: Hall, minutes: int | None = 10) -> None:
    """What a visit takes at the window, as the office entered it for every service."""
    with hall.work("installer") as work:
        for service in work.session.query(Service):
            service.promised_minutes = minutes


def take(hall: Hall, prefix: str = "A", source: str = "counter") -> Ticket:
    with hall.work(source) as work:
        service = queries.service_by_prefix(work.session, prefix)
        return issue_ticket(work, service, TicketRequest(source))


def call(hall: Hall, account: str = "bing") -> Ticket:
    with hall.work(f"staff:{staff_id(hall, account)}") as work:
        window = queries.window_by_name(work.session, SEATS[account])
        return calling.call_next(work, window)


def done(hall: Hall, ticket: Ticket) -> None:
    with hall.work("staff:3") as work:
        finish(work, queries.ticket_by_id(work.session, ticket.id))


def ready(hall: Hall) -> Forecaster:
    """A forecaster without its thread, which has learned what there is."""
    forecaster = Forecaster(hall)
    forecaster.tend()
    return forecaster


def a_morning(hall: Hall, clock: object, visits: int, minutes: float, prefix: str = "A") -> None:
    """So many visits at window 1, one behind the other, each of so many minutes."""
    for _ in range(visits):
        take(hall, prefix)
        ticket = call(hall)
        clock.now += timedelta(minutes=minutes)
        done(hall, ticket)
