"""What the office does with the timetable: whose week looks how, and which dates differ."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import delete

from hall.errors import Malformed
from hall.events import RotaChanged
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork
from hall.wait_forecast.model import Rota

A_DAY = 24 * 60

#: From minute to minute of the day, in order.
Spans = Sequence[tuple[int, int]]


def set_week(work: UnitOfWork, staff: Staff, week: Mapping[int, Spans]) -> None:
    """Somebody's hours by weekday (0 is Monday); a weekday that is absent is free.

    Raises Malformed for spans that overlap, are not in order, or leave the day.
    """
    kept = {weekday: _in_order(week.get(weekday, ())) for weekday in range(7)}
    _drop_week(work, staff)
    work.session.add_all(
        Rota(staff_id=staff.id, weekday=weekday, spans=spans) for weekday, spans in kept.items()
    )
    work.record(RotaChanged(staff_id=staff.id))


def forget_week(work: UnitOfWork, staff: Staff) -> None:
    """Out of the timetable: whoever sits at a window then keeps the hall's hours."""
    _drop_week(work, staff)
    work.record(RotaChanged(staff_id=staff.id))


def set_date(work: UnitOfWork, staff: Staff, day: date, spans: Spans) -> None:
    """One date that differs from its weekday; no spans: is not here.

    Raises Malformed for a day that is over, and for spans as of ``set_week``.
    """
    if day < work.today:
        raise Malformed(field="past_day")
    kept = _in_order(spans)
    _drop_date(work, staff, day)
    work.session.add(Rota(staff_id=staff.id, day=day, spans=kept))
    work.record(RotaChanged(staff_id=staff.id, day=day.isoformat()))


def forget_date(work: UnitOfWork, staff: Staff, day: date) -> None:
    """The date is like its weekday again."""
    _drop_date(work, staff, day)
    work.record(RotaChanged(staff_id=staff.id, day=day.isoformat()))


def _drop_week(work: UnitOfWork, staff: Staff) -> None:
    rows = delete(Rota).where(Rota.staff_id == staff.id, Rota.weekday.is_not(None))
    work.session.execute(rows)


def _drop_date(work: UnitOfWork, staff: Staff, day: date) -> None:
    work.session.execute(delete(Rota).where(Rota.staff_id == staff.id, Rota.day == day))


def _in_order(spans: Spans) -> list[list[int]]:
    edges = [edge for span in spans for edge in span]
    if edges != sorted(set(edges)) or any(not 0 <= edge <= A_DAY for edge in edges):
        raise Malformed(field="rota")
    return [list(span) for span in spans]
