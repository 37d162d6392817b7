"""Windows at which nothing was pressed for long: closed by themselves, if the office has set it so.

Asked each minute. Nobody with a visit in hand is sent away, and nobody who waits is left alone.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.punch_windows import PunchOpens, close_if_nobody_is_left
from hall.events import ClockAccepted, HallOpened
from hall.journal import JournalEntry
from hall.line.model import Window
from hall.line.queries import windows
from hall.periodic_worker import PeriodicWorker
from hall.settings import number_setting, setting
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

LOOK_SECONDS = 60.0
#: After these nobody can be called silent yet: nothing could be pressed, or the time was another.
BEGIN_ANEW = {HallOpened.kind, ClockAccepted.kind}
ROWS_AT_ONCE = 200


class SilentWindowCloser(PeriodicWorker):
    """Looks each minute; a doubted clock closes nothing."""

    def __init__(self, hall: Hall) -> None:
        super().__init__("silent windows", self._look_once)
        self._hall = hall

    def _look_once(self) -> float:
        close_silent_windows(self._hall)
        return LOOK_SECONDS


def close_silent_windows(hall: Hall) -> int:
    """How many were closed."""
    with hall.read() as snapshot:
        if not silent_windows(snapshot):
            return 0
    with hall.work() as work:  # somebody may have pressed something meanwhile
        return sum(close_if_nobody_is_left(work, window) for window in silent_windows(work))


def silent_windows(snapshot: ReadSession | UnitOfWork) -> Sequence[Window]:
    """Where somebody sits and neither they nor the window did anything for as long as is set.

    A window that pauses is not silent: it says why nobody is called.
    """
    session = snapshot.session
    minutes = number_setting(session, "silent_window_minutes")
    is_off = setting(session, "punch_window") != PunchOpens.OPEN or not minutes
    if is_off or snapshot.clock_is_doubted:
        return []
    seated = [one for one in windows(session) if one.clerk_id is not None and one.paused is None]
    if not seated:
        return []
    heard = _heard_of(session, snapshot, timedelta(minutes=minutes))
    if heard is None:
        return []
    return [one for one in seated if not heard & {f"staff:{one.clerk_id}", f"window:{one.name}"}]


def _heard_of(
    session: Session, snapshot: ReadSession | UnitOfWork, silence: timedelta
) -> set[str] | None:
    """Who did something lately, and with which windows; None where nobody could have yet."""
    rows = session.execute(
        select(JournalEntry.at, JournalEntry.actor, JournalEntry.kind, JournalEntry.details)
        .order_by(JournalEntry.seq.desc())
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    heard: set[str] = set()
    for at, actor, kind, details in rows:
        if at <= snapshot.now - silence:
            return heard
        if kind in BEGIN_ANEW:
            return None
        heard |= {actor, f"staff:{details.get('staff_id')}", f"window:{details.get('window')}"}
    return heard
