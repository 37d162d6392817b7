"""What becomes of a visitor between being called and going home: one step of the visit each."""

from datetime import datetime

from hall.clock import hall_day
from hall.errors import Malformed, NotServedThere
from hall.events import (
    TicketCancelled,
    TicketLeft,
    TicketMissed,
    TicketParked,
    TicketResumed,
    TicketReturned,
    TicketServed,
    TicketTransferred,
)
from hall.line import queries
from hall.line.calling import end_visit_in_hand
from hall.line.coverage import must_be_served, services_at
from hall.line.finishing import met
from hall.line.model import Service, Ticket, Window
from hall.line.places import PLACES_BEHIND, behind_everybody, place_behind
from hall.line.steps import step, where, who
from hall.line.ticket_life import TicketState, TicketStep
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_NOTE = 100


def serve(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The visitor has come to the window. Raises WrongMoment unless they were called; NotToday."""
    with step(work, ticket, TicketStep.SERVE):
        ticket.serving_at = work.now
        met(ticket)
    work.record(TicketServed(**where(ticket)))
    return ticket


def miss(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The visitor did not come (过号); a recall or a return brings them back.

    Raises WrongMoment unless they were called; NotToday.
    """
    with step(work, ticket, TicketStep.MISS):
        ticket.closed_at = work.now
    work.record(TicketMissed(**where(ticket)))
    return ticket


def return_to_line(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """Back after missing the call: three places behind, whatever the length of the line.

    Raises WrongMoment for who did not miss it; NotToday.
    """
    line = queries.line_of(work.session, work.today, ticket.service)
    with step(work, ticket, TicketStep.RETURN):
        came_from = where(ticket)
        ticket.place = place_behind(line, PLACES_BEHIND, behind_everybody(work))
        ticket.window = ticket.closed_at = None
        ticket.calls = 0  # nobody has called them for this place yet
    work.record(TicketReturned(**came_from))
    return ticket


def park(
    work: UnitOfWork, ticket: Ticket, note: str = "", back_at: datetime | None = None
) -> Ticket:
    """The visitor fetches a paper and comes back to this window, past the line (挂起).

    ``back_at`` is when they mean to be back, later today; None: not said. Raises Malformed for
    another moment or a note over 100 characters, WrongMoment, NotToday.
    """
    if back_at is not None and not (work.now <= back_at and hall_day(back_at) == work.today):
        raise Malformed(field="back_at")  # a number is good for its day only
    with step(work, ticket, TicketStep.PARK):
        ticket.note = _short(note)
        ticket.back_at = back_at
        met(ticket)
    work.record(TicketParked(**where(ticket)))
    return ticket


def resume(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The parked visitor is back and is served at once; another visit in hand is finished.

    Raises WrongMoment for who was not parked; NotToday.
    """
    ended: list[Ticket] = []
    if ticket.window and ticket.state is TicketState.PARKED:
        ended = end_visit_in_hand(work, ticket.window, ticket)
    with step(work, ticket, TicketStep.RESUME, ending=ended):
        ticket.serving_at = ticket.serving_at or work.now
        ticket.back_at = None
    work.record(TicketResumed(**where(ticket)))
    return ticket


def transfer(
    work: UnitOfWork, ticket: Ticket, service: Service, note: str = "", window: Window | None = None
) -> Ticket:
    """Send on to another service, to one window if it is named; the first place is kept (转移).

    Raises Malformed where nothing would change, for a window that does not serve it, or a note
    over 100 characters; NobodyServes, NotServedThere where the clerk there cannot do it;
    WrongMoment, NotToday.
    """
    came_from = ticket.service
    if service is came_from and window in (None, ticket.window):
        raise Malformed(field="service", number=ticket.number)
    if window is not None and service not in window.services:
        raise Malformed(field="window", number=ticket.number)
    must_be_served(work, service)
    if window is not None:
        _must_be_served_there(work, service, window)
    with step(work, ticket, TicketStep.TRANSFER):
        met(ticket)
        ticket.service = service
        ticket.window, ticket.calls, ticket.called_at = None, 0, None
        ticket.only_window = window
        ticket.note = _short(note)
    work.record(
        TicketTransferred(
            **who(ticket),
            service=service.prefix,
            came_from=came_from.prefix,
            window=window.name if window else None,
        )
    )
    return ticket


def _must_be_served_there(work: UnitOfWork, service: Service, window: Window) -> None:
    desk = window.desk or window
    if desk.clerk_id is not None and service not in services_at(work.session, desk):
        raise NotServedThere(window=window.name, name=service.name)


def cancel(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The number is given back. Raises WrongMoment while it is being served, or over; NotToday."""
    with step(work, ticket, TicketStep.CANCEL):
        ticket.closed_at, ticket.back_at = work.now, None
    work.record(TicketCancelled(**who(ticket), service=ticket.service.prefix))
    return ticket


def leave(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """They went away without saying so. Raises WrongMoment at a window, or over; NotToday."""
    with step(work, ticket, TicketStep.LEAVE):
        ticket.closed_at, ticket.back_at = work.now, None
    work.record(TicketLeft(**who(ticket), service=ticket.service.prefix))
    return ticket


def _short(note: str) -> str:
    return plain(note, field="note", longest=LONGEST_NOTE)
