"""A month as it was drawn last: of forty people a thousand judged and drawn cells, and whoever
opens it next sees the same.

Everything on it comes from facts of the journal and from the hall's minute. So it is drawn anew
after every fact but those that surely say nothing of it, and with every minute until the nights
around the month are over; a clock that is doubted has drawings of its own.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hall.attendance.hall_seconds import midnight_of, to_hall_seconds
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.reading import AROUND
from hall.attendance.rules.punch_rule import MINUTE
from hall.events import (
    KINDS,
    AttendanceViewed,
    ExposuresForgotten,
    SignedIn,
    SignedOut,
    SignInEnded,
    SignInRefused,
    line,
    slips,
)
from hall.journal import JournalEntry
from hall.unit_of_work import ReadSession

#: Rather one too few: a fact that stands here without right leaves an old month on the page.
NEVER_OF_A_MONTH = frozenset(
    {
        *(kind for kind, fact in KINDS.items() if fact.__module__ == line.__name__),
        *(kind for kind, fact in KINDS.items() if fact.__module__ == slips.__name__),
        *(fact.kind for fact in (SignedIn, SignedOut, SignInEnded, SignInRefused)),
        *(fact.kind for fact in (AttendanceViewed, ExposuresForgotten)),
    }
)
#: Drawings kept, each of some hundred kilobytes; that which nobody asked for longest goes.
MOST = 12
CHANGED = (
    select(JournalEntry.seq)
    .where(JournalEntry.seq > bindparam("seq"), JournalEntry.kind.not_in(NEVER_OF_A_MONTH))
    .limit(1)
)

#: Which view, for whom: what else a drawing depends on.
ShownTo = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    month: CalendarMonth
    shown_to: ShownTo
    minute: int
    clock_is_doubted: bool


@dataclass(frozen=True, slots=True)
class _Drawing:
    """``seq``: it is right for the journal up to this row."""

    seq: int
    html: str


class DrawnMonths:
    """Kept in memory, for all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[_Key, _Drawing] = OrderedDict()

    def drawing(
        self,
        snapshot: ReadSession,
        month: CalendarMonth,
        shown_to: ShownTo,
        draw: Callable[[], str],
    ) -> str:
        """As ``draw`` draws it from this snapshot, or as it was drawn before, if that is the same.

        Two who ask at once may both draw; what is older is found out by the next who asks.
        """
        key = _Key(month, shown_to, _minute(snapshot, month), snapshot.clock_is_doubted)
        with self._lock:
            kept = self._kept.get(key)
        is_right = kept is not None and not _has_changed(snapshot.session, kept.seq)
        html = kept.html if kept is not None and is_right else draw()
        with self._lock:
            self._kept[key] = _Drawing(snapshot.seq, html)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return html


def _minute(snapshot: ReadSession, month: CalendarMonth) -> int:
    """Of now; after the nights around the month time says nothing more about it."""
    ends = midnight_of(month.later.first) + AROUND
    return min(to_hall_seconds(snapshot.now), ends) // MINUTE


def _has_changed(session: Session, seq: int) -> bool:
    return session.connection().execute(CHANGED, {"seq": seq}).first() is not None
