"""Facts of staff and programs that sign in."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class SignedIn(Event):
    staff_id: int


@dataclass(frozen=True)
class SignInRefused(Event):
    """A wrong password or PIN; of nobody, where nobody has the account."""

    staff_id: int | None


@dataclass(frozen=True)
class LockoutLifted(Event):
    """Whoever waited after wrong passwords or PINs of this account may try again."""

    staff_id: int


@dataclass(frozen=True)
class SignedOut(Event):
    staff_id: int


@dataclass(frozen=True)
class SignInEnded(Event):
    """A browser is signed in no longer; ``why`` is one of hall.people.sign_ins.WhyEnded."""

    staff_id: int
    sign_in: int
    why: str


@dataclass(frozen=True)
class SecondFactorSet(Event):
    """From now on a code is asked for as well."""

    staff_id: int


@dataclass(frozen=True)
class SecondFactorTakenOff(Event):
    staff_id: int


@dataclass(frozen=True)
class PaperCodeUsed(Event):
    """Signed in by a code from paper, which is used up by that."""

    staff_id: int


@dataclass(frozen=True)
class RecoveryPaperMade(Event):
    """A paper with which a director sets a new password; one made before is good no longer."""

    staff_id: int


@dataclass(frozen=True)
class RecoveryPaperUsed(Event):
    """A password was set with the paper, which is used up by that."""

    staff_id: int


@dataclass(frozen=True)
class StaffJoined(Event):
    staff_id: int
    role: str


@dataclass(frozen=True)
class StaffChanged(Event):
    """Name, role, title or department of a member of staff was entered anew."""

    staff_id: int
    role: str


@dataclass(frozen=True)
class PasswordChanged(Event):
    staff_id: int


@dataclass(frozen=True)
class PhotoChanged(Event):
    """A picture for the plate of somebody was put up, or taken away."""

    staff_id: int
    has_one: bool


@dataclass(frozen=True)
class StaffLeft(Event):
    """Somebody works here no longer, and what they held was closed or handed over; the list is
    ``departure``'s. ``successors`` are staff, by number."""

    staff_id: int
    departure: int
    successors: list[int]


@dataclass(frozen=True)
class PinChanged(Event):
    """The digits for clocking in without the reader were set or taken away."""

    staff_id: int


@dataclass(frozen=True)
class AccountClosed(Event):
    """Somebody works here no longer."""

    staff_id: int


@dataclass(frozen=True)
class AccountReopened(Event):
    staff_id: int


@dataclass(frozen=True)
class TokenRevoked(Event):
    """A program is let in no more."""

    name: str


@dataclass(frozen=True)
class TokenCreated(Event):
    name: str
    scope: str
