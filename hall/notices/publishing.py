"""From the draft to the screens and off them again: four eyes, and a check before them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hall.errors import Malformed, NothingToShow, OwnNotice, Rewritten, Undecided, WrongStage
from hall.events import (
    NoticeExpired,
    NoticePublished,
    NoticeScheduled,
    NoticeSentBack,
    NoticeSubmitted,
    NoticeWithdrawn,
)
from hall.notices import personal_data
from hall.notices.model import Notice, NoticeKind, digest
from hall.notices.notice_life import NoticeAction, NoticeState
from hall.notices.queries import calendar_around
from hall.notices.schedule import Schedule, is_over
from hall.people.model import Staff
from hall.plain_text import plain
from hall.screens.model import Screen
from hall.settings import setting
from hall.unit_of_work import UnitOfWork

LONGEST_REMARK = 100
MOST_WORKING_DAYS = 250
MOST_MONTHS = 24
MOST_DAYPARTS = 6
#: From when and for how long a notice may show; what lies farther away was mistyped.
OLDEST, LATEST, LONGEST = timedelta(days=3660), timedelta(days=732), timedelta(days=50 * 366)


class Decision(StrEnum):
    """What a person says about the personal data that was marked."""

    NONE = "none"
    MASK = "mask"
    LET_STAND = "let_stand"


def marked(notice: Notice) -> list[tuple[str, personal_data.PersonalDataFinding]]:
    """What was marked, with the part it stands in; "" is a part that can be masked here."""
    found = [("title", each) for each in personal_data.check(notice.title)]
    found += [("body", each) for each in personal_data.check(notice.body)]
    for file in notice.files:
        found += [(f"page {file.position + 1}", each) for each in personal_data.check(file.text)]
    return found


def submit(work: UnitOfWork, notice: Notice, decision: Decision = Decision.NONE) -> None:
    """Hand a draft on for review; what was marked in it must have been decided about."""
    _must_show_something(notice)
    if decision is Decision.MASK:
        notice.title, notice.body = (
            personal_data.masked(notice.title),
            personal_data.masked(notice.body),
        )
    left = marked(notice)
    if left and decision is not Decision.LET_STAND:
        raise Undecided(title=notice.title, count=len(left))
    notice.take(NoticeAction.SUBMIT)
    notice.remark = ""
    work.record(NoticeSubmitted(notice_id=notice.id, marked=len(left), let_stand=bool(left)))


def _must_show_something(notice: Notice) -> None:
    has_text = notice.kind in (NoticeKind.TEXT, NoticeKind.BOARD)
    if not (notice.body.strip() if has_text else notice.files):
        raise NothingToShow(title=notice.title)


def approve(work: UnitOfWork, notice: Notice, by: Staff, seen: str | None = None) -> None:
    """Publish it; what it takes the place of leaves in the same moment. ``seen`` is the digest of
    what was read: whoever wrote it may have changed it and handed it on again meanwhile."""
    if seen is not None and seen != digest(notice):
        raise Rewritten(title=notice.title)
    own = by.id in notice.hands
    if own and setting(work.session, "four_eyes") == "yes":
        raise OwnNotice(title=notice.title)
    notice.take(NoticeAction.APPROVE)
    notice.approved_by, notice.published_at = by, work.now
    work.record(NoticePublished(notice_id=notice.id, digest=digest(notice), own=own))
    previous = work.session.get(Notice, notice.previous_id) if notice.previous_id else None
    if previous is not None and previous.state is NoticeState.PUBLISHED:
        previous.take(NoticeAction.WITHDRAW)
        _over(work, previous, NoticeWithdrawn(notice_id=previous.id, replaced_by=notice.id))


def send_back(work: UnitOfWork, notice: Notice, remark: str) -> None:
    words = _remark(remark)
    notice.take(NoticeAction.SEND_BACK)
    notice.remark = words
    work.record(NoticeSentBack(notice_id=notice.id))


def withdraw(work: UnitOfWork, notice: Notice, remark: str) -> None:
    """Take it off every screen at once (撤下)."""
    words = _remark(remark)
    notice.take(NoticeAction.WITHDRAW)
    notice.remark = words
    _over(work, notice, NoticeWithdrawn(notice_id=notice.id))


def expire_what_is_over(work: UnitOfWork, published: Sequence[Notice]) -> int:
    """Close the notices whose time is over. Screens let go of them by themselves."""
    count, days = 0, calendar_around(work.session, work.now)
    for notice in published:
        if is_over(notice.schedule, work.now, days):
            notice.take(NoticeAction.EXPIRE)
            _over(work, notice, NoticeExpired(notice_id=notice.id))
            count += 1
    return count


def _over(work: UnitOfWork, notice: Notice, fact: NoticeWithdrawn | NoticeExpired) -> None:
    notice.over_at, notice.over_seq = work.now, work.record(fact)


def _remark(words: str) -> str:
    return plain(words, field="notice_remark", longest=LONGEST_REMARK, shortest=1)


@dataclass(frozen=True, slots=True)
class NoticeSchedule:
    """When and where a notice is to show."""

    schedule: Schedule
    screens: Sequence[Screen] = ()  # none: all of them
    every_months: int | None = None


def reschedule(work: UnitOfWork, notice: Notice, wanted: NoticeSchedule) -> None:
    """When and where is no substance: any manager sets it while the notice is not over."""
    if notice.state in (NoticeState.WITHDRAWN, NoticeState.EXPIRED):
        raise WrongStage(title=notice.title, stage=notice.state, wanted="schedule")
    _must_be_sound(wanted, work.now)
    schedule = wanted.schedule
    notice.starts_at, notice.ends_at = schedule.starts, schedule.ends
    notice.working_days, notice.days = schedule.working_days, schedule.days
    notice.weekdays = "".join(map(str, sorted(schedule.weekdays)))
    notice.dayparts = [[_hm(part.start), _hm(part.end)] for part in schedule.dayparts]
    notice.every_months, notice.screens = wanted.every_months, list(wanted.screens)
    work.session.flush()
    work.record(NoticeScheduled(notice_id=notice.id))


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
