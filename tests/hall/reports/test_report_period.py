"""What a period is compared with: months with months, a Monday with Mondays."""

from datetime import date

import pytest

from hall.reports.report_period import ReportPeriod


@pytest.mark.parametrize(
    ("first", "last", "earlier", "year_before"),
    [
        # a whole month, of another length
        ((2026, 3, 1), (2026, 3, 31), "2026-02-01 2026-02-28", "2025-03-01 2025-03-31"),
        ((2026, 2, 1), (2026, 2, 28), "2026-01-01 2026-01-31", "2025-02-01 2025-02-28"),
        # this month until today
        ((2026, 1, 1), (2026, 1, 20), "2025-12-01 2025-12-20", "2025-01-01 2025-01-20"),
        # a quarter and a year
        ((2026, 1, 1), (2026, 3, 31), "2025-10-01 2025-12-31", "2025-01-01 2025-03-31"),
        ((2026, 1, 1), (2026, 12, 31), "2025-01-01 2025-12-31", "2025-01-01 2025-12-31"),
        # a week, a day, six weeks: the same weekdays
        ((2026, 3, 9), (2026, 3, 15), "2026-02-09 2026-02-15", "2025-03-10 2025-03-16"),
        ((2026, 3, 9), (2026, 3, 9), "2026-02-09 2026-02-09", "2025-03-10 2025-03-10"),
        ((2026, 3, 9), (2026, 4, 19), "2026-01-12 2026-02-22", "2025-03-10 2025-04-20"),
    ],
)
def test_compared_with_the_days_that_are_like_it(first, last, earlier, year_before):
    period = ReportPeriod(date(*first), date(*last))
    told = [f"{other.first} {other.last}" for other in (period.earlier, period.year_before)]
    assert told == [earlier, year_before]
