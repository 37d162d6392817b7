"""Facts of when the hall is open, and the slips of who came too early."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class HoursChanged(Event):
    """The weekly hours of a window were set; of the hall, when it names none."""

    window: str


@dataclass(frozen=True)
class QuotaChanged(Event):
    """How many numbers a service has in a half-day; None: no end."""

    service: str
    half: str
    most: int | None


@dataclass(frozen=True)
class CalendarChanged(Event):
    """A day was set or forgotten by the hall, or a year's notice was imported."""

    day: str  # ISO 8601; only the year of a notice
    source: str  # hall.hours.calendar.Source


@dataclass(frozen=True)
class ReturnSlipMade(Event):
    """Somebody came while a service was closed, and got a place on a later half-day (回头号)."""

    return_slip_id: int
    service: str
    day: str  # ISO 8601
    half: str


@dataclass(frozen=True)
class ReturnSlipRedeemed(Event):
    """A return slip became a number; ``TicketIssued`` of it stands just before."""

    return_slip_id: int
    number: str
    service: str


@dataclass(frozen=True)
class CodeRefused(Event):
    """Digits were typed at the kiosk that no paper carries; several in a row close it a while."""

    what: str  # "return slip", "ticket" or "opinion"
