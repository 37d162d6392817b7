"""A period of the hall: its sum, and a row for whatever was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hall.line.model import Service, Window
from hall.people.model import Staff
from hall.reports.counted_cases import due_cases
from hall.reports.day_cases import ReportRows, RowSamples, by_day
from hall.reports.finished_days import FinishedDays
from hall.reports.measures import Measure, ReportBy, ReportFigure, measured
from hall.reports.report_case import RowKey
from hall.reports.report_period import ReportPeriod
from hall.unit_of_work import ReadSession

ReportFigures = Mapping[Measure, ReportFigure]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """``name`` is "" for days and hours, which name themselves, and for ``key`` None: visits that
    never came to a window, or to anybody."""

    key: RowKey
    code: str  # a service's letter
    name: str
    figures: ReportFigures


@dataclass(frozen=True, slots=True)
class HallReport:
    """Rows add up to the sum, but for what has rows in some reports only (ROWS_ONLY_IN)."""

    period: ReportPeriod
    by: ReportBy
    total: ReportFigures
    rows: Sequence[ReportRow]


def hall_report(
    at: ReadSession, period: ReportPeriod, by: ReportBy, finished: FinishedDays | None = None
) -> HallReport:
    """In the order of the lists, or of time; who answers for nothing comes last.

    ``finished``: the days that were counted before. None: everything is read.
    """
    total, rows = RowSamples(), ReportRows()
    for day in (finished or FinishedDays()).of_period(at, period):
        day.add_up(by, total, rows)
    for day in by_day(due_cases(at, period)).values():
        day.add_up(by, total, rows)
    return HallReport(period, by, measured(total), _named(at, by, rows))


def earlier_reports(
    at: ReadSession, period: ReportPeriod, finished: FinishedDays | None = None
) -> tuple[HallReport, HallReport]:
    """What it is compared with, by month; of a whole year both are the same."""
    earlier = hall_report(at, period.earlier, ReportBy.MONTH, finished)
    if period.earlier == period.year_before:
        return earlier, earlier
    return earlier, hall_report(at, period.year_before, ReportBy.MONTH, finished)


def _named(at: ReadSession, by: ReportBy, rows: Mapping[RowKey, RowSamples]) -> list[ReportRow]:
    names = _names(at, by)
    places = {key: place for place, key in enumerate(names or sorted(rows, key=_in_time))}
    in_order = sorted(rows, key=lambda key: (key is None, places.get(key, len(places))))
    return [ReportRow(key, *names.get(key, ("", "")), measured(rows[key])) for key in in_order]


def _in_time(key: RowKey) -> str:
    return f"{key:02}" if isinstance(key, int) else str(key)


def _names(at: ReadSession, by: ReportBy) -> dict[RowKey, tuple[str, str]]:
    """The code and the name by number, in the order of the office's lists; retired ones too."""
    if by is ReportBy.SERVICE:
        asked = select(Service.id, Service.prefix, Service.name).order_by(Service.position)
        return {key: (prefix, name) for key, prefix, name in at.session.execute(asked)}
    if by is ReportBy.WINDOW:
        windows = select(Window.id, Window.name).order_by(Window.position)
        return {key: ("", name) for key, name in at.session.execute(windows)}
    if by is ReportBy.STAFF:
        people = select(Staff.id, Staff.name).order_by(Staff.name, Staff.id)
        return {key: ("", name) for key, name in at.session.execute(people)}
    return {}
