"""Who works where and when today: read anew only after something that may have changed it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hall.line.choosing import Favour
from hall.settings import number_setting
from hall.unit_of_work import ReadSession
from hall.wait_forecast import floor_queries, queries
from hall.wait_forecast.learning import Morning
from hall.wait_forecast.opening_minutes import opening
from hall.wait_forecast.presence_events import PresenceEvents
from hall.wait_forecast.roster import Place, Roster, name_of, seats


@dataclass(frozen=True, slots=True)
class FloorStaffing:
    """Who works where and when today."""

    prefixes: Mapping[int, str]  # of services, by id
    places: Mapping[int, Place]  # windows, by id
    roster: Roster
    promised: frozenset[str]  # officers who stand in a timetable
    favour: Favour

    @property
    def clerks(self) -> frozenset[int]:
        """Who sits at a window, as the records say."""
        return frozenset(seats(tuple(self.places.values())))

    @property
    def paused(self) -> frozenset[str]:
        """Officers at whose window nobody is called at present."""
        at = seats(tuple(self.places.values()))
        return frozenset(name_of(clerk) for clerk, places in at.items() if places[0].paused)

    @property
    def seats(self) -> dict[str, frozenset[int]]:
        """The windows (ids) at which each officer calls, by the officer's name."""
        at = seats(tuple(self.places.values()))
        return {
            name_of(clerk): frozenset(place.id for place in places) for clerk, places in at.items()
        }

    def deserted(self, window: int | None) -> bool:
        """Who was sent to a window where nobody sits any more is everybody's again."""
        place = self.places.get(window) if window is not None else None
        return place is None or (place.clerk is None and place.desk is None)


def staffing_now(snapshot: ReadSession, morning: Morning, seen: PresenceEvents) -> FloorStaffing:
    """As the tables say it now; who sat where last also by what was learned and seen today."""
    session, day = snapshot.session, snapshot.today
    places = floor_queries.places(session)
    hours = opening(session, day)
    timetable = queries.timetable(session, day, hours.weekday)
    roster = Roster(
        hours=hours.hall,
        window_hours=hours.windows,
        timetable=timetable,
        regulars=morning.regulars,
        skills=floor_queries.skills(session),
        usual=_usual(places, {**morning.windows, **seen.windows}),
    )
    favour = Favour(
        number_setting(session, "priority_every"),
        number_setting(session, "priority_longest_wait_minutes"),
    )
    promised = frozenset(name_of(staff) for staff in timetable)
    return FloorStaffing(floor_queries.prefixes(session), places, roster, promised, favour)


def _usual(places: Mapping[int, Place], last: Mapping[int, str]) -> dict[int, Place]:
    """The window where everybody sat last."""
    by_name = {place.name: place for place in places.values()}
    return {staff: by_name[name] for staff, name in last.items() if name in by_name}
