"""Calling, serving, finishing: what a clerk does with the line."""

from datetime import datetime
from math import ceil

from hall.clock import hall_day
from hall.errors import (
    CalledEnough,
    Malformed,
    NobodyWaiting,
    NotAllowed,
    NotYours,
    OutOfDate,
    TooSoon,
    WindowPaused,
    WrongMoment,
)
from hall.events import (
    TicketCalled,
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
from hall.line.call_candidates import CallingDesk, passed_by
from hall.line.coverage import services_at
from hall.line.finishing import make_room, met
from hall.line.model import Service, Ticket, Window
from hall.line.next_in_line import next_for
from hall.line.places import PLACES_BEHIND, behind_everybody, place_behind
from hall.line.steps import step, where, who
from hall.line.ticket_life import TicketState, TicketStep
from hall.plain_text import plain
from hall.settings import number_setting
from hall.unit_of_work import UnitOfWork

LONGEST_NOTE = 100


def call_next(work: UnitOfWork, window: Window) -> Ticket:
    """Call the first visitor of the window's services; the visit in hand is finished by it.

    A clerk who only ever presses this one key must get through the day: so the visit before
    counts as finished, whether or not its beginning was pressed. Refused when nobody waits,
    and then the visit in hand stays as it is.
    """
    must_be_open(window)
    desk = desk_at(work, window)
    ticket, passed = next_for(work, desk)
    if ticket is None:
        raise NobodyWaiting(window=window.name)
    return _call(work, ticket, window, TicketStep.CALL, passed)


def call(work: UnitOfWork, ticket: Ticket, window: Window) -> Ticket:
    """Call a chosen visitor out of the line; the visit in hand is finished by it.

    A right that can be withheld: those who may not choose call the next.
    """
    if window.clerk is not None and not window.clerk.may_choose:
        raise NotAllowed()
    desk = desk_at(work, window)
    if ticket.service not in desk.services:
        raise NotYours(number=ticket.number, window=window.name)
    return _call(work, ticket, window, TicketStep.CALL, passed_by(work.session, ticket, desk))


def desk_at(work: UnitOfWork, window: Window) -> CallingDesk:
    """The window with everything it serves now, what it covers included."""
    return CallingDesk(window, services_at(work.session, window))


def recall(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """Repeat the call, at the same window; whoever missed theirs and is back is called anew.

    The first repeat may follow at once; after it there is time to get up between two calls, and
    nobody is called for ever: both limits are settings of the office.
    """
    if ticket.window is None:
        raise WrongMoment(number=ticket.number, now=ticket.state, wanted=TicketStep.RECALL)
    if ticket.state is TicketState.CALLED:
        _must_not_be_nagged(work, ticket)
    return _call(work, ticket, ticket.window, TicketStep.RECALL)


def _must_not_be_nagged(work: UnitOfWork, ticket: Ticket) -> None:
    if ticket.calls >= number_setting(work.session, "most_calls"):
        raise CalledEnough(number=ticket.number, times=ticket.calls)
    gap = number_setting(work.session, "recall_gap_seconds")
    passed = (work.now - (ticket.called_at or work.now)).total_seconds()
    # Less than nothing has passed when a manager has set the hall's time back meanwhile.
    if ticket.calls > 1 and 0 <= passed < gap:
        raise TooSoon(number=ticket.number, seconds=ceil(gap - passed))


def _call(
    work: UnitOfWork, ticket: Ticket, window: Window, which: TicketStep, passed: int | None = None
) -> Ticket:
    must_be_open(window)
    ended = end_visit_in_hand(work, window, ticket)
    with step(work, ticket, which, ending=ended, passed=passed):
        ticket.window = window
        ticket.only_window = None
        ticket.called_at = work.now
        ticket.first_called_at = ticket.first_called_at or work.now
        ticket.closed_at = ticket.back_at = None
        ticket.calls += 1
    work.record(TicketCalled(**where(ticket), turn=ticket.calls))
    return ticket


def must_be_open(window: Window) -> None:
    """Raises WindowPaused."""
    if window.paused is not None:
        raise WindowPaused(window=window.name, reason=window.paused)


def end_visit_in_hand(work: UnitOfWork, window: Window, ticket: Ticket) -> list[Ticket]:
    """One visit at a window at a time: which visits this one ended."""
    here = queries.at_window(work.session, work.today, window)
    return [make_room(work, in_hand) for in_hand in here if in_hand is not ticket]


def serve(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The visitor has come to the window."""
    with step(work, ticket, TicketStep.SERVE):
        ticket.serving_at = work.now
        met(ticket)
    work.record(TicketServed(**where(ticket)))
    return ticket


def miss(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The visitor did not come (过号); a recall or a return brings them back."""
    with step(work, ticket, TicketStep.MISS):
        ticket.closed_at = work.now
    work.record(TicketMissed(**where(ticket)))
    return ticket


def return_to_line(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """Back after missing the call: three places behind, whatever the length of the line."""
    line = queries.line_of(work.session, work.today, ticket.service)
    with step(work, ticket, TicketStep.RETURN):
        came_from = where(ticket)
        ticket.place = place_behind(line, PLACES_BEHIND, behind_everybody(work))
        ticket.window = ticket.closed_at = None
    work.record(TicketReturned(**came_from))
    return ticket


def park(
    work: UnitOfWork, ticket: Ticket, note: str = "", back_at: datetime | None = None
) -> Ticket:
    """The visitor fetches a paper and comes back to this window, past the line (挂起)."""
    if back_at is not None and not (work.now <= back_at and hall_day(back_at) == work.today):
        raise Malformed(field="back_at")  # a number is good for its day only
    with step(work, ticket, TicketStep.PARK):
        ticket.note = _short(note)
        ticket.back_at = back_at
        met(ticket)
    work.record(TicketParked(**where(ticket)))
    return ticket


def resume(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The parked visitor is back and is served at once; another visit in hand is finished."""
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
    """Send on to another service, to one window if it is named; the first place is kept (转移)."""
    came_from = ticket.service
    if service is came_from and window in (None, ticket.window):
        raise Malformed(field="service", number=ticket.number)
    if window is not None and service not in window.services:
        raise Malformed(field="window", number=ticket.number)
    with step(work, ticket, TicketStep.TRANSFER):
        met(ticket)
        ticket.service = service
        ticket.window, ticket.calls = None, 0
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


def cancel(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The number is given back."""
    with step(work, ticket, TicketStep.CANCEL):
        ticket.closed_at, ticket.back_at = work.now, None
    work.record(TicketCancelled(**who(ticket), service=ticket.service.prefix))
    return ticket


def leave(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The visitor went away without saying so."""
    with step(work, ticket, TicketStep.LEAVE):
        ticket.closed_at, ticket.back_at = work.now, None
    work.record(TicketLeft(**who(ticket), service=ticket.service.prefix))
    return ticket


def must_be_at(ticket: Ticket, window: Window) -> Ticket:
    """A stale page at one window must not act on a visitor who is with another."""
    if ticket.window_id != window.id:
        raise NotYours(number=ticket.number, window=window.name)
    return ticket


def must_still_be(ticket: Ticket, believed: str) -> Ticket:
    """A page acts on what it shows; when that has changed meanwhile, it is refused."""
    if ticket.state != believed:
        raise OutOfDate(number=ticket.number, now=ticket.state)
    return ticket


def _short(note: str) -> str:
    return plain(note, field="note", longest=LONGEST_NOTE)
