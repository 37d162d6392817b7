"""The monthly sheet (考勤汇总表): everybody's row, the sums of its cells and nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.absences.model import SlipKind
from hall.attendance.absences.queries import EXCUSES
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.day_symbols import symbols
from hall.attendance.months.model import MonthDifference, SignedMonth
from hall.attendance.months.reading import JudgedPerson, judged, no_cycle_search
from hall.attendance.rules.days import JudgedDay
from hall.attendance.rules.judging import Outage
from hall.attendance.rules.month import MonthSum, sum_up
from hall.attendance.rules.punch_rule import MINUTE
from hall.attendance.rules.timetable import SessionKind
from hall.attendance.work_times.plan import WorkPlan
from hall.people.model import Staff
from hall.people.queries import staff
from hall.unit_of_work import ReadSession, UnitOfWork

#: Overtime counts in whole halves of an hour.
HALF_AN_HOUR = 30 * MINUTE


@dataclass(slots=True)
class SheetRow:
    """One person's month. ``groups`` are those they belonged to, in order."""

    staff: Staff
    groups: list[str]
    person: JudgedPerson
    sums: MonthSum
    overtime_hours: float
    carried: list[str]  # what a locked month before left to this one, for the remarks
    slip_signs: Mapping[str, str]

    @property
    def days(self) -> list[JudgedDay]:
        """Each with its slots."""
        return self.person.days

    @property
    def cells(self) -> list[str]:
        """What stands in each day of the grid; a year does without."""
        return [symbols(day, self.slip_signs) for day in self.person.days]


@dataclass(slots=True)
class MonthSheet:
    """``provisional`` are the days (ordinals) of a year whose holidays are not published yet."""

    month: CalendarMonth
    rows: list[SheetRow]
    provisional: list[int]
    kinds: list[SlipKind]  # of slips that take time away, in the office's order
    slip_signs: Mapping[str, str]  # of all kinds, by their names
    outages: list[Outage]

    def row_of(self, staff_id: int) -> SheetRow | None:
        """None for somebody who does not stand in it."""
        return next((row for row in self.rows if row.staff.id == staff_id), None)


@no_cycle_search()
def sheet_of(
    snapshot: ReadSession | UnitOfWork,
    month: CalendarMonth,
    staff_ids: Collection[int] | None = None,
) -> MonthSheet:
    """In the office's order; of these people, or of all who belonged to a group in the month."""
    found = judged(snapshot, month.first, month.last, staff_ids)
    people = [person for person in staff(snapshot.session) if person.id in found.people]
    every = snapshot.session.scalars(
        select(SlipKind).order_by(SlipKind.position, SlipKind.id)
    ).all()
    signs = {kind.name: kind.symbol for kind in every}
    carried = _carried(snapshot.session, month)
    rows = [
        _row(found.plan, person, found.people[person.id], signs, carried.get(person.id, []))
        for person in people
    ]
    provisional = [day for day in month.days if found.plan.is_provisional(day)]
    kinds = [kind for kind in every if kind.effect in EXCUSES]
    return MonthSheet(month, rows, provisional, kinds, signs, found.outages)


def _carried(session: Session, month: CalendarMonth) -> dict[int, list[str]]:
    """By person, the differences of locked months that this sheet takes up."""
    asked = (
        select(MonthDifference)
        .join(SignedMonth, SignedMonth.id == MonthDifference.signed_id)
        .where(
            MonthDifference.carried_into == month.first,
            SignedMonth.reopened_at.is_(None),  # else it is signed with the difference in it
        )
    )
    found: dict[int, list[str]] = {}
    for row in session.scalars(asked.order_by(MonthDifference.day, MonthDifference.id)):
        said = f"补记{row.day:%-m月%-d日}：{row.was['cell'] or '—'}→{row.now['cell'] or '—'}"
        found.setdefault(row.staff_id, []).append(said)
    return found


def _row(
    plan: WorkPlan,
    person: Staff,
    of_person: JudgedPerson,
    signs: Mapping[str, str],
    carried: list[str],
) -> SheetRow:
    groups = [group.name for day in plan.days if (group := plan.group_of(person.id, day))]
    return SheetRow(
        person,
        list(dict.fromkeys(groups)),
        of_person,
        sum_up(of_person.days),
        sum(overtime_hours(day) for day in of_person.days),
        carried,
        signs,
    )


def overtime_hours(day: JudgedDay) -> float:
    """From the first to the last punch of a day on which no work was due, in halves of an hour.

    A punch on a rest day that belongs to duty counts as duty and not here.
    """
    is_work_day = any(one.planned.session.kind is SessionKind.WORK for one in day.sessions)
    if is_work_day or len(day.spare) < 2:
        return 0.0
    return (day.spare[-1] - day.spare[0]) // HALF_AN_HOUR / 2


def cells_by_day(row: SheetRow) -> Mapping[date, str]:
    """The grid's cells of one row, by their dates."""
    return {date.fromordinal(day.day): cell for day, cell in zip(row.days, row.cells, strict=True)}
