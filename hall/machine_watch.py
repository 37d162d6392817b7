"""Watching machines over time: what is wrong now, since when, and what was wrong last.

A machine's loss and return are facts, told once each; the tries in between are not.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from hall.events import Event, MachineFound, MachineLost
from hall.machines import Fault, MachineUnavailable, PaperState
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


class MachineWatch:
    """The state of one machine. Its own thread tells it how things went; anyone may look."""

    def __init__(self, hall: Hall, machine: str, address: str) -> None:
        self._hall = hall
        self._lock = Lock()
        self.health = MachineHealth(machine, address)

    def works(self, note: str = "") -> None:
        """It did what was asked of it; its return is recorded once.

        ``note`` is told to the office.
        """
        with self._lock:
            before, self.health = self.health, replace(self.health, note=note)
            if before.since is None or before.fault or before.state != self.health.state:
                log.info("%s is %s", before.machine, "back" if before.fault else "there")
                # The first success after the start is no return from anything.
                found = MachineFound(machine=before.machine) if before.fault else None
                self._turn(found, None)

    def fails(self, error: MachineUnavailable) -> None:
        """It did not; each new fault is recorded once, the tries in between are not."""
        with self._lock:
            if self.health.fault != error.fault:
                log.warning("%s is lost: %s", self.health.machine, error)
                lost = MachineLost(machine=self.health.machine, fault=error.fault)
                self._turn(lost, error)

    def _turn(self, fact: Event | None, error: MachineUnavailable | None) -> None:
        with self._hall.work(self.health.machine) as work:
            if fact:
                work.record(fact)
        self.health = replace(self.health, fault=error.fault if error else None, since=work.now)
        if error:
            self.health = replace(
                self.health,
                last_fault=error.fault,
                last_detail=error.detail,
                last_fault_at=work.now,
            )
