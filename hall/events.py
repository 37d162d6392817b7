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
    help: bool = False  # the visitor does not know what they need


@dataclass(frozen=True)
class TicketCalled(Event):
    ticket_id: int
    number: str
    service: str
    window: str
    turn: int  # 1 for the first call, more for a recall


@dataclass(frozen=True)
class TicketServed(Event):
    """The visitor came to the window; without a call if they walked up without a number."""

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
    window: str | None = None  # where alone it is to be called


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
class TicketWentOn(Event):
    """One of several services is done; the visit goes on with the next."""

    ticket_id: int
    number: str
    service: str  # the next
    came_from: str  # the one that is done
    window: str  # where it was done
    stays: bool  # … and where the next one is done too, at once


@dataclass(frozen=True)
class FurtherAdded(Event):
    """A visit is for one more service."""

    ticket_id: int
    number: str
    service: str  # where the ticket is now
    further: str  # what comes after


@dataclass(frozen=True)
class ServiceChanged(Event):
    """The office added a service or changed what stands on its tile."""

    service: str
    name: str


@dataclass(frozen=True)
class WindowChanged(Event):
    """The office added a window or changed what it does."""

    window: str
    services: str  # prefixes


@dataclass(frozen=True)
class WindowCovered(Event):
    """An officer at another desk serves this window's people; None: no longer."""

    window: str
    desk: str | None


@dataclass(frozen=True)
class SkillsChanged(Event):
    """What a member of staff can do; "" is whatever their window does."""

    staff_id: int
    services: str  # prefixes


@dataclass(frozen=True)
class RightsChanged(Event):
    """What a member of staff may do besides calling the next."""

    staff_id: int
    may_choose: bool


@dataclass(frozen=True)
class PriorityChanged(Event):
    """A reason to be called earlier was added, renamed, taken out of use or back in."""

    priority_id: int
    name: str
    in_use: bool


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
    ticket_id: int | None  # None: a sheet
    number: str
    proof: str  # hall.machines.Proof
    slip_id: int | None = None  # of a sheet


@dataclass(frozen=True)
class SlipDelayed(Event):
    """The printer surely did not print; the slip stays wanted and comes out by itself."""

    ticket_id: int | None  # None: a sheet
    number: str
    fault: str
    slip_id: int | None = None  # of a sheet


@dataclass(frozen=True)
class SlipInDoubt(Event):
    """The slip may be out, whole or in part; a person decides about another."""

    ticket_id: int | None  # None: a sheet
    number: str
    fault: str
    slip_id: int | None = None  # of a sheet


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
class LayoutChanged(Event):
    """The office changed how a paper looks, or let it look as delivered again."""

    paper: str


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
class RotaChanged(Event):
    """When somebody works was entered anew: their week, or one date."""

    staff_id: int
    day: str = ""  # ISO; "" for the week


@dataclass(frozen=True)
class SettingChanged(Event):
    name: str
    value: str


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

    what: str  # "return slip" or "ticket"


@dataclass(frozen=True)
class RatingGiven(Event):
    """A visitor rated a visit. Neither which nor how: programs read the journal."""

    rating_id: int


@dataclass(frozen=True)
class CaseOpened(Event):
    """The hall has something to answer (差评)."""

    case_id: int


@dataclass(frozen=True)
class CaseLimitChanged(Event):
    """A case was found to be complex, or ordinary after all."""

    case_id: int
    is_complex: bool
    due_on: str  # ISO 8601


@dataclass(frozen=True)
class CaseAnswered(Event):
    """The first answer closes a case; a later one corrects it."""

    case_id: int
    correction: bool


@dataclass(frozen=True)
class OneTimeNoticeGiven(Event):
    """A visitor was told in writing, all at once, what is missing (一次性告知)."""

    notice_id: int
    ticket_id: int | None  # None: somebody who telephoned
    item: str


@dataclass(frozen=True)
class NoticeWritten(Event):
    """A notice was begun, or its substance changed; it is a draft now."""

    notice_id: int


@dataclass(frozen=True)
class NoticeSubmitted(Event):
    """A draft was handed on for review."""

    notice_id: int
    marked: int  # how much personal data was marked in it
    let_stand: bool  # … and somebody decided that it is to be public


@dataclass(frozen=True)
class NoticeSentBack(Event):
    notice_id: int


@dataclass(frozen=True)
class NoticePublished(Event):
    notice_id: int
    digest: str  # SHA-256 of what was approved
    own: bool = False  # approved by its writer: the hall has switched four eyes off


@dataclass(frozen=True)
class NoticeScheduled(Event):
    """When and where a notice shows was changed."""

    notice_id: int


@dataclass(frozen=True)
class NoticeWithdrawn(Event):
    """Taken off every screen by a person, or because a newer version took its place."""

    notice_id: int
    replaced_by: int | None = None


@dataclass(frozen=True)
class NoticeExpired(Event):
    notice_id: int


@dataclass(frozen=True)
class NoticeCleared(Event):
    """A screen confirmed that a notice which was taken down is no longer on it."""

    notice_id: int
    screen: str


@dataclass(frozen=True)
class NoticeStalled(Event):
    """A screen could not show a notice and went on to the next."""

    notice_id: int
    screen: str


@dataclass(frozen=True)
class ScreenChanged(Event):
    """A screen was registered, changed, or taken out of use."""

    screen: str
    role: str
    in_use: bool = True


@dataclass(frozen=True)
class ScreenOrdered(Event):
    """The office told a screen to load itself anew, to say its name, or to go dark or bright."""

    screen: str
    order: str  # hall.screens.orders.Order


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
