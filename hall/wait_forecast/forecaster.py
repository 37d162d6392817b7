"""Tells every page when somebody will be called, and sees to it that it is kept and learned from.

Pages ask on their own threads, after the number is on disk. Keeping, comparing and learning are
done by a thread of its own: nobody waits for the disk. A forecast that cannot be made is a line
in the log and no word on the page.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from hall.periodic_worker import PeriodicWorker
from hall.unit_of_work import Hall, ReadSession
from hall.wait_forecast.actions import KeptForecast, keep, keep_spans, settle
from hall.wait_forecast.learning import Morning, learned_morning
from hall.wait_forecast.rules.forecast import Forecast
from hall.wait_forecast.simulated_floor import SimulatedFloor
from hall.wait_forecast.simulation_cache import SimulationCache
from hall.wait_forecast.staff_presence import PresentStaff, StaffPresence
from hall.wait_forecast.timetable_history import spans_to_keep
from hall.wait_forecast.unkept_forecasts import UnkeptForecasts

log = logging.getLogger(__name__)

T = TypeVar("T")

#: How often to look whether the day has turned.
IDLE_SECONDS = 20.0
#: A rush of numbers is kept in one go.
GATHER_SECONDS = 0.5
#: A young hall learns again so often.
YOUNG_FOR = timedelta(minutes=10)


class Forecaster(PeriodicWorker):
    def __init__(self, hall: Hall) -> None:
        super().__init__("forecaster", self._tend_gathered)
        self._hall = hall
        self._scenes = SimulationCache()
        self._staff = StaffPresence()
        self._morning: Morning | None = None
        self._learned_at: datetime | None = None
        self._unkept = UnkeptForecasts()

    def foretell(self, snapshot: ReadSession, ticket: int) -> Forecast | None:
        """What may be said to whoever took this number just now; the first word is kept.

        None when nothing honest can be said, and when the forecast fails: it never raises.
        """

        def ask() -> Forecast | None:
            if snapshot.clock_is_doubted:
                return None
            scene = self._scenes.with_ticket(snapshot, ticket)
            forecast = scene.of_ticket(ticket) if scene else None
            if scene and forecast:
                self._keep(scene.word(ticket, forecast))
            return forecast

        return _carefully(ask, None)

    def foretold(self, ticket: int) -> Forecast | None:
        """The same for who has no look open; it never raises either."""

        def ask() -> Forecast | None:
            with self._hall.read() as snapshot:
                return self.foretell(snapshot, ticket)

        return _carefully(ask, None)

    def of_ticket(self, snapshot: ReadSession, ticket: int) -> Forecast | None:
        """What may be said by now; nothing of it is kept.

        None as of ``foretell``; it never raises.
        """

        def ask() -> Forecast | None:
            scene = self._scene(snapshot)
            return scene.of_ticket(ticket) if scene else None

        return _carefully(ask, None)

    def of_newcomers(
        self, snapshot: ReadSession, services: Iterable[str]
    ) -> dict[str, Forecast | None]:
        """What may be said to who comes now, by service; one simulation serves them all.

        Never raises: when it fails, every service has None.
        """
        asked = list(services)

        def ask() -> dict[str, Forecast | None]:
            scene = self._scene(snapshot)
            return {prefix: scene.of_newcomer(prefix) if scene else None for prefix in asked}

        return _carefully(ask, dict.fromkeys(asked))

    def staff(self, snapshot: ReadSession) -> PresentStaff:
        """Who may serve now; nobody when that cannot be found out: it never raises."""
        return _carefully(lambda: self._staff.now(snapshot), PresentStaff())

    def _scene(self, snapshot: ReadSession) -> SimulatedFloor | None:
        """None as well while the clock is doubted: a minute that is wrong helps nobody."""
        return None if snapshot.clock_is_doubted else self._scenes.now(snapshot)

    def _keep(self, word: KeptForecast) -> None:
        if self._unkept.add(word):
            self.wake()

    def stop(self) -> None:
        """Return when the last round is over and all that was told is on disk."""
        super().stop()
        _carefully(self._keep_words, None)

    def _tend_gathered(self) -> float:
        if self._unkept.has_any:
            self.stopping.wait(GATHER_SECONDS)
        self.tend()
        return IDLE_SECONDS

    def tend(self) -> None:
        """Learn when a day has begun, and keep what was told since the last time."""
        with self._hall.read() as snapshot:
            today, now = snapshot.today, snapshot.now
            doubted = snapshot.clock_is_doubted
        if not doubted and self._must_learn(today, now):
            self._close_earlier_days()
            with self._hall.read() as snapshot:
                morning, learned_at = learned_morning(snapshot), snapshot.now
                self._staff.begin(snapshot, morning)
                self._scenes.begin(snapshot, morning)
            self._morning, self._learned_at = morning, learned_at
        self._keep_words()

    def _must_learn(self, today: object, now: datetime) -> bool:
        if self._morning is None or self._learned_at is None or self._morning.day != today:
            return True
        return self._morning.young and abs(now - self._learned_at) >= YOUNG_FOR

    def _close_earlier_days(self) -> None:
        with self._hall.read() as snapshot:
            spans = spans_to_keep(snapshot)
        with self._hall.work("forecaster") as work:
            keep_spans(work, spans)
            calibration = settle(work)
        self._scenes.correct(calibration)

    def _keep_words(self) -> None:
        if words := self._unkept.take():
            with self._hall.work("forecaster") as work:
                calibration = settle(work)
                keep(work, words)
            self._scenes.correct(calibration)


def _carefully(ask: Callable[[], T], otherwise: T) -> T:
    try:
        return ask()
    except Exception:
        # Nobody's number, page or slip may fail because a forecast did.
        log.exception("no forecast could be made")
        return otherwise
