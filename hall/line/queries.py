"""What is asked about the line. Every question names its day, so yesterday never leaks in.

What is asked with every number and every call is built once: building a statement takes longer
than the database takes to answer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.base import LARGEST_ID
from hall.errors import NotFound
from hall.line.model import Service, Ticket, Window
from hall.line.ticket_life import AT_A_WINDOW, IN_LINE, TicketState
from hall.list_entries import office_order
from hall.people.model import Staff

SERVICES = (
    select(Service)
    .options(selectinload(Service.windows))
    .where(Service.in_use)
    .order_by(*office_order(Service))
)
SERVICE = select(Service).where(Service.prefix == bindparam("prefix"))
WINDOW = select(Window).where(Window.name == bindparam("name"), Window.in_use)
TICKET_WITH_CODE = select(Ticket).where(Ticket.code == bindparam("code"))

#: As ``Ticket.came_back``.
CAME_BACK = and_(Ticket.state == TicketState.WAITING, Ticket.first_called_at.is_not(None))
WHO_WAITS = (Ticket.day == bindparam("day"), Ticket.state.in_(IN_LINE))
WAITING_BY_SERVICE = (
    select(Ticket.service_id, func.count()).where(*WHO_WAITS).group_by(Ticket.service_id)
)
LINES = (
    select(Ticket.service_id, func.count(), func.min(Ticket.issued_at))
    .where(*WHO_WAITS)
    .group_by(Ticket.service_id)
)
AHEAD = select(func.count()).where(
    *WHO_WAITS,
    Ticket.service_id == bindparam("service"),
    tuple_(Ticket.place, Ticket.id) < tuple_(bindparam("place"), bindparam("ticket")),
)

OF_WINDOW = select(Ticket).where(
    Ticket.day == bindparam("day"), Ticket.window_id == bindparam("window")
)
AT_WINDOW = OF_WINDOW.where(Ticket.state.in_(AT_A_WINDOW)).order_by(Ticket.called_at.desc())


def services(session: Session) -> Sequence[Service]:
    """Every service that is offered with its windows, in the order of the hall."""
    return session.scalars(SERVICES).all()


def service_by_prefix(session: Session, prefix: str) -> Service:
    """By the letters before its numbers; also one that was retired. Raises NotFound."""
    service = session.scalar(SERVICE, {"prefix": prefix})
    if service is None:
        raise NotFound(service=prefix)
    return service


def windows(session: Session) -> Sequence[Window]:
    """Every window in use with its services and clerk, in the order of the hall."""
    return session.scalars(
        select(Window)
        .options(selectinload(Window.services), joinedload(Window.clerk))
        .where(Window.in_use)
        .order_by(*office_order(Window))
    ).all()


def window_by_name(session: Session, name: str) -> Window:
    """By what is called out: "3". Raises NotFound, also for one that was retired."""
    window = session.scalar(WINDOW, {"name": name})
    if window is None:
        raise NotFound(window=name)
    return window


def windows_of(session: Session, clerk: Staff) -> Sequence[Window]:
    """Where the clerk sits at present."""
    return session.scalars(select(Window).where(Window.clerk_id == clerk.id)).all()


def ticket_by_id(session: Session, ticket_id: int) -> Ticket:
    """Of whatever day. Raises NotFound."""
    ticket = session.get(Ticket, ticket_id) if 0 < ticket_id <= LARGEST_ID else None
    if ticket is None:
        raise NotFound(ticket=ticket_id)
    return ticket


def ticket_by_code(session: Session, code: str) -> Ticket:
    """By the unguessable code of the visitor's own page, of whatever day. Raises NotFound."""
    ticket = session.scalar(TICKET_WITH_CODE, {"code": code})
    if ticket is None:
        raise NotFound(ticket=code)
    return ticket


def ticket_numbered(session: Session, day: date, number: str) -> Ticket | None:
    """By what stands on the slip ("A012"), in whatever state; None for a number not given."""
    return session.scalar(select(Ticket).where(Ticket.day == day, Ticket.number == number))


def line_of(session: Session, day: date, service: Service) -> Sequence[tuple[float, bool]]:
    """The line for a service, first to last: each place, and whether it came back there."""
    rows = session.execute(
        select(Ticket.place, CAME_BACK)
        .where(Ticket.day == day, Ticket.state.in_(IN_LINE), Ticket.service_id == service.id)
        .order_by(Ticket.place, Ticket.id)
    )
    return [(place, came_back) for place, came_back in rows]


def waiting_by_service(session: Session, day: date) -> dict[int, int]:
    """How many wait for each service, by its id; services without anybody are absent."""
    return dict(session.execute(WAITING_BY_SERVICE, {"day": day}).all())


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """The line of one service."""

    count: int
    since: datetime  # the longest wait of those in it


def lines(session: Session, day: date) -> dict[int, ServiceLine]:
    """Every line with somebody in it, by the service's id."""
    rows = session.execute(LINES, {"day": day})
    return {service_id: ServiceLine(count, since) for service_id, count, since in rows}


def party_of(session: Session, ticket: Ticket) -> Sequence[Ticket]:
    """Who came together, this one included; nobody if they came alone."""
    if ticket.party_id is None:
        return ()
    same = select(Ticket).where(Ticket.day == ticket.day, Ticket.party_id == ticket.party_id)
    return session.scalars(same.order_by(Ticket.id)).all()


def ahead_of(session: Session, ticket: Ticket) -> int:
    """How many wait for the same service before this ticket; 0 once it was called."""
    if ticket.state not in IN_LINE:
        return 0
    here = {"service": ticket.service_id, "place": ticket.place, "ticket": ticket.id}
    # Past the session: every step has been flushed, and a bare number comes in half the time.
    return session.connection().scalar(AHEAD, {"day": ticket.day, **here}) or 0


def at_window(session: Session, day: date, window: Window) -> Sequence[Ticket]:
    """The visit in hand: called or being served at this window. One at most, but for races."""
    return session.scalars(AT_WINDOW, {"day": day, "window": window.id}).all()
