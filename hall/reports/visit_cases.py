"""Visits as cases: one a ticket, in the row of its own service, window and person.

Read as bare rows, past the session: a year is some 60,000 tickets with 200,000 stays.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from sqlalchemy import DateTime, String, select, type_coerce
from sqlalchemy.orm import Session

from hall.events import StepUndone, TicketTransferred
from hall.journal import JournalEntry
from hall.line.figures import StaySpan, is_inexact, spent
from hall.line.model import Stay, Ticket
from hall.line.priority import caused_delay_seconds
from hall.line.ticket_life import TicketState
from hall.reports.measures import Quantity
from hall.reports.report_case import ReportCase, hour_of
from hall.reports.report_period import ReportPeriod

STATES = {str(state): state for state in TicketState}
Sample = tuple[Quantity, float]


def visit_cases(
    session: Session, period: ReportPeriod, errors: Mapping[int, float]
) -> Iterator[ReportCase]:
    """Every number given on these days; ``errors`` of their forecasts in seconds, by ticket."""
    stays = _stays_by_ticket(session, period)
    transfers = _transfers_by_ticket(session, period)
    for row in _tickets(session, period):
        samples = list(_samples(row, stays.get(row.id, [])))
        samples += [(Quantity.TRANSFER, 1.0)] * transfers[row.id]
        if row.id in errors:
            samples.append((Quantity.FORECAST_ERROR, errors[row.id]))
        hour = hour_of(row.issued_at.replace(tzinfo=UTC))
        yield ReportCase(
            row.day, hour, samples, row.first_service_id, row.window_id, row.first_asked_id
        )


def _samples(ticket: Any, visit: list[StaySpan]) -> Iterator[Sample]:
    yield Quantity.VISIT, 1.0
    is_so = {
        Quantity.FINISHED: ticket.state == TicketState.FINISHED,
        Quantity.PRIORITY: ticket.priority_id is not None,
        Quantity.INEXACT: is_inexact(visit),
    }
    yield from ((quantity, 1.0) for quantity, yes in is_so.items() if yes)
    times = spent(visit)
    took = {
        Quantity.WAIT: times.waiting,
        Quantity.WALK: times.walking,
        Quantity.SERVICE: times.serving,
    }
    yield from ((quantity, seconds) for quantity, seconds in took.items() if seconds is not None)
    for number, stay in enumerate(visit):
        if stay.state is TicketState.MISSED:
            yield Quantity.MISS, 1.0
        if stay.passed and (delay := caused_delay_seconds(visit[number:])) is not None:
            yield Quantity.DELAY, delay * stay.passed


def _tickets(session: Session, period: ReportPeriod) -> Iterator[Any]:
    rows = session.connection().execute(
        select(
            Ticket.id, Ticket.day, Ticket.first_service_id, Ticket.window_id,
            Ticket.first_asked_id, Ticket.priority_id,
            type_coerce(Ticket.state, String).label("state"),
            type_coerce(Ticket.issued_at, DateTime).label("issued_at"),
        )
        .where(Ticket.day.between(period.first, period.last))
        .order_by(Ticket.id)
    )  # fmt: skip
    yield from rows.all()


def _stays_by_ticket(session: Session, period: ReportPeriod) -> dict[int, list[StaySpan]]:
    """Their moments without a zone, for only differences are taken."""
    rows = session.connection().execute(
        select(
            Stay.ticket_id, type_coerce(Stay.state, String),
            type_coerce(Stay.since, DateTime), type_coerce(Stay.until, DateTime),
            Stay.inexact, Stay.passed,
        )
        .join(Ticket, Ticket.id == Stay.ticket_id)
        .where(Ticket.day.between(period.first, period.last))
        .order_by(Stay.ticket_id, Stay.id)
    )  # fmt: skip
    found: dict[int, list[StaySpan]] = {}
    for ticket, state, since, until, inexact, passed in rows.all():
        span = StaySpan(STATES[state], since, until, inexact, passed)
        found.setdefault(ticket, []).append(span)
    return found


def _transfers_by_ticket(session: Session, period: ReportPeriod) -> Counter[int]:
    """From the journal: the stays do not tell a transfer from a second service of one visit."""
    undone = select(JournalEntry.details["undone"].as_integer()).where(
        JournalEntry.kind == StepUndone.kind, JournalEntry.at >= period.begins
    )
    taken_back = set(session.scalars(undone))
    rows = session.execute(
        select(JournalEntry.seq, JournalEntry.details["ticket_id"].as_integer()).where(
            JournalEntry.kind == TicketTransferred.kind,
            JournalEntry.at >= period.begins,
            JournalEntry.at < period.ends,
        )
    )
    return Counter(ticket for seq, ticket in rows if seq not in taken_back)
