"""What is counted besides visits: ratings, windows nobody sat at, notices due, device faults."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.unstaffed_windows import unstaffed_by_day
from hall.clock import hall_day
from hall.events import MachineLost
from hall.journal import JournalEntry
from hall.line.model import Ticket
from hall.notices.issues_kept import issues_kept
from hall.opinions.model import Rating
from hall.reports.measures import Quantity
from hall.reports.report_case import ReportCase, hour_of
from hall.reports.report_period import ReportPeriod
from hall.unit_of_work import ReadSession
from hall.wait_forecast.figures import ended, error_minutes, is_compared

SECONDS_A_MINUTE = 60


def forecast_errors(at: ReadSession, period: ReportPeriod) -> dict[int, float]:
    """Seconds by ticket, of the forecasts that the forecast's own page compares."""
    cases = ended(at.session, period.first, at.today, period.last)
    return {
        case.ticket_id: SECONDS_A_MINUTE * error_minutes(case)
        for case in cases
        if is_compared(case)
    }


def rating_cases(session: Session, period: ReportPeriod) -> Iterator[ReportCase]:
    """Ratings given on these days, as the page of ratings counts them."""
    rows = session.execute(
        select(
            Rating.day, Rating.given_at, Rating.grade, Rating.window_id, Rating.staff_id,
            Ticket.first_service_id,
        )
        .join(Ticket, Ticket.id == Rating.ticket_id)
        .where(Rating.day.between(period.first, period.last))
    )  # fmt: skip
    for row in rows:
        graded = [(Quantity.GRADE, float(row.grade))]
        yield ReportCase(
            row.day,
            hour_of(row.given_at),
            graded,
            row.first_service_id,
            row.window_id,
            row.staff_id,
        )


def unstaffed_cases(at: ReadSession, period: ReportPeriod) -> Iterator[ReportCase]:
    """Windows at which nobody sat while people waited: one a window and day."""
    for (day, window), seconds in unstaffed_by_day(at, period.first, period.last).items():
        if not (at.clock_is_doubted and day == at.today):
            yield ReportCase(day, None, [(Quantity.UNSTAFFED, seconds)], window=window)


def disclosure_cases(at: ReadSession, period: ReportPeriod) -> Iterator[ReportCase]:
    """Issues of periodic notices that were due."""
    for issue in issues_kept(at.session, period.first, period.last, at.today):
        kept = [(Quantity.DISCLOSURE, float(issue.in_time))]
        yield ReportCase(issue.due, None, kept)


def fault_cases(session: Session, period: ReportPeriod) -> Iterator[ReportCase]:
    """How often a device was lost; from the journal."""
    lost = session.scalars(
        select(JournalEntry.at).where(
            JournalEntry.kind == MachineLost.kind,
            JournalEntry.at >= period.begins,
            JournalEntry.at < period.ends,
        )
    )
    for at in lost:
        yield ReportCase(hall_day(at), hour_of(at), [(Quantity.FAULT, 1.0)])
