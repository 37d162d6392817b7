"""Serving somebody who has no number."""

from dataclasses import replace

from hall.errors import NotYours
from hall.events import TicketServed
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.call_candidates import passed_by
from hall.line.calling import desk_at, end_visit_in_hand, must_be_open
from hall.line.finishing import met
from hall.line.model import Service, Ticket, Window
from hall.line.steps import step, where
from hall.line.ticket_life import TicketState, TicketStep
from hall.unit_of_work import UnitOfWork


def walk_up(work: UnitOfWork, window: Window, service: Service, request: TicketRequest) -> Ticket:
    """Serve somebody who has no number: they get one, and stand at the window already.

    Ends the visit in hand there. Raises NotYours for a service that the window does not serve,
    WindowPaused.
    """
    ticket = issue_ticket(work, service, replace(request, slip=False))
    if ticket.state is not TicketState.WAITING:
        return ticket  # the same key once more
    desk = desk_at(work, window)
    if service not in desk.services:
        raise NotYours(number=ticket.number, window=window.name)
    must_be_open(window)
    passed = passed_by(work.session, ticket, desk)
    ended = end_visit_in_hand(work, window, ticket)
    with step(work, ticket, TicketStep.WALK_UP, ending=ended, passed=passed):
        ticket.window = window
        ticket.serving_at = work.now
        met(ticket)
    work.record(TicketServed(**where(ticket)))
    return ticket
