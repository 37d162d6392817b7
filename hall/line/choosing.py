"""Whom a desk calls next: the longest wait first, with a bounded favour for some (优先).

Of so many calls in a row one may jump the line, and once the wait of the first has reached the
limit, nobody jumps: the line goes by waiting alone. So neither side starves: with one jump in
``every`` calls, the k-th of the line is called at the latest with call k + k/(every - 1), the
k-th of the favoured with call k * every after those past the limit. Whoever came together is
called in a row, as one. The forecast calls by the same rule.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Favour:
    """How far the line is bent; the office sets both."""

    every: int  # of so many calls one may jump; 0: none
    longest_minutes: float  # who has waited so long is passed by nobody


@dataclass(frozen=True, slots=True)
class Reading(Generic[T, P]):
    """What the rule wants to know of somebody in line."""

    favoured: Callable[[T], bool]
    minutes: Callable[[T], float]  # waited so far
    party: Callable[[T], P | None]  # who came together share one


@dataclass(frozen=True, slots=True)
class Before(Generic[P]):
    """What this desk called last."""

    calls_since_a_jump: int
    party: P | None = None


def in_calling_order(
    line: Sequence[T], read: Reading[T, P], favour: Favour, before: Before[P]
) -> Iterator[T]:
    """The line, longest wait first, as a desk would call it if nobody else did."""
    rest, since, party = list(line), before.calls_since_a_jump, before.party
    while rest:
        together = _together(rest, read, party)
        chosen = _next(rest, read, favour, since) if together is None else together
        since = 0 if chosen != 0 and read.favoured(rest[chosen]) else since + 1
        party = read.party(rest[chosen])
        yield rest.pop(chosen)


def _together(rest: Sequence[T], read: Reading[T, P], party: P | None) -> int | None:
    """The next of those who came with the one just called."""
    if party is None:
        return None
    return next((at for at, waiter in enumerate(rest) if read.party(waiter) == party), None)


def _next(rest: Sequence[T], read: Reading[T, P], favour: Favour, since: int) -> int:
    first = rest[0]
    turn = 0 < favour.every <= since + 1
    if read.favoured(first) or not turn or read.minutes(first) >= favour.longest_minutes:
        return 0
    return next((at for at, waiter in enumerate(rest) if read.favoured(waiter)), 0)
