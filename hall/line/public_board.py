"""What the public board shows: the latest calls, and how many wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from hall.line.model import Service, Ticket
from hall.line.queries import waiting_by_service
from hall.line.ticket_life import AT_A_WINDOW

#: How many calls the board remembers.
LAST_CALLS = 8
SERVICES = select(Service).order_by(Service.position, Service.id)
ON_THE_BOARD = (
    select(Ticket)
    .options(joinedload(Ticket.window))
    .where(Ticket.day == bindparam("day"), Ticket.state.in_(AT_A_WINDOW))
    .order_by(Ticket.called_at.desc(), Ticket.id.desc())
    .limit(LAST_CALLS)
)


@dataclass(frozen=True, slots=True)
class Board:
    """What the public board shows."""

    calls: Sequence[Ticket]  # the visits at windows, latest call first
    waiting: Sequence[tuple[Service, int]]


def board(session: Session, day: date) -> Board:
    """The eight latest calls whose visit is not over, and how many wait for each service; of
    a retired one, as long as somebody does."""
    counts = waiting_by_service(session, day)
    calls = session.scalars(ON_THE_BOARD, {"day": day}).all()
    waiting = [
        (service, counts.get(service.id, 0))
        for service in session.scalars(SERVICES)
        if service.in_use or service.id in counts
    ]
    return Board(calls, waiting)
