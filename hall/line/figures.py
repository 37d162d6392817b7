"""One day of the line in numbers. Times come from the stays: what was undone never was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.line.model import Stay, Ticket
from hall.line.ticket_life import AT_A_WINDOW, IN_LINE, TicketState

#: Nobody is served so long at one sitting; the clerk forgot to press.
FORGOTTEN_AFTER = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Figures:
    """Means and the longest wait are None as long as there is nothing to take them from."""

    issued: int
    waiting: int
    at_windows: int  # called, or served now
    away: int  # parked: they come back
    finished: int
    missed: int
    given_back: int  # or left without a word
    mean_wait_seconds: float | None  # in line, until called; a second wait counts too
    longest_wait_seconds: float | None
    mean_walk_seconds: float | None  # called -> serving
    mean_service_seconds: float | None  # serving, without the time parked and the forgotten


@dataclass(frozen=True, slots=True)
class StaySpan:
    """A stay; the present one has no end."""

    state: TicketState
    since: datetime
    until: datetime | None
    inexact: bool = False
    passed: int | None = None  # as the stay has it


@dataclass(frozen=True, slots=True)
class Spent:
    """What one visit spent with what; None for what it never came to."""

    waiting: float | None
    walking: float | None
    serving: float | None


def spent(visit: Sequence[StaySpan]) -> Spent:
    """Keep the three apart; seconds.

    A call that did not lead to serving is no walk: the visitor missed it, or the clerk went on to
    the next without a word, and then nobody knows when the walk ended.
    """
    called = any(span.state is TicketState.CALLED for span in visit)
    in_line = [span for span in visit if span.state in IN_LINE]
    followed = zip(visit, visit[1:], strict=False)
    walks = [
        a for a, b in followed if (a.state, b.state) == (TicketState.CALLED, TicketState.SERVING)
    ]
    serving = [span for span in visit if span.state is TicketState.SERVING]
    served = None if was_forgotten(visit) else _sum(serving)
    return Spent(_sum(in_line) if called else None, _sum(walks), served)


def is_inexact(visit: Sequence[StaySpan]) -> bool:
    """Some of its times nobody knows (时间不准): it counts, but not in any mean of those."""
    return was_forgotten(visit) or any(span.inexact for span in visit)


def was_forgotten(visit: Sequence[StaySpan]) -> bool:
    """Left in service for hours, or closed by somebody else: nobody knows when it ended."""
    serving = (span for span in visit if span.state is TicketState.SERVING and span.until)
    return any(
        span.inexact or (span.until and span.until - span.since >= FORGOTTEN_AFTER)
        for span in serving
    )


def figures(session: Session, day: date) -> Figures:
    """Of the numbers of one day, up to now when it is today; times in seconds."""
    states = session.execute(
        select(Ticket.state, func.count()).where(Ticket.day == day).group_by(Ticket.state)
    )
    by_state: dict[TicketState, int] = dict(states.all())
    visits = _spent_by_ticket(session, day)
    waits = [visit.waiting for visit in visits if visit.waiting is not None]
    return Figures(
        issued=sum(by_state.values()),
        waiting=sum(by_state.get(state, 0) for state in IN_LINE),
        at_windows=sum(by_state.get(state, 0) for state in AT_A_WINDOW),
        away=by_state.get(TicketState.PARKED, 0),
        finished=by_state.get(TicketState.FINISHED, 0),
        missed=by_state.get(TicketState.MISSED, 0),
        given_back=sum(
            by_state.get(state, 0) for state in (TicketState.CANCELLED, TicketState.LEFT)
        ),
        mean_wait_seconds=_mean(waits),
        longest_wait_seconds=max(waits, default=None),
        mean_walk_seconds=_mean(visit.walking for visit in visits),
        mean_service_seconds=_mean(visit.serving for visit in visits),
    )


def _spent_by_ticket(session: Session, day: date) -> list[Spent]:
    rows = session.execute(
        select(Stay.ticket_id, Stay.state, Stay.since, Stay.until, Stay.inexact)
        .join(Ticket, Ticket.id == Stay.ticket_id)
        .where(Ticket.day == day)
        .order_by(Stay.ticket_id, Stay.id)
    )
    visits = groupby(rows, key=lambda row: row[0])
    return [
        spent([StaySpan(state, since, until, inexact) for _, state, since, until, inexact in visit])
        for _, visit in visits
    ]


def _sum(spans: Sequence[StaySpan]) -> float | None:
    """Of what is over; the present stay counts when it is. None where nobody knows."""
    if any(span.inexact for span in spans):
        return None
    over = [(span.until - span.since).total_seconds() for span in spans if span.until]
    return sum(over) if over else None


def _mean(seconds: Iterable[float | None]) -> float | None:
    known = [spell for spell in seconds if spell is not None]
    return sum(known) / len(known) if known else None
