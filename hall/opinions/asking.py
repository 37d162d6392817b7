"""Whom the tablet at a window asks: the visitor whose visit there has just ended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.line.model import Ticket, Window
from hall.line.ticket_life import TicketState
from hall.opinions.model import Channel, Rating
from hall.opinions.rating import ratable
from hall.unit_of_work import ReadSession, UnitOfWork

#: The faces stay until the visit is rated, the next visitor is called, or this long.
ASK_FOR = timedelta(seconds=60)
THANK_FOR = timedelta(seconds=3)
#: A touch in the last moment counts, although it comes in a little later.
GRACE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the tablet shows now: a question, thanks, or nothing; and for how long."""

    ticket: Ticket | None = None
    thanked: bool = False
    seconds_left: float | None = None


def asked_at(at: ReadSession | UnitOfWork, window: Window, grace: timedelta = timedelta()) -> Asked:
    """Thanks for three seconds after a rating, else a question for a minute after the visit.

    With ``grace``, a touch that comes in a little later than the question was shown.
    """
    if thanks := _time_left(at, _latest_rating(at.session, at.today, window), THANK_FOR):
        return Asked(None, thanked=True, seconds_left=thanks)
    ticket = _just_finished(at, window)
    left = ticket and _time_left(at, ticket.closed_at, ASK_FOR + grace)
    if ticket is None or not left or not ratable(at.session, at.today, ticket):
        return Asked()
    return Asked(ticket, seconds_left=left)


def _time_left(at: ReadSession | UnitOfWork, since: datetime | None, lasting: timedelta) -> float:
    """0 also for what seems to lie ahead: the clock was set back since."""
    if since is None or not timedelta() <= at.now - since < lasting:
        return 0
    return (lasting - (at.now - since)).total_seconds()


def _latest_rating(session: Session, day: date, window: Window) -> datetime | None:
    return session.scalar(
        select(func.max(Rating.given_at)).where(
            Rating.day == day, Rating.window_id == window.id, Rating.channel == Channel.TABLET
        )
    )


def _just_finished(at: ReadSession | UnitOfWork, window: Window) -> Ticket | None:
    """Nobody, once the next visitor was called: a stranger would rate for the one before.

    The journal's order tells what came after; a clock that went back does not.
    """
    last = at.session.scalar(
        select(Ticket)
        .where(
            Ticket.day == at.today,
            Ticket.window_id == window.id,
            Ticket.stepped_seq.is_not(None),
        )
        .order_by(Ticket.stepped_seq.desc())
        .limit(1)
    )
    return last if last and last.state is TicketState.FINISHED else None
