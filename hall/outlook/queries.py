"""What the forecast asks of the tables. What is asked for every visitor is built once, and goes
past the session to the connection: bare rows come five times as fast."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from hall.base import LARGEST_ID
from hall.clock import HALL_ZONE
from hall.journal import Entry
from hall.line.forecast.calibration import Calibration, calibration_from_json
from hall.line.forecast.values import Span, Visit
from hall.line.life import AT_A_WINDOW, IN_LINE, State
from hall.line.model import Service, Stay, Ticket, Window, staff_service, window_service
from hall.outlook.minutes import minute_of
from hall.outlook.model import KeptCalibration, KeptSpan, Rota, Told
from hall.outlook.sightings import Row
from hall.outlook.staffing import Place

PAGE = 1000
ROWS_AFTER = (
    select(Entry.seq, Entry.at, Entry.actor, Entry.kind, Entry.details)
    .where(Entry.seq > bindparam("after"))
    .order_by(Entry.seq)
    .limit(PAGE)
)
WHO_WAITS = (Ticket.day == bindparam("day"), Ticket.state.in_(IN_LINE))
IN_THE_LINE = (
    select(
        Ticket.id, Ticket.service_id, Ticket.item_code,
        Ticket.priority_id, Ticket.party_id, Ticket.only_window_id,
    )
    .where(*WHO_WAITS)
    .order_by(Ticket.place, Ticket.id)
)  # fmt: skip
SINCE_WHEN = select(Ticket.id, Ticket.issued_at).where(*WHO_WAITS)
ROWS_BEFORE = (
    select(Entry.seq, Entry.at)
    .where(Entry.seq < bindparam("before"))
    .order_by(Entry.seq.desc())
    .limit(PAGE)
)
IN_HAND = select(
    Ticket.window_id, Ticket.service_id, Ticket.item_code,
    func.coalesce(Ticket.called_at, Ticket.serving_at).label("since"),
).where(Ticket.day == bindparam("day"), Ticket.state.in_(AT_A_WINDOW))  # fmt: skip
#: Called in the line for which it was forecast; what became of it at the window does not matter.
CALLED_FOR = (
    select(Stay.service_id)
    .where(Stay.ticket_id == Ticket.id, Stay.state == State.CALLED)
    .order_by(Stay.id)
    .limit(1)
    .correlate(Ticket)
    .scalar_subquery()
)
SAME_LINE = func.coalesce(CALLED_FOR, Ticket.service_id) == Ticket.first_service_id
LAST_CALLED = (
    select(Ticket.issued_at, Ticket.first_called_at)
    .join(Service, Service.id == Ticket.first_service_id)
    .where(
        Ticket.day == bindparam("day"),
        Ticket.id != bindparam("ticket_id"),
        Service.prefix == bindparam("service"),
        Ticket.first_called_at.is_not(None),
    )
    .order_by(Ticket.first_called_at.desc(), Ticket.id.desc())
    .limit(1)
)


def rows_after(session: Session, seq: int) -> Iterator[Row]:
    """The journal's rows from there on, a page at a time: a month of them is many."""
    while True:
        page = session.connection().execute(ROWS_AFTER, {"after": seq}).all()
        yield from page
        if len(page) < PAGE:
            return
        seq = page[-1].seq


def last_row_before(session: Session, day: date) -> int:
    """The journal's last row of an earlier day; read backwards, for rows are in order.

    Page by page to the end of each: a cursor left half read would keep the connection in the
    past, and whoever gets it next could not write.
    """
    midnight = datetime.combine(day, time(), HALL_ZONE)
    before = LARGEST_ID
    while True:
        page = session.connection().execute(ROWS_BEFORE, {"before": before}).all()
        earlier = next((seq for seq, at in page if at < midnight), None)
        if earlier is not None:
            return int(earlier)
        if not page:
            return 0
        before = page[-1].seq


def prefixes(session: Session) -> dict[int, str]:
    return dict(session.execute(select(Service.id, Service.prefix)).all())


