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
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from sqlalchemy.orm import Session

from hall import journal
from hall.base import Base
from hall.change_records.watching import changes_in
from hall.clock import Clock, hall_day, server_clock
from hall.column_seal import NO_SEAL, ColumnSeal
from hall.database import Database
from hall.errors import ClockImpossible, HallError
from hall.events import ClockAccepted, ClockAgreed, ClockDoubted, Event
from hall.hall_time import NOTHING_KNOWN, BeforeStart, ClockDoubt, HallTime, TimeReading
from hall.journal_feed import JournalFeed
from hall.wrong_tries import WrongTries

Written = TypeVar("Written", bound=Base)


class ReadSession:
    """One reading of the hall at one moment."""

    def __init__(self, session: Session, time: HallTime) -> None:
        self.session = session
        self._time = time

    @cached_property
    def _tail(self) -> journal.Tail:
        return journal.tail(self.session)

    @cached_property
    def time(self) -> TimeReading:
        return self._time.read(_last_fact(self._tail))

    @property
    def now(self) -> datetime:
        """The hall's time, never before the last fact; stays the same."""
        return self.time.now

    @property
    def clock_is_doubted(self) -> bool:
        """Then nothing is enforced, shown or done that depends on the hour or the date."""
        return self.time.doubt is not None

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

    def __init__(self, session: Session, actor: str, time: HallTime) -> None:
        self.session = session
        self.actor = actor
        self._tail = journal.tail(session)
        self._began = self._tail.seq
        # Time in the hall never runs backwards, whatever the clock does: a server whose
        # battery died wakes up in 1970, and its next number must still follow today's last.
        self.time = time.read(_last_fact(self._tail))
        self.now = self.time.now

    @property
    def clock_is_doubted(self) -> bool:
        """Then nothing is enforced that depends on the hour or the date."""
        return self.time.doubt is not None

    @property
    def today(self) -> date:
        """The day of ``now`` on the hall's wall."""
        return hall_day(self.now)

    @property
    def seq(self) -> int:
        """The number of the journal's last row, this unit's own among them."""
        return self._tail.seq

    def record(self, *facts: Event) -> int:
        """Write facts to the journal, in the transaction that makes them true.

        Returns the number of the last: thousands at once are one write.
        """
        self._tail = journal.append(self.session, self._tail, self.now, self.actor, facts)
        return self._tail.seq

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that is undone alone where it refuses; the rest of the unit stands."""
        tail = self._tail
        try:
            with self.session.begin_nested():
                yield
        except HallError:
            self._tail = tail
            raise

    def keep_changes(self) -> None:
        """What was changed of what the office keeps, from what to what (hall/change_records)."""
        seq = self.seq if self.seq > self._began else None
        for change in changes_in(self.session):
            change.at, change.actor, change.seq = self.now, self.actor, seq
            self.session.add(change)


class Hall:
    """The way in."""

    def __init__(
        self,
        records: Database,
        clock: Clock = server_clock,
        before: BeforeStart = NOTHING_KNOWN,
        seal: ColumnSeal = NO_SEAL,
    ) -> None:
        """What ``before`` says of an earlier doubt is read here. Raises DatabaseUnusable."""
        self._records = records
        with records.reading() as session:
            ahead = _doubted_ahead(session)
        self._time = HallTime(clock, replace(before, doubted_ahead=ahead))
        self._told_of: ClockDoubt | None = None
        self._owes_an_all_clear = ahead is not None
        self._journal_feed = JournalFeed(self._rows_behind)
        #: Of what stands sealed in the database, such as the secrets of second factors.
        self.seal = seal
        #: Who guesses at secrets; kept in memory (hall/wrong_tries.py).
        self.tries = WrongTries(clock.steady)

    @contextmanager
    def work(self, actor: str = "hall") -> Iterator[UnitOfWork]:
        """Commit at the end of the block, or undo all of it if the block raises.

        ``actor`` stands in the journal. Raises DatabaseUnusable.
        """
        with self._records.writing() as session:
            work = UnitOfWork(session, actor, self._time)
            yield work
            work.keep_changes()
        self.wake()

    def wake(self) -> None:
        """Let whoever waits for news look again."""
        self._journal_feed.wake()

    @contextmanager
    def read(self) -> Iterator[ReadSession]:
        """One moment of the hall, however often it is asked. Raises DatabaseUnusable."""
        with self._records.reading() as session:
            yield ReadSession(session, self._time)

    def journal_after(self, after: int, patience_seconds: float) -> list[journal.JournalEntry]:
        """The entries behind ``after``; when there are none yet, wait a little for one."""
        return self._journal_feed.after(after, patience_seconds)

    def _rows_behind(self, seq: int) -> list[journal.JournalEntry]:
        with self._records.reading() as session:
            return list(journal.after(session, seq))

    def now(self) -> datetime:
        """The hall's time, for who keeps a moment in mind between two looks at the journal."""
        with self.read() as snapshot:
            return snapshot.now

    def doubt_the_clock(self) -> TimeReading:
        """Write down that the clock is not believed, once for each time; asked at the start of
        the server and now and then."""
        with self.read() as snapshot:
            time = snapshot.time
        if time.doubt is not None and time.doubt is not self._told_of:
            seconds = int(time.off.total_seconds())
            with self.work() as work:
                behind, ahead = max(0, -seconds), max(0, seconds)
                work.record(ClockDoubted(behind_seconds=behind, ahead_seconds=ahead))
            self._owes_an_all_clear = True
        elif time.doubt is None and self._owes_an_all_clear:
            with self.work() as work:
                work.record(ClockAgreed())
            self._owes_an_all_clear = False
        self._told_of = time.doubt
        return time

    def accept_the_clock(self, actor: str) -> None:
        """A manager says that the server's clock is right: from here on it counts.

        Raises ClockImpossible for a time before this program was.
        """
        with self.work(actor) as work:
            if not work.clock_is_doubted:
                return
            if work.time.doubt is ClockDoubt.IMPOSSIBLE:
                raise ClockImpossible(at=work.time.clock.isoformat())
            work.now = work.time.clock
            work.record(ClockAccepted(corrected_seconds=-int(work.time.off.total_seconds())))
            self._owes_an_all_clear = False
            self._time.accept()  # while nobody else writes: no row goes on with the old time

    def close(self) -> None:
        """Let go of the database."""
        self._records.close()


def _last_fact(tail: journal.Tail) -> datetime | None:
    return tail.at if tail.seq else None


def _doubted_ahead(session: Session) -> timedelta | None:
    """How far ahead the clock stood when it was doubted last, if it has not been right since."""
    verdicts = (ClockDoubted.kind, ClockAgreed.kind, ClockAccepted.kind)
    last = journal.latest_of(session, verdicts)
    if last is None or last.kind != ClockDoubted.kind or not last.details["ahead_seconds"]:
        return None
    return timedelta(seconds=last.details["ahead_seconds"])
