"""Who was seen in the hall when: folded from the journal's rows, one day at a time.

A clerk may stay signed in over noon and overnight, so sitting at a window proves little:
somebody was here when the journal has something that they did.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from hall.events import (
    JournalRow,
    Punched,
    SignedIn,
    SignedOut,
    SignInRefused,
    TicketCalled,
    WindowTaken,
)
from hall.wait_forecast.day_minutes import minute_of


class PresenceSign(StrEnum):
    CAME = "came"  # signed in, or sat down at a window
    ACTED = "acted"
    LEFT = "left"  # stood up, or somebody else took the window
    SIGNED_OUT = "signed_out"
    PUNCHED = "punched"  # on the way in or out


#: Facts about somebody, whoever did them.
SIGNS = {
    Punched.kind: PresenceSign.PUNCHED,
    SignedIn.kind: PresenceSign.CAME,
    SignedOut.kind: PresenceSign.SIGNED_OUT,
}


@dataclass(frozen=True, slots=True)
class PresenceEvent:
    minute: float
    sign: PresenceSign


@dataclass
class PresenceEvents:
    """One day's, as far as the journal was read."""

    seq: int = 0  # of the last row that is in here
    by_staff: dict[int, list[PresenceEvent]] = field(default_factory=lambda: defaultdict(list))
    called: dict[str, float] = field(default_factory=dict)  # by a program, the window's latest
    sat: dict[str, int] = field(default_factory=dict)  # who took each window last
    windows: dict[int, str] = field(default_factory=dict)  # which window each took last
    served: set[int] = field(default_factory=set)  # who sat down, or called somebody

    def follow(self, rows: Iterable[JournalRow]) -> None:
        """Take up rows of the same day, oldest first."""
        for row in rows:
            self.seq = row.seq
            self._note(row, minute_of(row.at))

    def _note(self, row: JournalRow, minute: float) -> None:
        if row.kind == WindowTaken.kind:
            self._window_taken(row, minute)
        elif sign := SIGNS.get(row.kind):
            if not row.details.get("repeated"):
                self._saw(row.details.get("staff_id"), minute, sign)
        elif row.kind != SignInRefused.kind:  # anybody may mistype another's password
            self._saw(staff_in(row.actor), minute, PresenceSign.ACTED)
        if row.kind == TicketCalled.kind:
            self._called(row, minute)

    def _called(self, row: JournalRow, minute: float) -> None:
        """A clerk's call is no sign that the window serves when they have left it."""
        if (caller := staff_in(row.actor)) is not None:
            self.served.add(caller)
        else:
            self.called[str(row.details.get("window"))] = minute

    def _window_taken(self, row: JournalRow, minute: float) -> None:
        """An actor who empties a window is taken for the one who sat there."""
        window, staff = str(row.details.get("window")), row.details.get("staff_id")
        left = self.sat.pop(window, None) or (staff_in(row.actor) if staff is None else None)
        if left != staff:
            self._saw(left, minute, PresenceSign.LEFT)
        if staff is not None:
            self._saw(staff, minute, PresenceSign.CAME)
            self.sat[window], self.windows[staff] = staff, window
            self.served.add(staff)

    def _saw(self, staff: int | None, minute: float, sign: PresenceSign) -> None:
        if staff is not None:
            self.by_staff[staff].append(PresenceEvent(minute, sign))


def staff_in(actor: str) -> int | None:
    """The member of staff whom the journal names as the actor; None for programs and visitors."""
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdecimal() else None
