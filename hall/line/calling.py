"""Calling, serving, finishing: what a clerk does with the line."""

from typing import Any

from hall.errors import NobodyWaiting, NotToday, NotYours, WrongMoment
from hall.events import TicketCalled, TicketFinished, TicketMissed, TicketServed, WindowTaken
from hall.line import queries
from hall.line.model import State, Ticket, Window
from hall.people.model import Staff
from hall.work import Work


def call_next(work: Work, window: Window) -> Ticket:
    """Call the first visitor of the window's services; the visit in hand is finished by it.

    A clerk who only ever presses this one key must get through the day: so the visit before
    counts as finished, whether or not its beginning was pressed. Refused when nobody waits,
    and then the visit in hand stays as it is.
    """
    ticket = queries.first_waiting(work.session, work.today, window)
    if ticket is None:
        raise NobodyWaiting(window=window.name)
    return _call(work, ticket, window)


def recall(work: Work, ticket: Ticket) -> Ticket:
    """Repeat the call, at the same window; a missed visitor who came back is called anew."""
    _todays(work, ticket)
    if ticket.state is State.WAITING or ticket.window is None:
        raise WrongMoment(number=ticket.number, now=ticket.state, wanted=State.CALLED)
    return _call(work, ticket, ticket.window)


def _call(work: Work, ticket: Ticket, window: Window) -> Ticket:
    """The visit in hand is finished by it, unless it is this one."""
    for in_hand in queries.at_window(work.session, work.today, window):
        if in_hand is not ticket:
            finish(work, in_hand)
    ticket.become(State.CALLED)
    ticket.window = window
    ticket.called_at = work.now
    ticket.first_called_at = ticket.first_called_at or work.now
    ticket.closed_at = None
    ticket.calls += 1
    work.record(TicketCalled(**_where(ticket), turn=ticket.calls))
    return ticket


def serve(work: Work, ticket: Ticket) -> Ticket:
    """The visitor has come to the window."""
    _todays(work, ticket).become(State.SERVING)
    ticket.serving_at = work.now
    work.record(TicketServed(**_where(ticket)))
    return ticket


def finish(work: Work, ticket: Ticket) -> Ticket:
    _todays(work, ticket).become(State.FINISHED)
    ticket.closed_at = work.now
    work.record(TicketFinished(**_where(ticket)))
    return ticket


def miss(work: Work, ticket: Ticket) -> Ticket:
    """The visitor did not come (过号); a recall brings them back."""
    _todays(work, ticket).become(State.MISSED)
    ticket.closed_at = work.now
    work.record(TicketMissed(**_where(ticket)))
    return ticket


def must_be_at(ticket: Ticket, window: Window) -> Ticket:
    """A stale page at one window must not act on a visitor who is with another."""
    if ticket.window_id != window.id:
        raise NotYours(number=ticket.number, window=window.name)
    return ticket


def sit_down(work: Work, window: Window, clerk: Staff) -> None:
    """Take a window; whoever sat there leaves it. Nobody is called by this."""
    for other in queries.windows_of(work.session, clerk):
        if other is not window:
            stand_up(work, other)
    if window.clerk_id != clerk.id:
        window.clerk = clerk
        work.record(WindowTaken(window=window.name, staff_id=clerk.id))


def stand_up(work: Work, window: Window) -> None:
    window.clerk = None
    work.record(WindowTaken(window=window.name, staff_id=None))


def _todays(work: Work, ticket: Ticket) -> Ticket:
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)
    return ticket


def _where(ticket: Ticket) -> dict[str, Any]:
    assert ticket.window is not None  # every state but waiting has one
    return {
        "ticket_id": ticket.id,
        "number": ticket.number,
        "service": ticket.service.prefix,
        "window": ticket.window.name,
    }
