"""Everything that is counted in a period, read from the tables and the journal."""

from collections.abc import Iterator
from itertools import chain

from hall.reports.other_cases import (
    disclosure_cases,
    fault_cases,
    forecast_errors,
    rating_cases,
    unstaffed_cases,
)
from hall.reports.report_case import ReportCase
from hall.reports.report_period import ReportPeriod
from hall.reports.visit_cases import visit_cases
from hall.unit_of_work import ReadSession


def settled_cases(at: ReadSession, period: ReportPeriod) -> Iterator[ReportCase]:
    """What a day that is long over keeps as it is, but for late facts (finished_days.py)."""
    return chain(
        visit_cases(at.session, period, forecast_errors(at, period)),
        rating_cases(at.session, period),
        unstaffed_cases(at, period),
        fault_cases(at.session, period),
    )


def due_cases(at: ReadSession, period: ReportPeriod) -> Iterator[ReportCase]:
    """What a later day may change: an issue that was due and comes at last, a notice put right.
    A handful of rows."""
    return disclosure_cases(at, period)
