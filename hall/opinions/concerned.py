"""Whom an opinion may be about: whoever sat at its window, so that they do not read it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE
from hall.events import WindowCovered, WindowTaken
from hall.journal import JournalEntry
from hall.line.model import Window

#: How far back is asked where nobody said on which day it was.
WHEN_UNKNOWN = timedelta(days=30)
#: Nobody keeps a window longer than this without signing in again.
SEATED_AT_MOST = timedelta(days=30)


def concerned_by(
    session: Session, window: Window, happened_on: date | None, today: date
) -> list[int]:
    """Everybody who sat there on that day, and at the desks that covered it, by their ids.

    ``happened_on`` None: on any of the last 30 days.
    """
    since = happened_on or today - WHEN_UNKNOWN
    until = (happened_on or today) + timedelta(days=1)
    span = (_midnight(since), _midnight(until))
    desks = {window.name, *_said(session, WindowCovered.kind, "desk", {window.name}, span)}
    found = set(_said(session, WindowTaken.kind, "staff_id", desks, span))
    return sorted(map(int, found))


def _said(
    session: Session, kind: str, what: str, windows: set[str], span: tuple[datetime, datetime]
) -> Iterator[str]:
    """What was said of these windows within the time, and last before it."""
    rows = session.execute(
        select(JournalEntry.at, JournalEntry.details)
        .where(
            JournalEntry.kind == kind, JournalEntry.at.between(span[0] - SEATED_AT_MOST, span[1])
        )
        .order_by(JournalEntry.seq.desc())
    )
    settled: set[str] = set()
    for at, details in rows:
        window = details["window"]
        if window in windows - settled:
            if details[what] is not None:
                yield details[what]
            if at < span[0]:
                settled.add(window)
        if settled == windows:
            return


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HALL_ZONE)
