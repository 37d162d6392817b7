"""Make-ups (补卡): a forgotten punch, with a reason and a witness; the punches stay as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from hall.attendance.absences.applying import LONGEST_PLACE, LONGEST_REASON, handed_in
from hall.attendance.absences.approvers import state_of
from hall.attendance.absences.model import AttendanceSlip, SlipEffect, SlipKind
from hall.attendance.absences.slip_state import LIVE
from hall.attendance.hall_seconds import to_moment
from hall.attendance.rules.due_slots import DueSlot, plan_day
from hall.attendance.rules.judging import SlotKey
from hall.attendance.work_times.read_plan import read_plan
from hall.errors import MakeUpAhead, MakeUpsUsedUp, MakeUpTooLate, MakeUpTwice, Malformed
from hall.list_entries import office_order
from hall.people.model import Staff
from hall.plain_text import plain
from hall.settings import number_setting
from hall.unit_of_work import ReadSession, UnitOfWork


@dataclass(frozen=True, slots=True)
class WantedMakeUp:
    slot: SlotKey
    reason: str
    witness: str


def apply_for_make_up(
    work: UnitOfWork, staff: Staff, wanted: WantedMakeUp, by: Staff
) -> AttendanceSlip:
    """``by`` as in ``apply_for_absence``. The deadline binds the person, not the office, which
    enters what was written in time.

    Raises Malformed for a slot that they do not have and without a reason and a witness,
    MakeUpAhead, MakeUpTooLate, MakeUpTwice, MakeUpsUsedUp.
    """
    due = _due(work.session, staff.id, wanted.slot)
    day, session, side = wanted.slot
    on = date.fromordinal(day)
    if not work.clock_is_doubted:
        _must_be_in_time(work, on, due, is_own=by.id == staff.id)
    _must_be_allowed(work.session, staff.id, wanted.slot)
    slip = AttendanceSlip(
        staff_id=staff.id,
        kind=_make_up_kind(work.session),
        begins=due,
        ends=due,
        work_days=0.0,
        day=on,
        session=session,
        side=side,
        reason=plain(wanted.reason, field="slip_reason", longest=LONGEST_REASON, shortest=1),
        witness=plain(wanted.witness, field="slip_witness", longest=LONGEST_PLACE, shortest=1),
        entered_by_id=by.id,
        applied_at=work.now,
    )
    return handed_in(work, slip)


def slots_due(session: Session, staff_id: int, first: date, last: date) -> Sequence[DueSlot]:
    """Every punch that somebody's timetables ask for on these days, by due time."""
    plan = read_plan(session, first, last)
    return [
        slot
        for day in plan.days
        for planned in plan_day(day, plan.sessions(staff_id, day), ())
        for slot in planned.slots
    ]


def _due(session: Session, staff_id: int, key: SlotKey) -> datetime:
    day, name, side = key
    on = date.fromordinal(day)
    for slot in slots_due(session, staff_id, on, on):
        if (slot.session, slot.side) == (name, side):
            return to_moment(slot.due)
    raise Malformed(field="slot")


def _must_be_in_time(work: UnitOfWork, day: date, due: datetime, *, is_own: bool) -> None:
    if due > work.now:
        raise MakeUpAhead()
    days = number_setting(work.session, "make_up_days")
    if is_own and day + timedelta(days=days) < work.today:
        raise MakeUpTooLate(days=days)


def _must_be_allowed(session: Session, staff_id: int, key: SlotKey) -> None:
    on = date.fromordinal(key[0])
    of_month = list(_live(session, staff_id, on))
    if any((slip.day, slip.session, slip.side) == (on, *key[1:]) for slip in of_month):
        raise MakeUpTwice()
    most = number_setting(session, "make_up_monthly")
    if len(of_month) >= most:
        raise MakeUpsUsedUp(most=most)


def _live(session: Session, staff_id: int, on: date) -> Iterator[AttendanceSlip]:
    """Of the month of this day, waiting or approved."""
    first = on.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    asked = (
        select(AttendanceSlip)
        .options(selectinload(AttendanceSlip.decisions))
        .where(
            AttendanceSlip.staff_id == staff_id,
            AttendanceSlip.day >= first,
            AttendanceSlip.day < after,
        )
    )
    return (slip for slip in session.scalars(asked) if state_of(slip) in LIVE)


def _make_up_kind(session: Session) -> SlipKind:
    """Raises Malformed in a hall that has retired it: there are no make-ups there."""
    kind = session.scalar(
        select(SlipKind)
        .where(SlipKind.effect == SlipEffect.MAKE_UP, SlipKind.in_use)
        .order_by(*office_order(SlipKind))
    )
    if kind is None:
        raise Malformed(field="slip_kind")
    return kind


def slots_to_make_up(at: ReadSession, staff_id: int, days: int) -> Sequence[DueSlot]:
    """What was due in these last days and has no slip yet, latest first."""
    first = at.today - timedelta(days=days)
    asked = (
        select(AttendanceSlip)
        .options(selectinload(AttendanceSlip.decisions))
        .where(AttendanceSlip.staff_id == staff_id, AttendanceSlip.day >= first)
    )
    taken = {
        (slip.day, slip.session, slip.side)
        for slip in at.session.scalars(asked)
        if state_of(slip) in LIVE
    }
    return [
        slot
        for slot in reversed(slots_due(at.session, staff_id, first, at.today))
        if to_moment(slot.due) <= at.now
        and (date.fromordinal(slot.day), slot.session, slot.side) not in taken
    ]
