"""A thread that follows the journal: what is new there begins its round."""

from collections.abc import Callable, Sequence

from hall.events import FollowedJournal, JournalRow
from hall.periodic_worker import PeriodicWorker

PATIENCE_SECONDS = 1.0


class JournalFollower(PeriodicWorker):
    def __init__(self, name: str, journal: FollowedJournal, run_once: Callable[[], float]) -> None:
        super().__init__(name, run_once, interrupt=journal.wake)
        self.seq = 0
        self._journal = journal

    def begin(self, seq: int) -> None:
        """Start behind ``seq``: what happened before, everybody reads for themselves."""
        self.seq = seq
        self.start()

    def new_rows(self, patience_seconds: float) -> Sequence[JournalRow]:
        """What is new, once: a row that makes a round fail is not met again for ever."""
        rows = self._journal.journal_after(self.seq, patience_seconds)
        self.seq = rows[-1].seq if rows else self.seq
        return rows