def places(session: Session) -> dict[int, Place]:
    """Every window by its id, in the order of the hall."""
    serves: dict[int, set[str]] = {}
    pairs = select(window_service.c.window_id, Service.prefix).join(
        Service, Service.id == window_service.c.service_id
    )
    for window_id, prefix in session.execute(pairs):
        serves.setdefault(window_id, set()).add(prefix)
    rows = session.execute(
        select(Window.id, Window.name, Window.clerk_id, Window.paused, Window.desk_id).order_by(
            Window.position, Window.id
        )
    )
    return {
        each.id: Place(
            each.id,
            each.name,
            frozenset(serves.get(each.id, ())),
            clerk=each.clerk_id,
            paused=each.paused is not None,
            desk=each.desk_id,
        )
        for each in rows
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
    """The whole line, in the order of its places."""
    return session.connection().execute(IN_THE_LINE, {"day": day}).all()


def in_line_since(session: Session, day: date) -> dict[int, float]:
    """The minute of the day at which everybody in line took their number."""
    rows = session.connection().execute(SINCE_WHEN, {"day": day})
    return {ticket: minute_of(issued_at) for ticket, issued_at in rows}


def visits(
    session: Session, day: date, prefix_of: Mapping[int, str], windows: Mapping[int, Place]
) -> dict[str, Visit]:
    """Who is with each window at present, by the window's name."""
    rows = session.connection().execute(IN_HAND, {"day": day})
    return {
        windows[window].name: Visit(prefix_of[service], item, minute_of(since))
        for window, service, item, since in rows
        if window is not None and since is not None
    }


def last_wait(session: Session, day: date, service: str, ticket: int) -> float | None:
    """How many minutes the one of a service waited who was called last, besides this one."""
    asked = {"day": day, "service": service, "ticket_id": ticket}
    row = session.execute(LAST_CALLED, asked).first()
    if row is None or row.first_called_at is None:
        return None
    waited: timedelta = row.first_called_at - row.issued_at
    return waited.total_seconds() / 60


def timetable(session: Session, day: date, weekday: int | None) -> dict[int, tuple[Span, ...]]:
    """Everybody's spans of a day that is like this weekday; a date goes before it."""
    rows = session.execute(
        select(Rota.staff_id, Rota.spans)
        .where(or_(Rota.day == day, Rota.weekday == weekday))
        .order_by(Rota.day.is_not(None))
    )
    return {staff: tuple(Span(*each) for each in spans) for staff, spans in rows}


def calibration(session: Session) -> Calibration:
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


def unsettled(session: Session) -> list[tuple[Told, Ticket, bool]]:
    """What was foretold and not compared yet, and whether the ticket is still in that line."""
    rows = session.execute(
        select(Told, Ticket, SAME_LINE)
        .join(Ticket, Ticket.id == Told.ticket_id)
        .where(Told.settled.is_(False))
        .order_by(Told.id)
    )
    return [(told, ticket, bool(same)) for told, ticket, same in rows.all()]


def already_told(session: Session, tickets: Sequence[int]) -> set[int]:
    return set(session.scalars(select(Told.ticket_id).where(Told.ticket_id.in_(tickets))))


def rotas(session: Session) -> Sequence[Rota]:
    """The whole timetable: by person, their week first, then the dates that differ from it."""
    return session.scalars(
        select(Rota)
        .options(joinedload(Rota.staff))
        .order_by(Rota.staff_id, Rota.day.is_not(None), Rota.weekday, Rota.day)
    ).all()


def told_since(session: Session, day: date) -> Sequence[Any]:
    """What was foretold from a day on, beside what became of its tickets."""
    return session.execute(
        select(
            Told.day, Told.service, Told.outlook, Told.made_at, Told.median, Told.at_most,
            Told.by_position, Told.by_last,
            Ticket.state, Ticket.first_called_at,
            SAME_LINE.label("same_line"),
        )
        .join(Ticket, Ticket.id == Told.ticket_id)
        .where(Told.day >= day)
        .order_by(Told.id)
    ).all()  # fmt: skip
