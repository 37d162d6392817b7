"""The order in which each officer would call the line: the hall's own rule (hall/line/choosing),
as far as it can be known before anybody is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hall.line.choosing import Before, Favour, Reading, in_calling_order
from hall.wait_forecast.rules.values import Officer, Order, WaitingVisitor, longest_wait


@dataclass(frozen=True, slots=True)
class LineException:
    """What bends the line for one ticket."""

    since: float  # minute of the day at which the number was taken
    favoured: bool = False
    party: int | None = None
    only: int | None = None  # the window it was sent to


def calling_order(
    bent: Mapping[int, LineException],
    favour: Favour,
    seats: Mapping[str, frozenset[int]],  # the windows of each officer
    now: float,
) -> Order:
    """How officers call a line in which these tickets are bent; the others just wait."""
    if not bent:
        return longest_wait
    straight = LineException(now)
    read: Reading[WaitingVisitor, int] = Reading(
        favoured=lambda visitor: bent.get(visitor.ticket, straight).favoured,
        minutes=lambda visitor: now - bent.get(visitor.ticket, straight).since,
        party=lambda visitor: bent.get(visitor.ticket, straight).party,
    )
    # Whom each desk called last is soon forgotten in the simulation: the next may jump.
    before: Before[int] = Before(favour.every)

    def order(waiting: Sequence[WaitingVisitor], officer: Officer) -> Sequence[WaitingVisitor]:
        here = seats.get(officer.name, frozenset())
        line = [
            visitor
            for visitor in longest_wait(waiting, officer)
            if (only := bent.get(visitor.ticket, straight).only) is None or only in here
        ]
        return list(in_calling_order(line, read, favour, before))

    return order
