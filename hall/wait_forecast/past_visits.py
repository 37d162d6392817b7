"""Earlier visits as they kept a window busy, from the stays of their tickets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import fmean

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.line.model import Service, Stay, Ticket
from hall.line.ticket_life import AT_A_WINDOW, TicketState
from hall.wait_forecast.presence import BETWEEN_CALLS_MINUTES
from hall.wait_forecast.rules.durations import Turnover
from hall.wait_forecast.rules.values import PastAbsence

REMEMBERED = timedelta(days=90)
MOST_STAYS = 20_000
#: Fewer calls than this, and what a call costs besides the visit is left to the rule's guess.
FEWEST_CALLS = 20
#: A longer pause between two calls, with people waiting, is no habit but something else.
LONGEST_GAP_MINUTES = 5.0
#: After a longer one the clerk was not away, but the window closed.
LONGEST_ABSENCE_MINUTES = 90.0


@dataclass(frozen=True, slots=True)
class PastStay:
    """One row of a ticket's life, as far as it teaches anything."""

    ticket: int
    state: TicketState
    window: int | None
    since: datetime
    until: datetime | None
    issued_at: datetime
    service: str
    item: str | None
    inexact: bool = False  # nobody pressed its end


@dataclass(frozen=True, slots=True)
class Attendance:
    """A call, and how long it kept the window busy; missed: nobody came."""

    window: int | None
    since: datetime
    until: datetime
    issued_at: datetime
    service: str
    item: str | None
    missed: bool

    @property
    def minutes(self) -> float:
        """From the call until the window was free again."""
        return (self.until - self.since).total_seconds() / 60


def past_stays(session: Session, today: date) -> list[PastStay]:
    """The latest stays, oldest first; today's count as far as they are over."""
    rows = session.execute(
        select(
            Stay.ticket_id, Stay.state, Stay.window_id, Stay.since, Stay.until,
            Ticket.issued_at, Service.prefix, Stay.item_code, Stay.inexact,
        )
        .join(Ticket, Ticket.id == Stay.ticket_id)
        .join(Service, Service.id == func.coalesce(Stay.service_id, Ticket.service_id))
        .where(Ticket.day >= today - REMEMBERED)
        .order_by(Stay.id.desc())
        .limit(MOST_STAYS)
    )  # fmt: skip
    return [PastStay(*row) for row in reversed(rows.all())]


def attendances(stays: Iterable[PastStay]) -> Iterator[Attendance]:
    """Every call from its beginning until the window was free again, oldest first."""
    ordered = sorted(stays, key=lambda stay: stay.ticket)  # stable: a ticket's stay in order
    found = [
        call
        for _, life in groupby(ordered, key=lambda stay: stay.ticket)
        for call in _calls_of(list(life))
    ]
    return iter(sorted(found, key=lambda call: call.until))


def _calls_of(life: Sequence[PastStay]) -> Iterator[Attendance]:
    at_window = [place for place, stay in enumerate(life) if stay.state in AT_A_WINDOW]
    for first in at_window:
        if first and life[first - 1].state in AT_A_WINDOW:
            continue  # goes on: called, then served
        last = first
        while last + 1 < len(life) and life[last + 1].state in AT_A_WINDOW:
            last += 1
        begun, until = life[first], life[last].until
        if until is None or until < begun.since or life[last].inexact:
            continue
        following = life[last + 1].state if last + 1 < len(life) else None
        yield Attendance(
            begun.window, begun.since, until, begun.issued_at, begun.service, begun.item,
            missed=following is TicketState.MISSED,
        )  # fmt: skip


def turnover(calls: Sequence[Attendance]) -> Turnover:
    """What a call costs besides the visit, from one window's calls to the next.

    With fewer than 20 calls, the usual figures.
    """
    if len(calls) < FEWEST_CALLS:
        return Turnover()
    missed = [min(LONGEST_GAP_MINUTES, call.minutes) for call in calls if call.missed]
    gaps = list(_gaps(calls))
    usual = Turnover()
    return Turnover(
        gap_minutes=fmean(gaps) if gaps else usual.gap_minutes,
        missed_share=min(0.5, len(missed) / len(calls)),
        missed_minutes=fmean(missed) if missed else usual.missed_minutes,
    )


def _gaps(calls: Sequence[Attendance]) -> Iterator[float]:
    """From one visit's end to the next call, where the next one was waiting all the while."""
    return (gap for gap in _pauses(calls) if gap <= LONGEST_GAP_MINUTES)


def silent_absences(calls: Sequence[Attendance]) -> list[PastAbsence]:
    """How long people were let wait at a window where nobody pressed anything, and then did."""
    gaps = (gap for gap in _pauses(calls) if BETWEEN_CALLS_MINUTES < gap <= LONGEST_ABSENCE_MINUTES)
    return [PastAbsence("", gap) for gap in gaps]


def _pauses(calls: Sequence[Attendance]) -> Iterator[float]:
    ordered = sorted(calls, key=lambda call: (call.window or 0, call.since))
    for before, after in zip(ordered, ordered[1:], strict=False):
        gap = (after.since - before.until).total_seconds() / 60
        if before.window == after.window and after.issued_at <= before.until and gap >= 0:
            yield gap
