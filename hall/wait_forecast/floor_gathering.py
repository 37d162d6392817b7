"""From the tables to the floor that the rule is asked about.

What changes with every visitor is read every time; who works where and when, only after
something happened that may have changed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hall import events
from hall.clock import hall_day
from hall.events import JournalRow
from hall.unit_of_work import ReadSession
from hall.wait_forecast import floor_queries
from hall.wait_forecast.day_minutes import minute_of
from hall.wait_forecast.floor_staffing import FloorStaffing, staffing_now
from hall.wait_forecast.journal_rows import is_many_rows_into, last_row_before, rows_after
from hall.wait_forecast.learning import Morning
from hall.wait_forecast.ordering import LineException, calling_order
from hall.wait_forecast.presence_events import PresenceEvents
from hall.wait_forecast.rules.values import Floor, Officer, Order, WaitingVisitor
from hall.wait_forecast.staffing import CurrentLine, officers

#: What happens to numbers and slips moves nobody of the staff; any other fact may.
MOVES_NOBODY = ("Ticket", "Slip", "Step", "Further")
#: After these the line is what it was, but for who joined its end.
ARRIVED = events.TicketIssued.kind
PAPER = (events.SlipWanted, events.SlipPrinted, events.SlipDelayed, events.SlipInDoubt)
ONLY_LONGER = frozenset({ARRIVED, *(fact.kind for fact in PAPER)})


@dataclass(frozen=True, slots=True)
class FloorPicture:
    """The floor, the order in which it is called, and what both rest on."""

    floor: Floor
    order: Order
    standing: FloorStaffing


@dataclass
class Gatherer:
    """Follows the journal through one day. Not for two threads at once."""

    day: date | None = None
    seen: PresenceEvents = field(default_factory=PresenceEvents)
    _standing: FloorStaffing | None = None

    def is_far_behind(self, snapshot: ReadSession) -> bool:
        """Whether it takes seconds to read what happened so far today: no visitor waits for that.

        So it is after a restart on a busy day, until the forecaster's thread has read it.
        """
        if self.day == snapshot.today:
            return False
        return is_many_rows_into(snapshot.session, snapshot.today, snapshot.seq)

    def picture(self, snapshot: ReadSession, morning: Morning) -> FloorPicture:
        """The floor as this look sees it, read anew but for what cannot have changed."""
        standing, now = self._follow(snapshot, morning)[0], minute_of(snapshot.now)
        here = self._officers(snapshot, standing, now)
        line = floor_queries.in_line(snapshot.session, snapshot.today)
        waiting = _waiting(line, standing)
        bent = _bent(snapshot, line, standing)
        order = calling_order(bent, standing.favour, standing.seats, now)
        return FloorPicture(Floor(now, here, waiting), order, standing)

    def staff(
        self, snapshot: ReadSession, morning: Morning
    ) -> tuple[tuple[Officer, ...], FloorStaffing]:
        """Who serves or is expected today, and where; without the line."""
        standing, _ = self._follow(snapshot, morning)
        return self._officers(snapshot, standing, minute_of(snapshot.now)), standing

    def _officers(
        self, snapshot: ReadSession, standing: FloorStaffing, now: float
    ) -> tuple[Officer, ...]:
        session, today, prefixes = snapshot.session, snapshot.today, standing.prefixes
        line = CurrentLine(
            floor_queries.visits(session, today, prefixes, standing.places),
            floor_queries.waited_for(session, today, prefixes),
        )
        return officers(tuple(standing.places.values()), standing.roster, self.seen, line, now)

    def newcomers(
        self, snapshot: ReadSession, morning: Morning
    ) -> tuple[WaitingVisitor, ...] | None:
        """Who joined the end of the line since the journal was followed last; None if anything
        else has happened, or the line is not straight any more."""
        if self.day != snapshot.today:
            return None
        standing, rows = self._follow(snapshot, morning)
        if any(row.kind not in ONLY_LONGER for row in rows):
            return None
        came = [int(row.details["ticket_id"]) for row in rows if row.kind == ARRIVED]
        line = floor_queries.joined_the_line(snapshot.session, snapshot.today, came) if came else ()
        return None if _is_bent(line) else _waiting(line, standing)

    def _follow(
        self, snapshot: ReadSession, morning: Morning
    ) -> tuple[FloorStaffing, Sequence[JournalRow]]:
        if self.day != snapshot.today:  # also backwards, when a manager has set the time back
            self.day, self._standing = snapshot.today, None
            self.seen = PresenceEvents(last_row_before(snapshot.session, snapshot.today))
        rows = list(rows_after(snapshot.session, self.seen.seq))
        # Where a manager has set the time back, rows of another day stand between today's.
        self.seen.follow(row for row in rows if hall_day(row.at) == self.day)
        self.seen.seq = rows[-1].seq if rows else self.seen.seq
        moved = any(not row.kind.startswith(MOVES_NOBODY) for row in rows)
        if self._standing is None or moved:
            self._standing = staffing_now(snapshot, morning, self.seen)
        return self._standing, rows


def _waiting(line: Sequence[Any], standing: FloorStaffing) -> tuple[WaitingVisitor, ...]:
    # Unpacked, not asked by name: a row of the database takes its time to find a name.
    prefixes = standing.prefixes
    return tuple(
        WaitingVisitor(ticket, prefixes[service], item) for ticket, service, item, *_ in line
    )


def _is_bent(line: Sequence[Any]) -> bool:
    return any(priority or party or only for *_, priority, party, only in line)


def _bent(
    snapshot: ReadSession, line: Sequence[Any], standing: FloorStaffing
) -> dict[int, LineException]:
    """Everybody in a line that is not straight; nobody in one that is, as nearly all are."""
    if not _is_bent(line):
        return {}
    since = floor_queries.in_line_since(snapshot.session, snapshot.today)
    return {
        row.id: LineException(
            since=since[row.id],
            favoured=row.priority_id is not None,
            party=row.party_id,
            only=None if standing.deserted(row.only_window_id) else row.only_window_id,
        )
        for row in line
    }
