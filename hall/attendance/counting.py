"""Which punches count, and as of when: what every day and month is derived from.

A punch counts at its own moment, unless it was set aside; then it counts at the moment that a
manager decided, or not at all.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, DateTime, exists, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from hall.attendance.hall_seconds import kept_to_hall_seconds
from hall.attendance.model import Punch, PunchDecision

KeptMoment = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]


def counting_punches(
    session: Session, staff_ids: Collection[int], begins: datetime, ends: datetime
) -> dict[int, list[tuple[int, int]]]:
    """The (hall second, id of the punch) of each of these people from ``begins`` until before
    ``ends``.

    Earliest first, repeated ones among them; somebody without a punch has an empty list.
    """
    counting: dict[int, list[tuple[int, int]]] = {staff_id: [] for staff_id in staff_ids}
    believed = select(Punch.staff_id, _as_kept(Punch.at), Punch.id).where(
        Punch.staff_id.in_(list(counting)),
        Punch.set_aside == "",
        *_within(Punch.at, begins, ends),
    )
    decided = (
        select(Punch.staff_id, _as_kept(PunchDecision.counts_at), Punch.id)
        .join(PunchDecision.punch)
        .where(
            Punch.staff_id.in_(list(counting)),
            is_latest_decision(),
            *_within(PunchDecision.counts_at, begins, ends),
        )
    )
    for staff_id, kept, punch_id in session.execute(believed.union_all(decided)):
        counting[staff_id].append((kept_to_hall_seconds(kept), punch_id))
    for punches in counting.values():
        punches.sort()
    return counting


def is_latest_decision() -> ColumnElement[bool]:
    """Of a row of decisions: nobody has decided about its punch anew since."""
    later = aliased(PunchDecision)
    return ~exists().where(later.punch_id == PunchDecision.punch_id, later.id > PunchDecision.id)


def _as_kept(moment: KeptMoment) -> ColumnElement[datetime]:
    """Without its zone, which would be put on and taken off again 200,000 times a year."""
    return type_coerce(moment, DateTime)


def _within(
    moment: KeptMoment,
    begins: datetime,
    ends: datetime,
) -> tuple[ColumnElement[bool], ...]:
    return moment >= begins, moment < ends
