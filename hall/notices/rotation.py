"""What screens play, made once for all that play the same.

When the office changes something, a hundred screens ask at the same moment; making each its own
would hold up whoever calls the next number. Nothing here is kept for long: a new fact about
notices, the calendar or the screens, and the next minute at which something begins or ends, make
it anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall import events
from hall.journal import JournalEntry
from hall.notices.model import Notice, notice_screen
from hall.notices.notice_life import NoticeState
from hall.screens.model import Screen

#: The facts after which screens may have to play something else.
CHANGES = tuple(fact.kind for fact in events.CHANGES_OF_A_ROTATION)
#: Should a change ever come without its fact, no screen plays the old for longer.
LONGEST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class RotationTurn:
    """One rotation, drawn; the moments in it are left open, for each who asks has its own."""

    since: datetime
    until: datetime | None
    html: str
    ends: dict[int, datetime]

    def is_right_at(self, now: datetime) -> bool:
        """Until the next moment at which something begins or ends, and for a minute at most."""
        latest = self.since + LONGEST
        return self.since <= now < (min(latest, self.until) if self.until else latest)


@dataclass(slots=True)
class _Made:
    """Everything that was made after one fact."""

    seq: int = -1
    named: frozenset[int] = frozenset()  # the screens that some notice is for by name
    turns: dict[int | None, RotationTurn] = field(default_factory=dict)


class Rotation:
    def __init__(self) -> None:
        self._lock = Lock()
        self._made = _Made()

    def turn(
        self,
        session: Session,
        screen: Screen | None,
        now: datetime,
        make: Callable[[], RotationTurn],
    ) -> RotationTurn:
        """Whoever comes while it is being made waits for it, instead of making it too."""
        seq = (
            session.scalar(select(func.max(JournalEntry.seq)).where(JournalEntry.kind.in_(CHANGES)))
            or 0
        )
        with self._lock:
            if seq != self._made.seq:
                self._made = _Made(seq, frozenset(named.id for named in screens_named(session)))
            made = self._made
            group = screen.id if screen and screen.id in made.named else None
            turn = made.turns.get(group)
            if turn is None or not turn.is_right_at(now):
                turn = made.turns[group] = make()
        return turn


def screens_named(session: Session) -> Sequence[Screen]:
    """Those that a public notice is for by name; all others play the same."""
    public = (
        select(notice_screen.c.screen_id).join(Notice).where(Notice.state == NoticeState.PUBLISHED)
    )
    return session.scalars(select(Screen).where(Screen.id.in_(public)).order_by(Screen.name)).all()
