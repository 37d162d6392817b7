"""Punches that happened earlier and are told only now, many at a time."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from datetime import datetime
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.attendance.actions import REPEAT_WITHIN
from hall.attendance.model import Punch
from hall.unit_of_work import UnitOfWork


def clock_many(
    work: UnitOfWork, punched: Iterable[tuple[int, datetime]], *, way: str
) -> list[Punch]:
    """Punches of these (staff, moment), earliest first; with their ids.

    One question and one write for all of them: a month of a terminal is thousands. Each is repeated
    when it follows another of its person, kept before or told here, within a minute.
    """
    told = sorted(punched, key=lambda punch: punch[1])
    kept = _kept_around(work.session, told)
    # Numbered here, or SQLite is asked for every number by itself; whoever writes writes alone.
    numbers = count((work.session.scalar(select(func.max(Punch.id))) or 0) + 1)
    punches = []
    for number, (staff_id, at) in zip(numbers, told, strict=False):
        of_person = kept.setdefault(staff_id, [])
        before = bisect_right(of_person, at)
        repeated = before > 0 and at - of_person[before - 1] < REPEAT_WITHIN
        punches.append(Punch(id=number, staff_id=staff_id, at=at, way=way, repeated=repeated))
        insort(of_person, at)
    work.session.add_all(punches)
    work.session.flush()
    return punches


def _kept_around(session: Session, told: list[tuple[int, datetime]]) -> dict[int, list[datetime]]:
    """When each of these people punched in the time of what is told, in order."""
    if not told:
        return {}
    earliest, latest = told[0][1] - REPEAT_WITHIN, told[-1][1]
    found = session.execute(
        select(Punch.staff_id, Punch.at)
        .where(
            Punch.staff_id.in_({staff_id for staff_id, _ in told}),
            Punch.at >= earliest,
            Punch.at <= latest,
        )
        .order_by(Punch.at)
    )
    kept: dict[int, list[datetime]] = {}
    for staff_id, at in found:
        kept.setdefault(staff_id, []).append(at)
    return kept
