"""From the tables to the floor that the rule is asked about.

What changes with every visitor is read every time; who works where and when, only after
something happened that may have changed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hall import events
from hall.clock import hall_day
from hall.line.choosing import Favour
from hall.line.forecast.values import Floor, Order, Waiting
from hall.outlook import queries, reading
from hall.outlook.learning import Morning
from hall.outlook.minutes import minute_of
from hall.outlook.opening import opening
from hall.outlook.ordering import Bent, calling_order
from hall.outlook.roster import Place, Roster, name_of, seats
from hall.outlook.sightings import Row, Sightings
from hall.outlook.staffing import officers
from hall.settings import number_setting
from hall.work import Look

#: What happens to numbers and slips moves nobody of the staff; any other fact may.
MOVES_NOBODY = ("Ticket", "Slip", "Step", "Further")
#: After these the line is what it was, but for who joined its end.
ARRIVED = events.TicketIssued.kind
PAPER = (events.SlipWanted, events.SlipPrinted, events.SlipDelayed, events.SlipInDoubt)
ONLY_LONGER = frozenset({ARRIVED, *(each.kind for each in PAPER)})


@dataclass(frozen=True, slots=True)
class Standing:
    """Who works where and when today."""

    prefixes: Mapping[int, str]  # of services, by id
    places: Mapping[int, Place]  # windows, by id
    roster: Roster
    promised: frozenset[str]  # officers who stand in a timetable
    favour: Favour

    @property
    def paused(self) -> frozenset[str]:
        """Officers at whose window nobody is called at present."""
        at = seats(tuple(self.places.values()))
        return frozenset(name_of(clerk) for clerk, places in at.items() if places[0].paused)

    @property
    def seats(self) -> dict[str, frozenset[int]]:
        at = seats(tuple(self.places.values()))
        return {
            name_of(clerk): frozenset(place.id for place in places) for clerk, places in at.items()
        }

    def deserted(self, window: int | None) -> bool:
        """Who was sent to a window where nobody sits any more is everybody's again."""
        place = self.places.get(window) if window is not None else None
        return place is None or (place.clerk is None and place.desk is None)


@dataclass(frozen=True, slots=True)
class Picture:
    """The floor, the order in which it is called, and what both rest on."""

    floor: Floor
    order: Order
    standing: Standing


@dataclass
class Gatherer:
    """Follows the journal through one day. Not for two threads at once."""

    day: date | None = None
    seen: Sightings = field(default_factory=Sightings)
    _standing: Standing | None = None

    def picture(self, look: Look, morning: Morning) -> Picture:
        standing, _ = self._follow(look, morning)
        now = minute_of(look.now)
        in_hand = reading.visits(look.session, look.today, standing.prefixes, standing.places)
        here = officers(tuple(standing.places.values()), standing.roster, self.seen, in_hand, now)
        line = reading.in_line(look.session, look.today)
        waiting = _waiting(line, standing)
        bent = _bent(look, line, standing)
        order = calling_order(bent, standing.favour, standing.seats, now)
        return Picture(Floor(now, here, waiting), order, standing)

    def newcomers(self, look: Look, morning: Morning) -> tuple[Waiting, ...] | None:
        """Who joined the end of the line since the journal was followed last; None if anything
        else has happened, or the line is not straight any more."""
        if self.day != look.today:
            return None
        standing, rows = self._follow(look, morning)
        if any(row.kind not in ONLY_LONGER for row in rows):
            return None
        came = [int(row.details["ticket_id"]) for row in rows if row.kind == ARRIVED]
        line = reading.joined_the_line(look.session, look.today, came) if came else ()
        return None if _is_bent(line) else _waiting(line, standing)

    def _follow(self, look: Look, morning: Morning) -> tuple[Standing, Sequence[Row]]:
        if self.day != look.today:  # also backwards, when a manager has set the time back
            self.day, self._standing = look.today, None
            self.seen = Sightings(reading.last_row_before(look.session, look.today))
        rows = list(reading.rows_after(look.session, self.seen.seq))
        # Where a manager has set the time back, rows of another day stand between today's.
        self.seen.follow(row for row in rows if hall_day(row.at) == self.day)
        self.seen.seq = rows[-1].seq if rows else self.seen.seq
        moved = any(not row.kind.startswith(MOVES_NOBODY) for row in rows)
        if self._standing is None or moved:
            self._standing = self._read(look, morning)
        return self._standing, rows

    def _read(self, look: Look, morning: Morning) -> Standing:
        session, day = look.session, look.today
        places = reading.places(session)
        hours = opening(session, day)
        timetable = queries.timetable(session, day, hours.weekday)
        roster = Roster(
            hours=hours.hall,
            window_hours=hours.windows,
            timetable=timetable,
            regulars=morning.regulars,
            skills=reading.skills(session),
            usual=_usual(places, {**morning.windows, **self.seen.windows}),
        )
        favour = Favour(
            number_setting(session, "priority_every"),
            number_setting(session, "priority_longest_wait_minutes"),
        )
        promised = frozenset(name_of(staff) for staff in timetable)
        return Standing(reading.prefixes(session), places, roster, promised, favour)


def _waiting(line: Sequence[Any], standing: Standing) -> tuple[Waiting, ...]:
    # Unpacked, not asked by name: a row of the database takes its time to find a name.
    prefixes = standing.prefixes
    return tuple(Waiting(ticket, prefixes[service], item) for ticket, service, item, *_ in line)


def _is_bent(line: Sequence[Any]) -> bool:
    return any(priority or party or only for *_, priority, party, only in line)


def _bent(look: Look, line: Sequence[Any], standing: Standing) -> dict[int, Bent]:
    """Everybody in a line that is not straight; nobody in one that is, as nearly all are."""
    if not _is_bent(line):
        return {}
    since = reading.in_line_since(look.session, look.today)
    return {
        row.id: Bent(
            since=since[row.id],
            favoured=row.priority_id is not None,
            party=row.party_id,
            only=None if standing.deserted(row.only_window_id) else row.only_window_id,
        )
        for row in line
    }


def _usual(places: Mapping[int, Place], last: Mapping[int, str]) -> dict[int, Place]:
    """The window where everybody sat last."""
    by_name = {place.name: place for place in places.values()}
    return {staff: by_name[name] for staff, name in last.items() if name in by_name}
