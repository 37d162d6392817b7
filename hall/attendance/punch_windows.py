"""A punch opens and closes windows, if the office has set it so; nothing of it is certain enough
to be done for a punch that is told late, repeated, or made while the clock is doubted.

Signs, forecast and kiosk follow by the facts of sitting down and leaving, as after any press.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select

from hall.attendance.last_window import last_seat, window_to_open
from hall.attendance.meaning import meaning_of, people_in
from hall.attendance.model import Punch
from hall.attendance.queries import ANSWERED_HERE
from hall.attendance.rules.due_slots import SlotSide
from hall.clock import HALL_ZONE
from hall.events import Punched
from hall.journal import JournalEntry
from hall.line import queries
from hall.line.leaving_window import leave_window, left_behind
from hall.line.model import Window
from hall.line.seating import sit_down
from hall.people.model import Staff
from hall.settings import setting
from hall.unit_of_work import ReadSession, UnitOfWork

#: Told later than this, whoever punched may be anywhere by now.
FRESH = timedelta(seconds=10)
ROWS_AT_ONCE = 50


class PunchOpens(StrEnum):
    """The setting ``punch_window``."""

    OFF = "off"
    OFFER = "offer"  # the clerk and the office are told that the window is not open
    OPEN = "open"  # the clerk is seated, and gone with the punch out


@dataclass(frozen=True, slots=True)
class UnopenedWindow:
    """Somebody has come, and the window where they sat last is free."""

    clerk: Staff
    window: Window


def follow_punch(work: UnitOfWork, punch: Punch) -> None:
    """What a punch of this moment does to the window of its clerk, as the office has set it.

    A punch that no slot takes (without a timetable, or beside its hours) says nothing.
    """
    doubted = work.clock_is_doubted or punch.clock_doubted or punch.set_aside
    is_fresh = timedelta() <= work.now - punch.at < FRESH and punch.way in ANSWERED_HERE
    if doubted or punch.repeated or not is_fresh:
        return
    if setting(work.session, "punch_window") != PunchOpens.OPEN:
        return
    meaning = meaning_of(work.session, punch)
    if meaning is None:
        return
    clerk = work.session.get_one(Staff, punch.staff_id)
    if meaning.side is SlotSide.ARRIVAL:
        window = window_to_open(work, clerk)
        if window is not None:
            sit_down(work, window, clerk)
    else:
        for window in queries.windows_of(work.session, clerk):
            close_if_nobody_is_left(work, window)


def close_if_nobody_is_left(work: UnitOfWork, window: Window) -> bool:
    """Leave it as its clerk would; not with somebody in hand, nor from whom nobody else can call.

    Whoever is parked or was missed there belongs to every desk that calls their service.
    """
    left = left_behind(work, window)
    if left.in_hand or left.stranded:
        return False
    leave_window(work, window)
    return True


def unopened_windows(snapshot: ReadSession) -> list[UnopenedWindow]:
    """Who has punched in and has not sat down since, and where they could; in order of coming."""
    session = snapshot.session
    if snapshot.clock_is_doubted or setting(session, "punch_window") != PunchOpens.OFFER:
        return []
    came = _fresh_punches(snapshot)
    found = []
    for staff_id in people_in(session, snapshot.now):
        seat = last_seat(session, staff_id) if staff_id in came else None
        if seat is None or seat.at >= came[staff_id]:
            continue
        clerk = session.get_one(Staff, staff_id)
        window = window_to_open(snapshot, clerk)
        if window is not None:
            found.append(UnopenedWindow(clerk, window))
    return found


def _fresh_punches(snapshot: ReadSession) -> dict[int, datetime]:
    """By person, their last punch of today that was told when it was made."""
    midnight = datetime.combine(snapshot.today, time(), HALL_ZONE)
    rows = snapshot.session.execute(
        select(JournalEntry.at, JournalEntry.details)
        .where(JournalEntry.kind == Punched.kind)
        .order_by(JournalEntry.seq.desc())
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    fresh: dict[int, datetime] = {}
    for told_at, details in rows:
        if told_at < midnight:
            break
        told = Punched(**details)
        at = datetime.fromisoformat(told.at) if told.at else told_at
        is_fresh = told_at - at < FRESH and told.way in ANSWERED_HERE
        if is_fresh and not told.set_aside and not told.repeated:
            fresh.setdefault(told.staff_id, at)
    return fresh
