"""What being called earlier (优先) costs the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.line.figures import StaySpan
from hall.line.model import Stay, Ticket, Window
from hall.line.ticket_life import AT_A_WINDOW, TicketState


@dataclass(frozen=True, slots=True)
class Jump:
    """One call out of turn, or walk-up, and what it cost those who had waited longer."""

    ticket: Ticket
    reason: str  # "" for somebody the clerk chose
    passed: int  # how many
    minutes: float | None  # how much longer each of them waited at this window; not over: None
    window: Window
    at: datetime
    walked_up: bool  # without a number: nobody was called


def jumps(session: Session, day: date) -> Sequence[Jump]:
    """The day's calls out of turn, latest first (插队台账)."""
    calls = session.execute(
        select(Stay, Ticket, Window)
        .join(Ticket, Ticket.id == Stay.ticket_id)
        .join(Window, Window.id == Stay.window_id)
        .options(joinedload(Ticket.priority))
        .where(Ticket.day == day, Stay.passed > 0)
        .order_by(Stay.id.desc())
    ).all()
    return [
        Jump(
            ticket,
            ticket.priority.name if ticket.priority else "",
            call.passed or 0,
            _minutes(session, call),
            window,
            call.since,
            call.state is TicketState.SERVING,
        )
        for call, ticket, window in calls
    ]


def caused_delay_seconds(visit: Sequence[StaySpan]) -> float | None:
    """Of a visit from the call out of turn on: until the window was free again.

    None while it is not, and where nobody knows when it was (时间不准).
    """
    *_, last = takewhile(lambda span: span.state in AT_A_WINDOW, visit)
    if last.until is None or last.inexact:
        return None
    return (last.until - visit[0].since).total_seconds()


def _minutes(session: Session, call: Stay) -> float | None:
    since = select(Stay).where(Stay.ticket_id == call.ticket_id, Stay.id >= call.id)
    visit = [
        StaySpan(stay.state, stay.since, stay.until, stay.inexact)
        for stay in session.scalars(since.order_by(Stay.id))
    ]
    seconds = caused_delay_seconds(visit)
    return None if seconds is None else seconds / 60
