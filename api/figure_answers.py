"""Figures of a period, as programs read them: a row for each of what was asked by."""

from datetime import date
from typing import Self

from msgspec import Struct

from api.answers import Count
from hall.reports.hall_report import HallReport, ReportRow
from hall.reports.measures import Measure, ReportBy, ReportFigure, measures_by


class FiguresAnswer(Struct, frozen=True, kw_only=True):
    #: A service's letter, a window's name, the number of a person, an hour, or a day; null: what no
    #: window, or nobody, had to do with.
    key: str | int | None
    #: "" for hours and days.
    name: str
    visits: Count
    finished: Count
    #: How many waits, walks and services the times are of; those of ``inexact`` are not among them.
    waits: Count
    walks: Count
    services: Count
    wait_median_seconds: float | None
    wait_p90_seconds: float | None
    wait_longest_seconds: float | None
    walk_median_seconds: float | None
    service_median_seconds: float | None
    service_p90_seconds: float | None
    inexact: Count
    missed: Count
    transfers: Count
    priority: Count
    #: How much longer others waited for calls out of turn, all of them together.
    delay_seconds: float
    forecast_error_seconds: float | None
    ratings: Count
    #: null while there are fewer than five.
    content_percent: float | None
    #: null where these rows have none of it.
    unstaffed_seconds: float | None
    disclosures_in_time_percent: float | None
    faults: Count | None

    @classmethod
    def of(cls, report: HallReport, row: ReportRow) -> Self:
        told = row.figures
        has = measures_by(report.by)

        def value(measure: Measure) -> float | None:
            return told[measure].value if measure in has else None

        return cls(
            key=_key(report.by, row),
            name=row.name,
            visits=_count(told[Measure.VISITS]),
            finished=_count(told[Measure.FINISHED]),
            waits=told[Measure.WAIT_MEDIAN].cases,
            walks=told[Measure.WALK_MEDIAN].cases,
            services=told[Measure.SERVICE_MEDIAN].cases,
            wait_median_seconds=value(Measure.WAIT_MEDIAN),
            wait_p90_seconds=value(Measure.WAIT_P90),
            wait_longest_seconds=value(Measure.WAIT_LONGEST),
            walk_median_seconds=value(Measure.WALK_MEDIAN),
            service_median_seconds=value(Measure.SERVICE_MEDIAN),
            service_p90_seconds=value(Measure.SERVICE_P90),
            inexact=_count(told[Measure.INEXACT]),
            missed=_count(told[Measure.MISSED]),
            transfers=_count(told[Measure.TRANSFERS]),
            priority=_count(told[Measure.PRIORITY]),
            delay_seconds=value(Measure.DELAY) or 0.0,
            forecast_error_seconds=value(Measure.FORECAST_ERROR),
            ratings=_count(told[Measure.RATINGS]),
            content_percent=value(Measure.CONTENT),
            unstaffed_seconds=value(Measure.UNSTAFFED),
            disclosures_in_time_percent=value(Measure.DISCLOSURES),
            faults=_count(told[Measure.FAULTS]) if Measure.FAULTS in has else None,
        )


def _count(figure: ReportFigure) -> int:
    return int(figure.value or 0)


def _key(by: ReportBy, row: ReportRow) -> str | int | None:
    if isinstance(row.key, date):
        return row.key.isoformat()
    if row.key is None or by not in (ReportBy.SERVICE, ReportBy.WINDOW):
        return row.key
    return row.code or row.name
