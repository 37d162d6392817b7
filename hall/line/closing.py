"""Ending what nobody pressed the end of: the office one visit, the night all of other days.

Of a visit whose end nobody knows no time is counted: its last stay is marked inexact (时间不准).
"""

from datetime import datetime, time, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from hall.clock import HALL_ZONE
from hall.errors import Malformed, WrongMoment
from hall.events import VisitClosed
from hall.line.figures import FORGOTTEN_AFTER
from hall.line.finishing import met
from hall.line.model import Stay, Ticket
from hall.line.steps import latest_stay, must_be_of_today, step_of_any_day, who
from hall.line.ticket_life import OVER, TicketState, TicketStep
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

#: In one unit of work: numbers are taken in between, however much an old hall has left open.
MOST_AT_ONCE = 50
OPEN = tuple(state for state in TicketState if state not in OVER)
#: A later day too: the clock ran ahead when those numbers were given.
OPEN_OF_OTHER_DAYS = select(Ticket.id).where(
    Ticket.state.in_(OPEN), Ticket.day != bindparam("today")
)


def forgotten_in_service(snapshot: ReadSession | UnitOfWork) -> list[Ticket]:
    """Whose serving began hours ago, and nobody has pressed the end; longest first."""
    begun = (
        select(Ticket)
        .options(joinedload(Ticket.window), joinedload(Ticket.service))
        .join(Stay, Stay.ticket_id == Ticket.id)
        .where(
            Ticket.day == snapshot.today,
            Ticket.state == TicketState.SERVING,
            Stay.until.is_(None),
            Stay.since <= snapshot.now - FORGOTTEN_AFTER,
        )
        .order_by(Stay.since)
    )
    return list(snapshot.session.scalars(begun))


def close_forgotten(work: UnitOfWork, ticket: Ticket, ended: datetime | None) -> Ticket:
    """The office ends a visit that is still in service, at the time it is believed to have ended.

    None: nobody knows. Raises Malformed for a time before it began, or to come; WrongMoment for
    one that is not being served, NotToday.
    """
    must_be_of_today(work, ticket)
    if ticket.state is not TicketState.SERVING:
        raise WrongMoment(number=ticket.number, now=ticket.state, wanted=TicketStep.CLOSE)
    stay = latest_stay(work, ticket)
    assert stay is not None  # it is being served
    if ended is not None and not stay.since <= ended <= work.now:
        raise Malformed(field="ended")
    _close(work, ticket, ended or work.now, is_known=ended is not None)
    return ticket


def close_all_forgotten(work: UnitOfWork) -> int:
    """The office ends every visit that was forgotten in service, and nobody knows when it ended.

    How many there were; none while the clock is doubted: then it is not known how long they last.
    """
    if work.clock_is_doubted:
        return 0
    forgotten = forgotten_in_service(work)
    for ticket in forgotten:
        close_forgotten(work, ticket, None)
    return len(forgotten)


def close_left_open(work: UnitOfWork, ticket: Ticket) -> None:
    """Close what another day left open, with the end of that day: nobody knows when.

    Who was being served is done; everybody else left. Raises WrongMoment for who is over.
    """
    ends = datetime.combine(ticket.day + timedelta(days=1), time(), HALL_ZONE)
    _close(work, ticket, min(ends, work.now), is_known=False)
    ticket.before = None  # nobody takes back what the night did


def close_past_days(hall: Hall) -> int:
    """What the night does: of no day but today is anything left open. How many there were.

    Nothing while the clock is doubted: then it may be yesterday still.
    """
    closed = 0
    while ids := _left_open(hall):
        with hall.work() as work:
            if work.clock_is_doubted:
                return closed
            found = select(Ticket).where(Ticket.id.in_(ids), Ticket.state.in_(OPEN))
            for ticket in work.session.scalars(found.order_by(Ticket.id)):
                close_left_open(work, ticket)
        closed += len(ids)
    return closed


def _left_open(hall: Hall) -> list[int]:
    with hall.read() as snapshot:
        if snapshot.clock_is_doubted:
            return []
        some = OPEN_OF_OTHER_DAYS.order_by(Ticket.id).limit(MOST_AT_ONCE)
        return list(snapshot.session.scalars(some, {"today": snapshot.today}))


def _close(work: UnitOfWork, ticket: Ticket, ended: datetime, *, is_known: bool) -> None:
    found_in, window = ticket.state, ticket.window.name if ticket.window else ""
    with step_of_any_day(work, ticket, TicketStep.CLOSE):
        if found_in is TicketState.SERVING:
            met(ticket)
            ticket.further = []
        ticket.closed_at, ticket.back_at = ended, None
    stay = latest_stay(work, ticket)
    assert stay is not None  # the step has written it
    stay.until, stay.inexact = max(ended, stay.since), not is_known
    work.session.flush()
    work.record(
        VisitClosed(
            **who(ticket),
            service=ticket.service.prefix,
            window=window,
            came_from=found_in,
            state=ticket.state,
            ended=ended.isoformat() if is_known else None,
        )
    )
