"""Passing on the people of a window whose clerk goes: into the line, or to another window."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hall.errors import NotYours
from hall.events import TicketHandedOver, TicketTransferred
from hall.line import queries
from hall.line.model import Ticket, Window
from hall.line.responsibility import desks_in_charge
from hall.line.steps import step, where, who
from hall.line.ticket_life import TicketState, TicketStep
from hall.line.unattended import living, staffed_desks
from hall.unit_of_work import UnitOfWork

AWAY = (TicketState.PARKED, TicketState.MISSED)
HELD = select(Ticket).where(
    Ticket.day == bindparam("day"),
    Ticket.window_id == bindparam("window"),
    Ticket.state.in_(AWAY),
)


def away_from(session: Session, day: date, window: Window) -> Sequence[Ticket]:
    """Who is parked at this window, or missed its call."""
    asked = {"day": day, "window": window.id}
    return session.scalars(HELD.order_by(Ticket.id), asked).all()


def back_into_the_line(work: UnitOfWork, window: Window) -> list[Ticket]:
    """The visit in hand waits again, with the place of its first number: called first of all.

    For a window that somebody leaves; what was not said to be over goes on.
    """
    in_hand = list(queries.at_window(work.session, work.today, window))
    for ticket in in_hand:
        with step(work, ticket, TicketStep.TRANSFER):
            ticket.window, ticket.only_window, ticket.calls = None, None, 0
        prefix = ticket.service.prefix
        work.record(TicketTransferred(**who(ticket), service=prefix, came_from=prefix))
    return in_hand


def hand_over(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
    """Whoever is parked or missed belongs to another window from now on; the state stays."""
    if ticket.window is window:
        return
    came_from = ticket.window.name if ticket.window else ""
    ticket.window = window
    work.session.flush()
    work.record(TicketHandedOver(**where(ticket), came_from=came_from))


def take_charge(work: UnitOfWork, ticket: Ticket, window: Window) -> Ticket:
    """Let this window act on a visit: its own, of a window it covers, or left with nobody.

    Raises NotYours where the visit is with another desk.
    """
    if ticket.window_id == window.id:
        return ticket
    in_charge = desks_in_charge(living(ticket), staffed_desks(work.session))
    if ticket.state not in AWAY or window.id not in {desk.window for desk in in_charge}:
        raise NotYours(number=ticket.number, window=window.name)
    hand_over(work, ticket, window)
    return ticket
