"""The vocabulary of facts: what has happened in the hall, past tense, frozen.

A fact is written to the journal under its class's name, and read back from there by whoever
wants to know (announcer, statistics, the county). Add fields only with a default, and never
rename one: rows written years ago are read with today's vocabulary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

KINDS: dict[str, type["Event"]] = {}


class Event:
    """Base of every fact."""

    kind: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.kind = cls.__name__
        KINDS[cls.kind] = cls

    def details(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]


def read_back(kind: str, details: Mapping[str, Any]) -> Event | None:
    """The fact of a journal row; None for one this version does not know."""
    cls = KINDS.get(kind)
    if cls is None:
        return None
    known = {each.name for each in fields(cls)}  # type: ignore[arg-type]
    try:
        return cls(**{name: value for name, value in details.items() if name in known})
    except TypeError:  # a field is missing: written by hand, or by no version of ours
        return None


@dataclass(frozen=True)
class HallFurnished(Event):
    """Services, windows, staff, items and notices were loaded into an empty database."""

    source: str


@dataclass(frozen=True)
class HallOpened(Event):
    """The server started."""

    version: str


@dataclass(frozen=True)
class ClockDoubted(Event):
    """The server's clock lies before the last fact: dated things wait, numbers go on."""

    behind_seconds: int


@dataclass(frozen=True)
class ClockAccepted(Event):
    """A manager said that the server's clock is right, although it went back."""

    corrected_seconds: int


@dataclass(frozen=True)
class TicketIssued(Event):
    ticket_id: int
    number: str
    service: str
    source: str  # "kiosk", "counter" or "api"


@dataclass(frozen=True)
class TicketCalled(Event):
    ticket_id: int
    number: str
    service: str
    window: str
    turn: int  # 1 for the first call, more for a recall


@dataclass(frozen=True)
class TicketServed(Event):
    """The visitor came to the window."""

    ticket_id: int
    number: str
    service: str
    window: str


@dataclass(frozen=True)
class TicketFinished(Event):
    ticket_id: int
    number: str
    service: str
    window: str


@dataclass(frozen=True)
class TicketMissed(Event):
    ticket_id: int
    number: str
    service: str
    window: str


@dataclass(frozen=True)
class TicketReturned(Event):
    """A missed visitor came back and stands in line again, three places behind."""

    ticket_id: int
    number: str
    service: str
    window: str


@dataclass(frozen=True)
class TicketParked(Event):
    """The visitor is fetching something and comes back to the same window."""

    ticket_id: int
    number: str
    service: str
    window: str


@dataclass(frozen=True)
class TicketResumed(Event):
    ticket_id: int
    number: str
    service: str
    window: str


@dataclass(frozen=True)
class TicketTransferred(Event):
    """Sent on to another service, with the first place kept."""

    ticket_id: int
    number: str
    service: str  # the one it is sent to
    came_from: str  # the one it was sent from


@dataclass(frozen=True)
class TicketCancelled(Event):
    """The number was given back."""

    ticket_id: int
    number: str
    service: str


@dataclass(frozen=True)
class TicketLeft(Event):
    """The visitor went away without saying so."""

    ticket_id: int
    number: str
    service: str


@dataclass(frozen=True)
class StepUndone(Event):
    """The last step of a ticket was taken back by the one who took it."""

    ticket_id: int
    number: str
    service: str
    undone: int  # the journal's seq of the fact that no longer holds
    came_from: str = ""  # where a transfer had sent it, when that was undone


@dataclass(frozen=True)
class WindowPaused(Event):
    window: str
    reason: str  # "" when it opens again


@dataclass(frozen=True)
class SlipWanted(Event):
    """Somebody asked for the slip of a ticket to be printed once more (补打)."""

    ticket_id: int
    number: str


@dataclass(frozen=True)
class SlipPrinted(Event):
    ticket_id: int
    number: str
    proof: str  # hall.machines.Proof


@dataclass(frozen=True)
class SlipDelayed(Event):
    """The printer surely did not print; the slip stays wanted and comes out by itself."""

    ticket_id: int
    number: str
    fault: str


@dataclass(frozen=True)
class SlipInDoubt(Event):
    """The slip may be out, whole or in part; a person decides about another."""

    ticket_id: int
    number: str
    fault: str


@dataclass(frozen=True)
class WindowTaken(Event):
    """A clerk sat down at a window; None: the window was left."""

    window: str
    staff_id: int | None


@dataclass(frozen=True)
class SignedIn(Event):
    staff_id: int


@dataclass(frozen=True)
class SignInRefused(Event):
    """A wrong password for an existing account."""

    staff_id: int


@dataclass(frozen=True)
class SignedOut(Event):
    staff_id: int


@dataclass(frozen=True)
class StaffJoined(Event):
    staff_id: int
    role: str


@dataclass(frozen=True)
class TokenCreated(Event):
    name: str
    scope: str


@dataclass(frozen=True)
class Punched(Event):
    """A member of staff clocked in or out; which of the two is derived, never stored."""

    punch_id: int
    staff_id: int
    way: str  # "fingerprint" or "pin"
    repeated: bool  # within a minute of the punch before: kept, and counted once


@dataclass(frozen=True)
class StrangerTouched(Event):
    """A finger nobody could be found for."""

    page: int | None  # enrolled in the reader but assigned to nobody here; None: unknown to it


@dataclass(frozen=True)
class MachineLost(Event):
    machine: str
    fault: str


@dataclass(frozen=True)
class MachineFound(Event):
    machine: str


@dataclass(frozen=True)
class PaperRanLow(Event):
    """The printer reports that its roll is near its end."""


@dataclass(frozen=True)
class SettingChanged(Event):
    name: str
    value: str


@dataclass(frozen=True)
class ItemDrafted(Event):
    item: str  # the code


@dataclass(frozen=True)
class ItemChanged(Event):
    item: str


@dataclass(frozen=True)
class ItemPublished(Event):
    item: str


@dataclass(frozen=True)
class ItemWithdrawn(Event):
    item: str


@dataclass(frozen=True)
class CatalogueImported(Event):
    """A whole file of items was taken in; the versions it made carry this fact's number."""

    created: int
    changed: int
    published: int
    digest: str  # SHA-256 of the file
