"""What can honestly be said of a service now: take a number, wait for the opening, come again.

One pure rule for the kiosk's tiles and for the guard where numbers are issued, so that what is
offered is what is given.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from hall.clock import local
from hall.hours.timetable import Half, Opening, Timetable


class OpenState(StrEnum):
    OPEN = "open"
    SOON = "soon"  # numbers are given already, the windows open in a moment
    LATER = "later"  # opens again today
    FULL = "full"  # the numbers of this half-day are taken, or too few are left for all who came
    OVER = "over"  # not today any more


#: How far from closing and opening the office may set the last and the first number.
MOST_TICKET_MINUTES = 240


@dataclass(frozen=True, slots=True)
class Rules:
    """What the office has set."""

    last_ticket: timedelta = timedelta(minutes=15)  # before the windows close
    first_ticket: timedelta = timedelta(minutes=30)  # before they open


@dataclass(frozen=True, slots=True)
class Quotas:
    """Numbers of one service by half-day: how many there are, taken, and promised on slips."""

    most: Mapping[Half, int] = field(default_factory=dict)  # a half-day that is absent has no end
    taken: int = 0  # in the half-day of this moment
    promised: Mapping[tuple[date, Half], int] = field(default_factory=dict)
    wanted: int = 1  # how many are asked for at once, by people who came together

    def has_room(self, left: int | None) -> bool:
        return left is None or left >= self.wanted

    def left(self, day: date, half: Half, taken: int = 0) -> int | None:
        """None: as many as there are people."""
        if half not in self.most:
            return None
        return max(0, self.most[half] - taken - self.promised.get((day, half), 0))


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    state: OpenState
    half: Half  # of this moment
    opens: datetime | None = None  # SOON, LATER: today; else the next opening, if any is known
    late: bool = False  # refused only because the windows close in a moment
    left: int | None = None  # numbers left in this half-day
    chance: Opening | None = None  # the half-day for which a return slip is to be had

    @property
    def takeable(self) -> bool:
        """Whether a number is given now: the windows are open, or open in a moment."""
        return self.state in (OpenState.OPEN, OpenState.SOON)


def standing(
    timetable: Timetable, windows: Collection[int], quotas: Quotas, now: datetime, rules: Rules
) -> ServiceStatus:
    """Where a service with these windows (ids) stands at this moment."""
    today, half = local(now).date(), timetable.half_at(now)
    left = quotas.left(today, half, quotas.taken)
    closes = timetable.closes(now, windows)
    coming = next(timetable.opens(now, windows), None)
    opens = coming.opens if coming else None
    is_open = timetable.open_at(now, windows) is not None
    late = closes is not None and now >= closes - rules.last_ticket
    # A number taken before midnight would be worth nothing after it.
    is_today = coming is not None and coming.day == today
    soon = is_today and opens is not None and now >= opens - rules.first_ticket
    if (is_open and not late) or soon:
        if quotas.has_room(left):
            return ServiceStatus(
                OpenState.SOON if not is_open or late else OpenState.OPEN, half, opens, left=left
            )
        state = OpenState.FULL
    else:
        state = OpenState.LATER if is_today else OpenState.OVER
    chance = _chance(timetable, windows, quotas, now)
    return ServiceStatus(state, half, opens, is_open and late, left, chance)


def _chance(
    timetable: Timetable, windows: Collection[int], quotas: Quotas, now: datetime
) -> Opening | None:
    """The next opening in a half-day that has a place."""
    present = (local(now).date(), timetable.half_at(now))
    for opening in timetable.opens(now, windows):
        taken = quotas.taken if (opening.day, opening.half) == present else 0
        if quotas.has_room(quotas.left(opening.day, opening.half, taken)):
            return opening
    return None
