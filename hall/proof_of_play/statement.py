"""Everything a proof says about one notice, as values: gathered in one look, worded elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from hall import journal
from hall.clock import hall_day, local
from hall.hours.queries import calendar
from hall.notices.model import Notice, Receipt
from hall.notices.queries import calendar_around, ends_at, receipts
from hall.notices.schedule import WorkingDayCalendar
from hall.proof_of_play import queries
from hall.proof_of_play.model import MARK_LENGTH, Exposure
from hall.proof_of_play.notice_history import NoticeStep, approved_digest, steps
from hall.proof_of_play.spans import TimeSpan, common, days_of, merged, total, wanted, whole_day
from hall.proof_of_play.time_account import Cause, Evidence, Stretch, Sum, account, sum_up
from hall.screens.model import Screen
from hall.unit_of_work import ReadSession

#: No period is longer (hall/notices/publishing.py); of an older notice the end is told.
LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class OneDay:
    day: date
    wanted: timedelta
    painted: Sum


@dataclass(frozen=True, slots=True)
class OneScreen:
    name: str
    place: str
    role: str
    wanted: timedelta
    stretches: Sequence[Stretch]
    painted: Sum
    days: Sequence[OneDay]
    unsure: timedelta  # told by a page that never knew the time
    altered: timedelta  # painted, but not what was approved
    told_until: datetime | None

    @property
    def shown(self) -> timedelta:
        """How long it had its place in the rotation."""
        return total(each.span for each in self.stretches if each.cause is None)


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
    receipts: Sequence[Receipt]
    screens: Sequence[OneScreen]
    made_at: datetime
    tail: journal.Tail


def state(snapshot: ReadSession, notice: Notice) -> Statement:
    session, now = snapshot.session, snapshot.now
    around = calendar_around(session, notice.over_at or now)
    planned = ends_at(notice, around)
    period = _period(notice, planned, now)
    days = days_of(period) if period.start < period.end else []
    approved = approved_digest(session, notice)
    one = _Reader(session, notice, approved[:MARK_LENGTH], period, _calendar(session, period))
    return Statement(
        notice=notice,
        period=period,
        is_cut=period.length >= LONGEST,
        ends=planned,
        working_days=sum(one.calendar.is_working_day(day) for day in days[1:]),
        is_final=notice.over_at is not None,
        digest=approved,
        steps=steps(session, notice),
        receipts=receipts(session, notice),
        screens=[one.of(screen) for screen in queries.meant_for(session, notice)],
        made_at=now,
        tail=journal.tail(session),
    )


def _period(notice: Notice, planned: datetime | None, now: datetime) -> TimeSpan:
    start = max(notice.starts_at, notice.published_at or notice.starts_at)
    end = min(each for each in (now, planned, notice.over_at) if each is not None)
    return TimeSpan(max(min(start, end), end - LONGEST), end)


def _calendar(session: Session, period: TimeSpan) -> WorkingDayCalendar:
    a_day = timedelta(days=1)
    return calendar(session, hall_day(period.start) - a_day, hall_day(period.end) + a_day)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is the same for every screen."""

    session: Session
    notice: Notice
    mark: str
    period: TimeSpan
    calendar: WorkingDayCalendar

    def of(self, screen: Screen) -> OneScreen:
        rows = queries.told_by(self.session, screen, self.period)
        due = wanted(self.notice.schedule, self.period, self.calendar)
        return OneScreen(
            name=screen.name,
            place=screen.place,
            role=screen.role,
            wanted=total(due),
            stretches=account(due, self._evidence(rows, screen)),
            painted=sum_up(queries.painted(rows, self.notice, self.mark)),
            days=self._each_day(due, rows),
            unsure=_length(row for row in self._own(rows) if not row.sure),
            altered=_length(row for row in self._own(rows) if row.mark != self.mark),
            told_until=queries.told_until(self.session, screen),
        )

    def _evidence(self, rows: Sequence[Exposure], screen: Screen) -> Evidence:
        return queries.evidence(
            rows,
            self.notice,
            self.mark,
            queries.DiaryContext(
                higher=queries.higher_than(self.session, self.notice.level),
                open_hours=queries.open_hours(self.session, self.period),
                told_until=queries.told_until(self.session, screen),
            ),
        )

    def _own(self, rows: Sequence[Exposure]) -> list[Exposure]:
        return [row for row in rows if row.notice_id == self.notice.id]

    def _each_day(self, due: Sequence[TimeSpan], rows: Sequence[Exposure]) -> list[OneDay]:
        if self.period.start >= self.period.end:
            return []
        by_day: dict[date, list[Exposure]] = defaultdict(list)
        for row in self._own(rows):
            by_day[local(row.starts_at).date()].append(row)
        return [
            OneDay(
                day,
                total(common(due, [whole_day(day)])),
                sum_up(queries.painted(by_day[day], self.notice, self.mark)),
            )
            for day in days_of(self.period)
        ]


def _length(rows: Iterable[Exposure]) -> timedelta:
    return total(merged(TimeSpan(row.starts_at, row.ends_at) for row in rows))


def gaps(screen: OneScreen) -> dict[Cause, tuple[int, timedelta]]:
    """How many there are of each cause, and how long they are together."""
    found: dict[Cause, tuple[int, timedelta]] = {}
    for each in screen.stretches:
        if each.cause is not None:
            count, length = found.get(each.cause, (0, timedelta()))
            found[each.cause] = (count + 1, length + each.span.length)
    return found
