"""Facts of staff and programs that sign in."""

from dataclasses import dataclass

from hall.events.fact import Event


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
