"""What time it is in the hall, and whether the server's clock may be believed.

The hall's time runs at the pace of the machine's steady clock. The server's clock is believed as
long as it agrees with it; where it jumps, back or ahead, or starts from somewhere that cannot be,
the hall's time goes on at its own pace from the last fact, and the clock is doubted:

    believed --jumps more than a minute--> doubted --agrees again, or a manager accepts--> believed

At the start there is no steady clock to compare with. Then the clock may lie as far behind the
last fact as the hall may have been switched off without a question: further ahead it is doubted,
as is one that the last run doubted and that nobody has set right.

Numbers, calls and days go on while the clock is doubted; what depends on the hour or the date
waits (``ReadSession.clock_is_doubted``, ``UnitOfWork.clock_is_doubted``).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import Lock

from hall.clock import Clock

#: Below this the clock is merely being adjusted, as every network time service does.
CLOCK_TOLERANCE = timedelta(seconds=60)
#: Before this program was: what a clock says whose battery is flat.
EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
#: When this program was last worked on, and until when it may well run without a newer one.
BUILT = datetime(2026, 12, 1, tzinfo=UTC)
HORIZON = BUILT.replace(year=BUILT.year + 10)
#: Off from a Thursday evening to a Monday morning (a weekend and a day's leave) asks nobody
#: anything; a holiday of ten days, or months in a cupboard, is one press of a manager's.
LONGEST_PAUSE_HOURS = 96


class ClockDoubt(StrEnum):
    BEHIND = "behind"  # earlier than it can be
    AHEAD = "ahead"  # later than it should be
    LONG_AFTER = "long_after"  # at the start: so long after the last fact that it may be wrong
    BEYOND = "beyond"  # at the start: years after the program was made
    IMPOSSIBLE = "impossible"  # earlier than the program itself: nobody can accept that


@dataclass(frozen=True, slots=True)
class TimeReading:
    now: datetime  # the hall's
    clock: datetime  # the server's
    doubt: ClockDoubt | None = None

    @property
    def off(self) -> timedelta:
        """How far the server's clock lies from the hall's time; positive when it is ahead."""
        return self.clock - self.now


@dataclass(frozen=True, slots=True)
class Anchor:
    """A moment of the hall's time, and what the steady clock said at it."""

    moment: datetime
    seconds: float

    def at(self, seconds: float) -> datetime:
        return self.moment + timedelta(seconds=max(0.0, seconds - self.seconds))


@dataclass(frozen=True, slots=True)
class BeforeStart:
    """What is known of the time before the clock has been believed once."""

    longest_pause_hours: int = LONGEST_PAUSE_HOURS
    newest_file: datetime | None = None  # in the storage folder, for a hall without a fact
    doubted_ahead: timedelta | None = None  # by the last run, up to its end

    @property
    def step(self) -> timedelta:
        """How far after the last fact the clock may stand."""
        pause = timedelta(hours=self.longest_pause_hours)
        return min(pause, self.doubted_ahead - CLOCK_TOLERANCE) if self.doubted_ahead else pause

    def moment(self, clock: datetime) -> datetime:
        """Before a first fact the time is at least this."""
        return min(clock, self.newest_file or (clock if clock <= HORIZON else BUILT))


NOTHING_KNOWN = BeforeStart()


class HallTime:
    """One for each process; all its threads ask it."""

    def __init__(self, clock: Clock, before: BeforeStart = NOTHING_KNOWN) -> None:
        self._before = before
        self._was_believed = False
        self._clock = clock
        self._lock = Lock()
        self._anchor: Anchor | None = None
        self._doubt: ClockDoubt | None = None

    def read(self, last_fact: datetime | None) -> TimeReading:
        """The time now, never before the last fact (None: there is no fact yet)."""
        with self._lock:
            clock, seconds = self._clock(), self._clock.steady()
            floor = last_fact or self._before.moment(clock)
            self._doubt = self._judged(clock, seconds, floor)
            if self._doubt is None:
                self._anchor, self._was_believed = Anchor(max(clock, floor), seconds), True
            elif self._anchor is None:
                self._anchor = Anchor(floor, seconds)
            return TimeReading(max(self._anchor.at(seconds), floor), clock, self._doubt)

    def accept(self) -> None:
        """From here on the server's clock counts, whatever it says."""
        with self._lock:
            self._anchor, self._doubt = Anchor(self._clock(), self._clock.steady()), None
            self._was_believed = True

    def _judged(self, clock: datetime, seconds: float, floor: datetime) -> ClockDoubt | None:
        if clock < EARLIEST:
            return ClockDoubt.IMPOSSIBLE
        expected = self._anchor.at(seconds) if self._anchor else floor
        if clock < max(expected, floor) - CLOCK_TOLERANCE:
            return ClockDoubt.BEHIND
        if self._was_believed:  # it is known how much time has passed since, asleep or not
            return ClockDoubt.AHEAD if clock > expected + CLOCK_TOLERANCE else None
        if clock > HORIZON >= expected:
            return ClockDoubt.BEYOND
        return ClockDoubt.LONG_AFTER if clock > expected + self._before.step else None
