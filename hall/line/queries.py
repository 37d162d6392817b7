"""What is asked about the line. Every question names its day, so yesterday never leaks in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_, union_all
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.base import LARGEST_ID
from hall.errors import NotFound
from hall.line.life import AT_A_WINDOW, IN_LINE, State
from hall.line.model import Service, Stay, Ticket, Window
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


def fronts(
    session: Session, day: date, desk: Window, services: Sequence[Service], party: int | None
) -> Sequence[Ticket]:
    """Who may be next at a desk, longest wait first: the front of each service's line, the first
    with a priority, and the next of a party. However long the line is, these decide."""
    mine = _callable_to(day, desk, [service.id for service in services])
    first = [_first(mine, Ticket.service_id == service.id) for service in services]
    favoured = _first(mine, Ticket.priority_id.is_not(None))
    party_too = and_(Ticket.party_id == party, Ticket.calls == 0)
    together = [_first(mine, party_too)] if party is not None else []
    ids = union_all(*first, favoured, *together)
    return session.scalars(
        select(Ticket).where(Ticket.id.in_(ids)).order_by(Ticket.place, Ticket.id)
    ).all()


def _first(mine: Sequence[ColumnElement[bool]], which: ColumnElement[bool]) -> Select[int]:
    one = select(Ticket.id).where(*mine, which).order_by(Ticket.place, Ticket.id).limit(1)
    return select(one.subquery().c.id)


def _callable_to(
    day: date, desk: Window, service_ids: Sequence[int]
) -> Sequence[ColumnElement[bool]]:
    """In line for one of the services, and not sent to somebody else.

    Who was sent to a window where nobody sits any more is everybody's again.
    """
    here = select(Window.id).where(or_(Window.id == desk.id, Window.desk_id == desk.id))
    deserted = select(Window.id).where(Window.clerk_id.is_(None), Window.desk_id.is_(None))
    return (
        Ticket.day == day,
        Ticket.state.in_(IN_LINE),
        Ticket.service_id.in_(service_ids),
        or_(
            Ticket.only_window_id.is_(None),
            Ticket.only_window_id.in_(here),
            Ticket.only_window_id.in_(deserted),
        ),
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """One call out of the line."""

    favoured: bool
    party: int | None
    passed: int  # how many had waited longer


def latest_calls(session: Session, day: date, desk: Window, most: int) -> Sequence[Drawn]:
    """Whom this desk called out of the line, latest first; not more, nor of another day."""
    latest = (
        select(Stay.id, Stay.ticket_id, Stay.passed)
        .where(Stay.window_id == desk.id, Stay.passed.is_not(None), Stay.state == State.CALLED)
        .order_by(Stay.id.desc())
        .limit(most)
        .subquery()
    )
    rows = session.execute(
        select(Ticket.priority_id, Ticket.party_id, latest.c.passed)
        .join(latest, Ticket.id == latest.c.ticket_id)
        .where(Ticket.day == day)
        .order_by(latest.c.id.desc())
    )
    return [Drawn(priority is not None, party, passed) for priority, party, passed in rows]


def passed_by(session: Session, ticket: Ticket, desk: Window, services: Sequence[Service]) -> int:
    """How many of those the desk might have called instead have waited longer."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Ticket)
            .where(
                *_callable_to(ticket.day, desk, [service.id for service in services]),
                tuple_(Ticket.place, Ticket.id) < (ticket.place, ticket.id),
            )
        )
        or 0
    )


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
