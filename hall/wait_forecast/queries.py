"""What is asked about forecasts, the timetable and how it was kept."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from hall.line.model import Service, Stay, Ticket
from hall.line.ticket_life import TicketState
from hall.wait_forecast.attendance_spans import attendance_spans
from hall.wait_forecast.model import KeptCalibration, KeptSpan, Rota, ToldForecast
from hall.wait_forecast.rules.calibration import Calibration, calibration_from_json
from hall.wait_forecast.rules.values import MinuteSpan

#: Called in the line for which it was forecast; what became of it at the window does not matter.
CALLED_FOR = (
    select(Stay.service_id)
    .where(Stay.ticket_id == Ticket.id, Stay.state == TicketState.CALLED)
    .order_by(Stay.id)
    .limit(1)
    .correlate(Ticket)
    .scalar_subquery()
)
SAME_LINE = func.coalesce(CALLED_FOR, Ticket.service_id) == Ticket.first_service_id
#: From the end of an index: it is asked under the write lock, however many came that day.
LAST_CALLED = (
    select(Ticket.issued_at, Ticket.first_called_at)
    .where(
        Ticket.first_service_id
        == select(Service.id).where(Service.prefix == bindparam("service")).scalar_subquery(),
        Ticket.day == bindparam("day"),
        Ticket.id != bindparam("ticket_id"),
        Ticket.first_called_at.is_not(None),
    )
    .order_by(Ticket.first_called_at.desc(), Ticket.id.desc())
    .limit(1)
)


def last_wait(session: Session, day: date, service: str, ticket: int) -> float | None:
    """How many minutes the one of a service waited who was called last, besides this one.

    None while nobody of that service was called that day.
    """
    asked = {"day": day, "service": service, "ticket_id": ticket}
    row = session.execute(LAST_CALLED, asked).first()
    if row is None or row.first_called_at is None:
        return None
    waited: timedelta = row.first_called_at - row.issued_at
    return waited.total_seconds() / 60


def timetable(
    session: Session, day: date, weekday: int | None
) -> dict[int, tuple[MinuteSpan, ...]]:
    """Everybody's spans of a day that is like this weekday; a date goes before it, and what the
    attendance says before both."""
    rows = session.execute(
        select(Rota.staff_id, Rota.spans)
        .where(or_(Rota.day == day, Rota.weekday == weekday))
        .order_by(Rota.day.is_not(None))
    )
    kept = {staff: tuple(MinuteSpan(*edges) for edges in spans) for staff, spans in rows}
    return kept | attendance_spans(session, day)


def calibration(session: Session) -> Calibration:
    """What was learned from earlier forecasts; nothing yet in a new hall."""
    kept = session.get(KeptCalibration, 1)
    return calibration_from_json(kept.corrections) if kept else Calibration()


def regulars(session: Session, day: date) -> frozenset[int]:
    """Who was here on the last day before this one on which anybody was."""
    earlier = select(KeptSpan.day).where(KeptSpan.day < day, KeptSpan.came.is_not(None))
    latest = session.scalar(earlier.order_by(KeptSpan.day.desc()).limit(1))
    rows = session.scalars(
        select(KeptSpan.staff_id).where(KeptSpan.day == latest, KeptSpan.came.is_not(None))
    )
    return frozenset(rows)


def to_settle(session: Session, today: date) -> list[tuple[ToldForecast, Ticket, bool]]:
    """What can be compared now, and whether the ticket was still in the line foretold.

    Whoever still waits today is not even read: this is done while others want the write lock.
    """
    rows = session.execute(
        select(ToldForecast, Ticket, SAME_LINE)
        .join(Ticket, Ticket.id == ToldForecast.ticket_id)
        .where(
            ToldForecast.settled.is_(False),
            or_(Ticket.first_called_at.is_not(None), ToldForecast.day != today),
        )
        .order_by(ToldForecast.id)
    )
    return [(told, ticket, bool(same)) for told, ticket, same in rows.all()]


def already_told(session: Session, tickets: Sequence[int]) -> set[int]:
    """Those of these tickets to which a forecast is kept."""
    return set(
        session.scalars(select(ToldForecast.ticket_id).where(ToldForecast.ticket_id.in_(tickets)))
    )


def rotas(session: Session) -> Sequence[Rota]:
    """The whole timetable: by person, their week first, then the dates that differ from it."""
    return session.scalars(
        select(Rota)
        .options(joinedload(Rota.staff))
        .order_by(Rota.staff_id, Rota.day.is_not(None), Rota.weekday, Rota.day)
    ).all()


def told_since(session: Session, day: date, until: date) -> Sequence[Any]:
    """What was foretold from a day to another, beside what became of its tickets: bare rows."""
    return session.connection().execute(
        select(
            ToldForecast.ticket_id, ToldForecast.day, ToldForecast.service,
            ToldForecast.outlook, ToldForecast.made_at, ToldForecast.median, ToldForecast.at_most,
            ToldForecast.by_position, ToldForecast.by_last,
            Ticket.state, Ticket.first_called_at,
            SAME_LINE.label("same_line"),
        )
        .join(Ticket, Ticket.id == ToldForecast.ticket_id)
        .where(ToldForecast.day.between(day, until))
        .order_by(ToldForecast.id)
    ).all()  # fmt: skip
