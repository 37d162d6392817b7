"""Units of work: the only way to change anything in the hall, and the only way to read it.

    with hall.work("staff:3") as work:      # commits at the end, or undoes everything
        ticket = issue_ticket(work, service)

    with hall.read() as snapshot:           # changes nothing, never waits for writers
        waiting = queries.waiting(snapshot.session, snapshot.today)

Whoever wants to hear what happened follows the journal (``Hall.journal_after``): it knows the
order, it holds what other processes did, and it is still there after a restart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from sqlalchemy.orm import Session

from hall import journal
from hall.base import Base
from hall.clock import Clock, hall_day, server_clock
from hall.database import Database
from hall.events import ClockAccepted, ClockDoubted, Event
from hall.journal_feed import JournalFeed

#: Below this the clock is merely being adjusted, as every network time service does.
CLOCK_TOLERANCE = timedelta(seconds=60)

Written = TypeVar("Written", bound=Base)


class ReadSession:
    """One reading of the hall at one moment."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self.session = session
        self._clock = clock

    @cached_property
    def _tail(self) -> journal.Tail:
        return journal.tail(self.session)

    @cached_property
    def now(self) -> datetime:
        """The clock, or the last fact's moment where the clock lies before it; stays the same."""
        return max(self._clock(), self._tail.at)

    @property
    def today(self) -> date:
        """The day of ``now`` on the hall's wall."""
        return hall_day(self.now)

    @property
    def seq(self) -> int:
        """Everything up to this row of the journal is in what is read."""
        return self._tail.seq

    def go_on_with(self, written: Written) -> Written:
        """What a work has just written, here, as it was written: it is not read again."""
        self.session.add(written)
        return written


class UnitOfWork:
    """One change of the hall, at one moment, by one actor."""

    def __init__(self, session: Session, actor: str, clock: datetime) -> None:
        self.session = session
        self.actor = actor
        self._tail = journal.tail(session)
        # Time in the hall never runs backwards, whatever the clock does: a server whose
        # battery died wakes up in 1970, and its next number must still follow today's last.
        self.now = max(clock, self._tail.at)
        self.clock = clock

    @property
    def today(self) -> date:
        """The day of ``now`` on the hall's wall."""
        return hall_day(self.now)

    @property
    def seq(self) -> int:
        """The number of the journal's last row, this unit's own among them."""
        return self._tail.seq

    def record(self, fact: Event) -> int:
        """Write the fact to the journal, in the transaction that makes it true; its number."""
        self._tail = journal.append(self.session, self._tail, self.now, self.actor, fact)
        return self._tail.seq


class Hall:
    """The way in."""

    def __init__(self, records: Database, clock: Clock = server_clock) -> None:
        self._records = records
        self._clock = clock
        self._journal_feed = JournalFeed(self._rows_behind)

    @contextmanager
    def work(self, actor: str = "hall") -> Iterator[UnitOfWork]:
        """Commit at the end of the block, or undo all of it if the block raises.

        ``actor`` stands in the journal. Raises DatabaseUnusable.
        """
        with self._records.writing() as session:
            yield UnitOfWork(session, actor, self._clock())
        self.wake()

    def wake(self) -> None:
        """Let whoever waits for news look again."""
        self._journal_feed.wake()

    @contextmanager
    def read(self) -> Iterator[ReadSession]:
        """One moment of the hall, however often it is asked. Raises DatabaseUnusable."""
        with self._records.reading() as session:
            yield ReadSession(session, self._clock)

    def journal_after(self, after: int, patience_seconds: float) -> list[journal.JournalEntry]:
        """The entries behind ``after``; when there are none yet, wait a little for one."""
        return self._journal_feed.after(after, patience_seconds)

    def _rows_behind(self, seq: int) -> list[journal.JournalEntry]:
        with self._records.reading() as session:
            return list(journal.after(session, seq))

    def behind(self) -> timedelta:
        """How far the server's clock lies behind the last fact; zero when all is well."""
        with self._records.reading() as session:
            lag = journal.tail(session).at - self._clock()
        return lag if lag > CLOCK_TOLERANCE else timedelta()

    def doubt_the_clock(self) -> timedelta:
        """Write down that the clock went back, if it did; the start of the server asks."""
        lag = self.behind()
        if lag:
            with self.work() as work:
                work.record(ClockDoubted(behind_seconds=int(lag.total_seconds())))
        return lag

    def accept_the_clock(self, actor: str) -> None:
        """A manager says that the earlier time is the right one: from here on it counts."""
        with self.work(actor) as work:
            back = int((work.now - work.clock).total_seconds())
            if not back:
                return
            work.now = work.clock
            work.record(ClockAccepted(corrected_seconds=back))

    def close(self) -> None:
        """Let go of the database."""
        self._records.close()
