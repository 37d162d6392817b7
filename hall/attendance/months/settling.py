"""What waits in a month (待定), and what the office decides about it: many slots in one act."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.attendance.absences.model import SlotRuling
from hall.attendance.absences.ruling import rule_slot
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.sheet import MonthSheet, sheet_of
from hall.attendance.rules.judging import JudgedSlot, SlotKey, Verdict
from hall.errors import Malformed
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from hall.unit_of_work import UnitOfWork

#: What nobody needs to decide about.
CLEAR = {Verdict.ON_TIME, Verdict.NOT_YET}
#: Somebody's slot, by their id.
SlotOfPerson = tuple[int, SlotKey]


def key_of(judged: JudgedSlot) -> SlotKey:
    """As rulings name it."""
    return judged.slot.day, judged.slot.session, judged.slot.side


def to_be_ruled(sheet: MonthSheet, *, waiting: bool) -> list[tuple[Staff, JudgedSlot]]:
    """By person and due time: what waits alone, or whatever is not simply in order."""
    return [
        (row.staff, slot)
        for row in sheet.rows
        for day in row.days
        for slot in day.slots
        if (slot.verdict is Verdict.PENDING if waiting else slot.verdict not in CLEAR)
    ]


def rule_slots(
    work: UnitOfWork,
    month: CalendarMonth,
    slots: Collection[SlotOfPerson],
    verdict: Verdict | None,
    reason: str,
    by: Staff,
) -> int:
    """The same about all of these, or nothing; the id of the last ruling.

    Raises Malformed without a slot and for one that nobody has in this month, else as
    ``rule_slot``.
    """
    sheet = sheet_of(work, month, {staff_id for staff_id, _ in slots})
    known = {
        (row.staff.id, key_of(slot)) for row in sheet.rows for d in row.days for slot in d.slots
    }
    if not slots or not set(slots) <= known:
        raise Malformed(field="ruled_slots")
    last = 0
    for staff_id, slot in sorted(set(slots)):
        staff = staff_by_id(work.session, staff_id)
        assert staff is not None  # stands in the sheet
        last = rule_slot(work, staff, slot, verdict, reason, by).id
    return last


def rulings_in(session: Session, month: CalendarMonth) -> Sequence[SlotRuling]:
    """Everything that was ruled about days of this month, latest first."""
    asked = select(SlotRuling).where(SlotRuling.day.between(month.first, month.last))
    names = joinedload(SlotRuling.staff), joinedload(SlotRuling.by)
    return session.scalars(asked.options(*names).order_by(SlotRuling.id.desc())).all()
