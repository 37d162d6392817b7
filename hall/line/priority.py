"""Reasons to be called earlier (优先): who they are for, and what they cost the others.

A new hall begins with soldiers and veterans, the disabled, the old and the pregnant
(migration 0002), as national rules and local practice have it; the office changes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hall.base import LARGEST_ID
from hall.errors import AlreadyThere, NotFound
from hall.events import PriorityChanged
from hall.line.model import Priority, Stay, Ticket, Window
from hall.line.ticket_life import AT_A_WINDOW, TicketState
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 20


def reasons(session: Session, *, in_use: bool = True) -> Sequence[Priority]:
    """In the office's order; with ``in_use=False`` those that are offered no longer, too."""
    every = select(Priority).order_by(Priority.position, Priority.id)
    return session.scalars(every.where(Priority.in_use) if in_use else every).all()


def reason_by_id(session: Session, priority_id: int) -> Priority:
    """Also one that is offered no longer. Raises NotFound."""
    found = session.get(Priority, priority_id) if 0 < priority_id <= LARGEST_ID else None
    if found is None:
        raise NotFound(priority=priority_id)
    return found


def add_reason(work: UnitOfWork, name: str) -> Priority:
    """Offered at once, behind the others. Raises Malformed over 20 characters, AlreadyThere."""
    last = work.session.scalar(select(func.max(Priority.position)))
    reason = Priority(name=_new_name(work, _name(name)), position=(last or 0) + 1)
    work.session.add(reason)
    work.session.flush()
    _tell(work, reason)
    return reason


def change_reason(work: UnitOfWork, reason: Priority, name: str, *, in_use: bool) -> None:
    """Tickets that were taken with it keep it: nothing about them is forgotten.

    Raises Malformed over 20 characters, AlreadyThere.
    """
    name = _name(name)
    if (reason.name, reason.in_use) == (name, in_use):
        return
    if reason.name != name:
        reason.name = _new_name(work, name)
    reason.in_use = in_use
    _tell(work, reason)


def _name(typed: str) -> str:
    return plain(typed, field="priority", longest=LONGEST_NAME, shortest=1)


def _new_name(work: UnitOfWork, name: str) -> str:
    if work.session.scalar(select(Priority.id).where(Priority.name == name)):
        raise AlreadyThere(priority=name)
    return name


def _tell(work: UnitOfWork, reason: Priority) -> None:
    work.record(PriorityChanged(priority_id=reason.id, name=reason.name, in_use=reason.in_use))


@dataclass(frozen=True, slots=True)
class Jump:
    """One call out of turn, or walk-up, and what it cost those who had waited longer."""

    ticket: Ticket
    reason: str  # "" for somebody the clerk chose
    passed: int  # how many
    minutes: float | None  # how much longer each of them waited at this window; not over: None
    window: Window
    at: datetime
    walked_up: bool  # without a number: nobody was called


def jumps(session: Session, day: date) -> Sequence[Jump]:
    """The day's calls out of turn, latest first (插队台账)."""
    calls = session.execute(
        select(Stay, Ticket, Window)
        .join(Ticket, Ticket.id == Stay.ticket_id)
        .join(Window, Window.id == Stay.window_id)
        .options(joinedload(Ticket.priority))
        .where(Ticket.day == day, Stay.passed > 0)
        .order_by(Stay.id.desc())
    ).all()
    return [
        Jump(
            ticket,
            ticket.priority.name if ticket.priority else "",
            call.passed or 0,
            _minutes(session, call),
            window,
            call.since,
            call.state is TicketState.SERVING,
        )
        for call, ticket, window in calls
    ]


def _minutes(session: Session, call: Stay) -> float | None:
    """From the call until the window was free again."""
    since = select(Stay).where(Stay.ticket_id == call.ticket_id, Stay.id >= call.id)
    visit = session.scalars(since.order_by(Stay.id))
    *_, last = takewhile(lambda stay: stay.state in AT_A_WINDOW, visit)
    return (last.until - call.since).total_seconds() / 60 if last.until else None
