"""A sheet of paper on which people signed while there was no power, entered by the office."""

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import select

from hall.attendance.model import Punch
from hall.attendance.punching import ToldPunch, write_punches
from hall.clock import HALL_ZONE
from hall.errors import Malformed, NotFound
from hall.events import SheetEntered
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork

PAPER = "paper"


def enter_sheet(work: UnitOfWork, day: date, rows: Collection[tuple[int, time]]) -> list[Punch]:
    """Make punches of a day's (staff, time) in the hall's time; returns those that are new.

    A sheet that is entered twice counts once. Raises Malformed without a row and for a time that
    is still to come, NotFound for somebody who is not on the staff; then nothing is written.
    """
    if not rows:
        raise Malformed(field="sheet")
    wanted = {(staff_id, datetime.combine(day, at, HALL_ZONE)) for staff_id, at in rows}
    staff_ids = {staff_id for staff_id, _ in wanted}
    known = set(work.session.scalars(select(Staff.id).where(Staff.id.in_(staff_ids))))
    if strangers := staff_ids - known:
        raise NotFound(staff=sorted(strangers))
    if not work.clock_is_doubted and any(at > work.now for _, at in wanted):
        raise Malformed(field="sheet_time")
    told = wanted - _entered(work, wanted)
    punches = write_punches(
        work, [ToldPunch(staff_id=staff_id, at=at, way=PAPER) for staff_id, at in told]
    )
    if punches:
        work.record(SheetEntered(day=day.isoformat(), punches=len(punches)))
    return punches


def _entered(work: UnitOfWork, wanted: set[tuple[int, datetime]]) -> set[tuple[int, datetime]]:
    """What of it an earlier sheet has brought."""
    moments = {at for _, at in wanted}
    found = work.session.execute(
        select(Punch.staff_id, Punch.at).where(Punch.way == PAPER, Punch.at.in_(moments))
    )
    return {(staff_id, at) for staff_id, at in found}
