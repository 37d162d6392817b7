"""How many days a year somebody has of a kind, and how many of them are taken."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from hall.attendance.absences.approvers import state_of
from hall.attendance.absences.model import AttendanceSlip, LeaveAllowance, SlipEffect, SlipKind
from hall.attendance.absences.overlapping import effective_end
from hall.attendance.absences.own_times import own_times
from hall.attendance.absences.slip_state import LIVE
from hall.attendance.hall_seconds import to_hall_seconds
from hall.clock import HALL_ZONE, hall_day
from hall.errors import Malformed, YearlyDaysUsedUp
from hall.events import AllowanceSet
from hall.list_entries import entries
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork

MOST_DAYS = 366
#: Their ids.
PersonAndKind = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LeaveBalance:
    """Working days of a year: what somebody has, what of it is their own number and not that of
    all, and what is taken or applied for."""

    kind: SlipKind
    days: float
    used: float
    own: float | None

    @property
    def left(self) -> float:
        return round(max(0.0, self.days - self.used), 2)


def balances_by_person(
    session: Session, staff_ids: Collection[int], year: int
) -> dict[int, list[LeaveBalance]]:
    """Of every kind of leave in use that is counted, in the office's order."""
    kinds = [kind for kind in entries(session, SlipKind) if kind.effect is SlipEffect.LEAVE]
    own, used = _own_allowances(session, staff_ids), _used(session, staff_ids, year)
    return {
        staff_id: [
            LeaveBalance(kind, days, round(used.get(key, 0.0), 2), own.get(key))
            for kind in kinds
            for key in [(staff_id, kind.id)]
            if (days := own.get(key, kind.yearly_days)) is not None
        ]
        for staff_id in staff_ids
    }


def balances_of(session: Session, staff_id: int, year: int) -> list[LeaveBalance]:
    """Of one person."""
    return balances_by_person(session, [staff_id], year)[staff_id]


def refuse_more_than_left(session: Session, slip: AttendanceSlip) -> None:
    """Raises YearlyDaysUsedUp, by the year in which the slip begins."""
    for balance in balances_of(session, slip.staff_id, hall_day(slip.begins).year):
        if balance.kind is slip.kind and slip.work_days > balance.left:
            raise YearlyDaysUsedUp(name=slip.kind.name, left=balance.left, wanted=slip.work_days)


def set_allowance(work: UnitOfWork, staff: Staff, kind: SlipKind, days: float | None) -> None:
    """None: as everybody has. Raises Malformed for less than none and over 366."""
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise Malformed(field="yearly_days", most=MOST_DAYS)
    kept = work.session.scalar(
        select(LeaveAllowance).where(
            LeaveAllowance.staff_id == staff.id, LeaveAllowance.kind_id == kind.id
        )
    )
    if (kept.days if kept else None) == days:
        return
    if days is None:
        work.session.delete(kept)
    elif kept:
        kept.days = days
    else:
        work.session.add(LeaveAllowance(staff_id=staff.id, kind_id=kind.id, days=days))
    work.session.flush()
    work.record(AllowanceSet(staff_id=staff.id, kind_id=kind.id, days=days))


def _own_allowances(session: Session, staff_ids: Collection[int]) -> dict[PersonAndKind, float]:
    asked = select(LeaveAllowance).where(LeaveAllowance.staff_id.in_(staff_ids))
    return {(row.staff_id, row.kind_id): row.days for row in session.scalars(asked)}


def _used(session: Session, staff_ids: Collection[int], year: int) -> dict[PersonAndKind, float]:
    first, last = (datetime.combine(date(of, 1, 1), time(), HALL_ZONE) for of in (year, year + 1))
    asked = (
        select(AttendanceSlip)
        .options(selectinload(AttendanceSlip.decisions))
        .where(
            AttendanceSlip.staff_id.in_(staff_ids),
            AttendanceSlip.begins >= first,
            AttendanceSlip.begins < last,
        )
    )
    used: dict[PersonAndKind, float] = defaultdict(float)
    for slip in session.scalars(asked):
        if state_of(slip) in LIVE:
            used[slip.staff_id, slip.kind_id] += days_taken(session, slip)
    return used


def days_taken(session: Session, slip: AttendanceSlip) -> float:
    """Of a slip as it stands: with the day on which they were back."""
    ends = effective_end(slip)
    if ends == slip.ends:
        return slip.work_days
    times = own_times(session, slip.staff_id, hall_day(slip.begins), hall_day(ends))
    return times.days(to_hall_seconds(slip.begins), to_hall_seconds(ends))
