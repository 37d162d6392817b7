"""One month worked out by hand, asserted cell by cell through the real database."""

from collections.abc import Iterator
from datetime import date

import pytest

from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.outages import enter_outage
from hall.attendance.months.sheet import SheetRow, sheet_of
from hall.attendance.months.signed_content import sums_as_signed
from hall.attendance.rules.timetable import WorkSession
from hall.attendance.work_times.groups import join_group
from hall.attendance.work_times.model import WorkGroup
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays, on_day
from hall.people.model import Staff
from hall.unit_of_work import Hall
from tests.hall.attendance import october_2026 as october
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch, slip
from tests.hall.attendance.office_times import FOUR, NIGHT, RULE, at, span

WINTER = (FOUR[0], WorkSession("下午", (span("14:00", "17:00"),), RULE, RULE))
PEOPLE = range(1, 21)


def on(day: int) -> date:
    return date(2026, 10, day)


def cells_of(person: int) -> list[str]:
    begins = october.CAME.get(person, 1)
    cells = ["√" if day in october.WORKED and day >= begins else "" for day in range(1, 32)]
    if person in october.UNLIKE:
        day, _, cell = october.UNLIKE[person]
        cells[day - 1] = cell
    return cells


def punches_of(person: int) -> Iterator[int]:
    unlike = october.UNLIKE.get(person, (0, (), ""))
    for day in {*october.WORKED, unlike[0]} - {0}:
        winter = day >= october.WINTER_BEGINS
        usual = october.WINTER_PUNCHES if winter else october.SUMMER_PUNCHES
        times = unlike[1] if day == unlike[0] else usual
        if day >= october.CAME.get(person, 1):
            yield from (at(time, on(day)) for time in times)


@pytest.fixture
def rows(hall: Hall, clock) -> dict[int, SheetRow]:
    clock.now = AFTERWARDS
    staff = dict(zip(PEOPLE, open_office(hall, len(PEOPLE)), strict=True))
    for person, staff_id in staff.items():
        punch(hall, *((staff_id, moment) for moment in punches_of(person)))
    with hall.work("staff:1") as work:
        group, boss = work.session.query(WorkGroup).one(), work.session.get_one(Staff, 1)
        winter = add_timetable(work, "冬季作息", WINTER)
        use_timetable(work, winter, group, UseDays(on(october.WINTER_BEGINS)))
        night = add_timetable(work, "夜班", NIGHT)
        for person, day in october.ON_DUTY.items():
            use_timetable(work, night, work.session.get_one(Staff, staff[person]), on_day(on(day)))
        for person, day in october.CAME.items():
            came = work.session.get_one(Staff, staff[person])
            join_group(work, came, None, date(2026, 1, 1))
            join_group(work, came, group, on(day))
        for person, (kind, day, (begins, ends)) in october.SLIPS.items():
            slip(work, staff[person], kind, at(begins, on(day)), at(ends, on(day)))
        day, begins, ends = october.OUTAGE
        away = (to_moment(at(time, on(day))) for time in (begins, ends))
        enter_outage(work, *away, "停电", boss)
    with hall.read() as snapshot:
        sheet = sheet_of(snapshot, OCTOBER)
    return {person: row for person in PEOPLE if (row := sheet.row_of(staff[person]))}


def test_every_cell_and_every_sum_is_what_the_hand_worked_out(rows: dict[int, SheetRow]) -> None:
    assert {person: row.cells for person, row in rows.items()} == {
        person: cells_of(person) for person in PEOPLE
    }
    assert {person: sums_as_signed(row) for person, row in rows.items()} == {
        person: {**october.USUAL, **october.SUMS.get(person, {})} for person in PEOPLE
    }
