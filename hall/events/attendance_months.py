"""Facts of the month: outages, what people say of their month, its signatures, differences."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class OutageEntered(Event):
    """By the word of the office nobody could punch in a stretch of time."""

    outage_id: int
    begins: str  # ISO
    ends: str
    why: str


@dataclass(frozen=True)
class OutageTakenBack(Event):
    outage_id: int


@dataclass(frozen=True)
class MonthConfirmed(Event):
    """Somebody looked at their own month and says that it is right."""

    month: str  # 2026-10
    staff_id: int


@dataclass(frozen=True)
class MonthObjected(Event):
    """Somebody says that their own month is not right; their words stand beside the sheet."""

    month: str
    staff_id: int


@dataclass(frozen=True)
class MonthAnswered(Event):
    """The office answered an objection."""

    month: str
    staff_id: int


@dataclass(frozen=True)
class MonthSigned(Event):
    """One of the three signatures under a month, of the content with this digest."""

    month: str
    step: str
    staff_id: int
    digest: str
    undecided: int = 0  # missing punches, and punches set aside, that stay as they are


@dataclass(frozen=True)
class MonthLocked(Event):
    """The last signature: the content with this digest is kept as it was signed."""

    month: str
    digest: str


@dataclass(frozen=True)
class MonthReopened(Event):
    """A locked month is open again and will be signed anew."""

    month: str
    why: str


@dataclass(frozen=True)
class MonthDifferenceDecided(Event):
    """A cell of a locked month came out otherwise later: taken up in the next sheet, or left."""

    month: str
    staff_id: int
    day: str  # ISO
    accepted: bool


@dataclass(frozen=True)
class AttendanceViewed(Event):
    """Whose attendance somebody looked at: of one person, or of everybody (None)."""

    month: str
    staff_id: int | None
