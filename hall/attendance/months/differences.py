"""What came after a month was locked: each day that would come out otherwise now, to be decided.

What was signed never changes. A difference is taken up in the next sheet that is still open, where
it stands in the remarks, or the day is left as it was signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.months.calendar_month import CalendarMonth, month_of
from hall.attendance.months.locked_months import locked
from hall.attendance.months.model import MonthDifference, SignedMonth
from hall.attendance.months.sheet import MonthSheet, sheet_of
from hall.attendance.months.signed_content import Content, content_of, signs_of
from hall.errors import DifferenceGone, MonthNotLocked
from hall.events import MonthDifferenceDecided
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork

#: A day of which nothing was signed.
NOTHING: Content = {"cell": "", "slots": []}


@dataclass(frozen=True, slots=True)
class DayDifference:
    """One day of one person; ``decided`` is None as long as nobody did."""

    staff_id: int
    name: str
    day: date
    was: Content
    now: Content
    decided: MonthDifference | None


def differences(session: Session, signed: SignedMonth, sheet: MonthSheet) -> list[DayDifference]:
    """By person and day; one that changed once more is to be decided anew."""
    rows = session.scalars(select(MonthDifference).where(MonthDifference.signed_id == signed.id))
    decided = {(row.staff_id, row.day): row for row in rows}
    found = []
    content = content_of(sheet, signs_of(signed.content))  # a new sign is no other day
    for staff_id, name, day, was, now in _unlike(signed.content, content):
        row = decided.get((staff_id, day))
        stands = row if row is not None and row.now == now else None
        found.append(DayDifference(staff_id, name, day, was, now, stands))
    return found


def _unlike(signed: Content, content: Content) -> Iterator[tuple[int, str, date, Content, Content]]:
    before = {person["staff"]: person for person in signed["people"]}
    after = {person["staff"]: person for person in content["people"]}
    for staff_id, person in {**after, **before}.items():
        was = before.get(staff_id, {}).get("days", {})
        now = after.get(staff_id, {}).get("days", {})
        for day in sorted({*was, *now}):
            one, other = was.get(day, NOTHING), now.get(day, NOTHING)
            if one != other:
                yield staff_id, person["name"], date.fromisoformat(day), one, other


def decide_difference(
    work: UnitOfWork, signed: SignedMonth, person: Staff, day: date, by: Staff, *, accepted: bool
) -> None:
    """Raises MonthNotLocked for a month that was opened again, and DifferenceGone."""
    month = month_of(signed.month)
    if signed.reopened_at is not None:
        raise MonthNotLocked(month=str(month))
    sheet = sheet_of(work, month)
    found = differences(work.session, signed, sheet)
    about = next((one for one in found if (one.staff_id, one.day) == (person.id, day)), None)
    if about is None or about.decided is not None:
        raise DifferenceGone()
    work.session.add(
        MonthDifference(
            signed_id=signed.id,
            staff_id=person.id,
            day=day,
            was=about.was,
            now=about.now,
            carried_into=next_open(work.session, month).first if accepted else None,
            decided_by_id=by.id,
            decided_at=work.now,
        )
    )
    told = (str(month), person.id, day.isoformat(), accepted)
    work.record(MonthDifferenceDecided(*told))


def next_open(session: Session, month: CalendarMonth) -> CalendarMonth:
    """The first month after this one that is not locked."""
    later = month.later
    while locked(session, later):
        later = later.later
    return later
