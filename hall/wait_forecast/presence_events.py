"""Who was seen in the hall when: folded from the journal's rows, one day at a time.

A clerk may stay signed in over noon and overnight, so sitting at a window proves little:
somebody was here when the journal has something that they did.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hall.clock import hall_day
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
        elif row.kind == Punched.kind:
            self._punched(row)
        elif sign := SIGNS.get(row.kind):
            self._saw(row.details.get("staff_id"), minute, sign)
        elif row.kind != SignInRefused.kind:  # anybody may mistype another's password
            self._saw(staff_in(row.actor), minute, PresenceSign.ACTED)
        if row.kind == TicketCalled.kind:
            self._called(row, minute)

    def _punched(self, row: JournalRow) -> None:
        """A terminal tells of it late: it is a sign of when it was made, and of that day only."""
        told = row.details
        at = datetime.fromisoformat(told["at"]) if told.get("at") else row.at
        if not told.get("repeated") and not told.get("set_aside") and same_day(at, row.at):
            self._saw(told.get("staff_id"), minute_of(at), PresenceSign.PUNCHED)

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
            insort(self.by_staff[staff], PresenceEvent(minute, sign), key=lambda seen: seen.minute)


def same_day(first: datetime, second: datetime) -> bool:
    """Whether two moments are of one day on the hall's wall."""
    return hall_day(first) == hall_day(second)


def staff_in(actor: str) -> int | None:
    """The member of staff whom the journal names as the actor; None for programs and visitors."""
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdecimal() else None
