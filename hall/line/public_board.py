"""What the public board shows: the latest calls, and how many wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from hall.line.model import Service, Ticket
from hall.line.queries import waiting_by_service
from hall.line.ticket_life import AT_A_WINDOW, TicketState

#: How many calls the board remembers, however soon their visits are over.
LAST_CALLS = 8
#: Called, and not in a line again: of all others the board would say what is true no more.
BEEN_CALLED = (*AT_A_WINDOW, TicketState.MISSED, TicketState.FINISHED)
SERVICES = select(Service).order_by(Service.position, Service.id)
LATEST_FIRST = (Ticket.called_at.desc(), Ticket.id.desc())
LAST = (
    select(Ticket.id)
    .where(
        Ticket.day == bindparam("day"),
        Ticket.state.in_(BEEN_CALLED),
        Ticket.called_at.is_not(None),
        Ticket.window_id.is_not(None),
    )
    .order_by(*LATEST_FIRST)
    .limit(LAST_CALLS)
)
ON_THE_BOARD = (
    select(Ticket)
    .options(joinedload(Ticket.window))
    .where(
        Ticket.day == bindparam("day"),
        or_(Ticket.state.in_(AT_A_WINDOW), Ticket.id.in_(LAST)),
    )
    .order_by(*LATEST_FIRST)
)


@dataclass(frozen=True, slots=True)
class Board:
    """What the public board shows."""

    #: The number of every window that serves, and the last eight that were called; latest first.
    listed: Sequence[Ticket]
    waiting: Sequence[tuple[Service, int]]

    @property
    def calls(self) -> Sequence[Ticket]:
        """The visits at windows, latest call first: one of each window that serves."""
        return [ticket for ticket in self.listed if ticket.state in AT_A_WINDOW]

    @property
    def earlier(self) -> Sequence[Ticket]:
        """All that is listed but the latest call whose visit is not over."""
        latest = self.calls[:1]
        return [ticket for ticket in self.listed if ticket not in latest]


def board(session: Session, day: date) -> Board:
    """The current number of every window, the last eight calls, and how many wait for each
    service; of a retired one, as long as somebody does."""
    counts = waiting_by_service(session, day)
    listed = session.scalars(ON_THE_BOARD, {"day": day}).all()
    waiting = [
        (service, counts.get(service.id, 0))
        for service in session.scalars(SERVICES)
        if service.in_use or service.id in counts
    ]
    return Board(listed, waiting)
