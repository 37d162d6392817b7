"""The application as a server: one process with many threads, under a supervisor that restarts it.

gunicorn's threaded worker, as measured in docs/adr/0007: a driver that blocks stalls nobody. Which
requests get a thread, and when, decides server/fair_worker.py.
"""

import gc
import socket
from collections.abc import Callable
from typing import Any, Protocol

from gunicorn.app.base import BaseApplication

from server.fair_worker import FairWorker

KEEP_ALIVE_SECONDS = 75
#: After this long a worker that is asked to stop is ended, open WebSockets or not.
GRACE_SECONDS = 2


class ServedApplication(Protocol):
    """The application, as far as it is served."""

    @property
    def app(self) -> Callable[..., Any]: ...
    def open(self) -> None: ...
    def source_of(self, cookies: str) -> str: ...
    def close(self) -> None: ...


class HallServer(BaseApplication):  # type: ignore[misc]
    """One worker; if it dies, gunicorn starts another, and the hall goes on where it was."""

    def __init__(
        self,
        listening_socket: socket.socket,
        create: Callable[[], ServedApplication],
        *,
        threads: int,
    ) -> None:
        self._listening_socket = listening_socket
        self._create = create
        self._threads = threads
        self._application: ServedApplication | None = None
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"fd://{self._listening_socket.fileno()}",
            "worker_class": FairWorker,
            "workers": 1,
            "threads": self._threads,
            "keepalive": KEEP_ALIVE_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_exit": self._close,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def run(self) -> None:
        # What the worker inherits is never garbage: left alone, its pages stay shared, and a
        # socket costs half the memory.
        gc.collect()
        gc.freeze()
        super().run()

    def load(self) -> Callable[..., Any]:
        """Called in the worker, after the fork: threads do not survive one."""
        self._application = self._create()
        self._application.open()
        return self._application.app

    def source_of(self, cookies: str) -> str:
        """Asked by the worker of every request, before it gets a thread."""
        return self._application.source_of(cookies) if self._application else ""

    def _close(self, _arbiter: object, _worker: object) -> None:
        if self._application:
            self._application.close()
