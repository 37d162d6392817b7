"""What may be signed as it is, and should be seen before: missing punches, and those set aside."""

from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from hall.attendance.model import IS_SET_ASIDE, Punch, PunchDecision
from hall.attendance.months.sheet import MonthSheet
from hall.attendance.rules.judging import JudgedSlot, Verdict
from hall.people.model import Staff


@dataclass(frozen=True, slots=True)
class LeftUndecided:
    """Slots of which one punch is missing, by person; and how many punches nobody has decided."""

    missing: list[tuple[Staff, JudgedSlot]]
    punches: int

    @property
    def count(self) -> int:
        """What whoever signs first has to have seen."""
        return len(self.missing) + self.punches


def undecided_in(session: Session, sheet: MonthSheet) -> LeftUndecided:
    """Of the people of this sheet. A punch set aside may be of any month: its time is not known."""
    missing = [
        (row.staff, slot)
        for row in sheet.rows
        for day in row.days
        for slot in day.slots
        if slot.verdict is Verdict.MISSING
    ]
    decided = exists().where(PunchDecision.punch_id == Punch.id)
    people = [row.staff.id for row in sheet.rows]
    asked = select(func.count(Punch.id)).where(IS_SET_ASIDE, ~decided, Punch.staff_id.in_(people))
    return LeftUndecided(missing, session.scalar(asked) or 0)
