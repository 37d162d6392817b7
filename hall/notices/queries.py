"""What is public at a moment, what waits for somebody, and what is due."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.base import LARGEST_ID
from hall.clock import hall_day
from hall.errors import NotFound
from hall.hours.calendar import Calendar
from hall.hours.queries import calendar
from hall.notices.model import BOARD_PAGES, Notice, NoticeFile, NoticeKind, Receipt
from hall.notices.notice_life import NoticeState
from hall.notices.schedule import (
    WorkingDayCalendar,
    end_of,
    shows,
)
from hall.screens.model import Screen

#: Looked back for rows of the office's calendar: no publication period is longer.
CALENDAR_SPAN = timedelta(days=400)
ORDER = (Notice.position, Notice.id)
SHOWN = select(Notice).options(selectinload(Notice.files), selectinload(Notice.screens))


def calendar_around(session: Session, now: datetime) -> Calendar:
    """The hall's calendar, 400 days back and ahead of that day."""
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
    return [notice for notice in published(session) if shows(notice.schedule, now, days)]


def notice_showing(session: Session, notice_id: int, now: datetime) -> Notice:
    """One notice, as long as it is public and its time has come. Raises NotFound."""
    for notice in showing(session, now):
        if notice.id == notice_id:
            return notice
    raise NotFound(notice=notice_id)


def notice_by_id(session: Session, notice_id: int) -> Notice:
    """In any state. Raises NotFound."""
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
    """Which screens told that it is gone, the first first."""
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


def board_pages_missing(shown: Iterable[Notice]) -> list[str]:
    """Which of the five the plan wants on the board nobody can read at present (未公示)."""
    there = {notice.title for notice in shown if notice.kind is NoticeKind.BOARD}
    return [name for name in BOARD_PAGES if name not in there]


def ends_at(notice: Notice, days: WorkingDayCalendar) -> datetime | None:
    """When it is over for good; None: not until somebody withdraws it."""
    return end_of(notice.schedule, days)
