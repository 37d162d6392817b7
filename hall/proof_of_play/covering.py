"""Which notices wait while a higher one plays, where, and what that leaves of their time.

A 公示 that nobody could see was not published. So the office says of each what covers it and how
long it really played, and of a period that cannot be kept as long as it can still be mended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.notices.model import Notice
from hall.notices.playing import covers
from hall.notices.queries import calendar_around, published
from hall.notices.schedule import WorkingDayCalendar, end_of, shows
from hall.proof_of_play.model import Exposure, ExposureKind
from hall.proof_of_play.spans import TimeSpan, total, wanted, without
from hall.screens.model import Screen

#: Looked so far ahead of a period without an end, or with one farther away.
LOOKED_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Covering:
    """One published notice against all the others."""

    notice: Notice
    is_due: bool  # its schedule wants it seen at this moment
    by: Sequence[Notice]  # what plays instead, on any of its screens
    plays_on: Sequence[Screen]  # of the registered screens
    played: timedelta  # so far, on the screen where it played longest
    ahead: timedelta  # how long it is still to be seen
    left: timedelta  # what the others leave of that, on the screen where they leave most

    @property
    def is_hidden(self) -> bool:
        """It is due, and no screen plays it."""
        return self.is_due and bool(self.by) and not self.plays_on

    @property
    def is_lost(self) -> bool:
        """Nothing that is planned lets it be seen again before it is over."""
        return bool(self.ahead) and not self.left


def coverings(session: Session, now: datetime, screens: Sequence[Screen]) -> list[Covering]:
    """Of every published notice; without a registered screen, of the one that anybody may open."""
    notices, days, had = published(session), calendar_around(session, now), played(session)
    where = screens or (None,)
    return [
        covering(notice, notices, where, now, days, had.get(notice.id, timedelta()))
        for notice in notices
    ]


def covering(
    notice: Notice,
    others: Sequence[Notice],
    screens: Sequence[Screen | None],
    now: datetime,
    days: WorkingDayCalendar,
    had: timedelta = timedelta(),
) -> Covering:
    """What ``others`` (it may be among them) do to this one, published already or not yet."""
    meant = [screen for screen in screens if notice.is_for(screen)]
    above = {screen: _above(notice, others, screen) for screen in meant}
    due = shows(notice.schedule, now, days)
    now_above = {
        screen: [other for other in over if shows(other.schedule, now, days)]
        for screen, over in above.items()
    }
    span = TimeSpan(
        now, min(end_of(notice.schedule, days) or now + LOOKED_AHEAD, now + LOOKED_AHEAD)
    )
    ahead = wanted(notice.schedule, span, days) if span.start < span.end else []
    left = (
        total(without(ahead, [one for other in over for one in wanted(other.schedule, span, days)]))
        for over in above.values()
    )
    return Covering(
        notice,
        is_due=due,
        by=list(dict.fromkeys(other for over in now_above.values() for other in over)),
        plays_on=[screen for screen, over in now_above.items() if due and screen and not over],
        played=had,
        ahead=total(ahead),
        left=max(left, default=timedelta()),
    )


def _above(notice: Notice, others: Sequence[Notice], screen: Screen | None) -> list[Notice]:
    return [
        other for other in others if other.is_for(screen) and covers(other.level, notice, screen)
    ]


def covered_by(
    notice: Notice, others: Sequence[Notice], screens: Sequence[Screen | None]
) -> list[Notice]:
    """Which of the others would wait while this one plays, on every screen that they are for."""
    return [
        other
        for other in others
        if other.id != notice.id
        and all(
            notice.is_for(screen) and covers(notice.level, other, screen)
            for screen in screens
            if other.is_for(screen)
        )
    ]


def played(session: Session) -> dict[int, timedelta]:
    """How long each notice was painted, on the screen that painted it longest."""
    rows = session.execute(
        select(Exposure.notice_id, func.sum(Exposure.shown_ms))
        .where(Exposure.what == ExposureKind.SHOWN, Exposure.notice_id.is_not(None))
        .group_by(Exposure.notice_id, Exposure.screen_id)
    )
    longest: dict[int, timedelta] = {}
    for notice_id, milliseconds in rows:
        assert notice_id is not None
        length = timedelta(milliseconds=milliseconds)
        longest[notice_id] = max(longest.get(notice_id, timedelta()), length)
    return longest
