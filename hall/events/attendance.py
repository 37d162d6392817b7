"""Facts of clocking in, by finger, by number, by terminal."""

from dataclasses import dataclass
from typing import Any

from hall.events.fact import Event


@dataclass(frozen=True)
class Punched(Event):
    """A member of staff clocked in or out; which of the two is derived, never stored.

    The row's own time is when it was told: a terminal's file tells of a whole month.
    """

    punch_id: int
    staff_id: int
    way: str  # "fingerprint", "pin", "terminal" or "paper"
    repeated: bool  # within a minute of the punch before: kept, and counted once
    at: str = (
        ""  # when it happened, ISO; "": at the row's own time, or written before that was kept
    )
    set_aside: str = ""  # why this moment is not believed; "": it is


@dataclass(frozen=True)
class PunchDecided(Event):
    """A manager counted a punch that was set aside, at another moment or its own, or did not."""

    punch_id: int
    counts_at: str  # ISO; "": it does not count


@dataclass(frozen=True)
class SheetEntered(Event):
    """The office entered the punches of a sheet of paper, of a day without power."""

    day: str  # ISO
    punches: int


@dataclass(frozen=True)
class ConsentRecorded(Event):
    """Somebody signed that their finger may be kept in the reader, or that they use a PIN."""

    staff_id: int
    agreed: bool


@dataclass(frozen=True)
class StrangerTouched(Event):
    """A finger nobody could be found for."""

    page: int | None  # enrolled in the reader but assigned to nobody here; None: unknown to it


@dataclass(frozen=True)
class WithdrawnFingerTouched(Event):
    """Its owner took their consent back; until the reader has deleted it, it punches no more."""

    page: int
    staff_id: int


@dataclass(frozen=True)
class TerminalRead(Event):
    """Punches came from a terminal, on a stick or by push."""

    serial: str
    records: int
    waiting: int  # of numbers that belong to nobody yet


@dataclass(frozen=True)
class TerminalAdmitted(Event):
    """A terminal may push its punches from now on."""

    serial: str


@dataclass(frozen=True)
class TerminalDismissed(Event):
    serial: str


@dataclass(frozen=True)
class TerminalLinesDealtWith(Event):
    """Somebody looked at lines that could not become records, and did what was to be done."""

    serial: str
    why: str  # the code of the sentence that says what was wrong with them
    lines: int


@dataclass(frozen=True)
class FingerEnrolled(Event):
    """A template was stored in the reader, read back, and entered in the register."""

    page: int
    staff_id: int


@dataclass(frozen=True)
class FingerForgotten(Event):
    """A template was deleted; the reader's own index was the proof."""

    page: int
    staff_id: int | None  # None: it belonged to nobody in the register


@dataclass(frozen=True)
class ReaderAdopted(Event):
    """From here on this hall trusts the fingerprint reader that is plugged in now."""

    forgotten: int  # fingers of the reader before, which have to be enrolled again


@dataclass(frozen=True)
class ReaderLocked(Event):
    """The fingerprint reader was given a new password, kept outside the database."""


@dataclass(frozen=True)
class ReaderTried(Event):
    """The fingerprint reader was tried before the hall opened."""

    fingers: int = 0  # in it
    missing: int = 0  # in the register, and not in it
    fault: str = ""  # what was wrong with it; "": nothing


@dataclass(frozen=True)
class SecurityLevelSet(Event):
    """How alike a finger has to be to what is stored: 1 lets most pass, 5 fewest."""

    level: int


@dataclass(frozen=True)
class FingersCopied(Event):
    """An officer took a sealed copy of the reader's templates; about to be handed over."""

    count: int


@dataclass(frozen=True)
class FingersRestored(Event):
    """A sealed copy was put into a reader and read back; the reader is this hall's now."""

    count: int
    left_out: int  # fingers that were deleted from the register since the copy


@dataclass(frozen=True)
class RotaChanged(Event):
    """When somebody works was entered anew: their week, or one date."""

    staff_id: int
    day: str = ""  # ISO; "" for the week


@dataclass(frozen=True)
class GroupChanged(Event):
    """A group of the attendance was set up, or its head or its exemption changed."""

    group_id: int
    name: str
    exempt: bool
    head: int | None  # staff


@dataclass(frozen=True)
class GroupJoined(Event):
    """From a day on somebody belongs to a group; to none: left, or lent to another office."""

    staff_id: int
    group_id: int | None
    since: str  # ISO


@dataclass(frozen=True)
class TimetableKept(Event):
    """A timetable was written, with its sessions as they are stored."""

    timetable_id: int
    name: str
    sessions: list[dict[str, Any]]


@dataclass(frozen=True)
class TimetableUsed(Event):
    """A group or a person keeps a timetable from a day on; or somebody has duty."""

    use_id: int
    timetable: str
    group_id: int | None
    staff_id: int | None
    since: str  # ISO
    until: str | None


@dataclass(frozen=True)
class TimetableUseEnded(Event):
    """It is kept no longer than to a day; with no day it was entered by mistake, and is gone."""

    use_id: int
    timetable: str
    group_id: int | None
    staff_id: int | None
    since: str  # ISO
    until: str | None


@dataclass(frozen=True)
class LocalHolidayChanged(Event):
    """A day off of a group or of some people was entered, or taken back."""

    holiday_id: int
    name: str
    begins: str  # ISO
    ends: str
    taken_back: bool = False
