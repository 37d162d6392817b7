"""What is known of the hall's floor at one moment, and what is remembered of earlier days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

#: A moment that does not come today.
NEVER = inf


@dataclass(frozen=True, slots=True)
class MinuteSpan:
    """A stretch of the day, from the timetable."""

    begins: float
    ends: float


class OfficerPresence(StrEnum):
    """Where somebody is, as far as anybody can know (hall/wait_forecast/presence.py)."""

    HERE = "here"
    SHORTLY = "shortly"  # in the house, and at no window for a moment
    AWAY = "away"  # left the window, or people wait there in vain; may come back
    EXPECTED = "expected"  # not seen in the present span, or the next has not begun
    GONE = "gone"  # went home in the present span


@dataclass(frozen=True, slots=True)
class CurrentVisit:
    """What an officer is doing: somebody was called at this moment and is not finished."""

    service: str
    item: str | None
    since: float


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who is here or should be today."""

    name: str
    skills: frozenset[str]  # prefixes of services
    spans: tuple[MinuteSpan, ...]  # of today, in order, without overlap
    presence: OfficerPresence = OfficerPresence.EXPECTED
    visit: CurrentVisit | None = None
    #: Since when they are at no window, or since when people wait for who is only expected.
    since: float | None = None


@dataclass(frozen=True, slots=True)
class WaitingVisitor:
    """Somebody with a number who was not called yet."""

    ticket: int
    service: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """The hall at one moment; who waits, in the order of their numbers being taken."""

    now: float
    officers: tuple[Officer, ...]
    waiting: tuple[WaitingVisitor, ...]


#: Whom this officer would call, first to last, if no other officer called anybody.
Order = Callable[[Sequence[WaitingVisitor], Officer], Sequence[WaitingVisitor]]


def longest_wait(waiting: Sequence[WaitingVisitor], officer: Officer) -> Sequence[WaitingVisitor]:
    """The line's own order: whoever has waited longest for anything the officer can do."""
    skills = officer.skills
    return [visitor for visitor in waiting if visitor.service in skills]


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit of an earlier day, from its call until it was finished."""

    service: str
    item: str | None
    minutes: float


@dataclass(frozen=True, slots=True)
class PastSpan:
    """How an officer kept one span of the timetable. ``came`` is None: was not seen in it."""

    officer: str
    span: MinuteSpan
    first: bool  # of that day; coming in the morning and coming back are different habits
    came: float | None
    left: float | None


@dataclass(frozen=True, slots=True)
class PastAbsence:
    """How long an officer was at no window in the middle of a span; NEVER: for the rest of it."""

    officer: str  # "": nobody knows who it was
    minutes: float
