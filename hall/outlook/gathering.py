"""From the tables to the floor that the rule is asked about.

What changes with every visitor is read every time; who works where and when, only after
something happened that may have changed it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hall.events import (
    HallOpened,
    SlipDelayed,
    SlipInDoubt,
    SlipPrinted,
    SlipWanted,
    StepUndone,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketIssued,
    TicketLeft,
    TicketMissed,
    TicketParked,
    TicketResumed,
    TicketReturned,
    TicketServed,
    TicketTransferred,
)
from hall.line.forecast.values import Floor
from hall.outlook import queries
from hall.outlook.learning import Morning
from hall.outlook.minutes import minute_of
from hall.outlook.sightings import Sightings
from hall.outlook.staffing import Place, Roster, name_of, officers
from hall.work import Look

#: After these, everybody still works where and when they did. Unknown facts may change it.
MOVES_NOBODY = frozenset(
    each.kind
    for each in (
        TicketIssued, TicketCalled, TicketServed, TicketFinished, TicketMissed, TicketReturned,
        TicketParked, TicketResumed, TicketTransferred, TicketCancelled, TicketLeft, StepUndone,
        SlipWanted, SlipPrinted, SlipDelayed, SlipInDoubt, HallOpened,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Who works where and when today."""

    prefixes: Mapping[int, str]  # of services, by id
    places: Mapping[int, Place]  # windows, by id
    roster: Roster
    promised: bool  # somebody entered a timetable

    @property
    def paused(self) -> frozenset[str]:
        """Officers all of whose windows pause."""
        clerks = {each.clerk for each in self.places.values() if each.clerk is not None}
        open_at = {each.clerk for each in self.places.values() if not each.paused}
        return frozenset(name_of(clerk) for clerk in clerks - open_at)


@dataclass
class Gatherer:
    """Follows the journal through one day. Not for two threads at once."""

    day: date | None = None
    seen: Sightings = field(default_factory=Sightings)
    _standing: Standing | None = None

    def floor(self, look: Look, morning: Morning) -> tuple[Floor, Standing]:
        standing = self._follow(look, morning)
        now = minute_of(look.now)
        in_hand = queries.visits(look.session, look.today, standing.prefixes, standing.places)
        here = officers(tuple(standing.places.values()), standing.roster, self.seen, in_hand, now)
        line = queries.waiting(look.session, look.today, standing.prefixes)
        return Floor(now, here, line), standing

    def _follow(self, look: Look, morning: Morning) -> Standing:
        if self.day != look.today:  # also backwards, when a manager has set the time back
            self.day, self._standing = look.today, None
            self.seen = Sightings(queries.last_row_before(look.session, look.today))
        rows = queries.rows_after(look.session, self.seen.seq)
        self.seen.follow(rows)
        moved = any(row.kind not in MOVES_NOBODY for row in rows)
        if self._standing is None or moved:
            self._standing = self._read(look, morning)
        return self._standing

    def _read(self, look: Look, morning: Morning) -> Standing:
        session, day = look.session, look.today
        places = queries.places(session)
        kept = queries.is_kept(session)
        roster = Roster(
            hours=morning.hours,
            timetable=queries.timetable(session, day) if kept else {},
            regulars=frozenset() if kept else morning.regulars,
            skills=_skills(places, {**morning.windows, **self.seen.windows}),
        )
        return Standing(queries.prefixes(session), places, roster, kept)


def _skills(places: Mapping[int, Place], last: Mapping[int, str]) -> dict[int, frozenset[str]]:
    """What everybody can do: the services of the window where they sat last."""
    by_name = {place.name: place.services for place in places.values()}
    return {staff: by_name[name] for staff, name in last.items() if name in by_name}
