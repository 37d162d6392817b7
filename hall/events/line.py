"""Facts of a ticket's life."""

from dataclasses import dataclass

from hall.events.fact import Event


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
    wait_seconds: float = 0.0  # until it is announced: the same number was called just before


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
class TicketHandedOver(Event):
    """Parked or missed at one window, and another answers for the visit from now on."""

    ticket_id: int
    number: str
    service: str
    window: str  # the one that answers now
    came_from: str  # the one that did


@dataclass(frozen=True)
class TicketCorrected(Event):
    """What was said of a waiting visitor was wrong; the place is kept."""

    ticket_id: int
    number: str
    service: str
    priority_id: int | None
    help: bool


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
class VisitClosed(Event):
    """Nobody pressed the end of it: the office closed the visit, or the night did."""

    ticket_id: int
    number: str
    service: str
    window: str  # where it was; "" for one in line
    came_from: str  # the state it was found in
    state: str  # and is in now
    ended: str | None  # when it is believed to have ended; None: nobody knows


@dataclass(frozen=True)
class TicketReadmitted(Event):
    """Who was not served on an earlier day has a number of today, with the old place."""

    ticket_id: int
    number: str
    service: str
    left_over_id: int  # the ticket of that day


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
