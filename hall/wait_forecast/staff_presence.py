"""Who may serve at this moment: the rule of ``presence.py`` asked of the records, for every page
that says that somebody may be served now, and for the alarms about whom nobody can call.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from hall.hours.open_windows import windows_open
from hall.line.queries import services
from hall.unit_of_work import ReadSession
from hall.wait_forecast.day_minutes import minute_of
from hall.wait_forecast.floor_gathering import Gatherer
from hall.wait_forecast.floor_staffing import FloorStaffing
from hall.wait_forecast.learning import Morning
from hall.wait_forecast.presence import SeenPresence, lets_wait
from hall.wait_forecast.roster import name_of
from hall.wait_forecast.rules.durations import Durations
from hall.wait_forecast.rules.habits import Habits
from hall.wait_forecast.rules.simulate import Learned
from hall.wait_forecast.rules.values import Officer, OfficerPresence

#: A floor on which nothing happens still changes: clerks fall silent.
FRESH = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class PresentStaff:
    """Services by their letters, clerks by their ids."""

    serving: frozenset[str] = frozenset()  # somebody who may serve is here, and it is open
    coming: frozenset[str] = frozenset()  # somebody will be at a window in a moment
    absent: frozenset[int] = frozenset()  # seats that nobody sits on, whatever the records say


class StaffPresence:
    """Follows the journal through the day; may be asked by any thread."""

    def __init__(self) -> None:
        self._asking = Lock()
        self._gatherer = Gatherer()
        self._morning: Morning | None = None
        self._known: tuple[int, datetime, PresentStaff] | None = None

    def begin(self, snapshot: ReadSession, morning: Morning) -> None:
        """From here on by what was learned this morning, once the day so far has been read."""
        gatherer = Gatherer()
        gatherer.staff(snapshot, morning)  # before anybody is kept waiting: it may take seconds
        with self._asking:
            self._morning, self._known = morning, None
            self._gatherer = gatherer

    def now(self, snapshot: ReadSession) -> PresentStaff:
        """As this look sees it; whoever sits somewhere is there while the clock is doubted, or
        a long day has still to be read."""
        if snapshot.clock_is_doubted:
            return _by_their_seats(snapshot)
        with self._asking:
            if self._gatherer.is_far_behind(snapshot):
                return _by_their_seats(snapshot)
            seq, now = snapshot.seq, snapshot.now
            known = self._known
            if known is None or known[0] != seq or abs(now - known[1]) >= FRESH:
                known = self._known = seq, now, self._look(snapshot)
            return known[2]

    def _look(self, snapshot: ReadSession) -> PresentStaff:
        morning = self._morning
        if morning is None or morning.day != snapshot.today:
            morning = Morning(snapshot.today, Learned(Durations({}), Habits()))
        people, standing = self._gatherer.staff(snapshot, morning)
        is_open = windows_open(snapshot, services(snapshot.session))
        return _present(people, standing, is_open, minute_of(snapshot.now))


def _present(
    people: Sequence[Officer], standing: FloorStaffing, is_open: Collection[str], now: float
) -> PresentStaff:
    here = [one for one in people if one.presence is OfficerPresence.HERE]
    coming = [one for one in people if one.presence is OfficerPresence.SHORTLY]
    absent = {one.name for one in people if lets_wait(SeenPresence(one.presence, one.since), now)}
    return PresentStaff(
        _services_of(one for one in here if one.name not in standing.paused).intersection(is_open),
        _services_of(coming),
        frozenset(clerk for clerk in standing.clerks if name_of(clerk) in absent),
    )


def _services_of(people: Iterable[Officer]) -> frozenset[str]:
    return frozenset[str]().union(*(one.skills for one in people))


def _by_their_seats(snapshot: ReadSession) -> PresentStaff:
    return PresentStaff(
        frozenset(
            service.prefix
            for service in services(snapshot.session)
            if any(desk.clerk_id and not desk.paused for desk in service.desks)
        )
    )
