"""What is new in the journal, read once for everybody who follows it.

Several threads follow the journal, each at its own pace, and after every action all of them ask the
same. Rows behind a number never change and never get fewer, so a page that one of them has read
serves the others too. Where this process has written nothing since, nobody asks the database
before waiting; what another process wrote is found when the patience is over.
"""

from collections.abc import Callable, Sequence
from threading import Condition, Lock

from hall.journal import LONGEST_PAGE, JournalEntry


class JournalFeed:
    """``read`` gives the rows behind a number, oldest first, ``LONGEST_PAGE`` of them at most."""

    def __init__(self, read: Callable[[int], Sequence[JournalEntry]]) -> None:
        self._read = read
        self._something_new = Condition()
        self._commits = 0  # of this process; and whatever else ought to end a wait
        self._reading = Lock()
        self._page: Sequence[JournalEntry] = ()
        self._end = 0  # behind this row there was nothing when so much was committed:
        self._end_at = -1

    def wake(self) -> None:
        """Let whoever waits look again."""
        with self._something_new:
            self._commits += 1
            self._something_new.notify_all()

    def after(self, seq: int, patience_seconds: float) -> list[JournalEntry]:
        """The rows behind ``seq``; when there are none yet, wait a little for one."""
        before = self._commits  # asked first: a row that comes meanwhile ends the wait at once
        if not self.is_quiet(seq) and (rows := self._behind(seq)):
            return rows
        with self._something_new:
            self._something_new.wait_for(lambda: self._commits != before, patience_seconds)
        return self._behind(seq)

    def is_quiet(self, seq: int) -> bool:
        """Whether this process knows, without asking, that it has written nothing behind it."""
        with self._reading:
            return seq >= self._end and self._commits == self._end_at

    def _behind(self, seq: int) -> list[JournalEntry]:
        with self._reading:
            if not self._page or not self._page[0].seq - 1 <= seq < self._page[-1].seq:
                self._turn_to(seq)
            return [row for row in self._page if row.seq > seq]

    def _turn_to(self, seq: int) -> None:
        commits = self._commits  # of what is committed while it is read, nobody knows
        self._page = self._read(seq)
        if len(self._page) < LONGEST_PAGE:
            self._end = self._page[-1].seq if self._page else seq
            self._end_at = commits
