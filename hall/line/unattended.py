"""Tickets for which nobody answers now, and windows that called and then did nothing.

The rule is in ``responsibility.py``; here it is asked of the records, for the office's page of
today and for the duty desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from hall.line import queries
from hall.line.coverage import services_at, unserved, windows_from
from hall.line.model import Ticket, Window
from hall.line.responsibility import LivingTicket, StaffedDesk, desks_in_charge
from hall.line.ticket_life import IN_LINE, OVER, TicketState

#: A clerk presses something within this time of a call, or has forgotten the visitor.
SILENT_AFTER = timedelta(minutes=10)
#: A window without a clerk is a program's while it has called within this time.
PROGRAM_IS_PRESENT = timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class UnattendedTicket:
    """A visit that is on nobody's desk."""

    ticket: Ticket
    anybody_able: bool  # whether anybody of the staff can do its service at any window


def staffed_desks(session: Session) -> list[StaffedDesk]:
    """Every desk with a clerk, what it covers included."""
    seated = [window for window in queries.windows(session) if window.clerk_id is not None]
    return [_desk(session, window) for window in seated]


def _desk(session: Session, window: Window) -> StaffedDesk:
    return StaffedDesk(
        window.id,
        frozenset(here.id for here in windows_from(session, window)),
        frozenset(service.id for service in services_at(session, window)),
    )


def living(ticket: Ticket) -> LivingTicket:
    """The ticket as the rule reads it."""
    if ticket.state in IN_LINE:
        return LivingTicket(ticket.service_id, sent_to=ticket.only_window_id)
    return LivingTicket(ticket.service_id, held_at=ticket.window_id)


def unattended(
    session: Session, day: date, now: datetime, without: Window | None = None
) -> list[UnattendedTicket]:
    """Whose visit of this day is on nobody's desk, longest wait first.

    ``without`` a desk: as it would be if its clerk left now.
    """
    desks = [desk for desk in staffed_desks(session) if not without or desk.window != without.id]
    desks += _desks_of_programs(session, day, now, {desk.window for desk in desks})
    nobody_able = unserved(session)
    every = (
        select(Ticket)
        .options(joinedload(Ticket.service), joinedload(Ticket.window))
        .where(Ticket.day == day, Ticket.state.not_in(OVER))
        .order_by(Ticket.issued_at, Ticket.id)
    )
    return [
        UnattendedTicket(ticket, anybody_able=ticket.service_id not in nobody_able)
        for ticket in session.scalars(every)
        if not _is_a_programs(ticket) and not desks_in_charge(living(ticket), desks)
    ]


def _is_a_programs(ticket: Ticket) -> bool:
    """With a window where a program called it, not a person."""
    with_a_window = ticket.state not in IN_LINE and ticket.window_id is not None
    return with_a_window and not (ticket.stepped_by or "").startswith("staff:")


def _desks_of_programs(
    session: Session, day: date, now: datetime, seated: set[int]
) -> list[StaffedDesk]:
    """Windows without a clerk at which a program has called lately."""
    called = select(Ticket.window_id).where(
        Ticket.day == day,
        Ticket.called_at >= now - PROGRAM_IS_PRESENT,
        or_(Ticket.stepped_by.is_(None), Ticket.stepped_by.not_like("staff:%")),
    )
    found = session.scalars(select(Window).where(Window.id.in_(called)))
    return [_desk(session, window) for window in found if window.id not in seated]


def silent_since_the_call(session: Session, day: date, now: datetime) -> Sequence[Ticket]:
    """Who was called ten minutes ago or more, and nothing was pressed since; longest first."""
    late = (
        select(Ticket)
        .options(joinedload(Ticket.window))
        .where(
            Ticket.day == day,
            Ticket.state == TicketState.CALLED,
            Ticket.called_at <= now - SILENT_AFTER,
        )
    )
    return session.scalars(late.order_by(Ticket.called_at)).all()
