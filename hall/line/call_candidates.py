"""What is asked of the records at every call: who may be next at a desk, and whom that passes by.

However long the line is, few decide: the first of each service's line, the first of those with a
priority, and the next of a party. Each is one seek in an index. The statements are built once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from hall.line.model import Service, Stay, Ticket, Window, staff_service, window_service
from hall.line.queries import CAME_BACK
from hall.line.ticket_life import IN_LINE, TicketState

SERVICES: BindParameter[int] = bindparam("services", expanding=True)
HERE: BindParameter[int] = bindparam("desk")


def _not_sent_elsewhere() -> ColumnElement[bool]:
    """Who was sent to a window where nobody can call them any more is everybody's again.

    The same rule as responsibility.py, for one ticket after the other.
    """
    here = select(Window.id).where(or_(Window.id == HERE, Window.desk_id == HERE))
    return or_(
        Ticket.only_window_id.is_(None),
        Ticket.only_window_id.in_(here),
        ~_somebody_calls_there().exists(),
    )


def _somebody_calls_there() -> Select[int]:
    """The desk of the window a ticket was sent to, if its clerk calls the ticket's service."""
    sent, desk, offering = aliased(Window), aliased(Window), aliased(Window)
    skills = select(staff_service.c.service_id).where(staff_service.c.staff_id == desk.clerk_id)
    offered = (
        select(window_service.c.service_id)
        .join(offering, offering.id == window_service.c.window_id)
        .where(or_(offering.id == desk.id, offering.desk_id == desk.id))
    )
    return (
        select(desk.id)
        .join(sent, desk.id == func.coalesce(sent.desk_id, sent.id))
        .where(
            sent.id == Ticket.only_window_id,
            desk.clerk_id.is_not(None),
            Ticket.service_id.in_(offered),
            or_(~skills.exists(), Ticket.service_id.in_(skills)),
        )
    )


#: In line for one of the services, and not sent to somebody else.
CALLABLE = (Ticket.day == bindparam("day"), Ticket.service_id.in_(SERVICES), _not_sent_elsewhere())


def _first(which: ColumnElement[bool], state: TicketState) -> Select[int]:
    """Of one state only: then the index has them in order."""
    first = select(Ticket.id).where(*CALLABLE, which, Ticket.state == state)
    return first.order_by(Ticket.place, Ticket.id).limit(1)


def _firsts(state: TicketState) -> list[Select[int]]:
    of_each = _first(Ticket.service_id == Service.id, state).correlate(Service)
    favoured = _first(Ticket.priority_id.is_not(None), state)
    return [
        select(of_each.scalar_subquery()).where(Service.id.in_(SERVICES)),
        select(favoured.scalar_subquery()),
    ]


def _fronts(*more: Select[int]) -> Select[Ticket]:
    firsts = [first for state in IN_LINE for first in _firsts(state)]
    ids = union_all(*firsts, *more)
    return select(Ticket).where(Ticket.id.in_(ids)).order_by(Ticket.place, Ticket.id)


def _next_of_the_party(state: TicketState) -> Select[int]:
    came_with = and_(Ticket.party_id == bindparam("party"), ~CAME_BACK)
    return select(_first(came_with, state).scalar_subquery())


FRONTS = _fronts()
FRONTS_AND_PARTY = _fronts(*map(_next_of_the_party, IN_LINE))
PASSED_BY = (
    select(func.count())
    .select_from(Ticket)
    .where(
        *CALLABLE,
        Ticket.state.in_(IN_LINE),
        tuple_(Ticket.place, Ticket.id) < tuple_(bindparam("place"), bindparam("ticket")),
    )
)
_LATEST = (
    select(Stay.id, Stay.ticket_id, Stay.passed)
    .where(Stay.window_id == HERE, Stay.passed.is_not(None), Stay.state == TicketState.CALLED)
    .order_by(Stay.id.desc())
    .limit(bindparam("most"))
    .subquery()
)
LATEST = (
    select(Ticket.priority_id, Ticket.party_id, _LATEST.c.passed)
    .join(_LATEST, Ticket.id == _LATEST.c.ticket_id)
    .where(Ticket.day == bindparam("day"))
    .order_by(_LATEST.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class CallingDesk:
    """Where somebody is called to, and for what."""

    window: Window
    services: Sequence[Service]

    def asked(self, day: date) -> dict[str, Any]:
        """What the statements above are asked with."""
        return {"day": day, "desk": self.window.id, "services": [s.id for s in self.services]}


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call out of the line."""

    favoured: bool
    party: int | None
    passed: int  # how many had waited longer


def fronts(session: Session, day: date, desk: CallingDesk, party: int | None) -> Sequence[Ticket]:
    """Who may be next, longest wait first."""
    asked = desk.asked(day)
    if party is None:
        return session.scalars(FRONTS, asked).all()
    return session.scalars(FRONTS_AND_PARTY, {**asked, "party": party}).all()


def passed_by(session: Session, ticket: Ticket, desk: CallingDesk) -> int:
    """How many of those the desk might have called instead have waited longer."""
    before = {"place": ticket.place, "ticket": ticket.id}
    return session.scalar(PASSED_BY, {**desk.asked(ticket.day), **before}) or 0


def latest_calls(session: Session, day: date, window: Window, most: int) -> Sequence[PastCall]:
    """Whom this desk called out of the line, latest first; not more, nor of another day."""
    rows = session.execute(LATEST, {"day": day, "desk": window.id, "most": most})
    return [PastCall(priority is not None, party, passed) for priority, party, passed in rows]
