"""Watching machines over time: what is wrong now, since when, and what was wrong last.

A machine's loss and return are facts, told once each; the tries in between are not.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from time import monotonic

from hall.events import Event, MachineFound, MachineLost
from hall.machines import Fault, MachineUnavailable, PaperState
from hall.rate_limit import Rate, RateLimiter
from hall.unit_of_work import Hall

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MachineHealth:
    """How one machine is, as the office sees it."""

    machine: str  # such as "printer"
    address: str
    fault: Fault | None = None
    since: datetime | None = None  # of the present state; None: not tried yet
    last_fault: Fault | None = None
    last_detail: str = ""
    last_fault_at: datetime | None = None
    note: str = ""  # such as Paper.NEAR_END

    @property
    def state(self) -> str:
        """ "untried", "lost", "ready", or "unknown" for one that takes bytes and never answered."""
        if self.since is None:
            return "untried"
        if self.fault:
            return "lost"
        return "unknown" if self.note == PaperState.NO_ANSWER else "ready"


#: So many turns of one machine are told, and with a loose plug no more: ten, then one in two
#: minutes. How it is now is known at every moment all the same.
TURNS = Rate(30, 3600, burst=10)


class MachineWatch:
    """The state of one machine. Its own thread tells it how things went; anyone may look."""

    def __init__(
        self, hall: Hall, machine: str, address: str, steady: Callable[[], float] = monotonic
    ) -> None:
        self._hall = hall
        self._lock = Lock()
        self._turns = RateLimiter(steady)
        self._told: Fault | None = None  # what the journal says is wrong with it
        self.health = MachineHealth(machine, address)

    def works(self, note: str = "") -> None:
        """It did what was asked of it; its return is recorded once.

        ``note`` is told to the office.
        """
        with self._lock:
            before, self.health = self.health, replace(self.health, note=note)
            if before.since is None or before.fault or before.state != self.health.state:
                self.health = replace(self.health, fault=None, since=self._now())
            # The first success after the start is no return from anything.
            if self._told and self._may_tell():
                log.info("%s is back", self.health.machine)
                self._turn(MachineFound(machine=self.health.machine), None)

    def fails(self, error: MachineUnavailable) -> None:
        """It did not; each new fault is recorded once, the tries in between are not."""
        with self._lock:
            if self.health.fault != error.fault:
                now = self._now()
                self.health = replace(
                    self.health,
                    fault=error.fault,
                    since=now,
                    last_fault=error.fault,
                    last_detail=error.detail,
                    last_fault_at=now,
                )
            if self._told != error.fault and self._may_tell():
                log.warning("%s is lost: %s", self.health.machine, error)
                lost = MachineLost(machine=self.health.machine, fault=error.fault)
                self._turn(lost, error.fault)

    def _now(self) -> datetime:
        with self._hall.read() as snapshot:
            return snapshot.now

    def _may_tell(self) -> bool:
        return not self._turns.seconds_to_wait("turn", TURNS)

    def _turn(self, fact: Event, fault: Fault | None) -> None:
        with self._hall.work(self.health.machine) as work:
            work.record(fact)
        self._told = fault
