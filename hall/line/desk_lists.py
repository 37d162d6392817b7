"""The lists beside a clerk's desk: who waits, who is away, who missed the call, who needs help.

They are read for every page of every clerk, so they are short, and rows where rows are enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from hall.line.model import Service, Ticket, Window
from hall.line.queries import OF_WINDOW, WHO_WAITS
from hall.line.ticket_life import TicketState

#: How many rows a clerk's lists show.
MOST_WAITING, MOST_AWAY = 20, 10
WAITING_FOR = (
    select(
        Ticket.id, Ticket.number, Service.name, Ticket.state, Ticket.issued_at, Ticket.calls,
        Ticket.priority_id, Ticket.help, Ticket.party_id, Window.name,
    )
    .join(Service, Ticket.service_id == Service.id)
    .outerjoin(Window, Ticket.only_window_id == Window.id)
    .where(*WHO_WAITS, Ticket.service_id.in_(bindparam("services", expanding=True)))
    .order_by(Ticket.place, Ticket.id)
    .limit(bindparam("most"))
)  # fmt: skip
ASKING_FOR_HELP = (
    select(Ticket)
    .options(joinedload(Ticket.service).selectinload(Service.windows))
    .where(*WHO_WAITS, Ticket.help)
    .order_by(Ticket.place, Ticket.id)
)
PARKED_AT = (
    OF_WINDOW.where(Ticket.state == TicketState.PARKED)
    .order_by(Ticket.back_at.is_(None), Ticket.back_at, Ticket.id)
    .limit(MOST_AWAY)
)
MISSED_AT = (
    OF_WINDOW.where(Ticket.state == TicketState.MISSED)
    .order_by(Ticket.closed_at.desc())
    .limit(MOST_AWAY)
)


def parked_at(session: Session, day: date, window: Window) -> Sequence[Ticket]:
    """Who is fetching something and comes back to this window, soonest first."""
    return session.scalars(PARKED_AT, {"day": day, "window": window.id}).all()


def asking_for_help(session: Session, day: date) -> Sequence[Ticket]:
    """Who took a number because they do not know what they need, and still waits."""
    return session.scalars(ASKING_FOR_HELP, {"day": day}).all()


@dataclass(frozen=True, slots=True)
class Waiter:
    """One row of a clerk's list. Not the ticket itself: twenty of them are read for every page."""

    id: int
    number: str
    service: str
    state: TicketState
    issued_at: datetime
    calls: int
    priority_id: int | None
    help: bool
    party_id: int | None
    only_window: str | None


def waiting_for(
    session: Session, day: date, services: Sequence[Service], most: int = MOST_WAITING
) -> Sequence[Waiter]:
    """Who waits for any of these services, longest wait first."""
    asked = {"day": day, "services": [service.id for service in services], "most": most}
    rows: Iterable[Any] = session.connection().execute(WAITING_FOR, asked)
    return [Waiter(*row) for row in rows]


def missed_at(session: Session, day: date, window: Window) -> Sequence[Ticket]:
    """Who was called to this window and did not come, latest first."""
    return session.scalars(MISSED_AT, {"day": day, "window": window.id}).all()
