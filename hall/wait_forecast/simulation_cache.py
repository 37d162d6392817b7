"""Makes scenes, one at a time, and lets everybody share who asks of the same moment."""

from dataclasses import replace
from datetime import timedelta
from threading import Lock

from hall.unit_of_work import ReadSession
from hall.wait_forecast.floor_gathering import Gatherer
from hall.wait_forecast.learning import Morning
from hall.wait_forecast.rules.calibration import Calibration
from hall.wait_forecast.simulated_floor import SimulatedFloor, played

#: A floor on which nothing happens still changes: officers become overdue, visits end.
FRESH = timedelta(seconds=20)


class SimulationCache:
    def __init__(self) -> None:
        # Whoever waits here has their connection to the database already: were it taken inside,
        # those who wait could hold all there are, and the one who makes the scene get none.
        self._making = Lock()
        self._gatherer = Gatherer()
        self._scene: SimulatedFloor | None = None
        self._morning: Morning | None = None
        self._calibration = Calibration()

    def begin(self, snapshot: ReadSession, morning: Morning) -> None:
        """From here on by what was learned this morning, once the day so far has been read."""
        gatherer = Gatherer()
        gatherer.staff(snapshot, morning)  # before anybody is kept waiting: it may take seconds
        with self._making:
            self._morning, self._scene = morning, None
            self._gatherer = gatherer

    def correct(self, calibration: Calibration) -> None:
        """Use this calibration from the next scene on."""
        self._calibration = calibration

    def now(self, snapshot: ReadSession) -> SimulatedFloor | None:
        """The scene with all that this look sees; None before anything was learned today.

        Waits while another thread makes one.
        """
        with self._making:
            if not self._serves(snapshot):
                self._scene = self._make(snapshot)
            return self._scene

    def with_ticket(self, snapshot: ReadSession, ticket: int) -> SimulatedFloor | None:
        """A scene in which this one waits; it serves everybody who came in the same rush."""
        with self._making:
            if not self._serves(snapshot, ticket):
                self._scene = self._make(snapshot)
            return self._scene

    def _serves(self, snapshot: ReadSession, ticket: int | None = None) -> bool:
        """Whether the scene there is will do: for this ticket, or for all that the look sees."""
        scene = self._scene
        if scene is None or not _is_fresh(scene, snapshot):
            return False
        # One who is not in a scene that is up to date does not wait at all.
        held = ticket is not None and scene.holds(ticket)
        return held or scene.crowded or scene.seq >= snapshot.seq

    def _make(self, snapshot: ReadSession) -> SimulatedFloor | None:
        morning = self._morning
        if morning is None or morning.day != snapshot.today:
            return None
        if scene := self._longer(snapshot, morning):
            return scene
        picture = self._gatherer.picture(snapshot, morning)
        return SimulatedFloor(
            seq=snapshot.seq,
            at=snapshot.now,
            floor=picture.floor,
            paused=picture.standing.paused,
            promised=picture.standing.promised,
            order=picture.order,
            runs=played(picture.floor, morning.learned, picture.order),
            learned=morning.learned,
            calibration=self._calibration,
        )

    def _longer(self, snapshot: ReadSession, morning: Morning) -> SimulatedFloor | None:
        """The scene there is, with who joined the line since, if that is all that happened."""
        scene = self._scene
        # A scene that could not be made anew has left the gatherer ahead of the one before.
        if scene is None or not _is_fresh(scene, snapshot) or scene.seq != self._gatherer.seen.seq:
            return None
        newcomers = self._gatherer.newcomers(snapshot, morning)
        if newcomers is None:
            return None
        corrected = replace(scene, calibration=self._calibration)
        return corrected.joined_by(newcomers, snapshot.seq)


def _is_fresh(scene: SimulatedFloor, snapshot: ReadSession) -> bool:
    return abs(snapshot.now - scene.at) < FRESH and scene.day == snapshot.today
