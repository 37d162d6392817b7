"""What is asked about the line. Every question names its day, so yesterday never leaks in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.base import LARGEST_ID
from hall.errors import NotFound
from hall.line.life import AT_A_WINDOW, IN_LINE, State
from hall.line.model import Service, Ticket, Window
from hall.people.model import Staff

#: How many calls the board remembers.
LAST_CALLS = 8

SERVICES = select(Service).order_by(Service.position, Service.prefix)


def services(session: Session) -> Sequence[Service]:
    """Every service with its windows, in the order of the hall."""
    return session.scalars(SERVICES.options(selectinload(Service.windows))).all()


def service_by_prefix(session: Session, prefix: str) -> Service:
    service = session.scalar(select(Service).where(Service.prefix == prefix))
    if service is None:
        raise NotFound(service=prefix)
    return service


def windows(session: Session) -> Sequence[Window]:
    return session.scalars(
        select(Window)
        .options(selectinload(Window.services), joinedload(Window.clerk))
        .order_by(Window.position, Window.id)
    ).all()


def window_by_name(session: Session, name: str) -> Window:
    window = session.scalar(select(Window).where(Window.name == name))
    if window is None:
        raise NotFound(window=name)
    return window


def windows_of(session: Session, clerk: Staff) -> Sequence[Window]:
    """Where the clerk sits at present."""
    return session.scalars(select(Window).where(Window.clerk_id == clerk.id)).all()


def ticket_by_id(session: Session, ticket_id: int) -> Ticket:
    ticket = session.get(Ticket, ticket_id) if 0 < ticket_id <= LARGEST_ID else None
    if ticket is None:
        raise NotFound(ticket=ticket_id)
    return ticket


def ticket_by_code(session: Session, code: str) -> Ticket:
    ticket = session.scalar(select(Ticket).where(Ticket.code == code))
    if ticket is None:
        raise NotFound(ticket=code)
    return ticket


def line_of(session: Session, day: date, service: Service) -> Sequence[tuple[float, int]]:
    """The line for a service, first to last: each place, and how often it was called before."""
    rows = session.execute(
        select(Ticket.place, Ticket.calls)
        .where(Ticket.day == day, Ticket.state.in_(IN_LINE), Ticket.service_id == service.id)
        .order_by(Ticket.place, Ticket.id)
    )
    return [(place, calls) for place, calls in rows]


def parked_at(session: Session, day: date, window: Window, most: int = 10) -> Sequence[Ticket]:
    """Who is fetching something and comes back to this window, soonest first."""
    return session.scalars(
        select(Ticket)
        .where(Ticket.day == day, Ticket.state == State.PARKED, Ticket.window_id == window.id)
        .order_by(Ticket.back_at.is_(None), Ticket.back_at, Ticket.id)
        .limit(most)
    ).all()


def waiting_by_service(session: Session, day: date) -> dict[int, int]:
    """How many wait for each service, by its id; services without anybody are absent."""
    rows = session.execute(
        select(Ticket.service_id, func.count())
        .where(Ticket.day == day, Ticket.state.in_(IN_LINE))
        .group_by(Ticket.service_id)
    )
    return dict(rows.all())


@dataclass(frozen=True, slots=True)
class Standing:
    """The line of one service."""

    count: int
    since: datetime  # the longest wait of those in it


def lines(session: Session, day: date) -> dict[int, Standing]:
    """Every line with somebody in it, by the service's id."""
    rows = session.execute(
        select(Ticket.service_id, func.count(), func.min(Ticket.issued_at))
        .where(Ticket.day == day, Ticket.state.in_(IN_LINE))
        .group_by(Ticket.service_id)
    )
    return {service_id: Standing(count, since) for service_id, count, since in rows}


def asking_for_help(session: Session, day: date) -> Sequence[Ticket]:
    """Who took a number because they do not know what they need, and still waits."""
    return session.scalars(
        select(Ticket)
        .options(joinedload(Ticket.service).selectinload(Service.windows))
        .where(Ticket.day == day, Ticket.state.in_(IN_LINE), Ticket.help)
        .order_by(Ticket.place, Ticket.id)
    ).all()


def party_of(session: Session, ticket: Ticket) -> Sequence[Ticket]:
    """Who came together, this one included; nobody if they came alone."""
    if ticket.party_id is None:
        return ()
    same = select(Ticket).where(Ticket.day == ticket.day, Ticket.party_id == ticket.party_id)
    return session.scalars(same.order_by(Ticket.id)).all()


def errands_of(session: Session, ticket: Ticket) -> Sequence[Service]:
    """What else the visit is for, in order."""
    return [session.get_one(Service, each["service_id"]) for each in ticket.further]


def waiting_for(
    session: Session, day: date, services: Sequence[Service], most: int = 20
) -> Sequence[Ticket]:
    """Who waits for any of these services, longest wait first."""
    return session.scalars(
        select(Ticket)
        .options(joinedload(Ticket.service), joinedload(Ticket.priority))
        .where(
            Ticket.day == day,
            Ticket.state.in_(IN_LINE),
            Ticket.service_id.in_([service.id for service in services]),
        )
        .order_by(Ticket.place, Ticket.id)
        .limit(most)
    ).all()


def ahead_of(session: Session, ticket: Ticket) -> int:
    """How many wait for the same service before this ticket; 0 once it was called."""
    if ticket.state not in IN_LINE:
        return 0
    return (
        session.scalar(
            select(func.count())
            .select_from(Ticket)
            .where(
                Ticket.day == ticket.day,
                Ticket.state.in_(IN_LINE),
                Ticket.service_id == ticket.service_id,
                tuple_(Ticket.place, Ticket.id) < (ticket.place, ticket.id),
            )
        )
        or 0
    )


def at_window(session: Session, day: date, window: Window) -> Sequence[Ticket]:
    """The visit in hand: called or being served at this window. One at most, but for races."""
    return session.scalars(
        select(Ticket)
        .where(Ticket.day == day, Ticket.state.in_(AT_A_WINDOW), Ticket.window_id == window.id)
        .order_by(Ticket.called_at.desc())
    ).all()


def missed_at(session: Session, day: date, window: Window, most: int = 10) -> Sequence[Ticket]:
    """Who was called to this window and did not come, latest first."""
    return session.scalars(
        select(Ticket)
        .where(Ticket.day == day, Ticket.state == State.MISSED, Ticket.window_id == window.id)
        .order_by(Ticket.closed_at.desc())
        .limit(most)
    ).all()


@dataclass(frozen=True, slots=True)
class Board:
    """What the public board shows."""

    calls: Sequence[Ticket]  # the visits at windows, latest call first
    waiting: Sequence[tuple[Service, int]]


def board(session: Session, day: date) -> Board:
    counts = waiting_by_service(session, day)
    calls = session.scalars(
        select(Ticket)
        .options(joinedload(Ticket.window))
        .where(Ticket.day == day, Ticket.state.in_(AT_A_WINDOW))
        .order_by(Ticket.called_at.desc(), Ticket.id.desc())
        .limit(LAST_CALLS)
    ).all()
    return Board(calls, [(each, counts.get(each.id, 0)) for each in session.scalars(SERVICES)])


def last_stepped(session: Session, day: date, actor: str) -> Ticket | None:
    """The ticket of the last step somebody took, if that step can be undone."""
    ticket = session.scalar(
        select(Ticket)
        .where(Ticket.day == day, Ticket.stepped_by == actor)
        .order_by(Ticket.stepped_seq.desc())
        .limit(1)
    )
    return ticket if ticket and ticket.before is not None else None
