"""Whether the hall is to be looked over now, and why it is not."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.hours.queries import keeps_hours, timetable
from hall.line.queries import windows
from hall.opening_check.model import OpeningCheck
from hall.settings import number_setting
from hall.unit_of_work import ReadSession, UnitOfWork


class NoCheckWhy(StrEnum):
    """Why nothing is looked over by itself at this moment."""

    NEVER = "never"  # the office set it so
    CLOCK = "clock"  # the clock is doubted
    NO_HOURS = "no_hours"
    CLOSED = "closed"  # today the hall does not open
    EARLY = "early"
    OVER = "over"  # today's opening hours are over
    DONE = "done"


@dataclass(frozen=True, slots=True)
class DueCheck:
    """``why_not`` is None where it is due; ``late``: the hall has opened already."""

    why_not: NoCheckWhy | None = None
    late: bool = False


def due_check(snapshot: ReadSession) -> DueCheck:
    """Once a day, from so many minutes before the first opening until the last closing."""
    session, now = snapshot.session, snapshot.now
    minutes = number_setting(session, "opening_check_minutes")
    if minutes == 0:
        return DueCheck(NoCheckWhy.NEVER)
    if snapshot.clock_is_doubted:
        return DueCheck(NoCheckWhy.CLOCK)
    table, ids = timetable(session, snapshot.today), [w.id for w in windows(session)]
    if not keeps_hours(session) or table.always(ids):
        return DueCheck(NoCheckWhy.NO_HOURS)
    openings = table.openings(snapshot.today, ids)
    if not openings:
        return DueCheck(NoCheckWhy.CLOSED)
    opens = openings[0].opens
    if now < opens - timedelta(minutes=minutes):
        return DueCheck(NoCheckWhy.EARLY)
    if any(not check.asked for check in checks_today(snapshot)):
        return DueCheck(NoCheckWhy.DONE)
    if now >= max(opening.closes for opening in openings):
        return DueCheck(NoCheckWhy.OVER)
    return DueCheck(late=now >= opens)


def checks_today(snapshot: ReadSession | UnitOfWork) -> list[OpeningCheck]:
    """Today's, the latest first."""
    today = select(OpeningCheck).where(OpeningCheck.day == snapshot.today)
    return list(snapshot.session.scalars(today.order_by(OpeningCheck.id.desc())))


def latest_checks(session: Session, most: int = 20) -> list[OpeningCheck]:
    """Of any day, the latest first."""
    return list(session.scalars(select(OpeningCheck).order_by(OpeningCheck.id.desc()).limit(most)))
