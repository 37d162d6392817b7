"""The sign of life that systemd waits for: sent only after the hall has just been found alive.

Alive is: a page is answered over the very socket that everybody uses, whoever writes gets the
write lock, and no thread of the hall has ended. A full disk, a damaged database, a lost printer are
told by pages and by ``hall doctor``; to start again would mend none: they count as alive.
"""

import json
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from typing import Protocol

from config import Config
from hall.database_unusable import DatabaseUnusable
from hall.periodic_worker import PeriodicWorker
from hall.unit_of_work import Hall
from server.service_manager import NOBODY, ServiceManager

HEALTH = "/api/v1/health"
ANSWER_SECONDS = 20
#: Between two looks; a third of what systemd waits, where it waits for less than half a minute.
LOOK_SECONDS = 10.0
#: Until the server has answered for the first time.
SOON_SECONDS = 0.2
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
#: Asked from an address of its own, so that a program that passes everybody on to us does not stand
#: in front of it (server/fair_worker.py).
OWN_SOURCE = "127.0.0.2"


class Thread(Protocol):
    @property
    def has_ended(self) -> bool: ...


class SignOfLife(PeriodicWorker):
    """Tells "ready" with the first sign of life, and what ``status`` says then."""

    def __init__(
        self,
        manager: ServiceManager,
        answers: Callable[[], bool],
        hall: Hall,
        threads: Sequence[Thread],
        status: str = "",
    ) -> None:
        super().__init__("heartbeat", self._look)
        self._manager, self._answers, self._hall = manager, answers, hall
        self._threads, self._status = threads, status
        self._is_ready = False

    def _look(self) -> float:
        if not self.is_alive():
            return LOOK_SECONDS if self._is_ready else SOON_SECONDS
        if self._is_ready:
            self._manager.tell("WATCHDOG=1")
        else:
            self._manager.tell("READY=1", "WATCHDOG=1", f"STATUS={self._status}")
            self._is_ready = True
        patience = self._manager.watchdog_seconds
        return min(LOOK_SECONDS, patience / 3) if patience else LOOK_SECONDS

    def is_alive(self) -> bool:
        """Waits for as long as a page or the write lock lets it: then no sign is sent."""
        if any(thread.has_ended for thread in self._threads):
            return False
        try:
            with self._hall.work("heartbeat"):
                pass
        except DatabaseUnusable:  # it says so: nobody hangs
            pass
        return self._answers()


def answers_at(host: str, port: int) -> Callable[[], bool]:
    """Whether a server of ours answers there, whatever it says of itself."""
    host = EVERYWHERE.get(host, host)

    def ask() -> bool:
        source = None if ":" in host else (OWN_SOURCE, 0)
        asking = HTTPConnection(host, port, timeout=ANSWER_SECONDS, source_address=source)
        try:
            asking.request("GET", HEALTH)
            return "status" in json.load(asking.getresponse())
        except (OSError, HTTPException, ValueError, TypeError):
            return False
        finally:
            asking.close()

    return ask


class WatchedApplication(Protocol):
    """The application, as far as its signs of life go."""

    @property
    def hall(self) -> Hall: ...
    @property
    def threads(self) -> Sequence[Thread]: ...


def heartbeat_of(
    config: Config, manager: ServiceManager, application: WatchedApplication, status: str
) -> list[SignOfLife]:
    """None where nobody waits for a sign of life."""
    if manager is NOBODY:
        return []
    answers = answers_at(config.server.host, config.server.port)
    return [SignOfLife(manager, answers, application.hall, application.threads, status)]
