"""Nobody is away twice at the same time, and no punch is made up twice."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from hall.attendance.absences.approvers import state_of
from hall.attendance.absences.model import AttendanceSlip, SlipEffect, SlipKind
from hall.attendance.absences.slip_state import LIVE, end_after
from hall.errors import SlipOverlaps


def effective_end(slip: AttendanceSlip) -> datetime:
    """When they are back, if they said so; else when the slip ends."""
    return end_after(slip.ends, (step.ended_at for step in slip.decisions))


def refuse_overlap(session: Session, slip: AttendanceSlip, ends: datetime) -> None:
    """Raises SlipOverlaps where, up to this end, another slip of the person lies in the way: one
    that is approved, or may yet be."""
    for other in _others(session, slip, ends):
        if state_of(other) in LIVE and slip.begins < effective_end(other):
            raise SlipOverlaps(
                other=other.kind.name,
                begins=other.begins.isoformat(),
                ends=effective_end(other).isoformat(),
            )


def _others(session: Session, slip: AttendanceSlip, ends: datetime) -> Iterator[AttendanceSlip]:
    asked = (
        select(AttendanceSlip)
        .join(SlipKind)
        .options(selectinload(AttendanceSlip.decisions))
        .where(
            AttendanceSlip.staff_id == slip.staff_id,
            SlipKind.effect != SlipEffect.MAKE_UP,
            AttendanceSlip.begins < ends,
            AttendanceSlip.ends > slip.begins,
        )
        .order_by(AttendanceSlip.begins)
    )
    with session.no_autoflush:
        return iter([other for other in session.scalars(asked) if other.id != slip.id])
