"""What is public at a moment, what waits for somebody, and what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.base import LARGEST_ID
from hall.clock import hall_day
from hall.errors import NotFound
from hall.hours.calendar import Calendar
from hall.hours.queries import calendar
from hall.notices.levels import Level, on_top
from hall.notices.model import BOARD_PAGES, Notice, NoticeFile, NoticeKind, Receipt
from hall.notices.notice_life import NoticeState
from hall.notices.schedule import REMINDED_BEFORE, end_of, next_change, next_issue_due, shows
from hall.notices.schedule import WorkingDayCalendar as AnyCalendar
from hall.screens.model import Screen

#: Looked back for rows of the office's calendar: no publication period is longer.
CALENDAR_SPAN = timedelta(days=400)
ORDER = (Notice.position, Notice.id)
SHOWN = select(Notice).options(selectinload(Notice.files), selectinload(Notice.screens))


def calendar_around(session: Session, now: datetime) -> Calendar:
    today = hall_day(now)
    return calendar(session, today - CALENDAR_SPAN, today + CALENDAR_SPAN)


def published(session: Session) -> Sequence[Notice]:
    """Everything approved and not taken down, whether it shows at this moment or not."""
    return session.scalars(
        SHOWN.where(Notice.state == NoticeState.PUBLISHED).order_by(*ORDER)
    ).all()


def showing(session: Session, now: datetime) -> Sequence[Notice]:
    """Every notice whose time has come and is not over, in the order of the rotation."""
    days = calendar_around(session, now)
    return [each for each in published(session) if shows(each.schedule, now, days)]


@dataclass(frozen=True, slots=True)
class Playing:
    """What one screen plays at a moment, and when that may change by itself."""

    notices: Sequence[Notice]
    until: datetime | None

    def seconds_left(self, now: datetime) -> float | None:
        return (self.until - now).total_seconds() if self.until else None


def playing_on(session: Session, screen: Screen | None, now: datetime) -> Playing:
    days = calendar_around(session, now)
    return what_plays([each for each in published(session) if each.is_for(screen)], now, days)


def emergencies(session: Session, now: datetime) -> Playing:
    """What plays above everything, wherever: of hardly any moment there is one, so it is cheap."""
    wanted = SHOWN.where(Notice.state == NoticeState.PUBLISHED, Notice.level == Level.EMERGENCY)
    if not (meant := session.scalars(wanted.order_by(*ORDER)).all()):
        return Playing([], None)
    return what_plays(meant, now, calendar_around(session, now))


def what_plays(meant: Sequence[Notice], now: datetime, days: AnyCalendar) -> Playing:
    """Of the notices meant for a screen those of the highest level that is showing."""
    shown = [
        each
        for each in meant
        if each.state is NoticeState.PUBLISHED and shows(each.schedule, now, days)
    ]
    changes = (next_change(each.schedule, now, days) for each in meant)
    return Playing(on_top(shown), min((at for at in changes if at is not None), default=None))


def notice_showing(session: Session, notice_id: int, now: datetime) -> Notice:
    """One notice, as long as it is public."""
    for notice in showing(session, now):
        if notice.id == notice_id:
            return notice
    raise NotFound(notice=notice_id)


def notice_by_id(session: Session, notice_id: int) -> Notice:
    notice = session.get(Notice, notice_id) if 0 < notice_id <= LARGEST_ID else None
    if notice is None:
        raise NotFound(notice=notice_id)
    return notice


def in_state(session: Session, state: NoticeState, most: int = 100) -> Sequence[Notice]:
    """Those of one state: public ones as they rotate, the others latest first."""
    order = ORDER if state is NoticeState.PUBLISHED else (Notice.over_at.desc(), Notice.id.desc())
    return session.scalars(SHOWN.where(Notice.state == state).order_by(*order).limit(most)).all()


def file_is_public(session: Session, name: str) -> bool:
    """Whether a notice that is published shows this file, or these captions."""
    found = (
        select(NoticeFile.id)
        .join(Notice)
        .where(
            or_(NoticeFile.name == name, NoticeFile.captions == name),
            Notice.state == NoticeState.PUBLISHED,
        )
    )
    return session.scalar(found.limit(1)) is not None


def receipts(session: Session, notice: Notice) -> Sequence[Receipt]:
    return session.scalars(
        select(Receipt)
        .options(joinedload(Receipt.screen))
        .where(Receipt.notice_id == notice.id)
        .order_by(Receipt.at, Receipt.screen_id)
    ).all()


def without_receipt(session: Session, screen: Screen, upto: int) -> Sequence[Notice]:
    """Taken down at or before a row of the journal, and not yet confirmed by this screen."""
    confirmed = select(Receipt.notice_id).where(Receipt.screen_id == screen.id)
    return session.scalars(
        select(Notice)
        .options(selectinload(Notice.screens))
        .where(
            Notice.state == NoticeState.WITHDRAWN,
            Notice.over_seq <= upto,
            Notice.id.not_in(confirmed),
        )
    ).all()


@dataclass(frozen=True, slots=True)
class NoticesDue:
    """A periodic notice whose next issue is wanted."""

    notice: Notice
    on: date
    overdue: bool


def issues_due(session: Session, today: date) -> list[NoticesDue]:
    """The periodic notices (定期) whose next issue falls due within a week, or is overdue."""
    periodic = session.scalars(
        select(Notice).where(
            Notice.every_months.is_not(None),
            Notice.state.in_((NoticeState.PUBLISHED, NoticeState.EXPIRED)),
        )
    ).all()
    followed = set(
        session.scalars(
            select(Notice.previous_id).where(
                Notice.previous_id.is_not(None),
                Notice.state.in_(
                    (NoticeState.PUBLISHED, NoticeState.EXPIRED, NoticeState.WITHDRAWN)
                ),
            )
        )
    )
    due = [
        NoticesDue(each, on, on < today)
        for each in periodic
        if each.id not in followed
        and (on := next_issue_due(hall_day(each.starts_at), each.every_months or 1))
        <= today + REMINDED_BEFORE
    ]
    return sorted(due, key=lambda each: (each.on, each.notice.id))


def board_pages_missing(shown: Iterable[Notice]) -> list[str]:
    """Which of the five the plan wants on the board nobody can read at present (未公示)."""
    there = {each.title for each in shown if each.kind is NoticeKind.BOARD}
    return [name for name in BOARD_PAGES if name not in there]


def ends_at(notice: Notice, days: AnyCalendar) -> datetime | None:
    return end_of(notice.schedule, days)
