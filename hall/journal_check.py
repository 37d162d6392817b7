"""Checking the journal's chain, a stretch at a time: how far somebody has come since the start.

In memory: whoever could write it down somewhere could write down that nobody needs to check.
"""

from dataclasses import dataclass
from threading import Lock

from sqlalchemy.orm import Session

from hall.journal import Break, Tail, check_on

#: Rows of one press: about three seconds of one core.
A_STRETCH = 50_000


@dataclass(frozen=True, slots=True)
class CheckedJournal:
    """Up to ``tail`` every row is as it was written; ``broken`` is the first that is not."""

    tail: Tail = Tail()
    broken: Break | None = None


class JournalCheck:
    """How far this process has come; several may press at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.state = CheckedJournal()

    def go_on(self, session: Session) -> CheckedJournal:
        """Another stretch; a break is looked at again, for it may have been put right."""
        tail, broken = check_on(session, self.state.tail, A_STRETCH)
        with self._lock:
            if tail.seq >= self.state.tail.seq:
                self.state = CheckedJournal(tail, broken)
            return self.state
