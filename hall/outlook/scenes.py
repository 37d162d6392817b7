"""Makes scenes, one at a time, and lets everybody share who asks of the same moment."""

from dataclasses import replace
from datetime import timedelta
from threading import Lock

from hall.line.forecast.calibration import Calibration
from hall.outlook.gathering import Gatherer
from hall.outlook.learning import Morning
from hall.outlook.scene import Scene, played
from hall.work import Look

#: A floor on which nothing happens still changes: officers become overdue, visits end.
FRESH = timedelta(seconds=20)


class Scenes:
    def __init__(self) -> None:
        # Whoever waits here has their connection to the database already: were it taken inside,
        # those who wait could hold all there are, and the one who makes the scene get none.
        self._making = Lock()
        self._gatherer = Gatherer()
        self._scene: Scene | None = None
        self._morning: Morning | None = None
        self._calibration = Calibration()

    def begin(self, morning: Morning) -> None:
        """From here on by what was learned this morning."""
        with self._making:
            self._morning, self._scene = morning, None
            self._gatherer = Gatherer()

    def correct(self, calibration: Calibration) -> None:
        self._calibration = calibration

    def now(self, look: Look) -> Scene | None:
        """The scene with all that this look sees; None before anything was learned today."""
        with self._making:
            if not self._serves(look):
                self._scene = self._make(look)
            return self._scene

    def with_ticket(self, look: Look, ticket: int) -> Scene | None:
        """A scene in which this one waits; it serves everybody who came in the same rush."""
        with self._making:
            if not self._serves(look, ticket):
                self._scene = self._make(look)
            return self._scene

    def _serves(self, look: Look, ticket: int | None = None) -> bool:
        """Whether the scene there is will do: for this ticket, or for all that the look sees."""
        scene = self._scene
        if scene is None or not _is_fresh(scene, look):
            return False
        # One who is not in a scene that is up to date does not wait at all.
        held = ticket is not None and scene.holds(ticket)
        return held or scene.crowded or scene.seq >= look.seq

    def _make(self, look: Look) -> Scene | None:
        morning = self._morning
        if morning is None or morning.day != look.today:
            return None
        if scene := self._longer(look, morning):
            return scene
        picture = self._gatherer.picture(look, morning)
        return Scene(
            seq=look.seq,
            at=look.now,
            floor=picture.floor,
            paused=picture.standing.paused,
            promised=picture.standing.promised,
            order=picture.order,
            runs=played(picture.floor, morning.learned, picture.order),
            learned=morning.learned,
            calibration=self._calibration,
        )

    def _longer(self, look: Look, morning: Morning) -> Scene | None:
        """The scene there is, with who joined the line since, if that is all that happened."""
        scene = self._scene
        # A scene that could not be made anew has left the gatherer ahead of the one before.
        if scene is None or not _is_fresh(scene, look) or scene.seq != self._gatherer.seen.seq:
            return None
        newcomers = self._gatherer.newcomers(look, morning)
        if newcomers is None:
            return None
        corrected = replace(scene, calibration=self._calibration)
        return corrected.joined_by(newcomers, look.seq)


def _is_fresh(scene: Scene, look: Look) -> bool:
    return abs(look.now - scene.at) < FRESH and scene.day == look.today
