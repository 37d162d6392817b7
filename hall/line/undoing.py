"""Taking back the last step of one's own: the ticket is as if it had never been taken."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hall.errors import NothingToUndo, WindowBusy
from hall.events import StepUndone, TicketCancelled
from hall.line.model import Service, Ticket, Window
from hall.line.queries import at_window
from hall.line.steps import CHANGING, CHANGING_MOMENTS, latest_stay, must_be_of_today, step, who
from hall.line.ticket_life import AT_A_WINDOW, OVER, TicketState, TicketStep
from hall.unit_of_work import UnitOfWork

LAST_STEPPED = (
    select(Ticket)
    .where(Ticket.day == bindparam("day"), Ticket.stepped_by == bindparam("actor"))
    .order_by(Ticket.stepped_seq.desc())
    .limit(1)
)


def undo(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """Take back the last step of one's own: the ticket is as if it had never been taken.

    A visit that the step had finished is in hand again. The number of a walk-up is given back,
    for nobody waits with it. The journal keeps both, the step and that it was undone.
    Raises NotToday, NothingToUndo, WindowBusy where another visit is in hand there by now.
    """
    must_be_of_today(work, ticket)
    if ticket.before is None or ticket.stepped_by != work.actor:
        raise NothingToUndo(number=ticket.number)
    ended, walked_up = ticket.before["ending"], _has_walked_up(ticket)
    _take_back(work, ticket)
    if walked_up:
        _give_back(work, ticket)
    back = [ticket]
    for ticket_id, seq in ended:
        other = work.session.get_one(Ticket, ticket_id)
        if other.before is not None and other.stepped_seq == seq:
            _take_back(work, other)
            back.append(other)
    for visit in back:
        _must_be_alone(work, visit)
    return ticket


def _has_walked_up(ticket: Ticket) -> bool:
    before = ticket.before or {}
    return ticket.state is TicketState.SERVING and before.get("state") == TicketState.WAITING


def _give_back(work: UnitOfWork, ticket: Ticket) -> None:
    with step(work, ticket, TicketStep.CANCEL):
        ticket.closed_at = work.now
    ticket.before = None
    work.record(TicketCancelled(**who(ticket), service=ticket.service.prefix))


def _must_be_alone(work: UnitOfWork, ticket: Ticket) -> None:
    if ticket.window is None or ticket.state not in AT_A_WINDOW:
        return
    for other in at_window(work.session, work.today, ticket.window):
        if other is not ticket:
            raise WindowBusy(number=ticket.number, window=ticket.window.name, other=other.number)


def _take_back(work: UnitOfWork, ticket: Ticket) -> None:
    before, undone, came_from = ticket.before, ticket.stepped_seq, ticket.service.prefix
    assert before is not None  # whoever calls has looked
    assert undone is not None
    if "unwritten" in before:
        _move_back(work, ticket, unwritten=before["unwritten"])
    _restore(work, ticket, before)
    service = ticket.service.prefix
    ticket.before = None
    ticket.stepped_seq = work.seq + 1  # so that the step before this one is not offered next
    work.session.flush()
    work.record(
        StepUndone(
            ticket_id=ticket.id,
            number=ticket.number,
            service=service,
            undone=undone,
            came_from="" if came_from == service else came_from,
        )
    )


def _restore(work: UnitOfWork, ticket: Ticket, before: dict[str, Any]) -> None:
    ticket.state = TicketState(before["state"])
    for name in CHANGING:
        setattr(ticket, name, before[name])
    for name in CHANGING_MOMENTS:
        setattr(ticket, name, before[name] and datetime.fromisoformat(before[name]))
    # The objects behind the numbers, for whoever reads them before the commit.
    ticket.service = work.session.get_one(Service, ticket.service_id)
    for name in ("window", "only_window"):
        window_id = before[f"{name}_id"]
        setattr(ticket, name, work.session.get(Window, window_id) if window_id else None)


def _move_back(work: UnitOfWork, ticket: Ticket, *, unwritten: bool) -> None:
    """The stay that should not have been goes; the one before it goes on."""
    if ticket.state not in OVER:
        _strike_out(work, ticket)
    if unwritten:
        _strike_out(work, ticket)
    elif stay := latest_stay(work, ticket):
        stay.until, stay.inexact = None, False


def _strike_out(work: UnitOfWork, ticket: Ticket) -> None:
    stay = latest_stay(work, ticket)
    assert stay is not None  # a step was taken, so there is one
    work.session.delete(stay)
    work.session.flush()


def last_stepped(session: Session, day: date, actor: str) -> Ticket | None:
    """The ticket of the last step somebody took, if that step can be undone; else None."""
    ticket = session.scalar(LAST_STEPPED, {"day": day, "actor": actor})
    return ticket if ticket and ticket.before is not None else None
