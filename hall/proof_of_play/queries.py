"""What the diaries say about one notice, and which proofs there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.hours.queries import calendar, keeps_hours, weeks
from hall.hours.timetable import Timetable
from hall.notices.levels import Level
from hall.notices.model import Notice
from hall.proof_of_play.model import Exposure, ExposureKind
from hall.proof_of_play.spans import TimeSpan, days_of
from hall.proof_of_play.time_account import Cause, Evidence, Painted
from hall.screens.model import Screen, ScreenRole
from hall.screens.queries import screens

#: What the screen itself says that it prevented.
SAID_BY_SCREEN = {
    ExposureKind.BLANK: Cause.BLANK,
    ExposureKind.HIDDEN: Cause.HIDDEN,
    ExposureKind.FROZEN: Cause.FROZEN,
    ExposureKind.ALONE: Cause.ALONE,
}


def meant_for(session: Session, notice: Notice) -> list[Screen]:
    """The screens on the wall on which it is, or was, to be seen."""
    return [
        screen
        for screen in screens(session)
        if screen.role is not ScreenRole.SIGN and notice.is_for(screen)
    ]


def told_by(session: Session, screen: Screen, whole: TimeSpan) -> Sequence[Exposure]:
    """Every stretch of this screen that has a moment in the span."""
    return session.scalars(
        select(Exposure)
        .where(
            Exposure.screen_id == screen.id,
            Exposure.ends_at >= whole.start,
            Exposure.starts_at < whole.end,
        )
        .order_by(Exposure.starts_at, Exposure.id)
    ).all()


def told_until(session: Session, screen: Screen) -> datetime | None:
    """Up to when this screen's diary is here; None: it never told of anything."""
    newest = select(func.max(Exposure.ends_at)).where(Exposure.screen_id == screen.id)
    return session.scalar(newest.where(Exposure.what == ExposureKind.ALIVE, Exposure.sure))


def higher_than(session: Session, level: Level) -> Mapping[int, Cause]:
    """The notices that play alone while this one waits, and what that is called."""
    order = list(Level)
    above = order[: order.index(level)]
    rows = session.execute(select(Notice.id, Notice.level).where(Notice.level.in_(above)))
    return {
        notice_id: Cause.EMERGENCY if its_level is Level.EMERGENCY else Cause.HIGHER
        for notice_id, its_level in rows
    }


def counts(row: Exposure, notice: Notice, mark: str) -> bool:
    """Whether it says that this notice, as it was approved, was painted."""
    return row.sure and row.notice_id == notice.id and row.mark == mark


def painted(rows: Iterable[Exposure], notice: Notice, mark: str) -> list[Painted]:
    """The rows about this notice, as it was approved: ``mark`` is its digest's beginning."""
    return [
        Painted(
            row.diary,
            TimeSpan(row.starts_at, row.ends_at),
            timedelta(milliseconds=row.shown_ms),
            timedelta(milliseconds=row.covered_ms),
            row.times,
        )
        for row in rows
        if counts(row, notice, mark)
    ]


@dataclass(frozen=True, slots=True)
class DiaryContext:
    """What is to be known besides the diary."""

    higher: Mapping[int, Cause]  # notices that play alone while this one waits
    open_hours: Sequence[TimeSpan] | None
    told_until: datetime | None


def evidence(rows: Sequence[Exposure], notice: Notice, mark: str, around: DiaryContext) -> Evidence:
    """What the rows of one screen say for and against this notice; unsure ones say nothing."""
    prevented: dict[Cause, list[TimeSpan]] = defaultdict(list)
    shown, alive = [], []
    for row in rows:
        span = TimeSpan(row.starts_at, row.ends_at)
        if not row.sure:
            continue
        if row.what is ExposureKind.ALIVE:
            alive.append(span)
        elif row.what in SAID_BY_SCREEN:
            prevented[SAID_BY_SCREEN[row.what]].append(span)
        elif counts(row, notice, mark):
            shown.append(span)
        elif (cause := around.higher.get(row.notice_id or 0)) is not None:
            prevented[cause].append(span)
    return Evidence(shown, prevented, alive, around.open_hours, around.told_until)


def open_hours(session: Session, whole: TimeSpan) -> list[TimeSpan] | None:
    """When the hall was open, by the hours as they stand now; None where it keeps none."""
    if not keeps_hours(session):
        return None
    days = days_of(whole)
    hall = weeks(session).get(None)
    if not hall:
        return None
    table = Timetable(calendar(session, days[0], days[-1]), hall, {})
    return [TimeSpan(part.opens, part.closes) for day in days for part in table.openings(day, ())]
