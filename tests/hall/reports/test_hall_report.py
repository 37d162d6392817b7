"""Every figure of a period is what the journal says; nobody's forgotten visit makes a time."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from statistics import fmean

import pytest

from hall.clock import hall_day, local
from hall.journal import JournalEntry
from hall.line import queries
from hall.reports.hall_report import HallReport, hall_report
from hall.reports.measures import Measure, ReportBy, nearest_rank
from hall.reports.report_period import ReportPeriod
from tests.hall.reports import journal_promises
from tests.hall.reports.generated_year import make_a_year
from tests.hall.reports.journal_replay import Replay, row_of

KEYS: dict[ReportBy, Callable] = {
    ReportBy.SERVICE: lambda visit: visit.service,
    ReportBy.WINDOW: lambda visit: visit.window,
    ReportBy.STAFF: lambda visit: visit.staff,
    ReportBy.HOUR: lambda visit: local(visit.issued).hour,
    ReportBy.WEEKDAY: lambda visit: local(visit.issued).weekday(),
    ReportBy.MONTH: lambda visit: local(visit.issued).date().replace(day=1),
}


@pytest.fixture
def year(hall, clock):
    """The replayed journal, and what reads the reports of the same hall."""
    begins = hall_day(clock.now)
    make_a_year(hall, clock, Random(17))
    with hall.read() as snapshot:
        rows = snapshot.session.query(JournalEntry).order_by(JournalEntry.seq).all()
        services_of = {
            window.name: {service.prefix for service in window.services}
            for window in queries.windows(snapshot.session)
        }
        yield begins, Replay(rows, services_of), snapshot


def told(report: HallReport, by: ReportBy) -> dict:
    """Each row under what its key is in the journal."""
    names = {ReportBy.SERVICE: lambda row: row.code, ReportBy.WINDOW: lambda row: row.name or None}
    return {names.get(by, lambda row: row.key)(row): row.figures for row in report.rows}


def values(figures, names) -> dict:
    return {name: figures[Measure(name)].value for name in names}


def test_three_periods_of_a_year_are_what_the_journal_says(year):
    begins, replay, snapshot = year
    random = Random(2026)
    for days in (31, 92, 360):
        first = begins + timedelta(days=random.randint(0, 364 - days))
        period = ReportPeriod(first, first + timedelta(days=days - 1))
        for by, key in KEYS.items():
            report = hall_report(snapshot, period, by)
            wanted = replay.rows(period.first, period.last, key)
            rows = {name: row for name, row in told(report, by).items() if row["visits"].value}
            recomputed = {name: row_of(samples) for name, samples in wanted.items()}
            assert {name: values(row, row_of({})) for name, row in rows.items()} == recomputed
        whole = row_of(replay.rows(period.first, period.last, lambda visit: "")[""])
        assert values(report.total, whole) == whole
        for moments, measure in ((replay.ratings, "ratings"), (replay.faults, "faults")):
            inside = [at for at in moments if period.begins <= at < period.ends]
            assert values(report.total, [measure]) == {measure: len(inside)}
        assert promised(report.total) == recounted(replay, snapshot, period)
    assert (
        min([*whole.values(), *recounted(replay, snapshot, period)]) > 0
    )  # of everything that is recomputed something happened


def promised(figures) -> list:
    measures = (Measure.FORECAST_ERROR, Measure.UNSTAFFED, Measure.DISCLOSURES)
    told = [figures[measure] for measure in measures]
    return [*(round(figure.value, 6) for figure in told), *(figure.cases for figure in told)]


def recounted(replay, snapshot, period) -> list:
    """The same from the journal: mean error and seconds, the share in time, and their cases."""
    days = (period.first, period.last)
    errors = list(journal_promises.forecast_errors(snapshot.session, replay, *days))
    windows = queries.windows(snapshot.session)
    empty = journal_promises.unstaffed(snapshot.session, replay, windows, *days)
    kept = list(journal_promises.disclosures(snapshot.session, replay, *days, snapshot.today))
    values = (fmean(errors), sum(empty.values()), 100 * fmean(kept))
    return [*(round(value, 6) for value in values), len(errors), len(empty), len(kept)]


def test_the_rank_is_the_smallest_that_so_many_do_not_exceed():
    assert nearest_rank([], 50) is None
    assert nearest_rank([3.0, 1.0, 2.0, 4.0], 50) == 2.0
    assert nearest_rank([float(number) for number in range(1, 11)], 90) == 9.0
    assert nearest_rank([float(number) for number in range(1, 12)], 90) == 10.0
