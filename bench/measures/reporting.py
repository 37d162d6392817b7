"""The figures of a year: asked for the first time since the start, and once more."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import process_time

from bench.run import Run
from bench.served import DATABASE
from bench.table import TableRow, at_most
from bench.visited_year import fill_year
from hall.clock import hall_day, server_clock
from hall.database import open_database
from hall.reports.finished_days import FinishedDays
from hall.reports.hall_report import hall_report
from hall.reports.measures import Measure, ReportBy
from hall.reports.report_period import ReportPeriod
from hall.unit_of_work import Hall

#: A weekday of a large hall: some 60,000 visits a year.
A_DAY, DAYS = 230, 365
MOST_SECONDS, MOST_SECONDS_AGAIN = 4, 1


def year_figures(run: Run) -> Iterator[TableRow]:
    """By service first, as the page opens; then by everything, as the month's paper asks."""
    folder = run.empty_folder()
    shutil.copytree(run.demo_database.folder, folder)
    yesterday = hall_day(server_clock()) - timedelta(days=1)
    days = run.size(DAYS, 14)
    count = fill_year(folder / DATABASE, yesterday, days, run.size(A_DAY, 10))
    yield from _asked(
        folder / DATABASE, ReportPeriod(yesterday - timedelta(days=days - 1), yesterday), count
    )


def _asked(database: Path, period: ReportPeriod, count: int) -> Iterator[TableRow]:
    hall, year = Hall(open_database(f"sqlite:///{database}")), "figures of a year"
    try:
        counting = YearCounting(hall, period, count)
        first = counting.seconds(ReportBy.SERVICE)
        yield at_most(f"{year}, first time", first, "s", MOST_SECONDS, f"{count:,} visits")
        again = [counting.seconds(by) for by in ReportBy]
        what = f"{year} again, slowest of every kind"
        yield at_most(what, max(again), "s", MOST_SECONDS_AGAIN, len(again))
    finally:
        hall.close()


class YearCounting:
    """The same period, one report after the other."""

    def __init__(self, hall: Hall, period: ReportPeriod, count: int) -> None:
        self.hall, self.period, self.count = hall, period, count
        self.finished = FinishedDays()

    def seconds(self, by: ReportBy) -> float:
        """Of the processor."""
        start = process_time()
        with self.hall.read() as snapshot:
            report = hall_report(snapshot, self.period, by, self.finished)
        seconds = process_time() - start
        assert report.total[Measure.VISITS].value == self.count
        return seconds
