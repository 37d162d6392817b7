"""When and where a notice is to show: set by any manager, and bounded against slips of the hand."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from hall.errors import Malformed, NotAllowed, WrongStage
from hall.events import NoticeScheduled
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.queries import calendar_around
from hall.notices.schedule import Schedule, end_of
from hall.notices.shortening import ask, forget_what_waits, show_as
from hall.notices.showing import NoticeSchedule, ShowingPattern
from hall.people.model import Staff
from hall.screens.queries import screens
from hall.unit_of_work import UnitOfWork

MOST_WORKING_DAYS = 250
MOST_MONTHS = 24
MOST_DAYPARTS = 6
#: From when and for how long a notice may show; what lies farther away was mistyped.
OLDEST, LATEST, LONGEST = timedelta(days=3660), timedelta(days=732), timedelta(days=50 * 366)


def reschedule(
    work: UnitOfWork,
    notice: Notice,
    wanted: NoticeSchedule,
    by: Staff | None = None,
    reason: str = "",
) -> None:
    """When and where is no substance: any manager sets it while the notice is not over. But a
    published period becomes shorter or thinner only with a reason, and when a second person agrees
    (hall/notices/shortening.py): until then all of it stays but when the next issue is due.

    Raises WrongStage, Malformed with the first field that is out of bounds or without a reason,
    NotAllowed where nobody says who wants less of it.
    """
    if notice.state in (NoticeState.WITHDRAWN, NoticeState.EXPIRED):
        raise WrongStage(title=notice.title, stage=notice.state, wanted="schedule")
    _must_be_sound(wanted, work.now)
    notice.every_months = wanted.every_months
    if _takes_away(work, notice, wanted):
        if by is None:
            raise NotAllowed
        ask(work, notice, wanted, by, reason)
    else:
        _show(work, notice, wanted)
    work.session.flush()
    work.record(NoticeScheduled(notice_id=notice.id))


def _shown_now(notice: Notice) -> ShowingPattern:
    """On which days, at which hours and on which screens it shows."""
    return ShowingPattern.of(NoticeSchedule(notice.schedule, notice.screens))


def _takes_away(work: UnitOfWork, notice: Notice, wanted: NoticeSchedule) -> bool:
    """Whether it makes a period that people were told of shorter or thinner."""
    days = calendar_around(work.session, work.now)
    has, would_have = end_of(notice.schedule, days), end_of(wanted.schedule, days)
    if notice.state is not NoticeState.PUBLISHED or has is None:
        return False
    wall = frozenset(screen.id for screen in screens(work.session))
    return (
        wanted.schedule.starts > notice.starts_at
        or (would_have is not None and would_have < has)
        or ShowingPattern.of(wanted).takes_away(_shown_now(notice), wall)
    )


def _show(work: UnitOfWork, notice: Notice, wanted: NoticeSchedule) -> None:
    period, shown = wanted.schedule, ShowingPattern.of(wanted)
    if (_period(period), shown) != (_period(notice.schedule), _shown_now(notice)):
        forget_what_waits(work, notice)
    notice.starts_at, notice.ends_at = period.starts, period.ends
    notice.working_days = period.working_days
    show_as(work.session, notice, shown)


def _period(schedule: Schedule) -> tuple[object, ...]:
    """Forms have minutes: saving one again is no change of a start that has seconds."""
    begins = schedule.starts.replace(second=0, microsecond=0)
    return begins, schedule.ends, schedule.working_days


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
