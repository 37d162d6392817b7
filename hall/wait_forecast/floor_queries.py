"""What is read for every visitor, and what of it changes only when somebody sits down elsewhere.

The statements are built once and go past the session to the connection: bare rows come five
times as fast.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from hall.line.model import Service, Ticket, Window, staff_service, window_service
from hall.line.ticket_life import AT_A_WINDOW, IN_LINE
from hall.list_entries import office_order
from hall.wait_forecast.day_minutes import minute_of
from hall.wait_forecast.roster import Place
from hall.wait_forecast.rules.values import CurrentVisit

WHO_WAITS = (Ticket.day == bindparam("day"), Ticket.state.in_(IN_LINE))
IN_THE_LINE = (
    select(
        Ticket.id, Ticket.service_id, Ticket.item_code,
        Ticket.priority_id, Ticket.party_id, Ticket.only_window_id,
    )
    .where(*WHO_WAITS)
    .order_by(Ticket.place, Ticket.id)
)  # fmt: skip
JOINED_THE_LINE = IN_THE_LINE.where(Ticket.id.in_(bindparam("tickets", expanding=True)))
SINCE_WHEN = select(Ticket.id, Ticket.issued_at).where(*WHO_WAITS)
WAITED_FOR = (
    select(Ticket.service_id, func.min(Ticket.issued_at))
    .where(*WHO_WAITS)
    .group_by(Ticket.service_id)
)
IN_HAND = select(
    Ticket.window_id, Ticket.service_id, Ticket.item_code,
    func.coalesce(Ticket.called_at, Ticket.serving_at).label("since"),
).where(Ticket.day == bindparam("day"), Ticket.state.in_(AT_A_WINDOW))  # fmt: skip


def prefixes(session: Session) -> dict[int, str]:
    """The letter of each service, by its id."""
    return dict(session.execute(select(Service.id, Service.prefix)).all())


def places(session: Session) -> dict[int, Place]:
    """Every window by its id, in the order of the hall; a retired one does nothing any more."""
    serves: dict[int, set[str]] = {}
    pairs = (
        select(window_service.c.window_id, Service.prefix)
        .join(Service, Service.id == window_service.c.service_id)
        .join(Window, Window.id == window_service.c.window_id)
        .where(Window.in_use)
    )
    for window_id, prefix in session.execute(pairs):
        serves.setdefault(window_id, set()).add(prefix)
    rows = session.execute(
        select(Window.id, Window.name, Window.clerk_id, Window.paused, Window.desk_id).order_by(
            *office_order(Window)
        )
    )
    return {
        row.id: Place(
            row.id,
            row.name,
            frozenset(serves.get(row.id, ())),
            clerk=row.clerk_id,
            paused=row.paused is not None,
            desk=row.desk_id,
        )
        for row in rows
    }


def skills(session: Session) -> dict[int, frozenset[str]]:
    """What everybody can do of whom the office entered it."""
    pairs = select(staff_service.c.staff_id, Service.prefix).join(
        Service, Service.id == staff_service.c.service_id
    )
    able: dict[int, set[str]] = {}
    for staff, prefix in session.execute(pairs):
        able.setdefault(staff, set()).add(prefix)
    return {staff: frozenset(can) for staff, can in able.items()}


def in_line(session: Session, day: date) -> Sequence[Any]:
    """The whole line, in the order of its places.

    Rows of ticket, service, item, priority, party and the one window it was sent to.
    """
    return session.connection().execute(IN_THE_LINE, {"day": day}).all()


def joined_the_line(session: Session, day: date, tickets: Sequence[int]) -> Sequence[Any]:
    """Of these tickets, those that are in the line; rows as of ``in_line``."""
    asked = {"day": day, "tickets": tickets}
    return session.connection().execute(JOINED_THE_LINE, asked).all()


def in_line_since(session: Session, day: date) -> dict[int, float]:
    """The minute of the day at which everybody in line took their number."""
    rows = session.connection().execute(SINCE_WHEN, {"day": day})
    return {ticket: minute_of(issued_at) for ticket, issued_at in rows}


def waited_for(session: Session, day: date, prefix_of: Mapping[int, str]) -> dict[str, float]:
    """The minute of the day since when anybody waits, by the letter of the service."""
    rows = session.connection().execute(WAITED_FOR, {"day": day})
    return {prefix_of[service]: minute_of(issued_at) for service, issued_at in rows}


def visits(
    session: Session, day: date, prefix_of: Mapping[int, str], windows: Mapping[int, Place]
) -> dict[str, CurrentVisit]:
    """Who is with each window at present, by the window's name; ``since`` in minutes of the day."""
    rows = session.connection().execute(IN_HAND, {"day": day})
    return {
        windows[window].name: CurrentVisit(prefix_of[service], item, minute_of(since))
        for window, service, item, since in rows
        if window is not None and since is not None
    }
