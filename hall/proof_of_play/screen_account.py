"""What one screen painted of a notice, what it did not and why: its part of a proof, as values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from hall.clock import local
from hall.notices.model import Notice
from hall.notices.schedule import WorkingDayCalendar
from hall.proof_of_play import queries
from hall.proof_of_play.model import Exposure
from hall.proof_of_play.spans import TimeSpan, common, days_of, merged, total, wanted, whole_day
from hall.proof_of_play.time_account import Cause, Evidence, Stretch, Sum, account, sum_up
from hall.screens.model import Screen


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
        return total(stretch.span for stretch in self.stretches if stretch.cause is None)


@dataclass(frozen=True, slots=True)
class ScreenReader:
    """What is the same for every screen."""

    session: Session
    notice: Notice
    mark: str
    period: TimeSpan
    calendar: WorkingDayCalendar

    def of(self, screen: Screen) -> OneScreen:
        """Everything the proof says of this screen; reads its diary within the period."""
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
    """How many there are of stretch cause, and how long they are together."""
    found: dict[Cause, tuple[int, timedelta]] = {}
    for stretch in screen.stretches:
        if stretch.cause is not None:
            count, length = found.get(stretch.cause, (0, timedelta()))
            found[stretch.cause] = (count + 1, length + stretch.span.length)
    return found
