"""When and where a notice is to show: set by any manager, and bounded against slips of the hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hall.errors import Malformed, NotAllowed, WrongStage
from hall.events import NoticeScheduled
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.schedule import Schedule
from hall.notices.shortening import ask, forget_what_waits, is_shorter
from hall.people.model import Staff
from hall.screens.model import Screen
from hall.unit_of_work import UnitOfWork

MOST_WORKING_DAYS = 250
MOST_MONTHS = 24
MOST_DAYPARTS = 6
#: From when and for how long a notice may show; what lies farther away was mistyped.
OLDEST, LATEST, LONGEST = timedelta(days=3660), timedelta(days=732), timedelta(days=50 * 366)


@dataclass(frozen=True, slots=True)
class NoticeSchedule:
    """When and where a notice is to show."""

    schedule: Schedule
    screens: Sequence[Screen] = ()  # none: all of them
    every_months: int | None = None


def reschedule(
    work: UnitOfWork,
    notice: Notice,
    wanted: NoticeSchedule,
    by: Staff | None = None,
    reason: str = "",
) -> None:
    """When and where is no substance: any manager sets it while the notice is not over. But a
    published period becomes shorter only with a reason, and when a second person agrees
    (hall/notices/shortening.py): until then it stays, and all else is set.

    Raises WrongStage, Malformed with the first field that is out of bounds or without a reason,
    NotAllowed where nobody says who wants it shorter.
    """
    if notice.state in (NoticeState.WITHDRAWN, NoticeState.EXPIRED):
        raise WrongStage(title=notice.title, stage=notice.state, wanted="schedule")
    _must_be_sound(wanted, work.now)
    schedule = _period_that_holds(work, notice, wanted.schedule, by, reason)
    notice.starts_at, notice.ends_at = schedule.starts, schedule.ends
    notice.working_days, notice.days = schedule.working_days, schedule.days
    notice.weekdays = "".join(map(str, sorted(schedule.weekdays)))
    notice.dayparts = [[_hm(part.start), _hm(part.end)] for part in schedule.dayparts]
    notice.every_months, notice.screens = wanted.every_months, list(wanted.screens)
    work.session.flush()
    work.record(NoticeScheduled(notice_id=notice.id))


def _period_that_holds(
    work: UnitOfWork, notice: Notice, wanted: Schedule, by: Staff | None, reason: str
) -> Schedule:
    if not is_shorter(work, notice, wanted):
        if _period(wanted) != _period(notice.schedule):
            forget_what_waits(work, notice)
        return wanted
    if by is None:
        raise NotAllowed
    ask(work, notice, wanted, by, reason)
    holds = notice.schedule
    return replace(wanted, starts=holds.starts, ends=holds.ends, working_days=holds.working_days)


def _period(schedule: Schedule) -> tuple[object, ...]:
    """Forms have minutes: saving one again is no change of a start that has seconds."""
    begins = schedule.starts.replace(second=0, microsecond=0)
    return begins, schedule.ends, schedule.working_days


def _hm(at: object) -> str:
    return f"{at:%H:%M}"


def _must_be_sound(wanted: NoticeSchedule, now: datetime) -> None:
    schedule = wanted.schedule
    starts, ends = schedule.starts, schedule.ends
    rules: Sequence[tuple[str, Callable[[], bool]]] = (
        ("starts_at", lambda: now - OLDEST <= starts <= now + LATEST),
        ("ends_at", lambda: ends is None or starts < ends <= starts + LONGEST),
        ("working_days", lambda: _within(schedule.working_days, MOST_WORKING_DAYS)),
        ("every_months", lambda: _within(wanted.every_months, MOST_MONTHS)),
        ("weekdays", lambda: bool(schedule.weekdays) and schedule.weekdays <= set(range(7))),
        ("dayparts", lambda: len(schedule.dayparts) <= MOST_DAYPARTS),
        ("dayparts", lambda: all(part.start != part.end for part in schedule.dayparts)),
    )
    for field, holds in rules:
        if not holds():
            raise Malformed(field=field, most=MOST_DAYPARTS)


def _within(number: int | None, most: int) -> bool:
    return number is None or 1 <= number <= most
