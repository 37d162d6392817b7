"""Handing in a slip, by the person or by the office for them: all is said at once, or nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hall.attendance.absences.balances import refuse_more_than_left
from hall.attendance.absences.model import AttendanceSlip, SlipEffect, SlipKind
from hall.attendance.absences.overlapping import refuse_overlap
from hall.attendance.absences.own_times import own_times
from hall.attendance.hall_seconds import to_hall_seconds
from hall.clock import hall_day
from hall.errors import Malformed, NoWorkThen
from hall.events import SlipHandedIn
from hall.people.model import Staff
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_REASON = 200
LONGEST_PLACE = 60
#: A maternity leave with all that may be added to it is well below.
LONGEST = timedelta(days=400)
#: A typing error in the year must not be looked for for years.
FARTHEST = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAbsence:
    """Leave or field duty, as it is applied for."""

    kind: SlipKind
    begins: datetime
    ends: datetime
    reason: str
    place: str = ""


def apply_for_absence(
    work: UnitOfWork, staff: Staff, wanted: WantedAbsence, by: Staff
) -> AttendanceSlip:
    """``by`` is the person themselves, or whoever of the office enters their paper slip.

    Raises Malformed for one that ends before it begins, is over 400 days long or away, has no
    reason, or is field duty without a place; SlipOverlaps; NoWorkThen for a leave of hours that
    are free anyway; YearlyDaysUsedUp.
    """
    _must_be_possible(work, wanted)
    needs_place = wanted.kind.effect is SlipEffect.FIELD
    times = own_times(work.session, staff.id, hall_day(wanted.begins), hall_day(wanted.ends))
    stretch = to_hall_seconds(wanted.begins), to_hall_seconds(wanted.ends)
    slip = AttendanceSlip(
        staff_id=staff.id,
        kind=wanted.kind,
        begins=wanted.begins,
        ends=wanted.ends,
        work_days=times.days(*stretch),
        reason=plain(wanted.reason, field="slip_reason", longest=LONGEST_REASON, shortest=1),
        place=plain(
            wanted.place, field="slip_place", longest=LONGEST_PLACE, shortest=int(needs_place)
        ),
        entered_by_id=by.id,
        applied_at=work.now,
    )
    refuse_overlap(work.session, slip, wanted.ends)
    if wanted.kind.effect is SlipEffect.LEAVE:
        if not times.works(*stretch):
            raise NoWorkThen()
        refuse_more_than_left(work.session, slip)
    return handed_in(work, slip)


def handed_in(work: UnitOfWork, slip: AttendanceSlip) -> AttendanceSlip:
    """Kept from now on, with its number."""
    work.session.add(slip)
    work.session.flush()
    work.record(
        SlipHandedIn(
            slip_id=slip.id,
            staff_id=slip.staff_id,
            slip_kind=slip.kind.name,
            begins=slip.begins.isoformat(),
            ends=slip.ends.isoformat(),
        )
    )
    return slip


def _must_be_possible(work: UnitOfWork, wanted: WantedAbsence) -> None:
    if wanted.kind.effect is SlipEffect.MAKE_UP or not wanted.kind.in_use:
        raise Malformed(field="slip_kind")
    if wanted.ends <= wanted.begins:
        raise Malformed(field="slip_ends")
    if wanted.ends - wanted.begins > LONGEST:
        raise Malformed(field="slip_length")
    if not work.clock_is_doubted and abs(wanted.begins - work.now) > FARTHEST:
        raise Malformed(field="slip_day")
