"""Everything a proof says about one notice, as values: gathered in one look, worded elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hall import journal
from hall.clock import hall_day
from hall.hours.queries import calendar
from hall.notices.model import Notice, Receipt
from hall.notices.queries import calendar_around, ends_at, receipts
from hall.notices.schedule import WorkingDayCalendar
from hall.notices.shortening import Shortening, shortenings
from hall.proof_of_play import queries
from hall.proof_of_play.model import MARK_LENGTH
from hall.proof_of_play.notice_history import NoticeStep, approved_digest, steps
from hall.proof_of_play.screen_account import OneScreen, ScreenReader
from hall.proof_of_play.spans import TimeSpan, days_of
from hall.unit_of_work import ReadSession

#: No period is longer (hall/notices/scheduling.py); of an older notice the end is told.
LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Statement:
    notice: Notice
    period: TimeSpan
    is_cut: bool  # it began so long ago that only the end is told
    ends: datetime | None  # as planned
    working_days: int  # in the period, without the day that it began on
    is_final: bool
    digest: str  # of what was approved
    steps: Sequence[NoticeStep]
    shortenings: Sequence[Shortening]
    receipts: Sequence[Receipt]
    screens: Sequence[OneScreen]
    made_at: datetime
    tail: journal.Tail


def state(snapshot: ReadSession, notice: Notice) -> Statement:
    """From when it was public until it was over, was to be over, or now; of the last 400 days."""
    session, now = snapshot.session, snapshot.now
    around = calendar_around(session, notice.over_at or now)
    planned = ends_at(notice, around)
    period = _period(notice, planned, now)
    days = days_of(period) if period.start < period.end else []
    approved = approved_digest(session, notice)
    one = ScreenReader(session, notice, approved[:MARK_LENGTH], period, _calendar(session, period))
    return Statement(
        notice=notice,
        period=period,
        is_cut=period.length >= LONGEST,
        ends=planned,
        working_days=sum(one.calendar.is_working_day(day) for day in days[1:]),
        is_final=notice.over_at is not None,
        digest=approved,
        steps=steps(session, notice),
        shortenings=shortenings(session, notice),
        receipts=receipts(session, notice),
        screens=[one.of(screen) for screen in queries.meant_for(session, notice)],
        made_at=now,
        tail=journal.tail(session),
    )


def _period(notice: Notice, planned: datetime | None, now: datetime) -> TimeSpan:
    start = max(notice.starts_at, notice.published_at or notice.starts_at)
    end = min(at for at in (now, planned, notice.over_at) if at is not None)
    return TimeSpan(max(min(start, end), end - LONGEST), end)


def _calendar(session: Session, period: TimeSpan) -> WorkingDayCalendar:
    a_day = timedelta(days=1)
    return calendar(session, hall_day(period.start) - a_day, hall_day(period.end) + a_day)
