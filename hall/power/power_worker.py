"""Asks the UPS, and does what a power cut wants done: told on every screen, a backup made, no
more numbers in the last minutes, an honest end; and everything back by itself.

The hall does not end itself: every number and every step is on the disk the moment it is told
(synchronous=FULL), and a hall that had gone would not come back when the power does. It is ended
with the computer, which upsmon or the configured command switches off.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from hall.events import NumbersStopped, PowerBack, PowerEnding, PowerLost
from hall.machine_watch import MachineWatch
from hall.machines import MachineUnavailable, PowerReading, Ups
from hall.periodic_worker import PeriodicWorker
from hall.power.power_level import PowerLevel, PowerPlan, SteadyLevel, later, level_of
from hall.power.power_notice import publish_notice, take_notice_away, untold_end
from hall.power.power_watch import PowerState, PowerWatch
from hall.unit_of_work import Hall

log = logging.getLogger(__name__)

ACTOR = "ups"
LOOK_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerOrders:
    """What a power cut wants done: said on the screens, and taken away as ``over``; a backup; the
    computer switched off."""

    title: str
    body: str
    over: str
    back_up: Callable[[], object] = lambda: None
    switch_off: Callable[[], object] = lambda: None


class PowerWorker(PeriodicWorker):
    def __init__(
        self,
        hall: Hall,
        ups: Ups,
        watches: tuple[MachineWatch, PowerWatch],
        plan: PowerPlan,
        orders: PowerOrders,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__("ups", self.look_once, pause_seconds=LOOK_SECONDS)
        self._hall, self._ups = hall, ups
        self._watch, self.power = watches
        self._plan, self._orders = plan, orders
        self._steady = steady
        self._reading: PowerReading | None = None
        self._read_at = 0.0
        self._believed = SteadyLevel(since=steady())

    def look_once(self) -> float:
        """One question, and what its answer wants done."""
        now = self._steady()
        reading = self._asked(now)
        if reading is None:
            return self.pause_seconds
        before = self._believed.level
        self._believed = self._believed.told(level_of(reading, self._plan), now)
        self.power.state = PowerState(
            level=self._believed.level, since=self.power.state.since, reading=reading
        )
        if self._believed.level is PowerLevel.MAINS:
            if level_of(reading, self._plan) is PowerLevel.MAINS:
                self._all_is_well()
        else:
            self._grows_worse(before, reading)
        return self.pause_seconds

    def _asked(self, now: float) -> PowerReading | None:
        """Of a UPS that went silent on battery: what its last word leaves by now."""
        try:
            self._reading, self._read_at = self._ups.read(), now
            self._watch.works()
        except MachineUnavailable as error:
            self._watch.fails(error)
            if self._reading is not None:
                return later(self._reading, now - self._read_at)
        return self._reading

    def _all_is_well(self) -> None:
        """Also after a cut that an earlier process told of."""
        with self._hall.read() as snapshot:
            cut = untold_end(snapshot.session)
        if cut is None:
            return
        with self._hall.work(ACTOR) as work:
            seconds = max(0, round((work.now - cut.at).total_seconds()))
            take_notice_away(work, cut.details["notice_id"], self._orders.over)
            work.record(PowerBack(seconds=seconds))
        self.power.state = PowerState(reading=self._reading)
        log.info("the power is back after %s seconds", seconds)

    def _grows_worse(self, before: PowerLevel, reading: PowerReading) -> None:
        """Each step once, and none left out, however fast the battery ends."""
        level = self._believed.level
        if before < PowerLevel.BATTERY:
            self._tell_of_the_cut(reading)
            self._orders.back_up()
        if before < PowerLevel.LAST_MINUTES <= level:
            with self._hall.work(ACTOR) as work:
                work.record(NumbersStopped(runtime_seconds=reading.runtime_seconds))
        if before < PowerLevel.ENDING <= level:
            with self._hall.work(ACTOR) as work:
                work.record(PowerEnding(runtime_seconds=reading.runtime_seconds))
            log.warning("the battery ends: switching off")
            self._orders.switch_off()

    def _tell_of_the_cut(self, reading: PowerReading) -> None:
        """Nothing new where an earlier process has told of this one."""
        with self._hall.work(ACTOR) as work:
            cut = untold_end(work.session)
            since = cut.at if cut else work.now
            if cut is None:
                notice = publish_notice(work, self._orders.title, self._orders.body)
                work.record(
                    PowerLost(
                        notice_id=notice.id,
                        charge_percent=reading.charge_percent,
                        runtime_seconds=reading.runtime_seconds,
                    )
                )
        state = self.power.state
        self.power.state = PowerState(level=state.level, since=since, reading=reading)
        log.warning("the power is out")
