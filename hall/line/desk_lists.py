"""The lists beside a clerk's desk: who waits, who is away, who missed the call, who needs help.

They are read for every page of every clerk, so they are short, and rows where rows are enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from hall.line.coverage import services_at
from hall.line.model import Service, Ticket, Window
from hall.line.queries import CAME_BACK, WHO_WAITS
from hall.line.ticket_life import TicketState

#: How many rows of the line a page begins with.
MOST_WAITING = 20
#: … and how many it shows when everybody is asked for.
MOST_OF_ALL = 500
WAITING_FOR = (
    select(
        Ticket.id, Ticket.number, Service.name, Ticket.state, Ticket.issued_at, CAME_BACK,
        Ticket.priority_id, Ticket.help, Ticket.party_id, Window.name, Ticket.stepped_seq,
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
#: Of this desk and the windows it covers; of windows that were left with nobody, what is called
#: here. The same rule as responsibility.py, for one desk and in one question.
ON_THIS_DESK = (
    Ticket.day == bindparam("day"),
    or_(
        Ticket.window_id.in_(
            select(Window.id).where(
                or_(Window.id == bindparam("desk"), Window.desk_id == bindparam("desk"))
            )
        ),
        and_(
            Ticket.window_id.in_(
                select(Window.id).where(Window.clerk_id.is_(None), Window.desk_id.is_(None))
            ),
            Ticket.service_id.in_(bindparam("services", expanding=True)),
            Ticket.stepped_by.like("staff:%"),
        ),
    ),
)
AWAY = select(Ticket).options(joinedload(Ticket.window)).where(*ON_THIS_DESK)
PARKED_AT = AWAY.where(Ticket.state == TicketState.PARKED).order_by(
    Ticket.back_at.is_(None), Ticket.back_at, Ticket.id
)
MISSED_AT = AWAY.where(Ticket.state == TicketState.MISSED).order_by(Ticket.closed_at.desc())


def parked_at(session: Session, day: date, window: Window) -> Sequence[Ticket]:
    """Who is fetching something and comes back to this desk, soonest first.

    Also to the windows it covers, and to those that were left with nobody.
    """
    return session.scalars(PARKED_AT, _asked(session, day, window)).all()


def _asked(session: Session, day: date, desk: Window) -> dict[str, Any]:
    services = [service.id for service in services_at(session, desk)]
    return {"day": day, "desk": desk.id, "services": services}


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
    came_back: bool
    priority_id: int | None
    help: bool
    party_id: int | None
    only_window: str | None
    stepped_seq: int | None


def waiting_for(
    session: Session, day: date, services: Sequence[Service], most: int = MOST_WAITING
) -> Sequence[Waiter]:
    """Who waits for any of these services, longest wait first."""
    asked = {"day": day, "services": [service.id for service in services], "most": most}
    rows: Iterable[Any] = session.connection().execute(WAITING_FOR, asked)
    return [Waiter(*row) for row in rows]


def missed_at(session: Session, day: date, window: Window) -> Sequence[Ticket]:
    """Who was called to this desk and did not come, latest first; of the same windows."""
    return session.scalars(MISSED_AT, _asked(session, day, window)).all()
