"""Facts of leave, field duty and make-ups. People are numbers of staff, times ISO 8601."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class SlipHandedIn(Event):
    """Somebody applied, or the office entered their paper slip."""

    slip_id: int
    staff_id: int
    slip_kind: str
    begins: str
    ends: str


@dataclass(frozen=True)
class SlipMovedOn(Event):
    """A slip was signed, approved, refused or withdrawn, or its person is back."""

    slip_id: int
    staff_id: int
    act: str  # hall.attendance.absences.model.SlipAct
    rank: str = ""  # of a signature


@dataclass(frozen=True)
class SlotRuled(Event):
    """The office decided what a slot comes to; "" for as the punches say."""

    staff_id: int
    day: str
    session: str
    side: str
    verdict: str


@dataclass(frozen=True)
class SlipsLookedAt(Event):
    """Somebody looked at slips of others, once for each page."""

    page: str
    staff_id: int | None = None  # None: of several


@dataclass(frozen=True)
class SlipKindKept(Event):
    """A kind of leave or field duty was added or changed."""

    kind_id: int
    name: str
    effect: str
    yearly_days: float | None


@dataclass(frozen=True)
class AllowanceSet(Event):
    """How many days a year somebody has of a kind; None: as everybody."""

    staff_id: int
    kind_id: int
    days: float | None
