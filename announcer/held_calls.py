"""Calls that were asked for too soon after the one before, until they may be announced.

Moments are the hall's; where its time is set back meanwhile, a call is announced at once rather
than an hour late.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from announcer.voice.calls import OVER
from hall import events

#: A round that comes a moment too early comes again so soon.
SOONEST_SECONDS = 0.02


class HeldCalls:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._held: dict[int, tuple[events.TicketCalled, datetime]] = {}  # by ticket, since when

    def hold(self, fact: events.Event | None, since: datetime) -> bool:
        """Whether it is a call to be announced later. Whatever else becomes of its ticket calls
        off the one that is held: it was called anew, or nobody needs to call it any more."""
        if isinstance(fact, (events.TicketCalled, *OVER)):
            self._held.pop(fact.ticket_id, None)
        if not isinstance(fact, events.TicketCalled) or fact.wait_seconds <= 0:
            return False
        self._held[fact.ticket_id] = (fact, since)
        return True

    def take_due(self) -> list[events.TicketCalled]:
        """Those whose wait is over, each once, in the order in which they are due."""
        due = [ticket_id for left, ticket_id in self._seconds_left() if left <= 0]
        return [self._held.pop(ticket_id)[0] for ticket_id in due]

    def patience(self, longest_seconds: float) -> float:
        """How many seconds the next round may wait for news."""
        soonest = [max(SOONEST_SECONDS, left) for left, _ in self._seconds_left()[:1]]
        return min([longest_seconds, *soonest])

    def _seconds_left(self) -> list[tuple[float, int]]:
        if not self._held:
            return []  # the hour is not asked for nothing
        now = self._now()
        return sorted(
            (call.wait_seconds - passed.total_seconds() if passed >= timedelta() else 0.0, ticket)
            for ticket, (call, since) in self._held.items()
            for passed in (now - since,)
        )
