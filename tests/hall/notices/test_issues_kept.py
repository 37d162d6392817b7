"""Periodic notices: an issue that was due came by then, came too late, or never came."""

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from hall.clock import HALL_ZONE
from hall.notices.issues_kept import issues_kept
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState

FIRST = date(2025, 1, 28)
DAYS = 400
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Issue:
    """Days since FIRST; ``after`` is the place of the issue whose place it takes."""

    begun: int
    approved: int | None
    months: int | None
    after: int | None
    withdrawn: bool = False

    @property
    def shows(self):
        """None as long as nobody approved it."""
        return None if self.approved is None else FIRST + A_DAY * max(self.begun, self.approved)


@st.composite
def chains(draw):
    found = []
    for place in range(draw(st.integers(1, 6))):
        begun = draw(st.integers(0, DAYS))
        found.append(
            Issue(
                begun,
                draw(st.none() | st.integers(0, DAYS)),
                draw(st.sampled_from((None, 1, 1, 3, 12))),
                draw(st.none() | st.integers(0, place - 1)) if place else None,
                draw(st.booleans()),
            )
        )
    return found


def at_nine(day):
    return datetime.combine(FIRST + A_DAY * day, time(9), HALL_ZONE)


def put_down(work, issues):
    work.session.execute(delete(Notice))
    work.session.flush()
    for place, issue in enumerate(issues, 1):
        state = NoticeState.WITHDRAWN if issue.withdrawn else NoticeState.PUBLISHED
        work.session.add(
            Notice(
                id=place,
                title="收费公示",
                body="",
                starts_at=at_nine(issue.begun),
                every_months=issue.months,
                previous_id=None if issue.after is None else issue.after + 1,
                published_at=None if issue.approved is None else at_nine(issue.approved),
                state=NoticeState.DRAFT if issue.approved is None else state,
            )
        )
        work.session.flush()


def due_on(issue):
    begun, months = FIRST + A_DAY * issue.begun, issue.months
    year, month = begun.year, begun.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(begun.day, monthrange(year, month)[1]))


def wanted(issues, first, last, today):
    """By looking at every pair."""
    for place, issue in enumerate(issues):
        if issue.approved is None or issue.months is None:
            continue
        due = due_on(issue)
        came = [next_.shows for next_ in issues if next_.after == place and next_.shows]
        if first <= due <= last and came:
            yield due, any(day <= due for day in came)
        elif first <= due <= last and due < today and not issue.withdrawn:
            yield due, False


@given(chains(), st.integers(0, DAYS), st.integers(0, DAYS), st.integers(0, DAYS))
@example([Issue(0, 0, 1, None), Issue(20, 40, 1, 0)], 0, 60, 60)  # begun in time, approved late
@example([Issue(0, 0, 1, None), Issue(40, 20, 1, 0)], 0, 60, 60)  # approved in time, shown late
@example([Issue(0, 0, 1, None, withdrawn=True)], 0, 60, 60)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_an_issue_is_in_time_when_it_shows_by_the_day_it_was_due(hall, issues, first, days, today):
    begins = FIRST + A_DAY * first
    until, now = begins + A_DAY * days, FIRST + A_DAY * today
    with hall.work() as work:
        put_down(work, issues)
        kept = issues_kept(work.session, begins, until, now)
        found = Counter((issue.due, issue.in_time) for issue in kept)
    assert found == Counter(wanted(issues, begins, until, now))
