"""The months of the attendance: a year of a large office, and the director opening a month."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

from bench.figures import for_a_while, in_turns, p50
from bench.office import keep_office
from bench.run import Run
from bench.served import DATABASE, entered
from bench.table import Compared, TableRow, at_most
from bench.wire import spelled
from hall.attendance.months.attendance_year import attendance_year
from hall.clock import hall_day, server_clock
from hall.database import open_database
from hall.unit_of_work import Hall

PEOPLE, IN_A_HALL = 200, 40
MOST_SECONDS = 2
OPEN_SECONDS = 2.0


def attendance(run: Run) -> Iterator[TableRow]:
    """Last year, whose months are not locked: every day of it is judged when it is asked for."""
    yield _year(run, run.size(PEOPLE, 5))
    yield _month(run, run.size(IN_A_HALL, 5))


def _year(run: Run, people: int) -> TableRow:
    year = hall_day(server_clock()).year - 1
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    hall = Hall(open_database(f"sqlite:///{_kept(run, people, range(first, last + 1))}"))
    try:
        with hall.read() as snapshot:
            start = process_time()
            judged = attendance_year(snapshot, year)
            seconds = process_time() - start
    finally:
        hall.close()
    assert all(len(person.months) == 12 for person in judged.people)
    compared = Compared(
        value=seconds * 1000, unit="ms", to=p50(run.ping.milliseconds(100)), named="U1"
    )
    what = f"the year of {people} people, processor's time"
    row = at_most(what, seconds, "s", MOST_SECONDS, f"{len(judged.months)} open months")
    return replace(row, ratio=f"{compared.ratio:,.0f} U1")


def _month(run: Run, people: int) -> TableRow:
    """Last month's page, over HTTP."""
    today = hall_day(server_clock())
    last = today.replace(day=1).toordinal() - 1
    month = date.fromordinal(last).replace(day=1)
    database = _kept(run, people, range(month.toordinal(), last + 1))
    with run.served(folder=database.parent) as served, served.line() as line:
        session = entered(line, "jia")
        page = spelled("GET", f"/office/attendance?month={month:%Y-%m}", session)
        assert f"员工{people - 1}".encode() in line.timed(page)[1].body
        size = run.size(5, 1)
        pings, opened = in_turns(
            run.size(6, 1),
            lambda: run.ping.milliseconds(20),
            lambda: for_a_while(lambda: line.timed(page)[0], size, OPEN_SECONDS),
        )
    what = f"open the month of {people} people"
    return run.in_u1(opened, pings, most=20).row(what, len(opened))


def _kept(run: Run, people: int, days: range) -> Path:
    folder = run.empty_folder()
    shutil.copytree(run.demo_database.folder, folder)
    keep_office(folder / DATABASE, people, days)
    return folder / DATABASE
