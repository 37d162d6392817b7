"""Which period, and by what (office/figures.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hall.attendance.months.calendar_month import CalendarMonth, month_of
from hall.parsing import day
from hall.reports.measures import ReportBy
from hall.reports.report_period import ReportPeriod
from office.month_forms import YEARS
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm

#: A leap year. More is asked for year by year.
MOST_DAYS = 366
A_WEEK, A_DAY = timedelta(weeks=1), timedelta(days=1)


def kept_day(text: str) -> date:
    """Of a year in which a hall may have kept anything. Raises ValueError."""
    found = day(text)
    if found.year not in YEARS:
        raise ValueError(text)
    return found


class ReportQuery(TypedForm):
    first = LenientField[date | None](kept_day, None, name="from")
    last = LenientField[date | None](kept_day, None, name="to")
    by = LenientField[ReportBy](ReportBy, ReportBy.SERVICE)

    def period(self, today: date) -> ReportPeriod:
        """This month until today where nothing else is asked; a year at most, and never turned
        round.
        """
        first = self.first.value or today.replace(day=1)
        last = max(first, self.last.value or max(first, today))
        return ReportPeriod(first, min(last, first + (MOST_DAYS - 1) * A_DAY))


def offered_periods(today: date) -> dict[str, ReportPeriod]:
    """Each with one press, by its name in web/sentences/reports.py."""
    month, monday = month_of(today), today - today.weekday() * A_DAY
    return {
        "today": ReportPeriod(today, today),
        "week": ReportPeriod(monday, monday + A_WEEK - A_DAY),
        "month": _whole(month),
        "last_month": _whole(month.earlier),
        "year": ReportPeriod(date(today.year, 1, 1), date(today.year, 12, 31)),
    }


@dataclass(frozen=True, slots=True)
class OfferedPaper:
    """A month whose report may be had."""

    month: CalendarMonth
    is_over: bool  # otherwise it ends with today


def months_of_paper(period: ReportPeriod, today: date) -> list[OfferedPaper]:
    """The months that the period touches and that have begun, newest first; before them all the
    last of them that is over, for that is the one which is wanted."""
    found: list[OfferedPaper] = []
    month = month_of(period.first)
    while month.first <= min(period.last, today):
        found.insert(0, OfferedPaper(month, is_over=month.last < today))
        month = month.later
    return sorted(found, key=lambda paper: paper is not _wanted(found))


def _wanted(newest_first: Sequence[OfferedPaper]) -> OfferedPaper | None:
    over = [paper for paper in newest_first if paper.is_over]
    return (over or newest_first)[0] if newest_first else None


def _whole(month: CalendarMonth) -> ReportPeriod:
    return ReportPeriod(month.first, month.last)
