"""The monthly sheet (考勤汇总表): everybody's row, the sums of its cells and nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.day_symbols import symbols
from hall.attendance.months.reading import JudgedPerson, judged
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

    @property
    def days(self) -> list[JudgedDay]:
        return self.person.days

    @property
    def cells(self) -> list[str]:
        """What stands in each day of the grid."""
        return [symbols(day) for day in self.person.days]


@dataclass(slots=True)
class MonthSheet:
    """``provisional`` are the days (ordinals) of a year whose holidays are not published yet."""

    month: CalendarMonth
    rows: list[SheetRow]
    provisional: list[int]
    plan: WorkPlan
    outages: list[Outage]

    @property
    def leave_columns(self) -> list[str]:
        """The kinds of leave that anybody had, by their names."""
        return sorted({column for row in self.rows for column in row.sums.leave_days})

    @property
    def field_columns(self) -> list[str]:
        """The kinds of field duty that anybody had, by their names."""
        return sorted({column for row in self.rows for column in row.sums.field_days})

    def row_of(self, staff_id: int) -> SheetRow | None:
        """None for somebody who does not stand in it."""
        return next((row for row in self.rows if row.staff.id == staff_id), None)


def sheet_of(
    snapshot: ReadSession | UnitOfWork,
    month: CalendarMonth,
    staff_ids: Collection[int] | None = None,
) -> MonthSheet:
    """In the office's order; of these people, or of all who belonged to a group in the month."""
    found = judged(snapshot, month.first, month.last, staff_ids)
    people = [person for person in staff(snapshot.session) if person.id in found.people]
    rows = [_row(found.plan, person, found.people[person.id]) for person in people]
    provisional = [day for day in month.days if found.plan.is_provisional(day)]
    return MonthSheet(month, rows, provisional, found.plan, found.outages)


def _row(plan: WorkPlan, person: Staff, of_person: JudgedPerson) -> SheetRow:
    groups = [group.name for day in plan.days if (group := plan.group_of(person.id, day))]
    return SheetRow(
        person,
        list(dict.fromkeys(groups)),
        of_person,
        sum_up(of_person.days),
        sum(overtime_hours(day) for day in of_person.days),
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


def late_or_early(rows: Sequence[SheetRow]) -> int:
    """How many times everybody together."""
    return sum(row.sums.late + row.sums.early for row in rows)
