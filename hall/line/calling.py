"""Calling somebody to a window: the next, a chosen one, or once more."""

from datetime import datetime, timedelta
from math import ceil

from hall.errors import (
    CalledEnough,
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
)
from hall.line import queries
from hall.line.call_candidates import CallingDesk, passed_by
from hall.line.coverage import services_at
from hall.line.finishing import make_room
from hall.line.model import Ticket, Window
from hall.line.next_in_line import next_for
from hall.line.steps import step, where
from hall.line.ticket_life import LIFE, TicketState, TicketStep
from hall.settings import number_setting
from hall.unit_of_work import UnitOfWork


def call_next(work: UnitOfWork, window: Window) -> Ticket:
    """Call the first visitor of the window's services; the visit in hand is finished by it.

    A clerk who only ever presses this one key must get through the day: so the visit before
    counts as finished, whether or not its beginning was pressed. Raises WindowPaused, and
    NobodyWaiting, and then the visit in hand stays as it is.
    """
    must_be_open(window)
    desk = desk_at(work, window)
    ticket, passed = next_for(work, desk)
    if ticket is None:
        raise NobodyWaiting(window=window.name)
    return _call(work, ticket, window, TicketStep.CALL, passed)


def call(work: UnitOfWork, ticket: Ticket, window: Window) -> Ticket:
    """Call a chosen visitor out of the line; the visit in hand is finished by it.

    A right that can be withheld: those who may not choose call the next (NotAllowed). Raises
    NotYours for a service that is not called here, WindowPaused, WrongMoment, NotToday.
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

    There is time to get up between two calls of one number, also when it was missed or set
    aside in between: what is asked sooner is announced when that time is over. Nobody is called
    for ever: both limits are settings of the office. Raises TooSoon while the call before is
    still to be announced, CalledEnough, WrongMoment for who was never called, WindowPaused,
    NotToday.
    """
    if ticket.window is None:
        raise WrongMoment(number=ticket.number, now=ticket.state, wanted=TicketStep.RECALL)
    if TicketStep.RECALL in LIFE[ticket.state]:
        _must_not_be_nagged(work, ticket)
    return _call(work, ticket, ticket.window, TicketStep.RECALL)


def _must_not_be_nagged(work: UnitOfWork, ticket: Ticket) -> None:
    is_called = ticket.state is TicketState.CALLED
    if is_called and ticket.calls >= number_setting(work.session, "most_calls"):
        raise CalledEnough(number=ticket.number, times=ticket.calls)
    ahead = (ticket.called_at or work.now) - work.now
    # Farther ahead it lies where a manager has set the hall's time back meanwhile.
    if timedelta() < ahead <= _gap(work):
        raise TooSoon(number=ticket.number, seconds=ceil(ahead.total_seconds()))


def _announced_at(work: UnitOfWork, ticket: Ticket) -> datetime:
    """Now, or when the number was not called for long enough, whoever calls it again."""
    if ticket.called_at is None:
        return work.now
    gap = _gap(work)
    earliest = ticket.called_at + gap
    return earliest if timedelta() < earliest - work.now <= gap else work.now


def _gap(work: UnitOfWork) -> timedelta:
    return timedelta(seconds=number_setting(work.session, "recall_gap_seconds"))


def _call(
    work: UnitOfWork, ticket: Ticket, window: Window, which: TicketStep, passed: int | None = None
) -> Ticket:
    must_be_open(window)
    # Whoever was away is called anew, with every repeat that the hall allows.
    calls = ticket.calls if ticket.state is TicketState.CALLED else 0
    ended = end_visit_in_hand(work, window, ticket)
    with step(work, ticket, which, ending=ended, passed=passed):
        ticket.window = window
        ticket.only_window = None
        ticket.called_at = _announced_at(work, ticket)
        ticket.first_called_at = ticket.first_called_at or work.now
        ticket.closed_at = ticket.back_at = None
        ticket.calls = calls + 1
    wait_seconds = (ticket.called_at - work.now).total_seconds()
    work.record(TicketCalled(**where(ticket), turn=ticket.calls, wait_seconds=wait_seconds))
    return ticket


def must_be_open(window: Window) -> None:
    """Raises WindowPaused."""
    if window.paused is not None:
        raise WindowPaused(window=window.name, reason=window.paused)


def end_visit_in_hand(work: UnitOfWork, window: Window, ticket: Ticket) -> list[Ticket]:
    """One visit at a window at a time: which visits this one ended."""
    here = queries.at_window(work.session, work.today, window)
    return [make_room(work, in_hand) for in_hand in here if in_hand is not ticket]


def must_be_at(ticket: Ticket, window: Window) -> Ticket:
    """A stale page at one window must not act on a visitor who is with another: NotYours."""
    if ticket.window_id != window.id:
        raise NotYours(number=ticket.number, window=window.name)
    return ticket


def must_still_be(ticket: Ticket, believed: str) -> Ticket:
    """A page acts on what it shows; when that has changed meanwhile, it is refused: OutOfDate."""
    if ticket.state != believed:
        raise OutOfDate(number=ticket.number, now=ticket.state)
    return ticket
