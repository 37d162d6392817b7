"""Reasons to be called earlier (优先): who they are for, and what they cost the others.

A new hall begins with soldiers and veterans, the disabled, the old and the pregnant
(migration 0002), as national rules and local practice have it; the office changes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hall.base import LARGEST_ID
from hall.errors import AlreadyThere, Malformed, NotFound
from hall.events import PriorityChanged
from hall.line.figures import spent_by_ticket
from hall.line.model import Priority, Ticket
from hall.work import Work

LONGEST_NAME = 20


def reasons(session: Session, *, in_use: bool = True) -> Sequence[Priority]:
    every = select(Priority).order_by(Priority.position, Priority.id)
    return session.scalars(every.where(Priority.in_use) if in_use else every).all()


def reason_by_id(session: Session, priority_id: int) -> Priority:
    found = session.get(Priority, priority_id) if 0 < priority_id <= LARGEST_ID else None
    if found is None:
        raise NotFound(priority=priority_id)
    return found


def add_reason(work: Work, name: str) -> Priority:
    last = work.session.scalar(select(func.max(Priority.position)))
    reason = Priority(name=_good(work, name), position=(last or 0) + 1)
    work.session.add(reason)
    work.session.flush()
    _tell(work, reason)
    return reason


def change_reason(work: Work, reason: Priority, name: str, *, in_use: bool) -> None:
    """Tickets that were taken with it keep it: nothing about them is forgotten."""
    if (reason.name, reason.in_use) == (name, in_use):
        return
    if reason.name != name:
        reason.name = _good(work, name)
    reason.in_use = in_use
    _tell(work, reason)


def _good(work: Work, name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise Malformed(field="priority", longest=LONGEST_NAME)
    if work.session.scalar(select(Priority.id).where(Priority.name == name)):
        raise AlreadyThere(priority=name)
    return name


def _tell(work: Work, reason: Priority) -> None:
    work.record(PriorityChanged(priority_id=reason.id, name=reason.name, in_use=reason.in_use))


@dataclass(frozen=True, slots=True)
class Jump:
    """One call out of turn, and what it cost those who had waited longer."""

    ticket: Ticket
    reason: str  # "" for somebody the clerk chose
    passed: int  # how many
    minutes: float | None  # how much longer each of them waited at this window; not over: None


def jumps(session: Session, day: date) -> Sequence[Jump]:
    """The day's calls out of turn, latest first (插队台账)."""
    tickets = session.scalars(
        select(Ticket)
        .options(joinedload(Ticket.priority), joinedload(Ticket.window))
        .where(Ticket.day == day, Ticket.passed > 0)
        .order_by(Ticket.first_called_at.desc(), Ticket.id.desc())
    ).all()
    spent = spent_by_ticket(session, day, [ticket.id for ticket in tickets])
    return [
        Jump(
            ticket,
            ticket.priority.name if ticket.priority else "",
            ticket.passed,
            spent[ticket.id].at_the_window_minutes if ticket.id in spent else None,
        )
        for ticket in tickets
    ]
