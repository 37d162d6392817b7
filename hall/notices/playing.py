"""What plays: of the notices meant for a screen, those of the highest level that is showing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hall.notices.levels import Level, on_top
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.queries import ORDER, SHOWN, calendar_around, published
from hall.notices.schedule import WorkingDayCalendar, next_change, shows
from hall.screens.model import Screen


@dataclass(frozen=True, slots=True)
class Playing:
    """What one screen plays at a moment, and when that may change by itself."""

    notices: Sequence[Notice]
    until: datetime | None

    def seconds_left(self, now: datetime) -> float | None:
        """None: it does not change by itself."""
        return (self.until - now).total_seconds() if self.until else None


def playing_on(session: Session, screen: Screen | None, now: datetime) -> Playing:
    """What is meant for this screen; None, one that nobody registered, plays what all play."""
    days = calendar_around(session, now)
    return what_plays([notice for notice in published(session) if notice.is_for(screen)], now, days)


def emergencies(session: Session, now: datetime) -> Playing:
    """What plays above everything, wherever: of hardly any moment there is one, so it is cheap."""
    wanted = SHOWN.where(Notice.state == NoticeState.PUBLISHED, Notice.level == Level.EMERGENCY)
    if not (meant := session.scalars(wanted.order_by(*ORDER)).all()):
        return Playing([], None)
    return what_plays(meant, now, calendar_around(session, now))


def what_plays(meant: Sequence[Notice], now: datetime, days: WorkingDayCalendar) -> Playing:
    """Of the notices meant for a screen those of the highest level that is showing."""
    shown = [
        notice
        for notice in meant
        if notice.state is NoticeState.PUBLISHED and shows(notice.schedule, now, days)
    ]
    changes = (next_change(notice.schedule, now, days) for notice in meant)
    return Playing(on_top(shown), min((at for at in changes if at is not None), default=None))
