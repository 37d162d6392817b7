"""systemd, or whoever plays its part: hands the door over, and is told how the server is.

The protocols are sd_listen_fds(3) and sd_notify(3): two variables of the environment and one line
to a socket. Of libraries there are python3-systemd, which is C and no wheel, and sdnotify 0.3.2
(MIT, of 2017, without the fds); gunicorn's own says "ready" before a worker has started.
"""

import logging
import os
import socket
from collections.abc import MutableMapping
from dataclasses import dataclass

log = logging.getLogger(__name__)

FIRST_HANDED = 3  # SD_LISTEN_FDS_START
OURS = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID")


@dataclass(frozen=True, slots=True)
class ServiceManager:
    """Nobody's service: what is told goes nowhere."""

    address: str = ""
    watchdog_seconds: float = 0.0  # 0: nobody waits for a sign of life
    handed: int | None = None  # the descriptor of the socket that was handed over

    def tell(self, *lines: str) -> None:
        """``READY=1``, ``WATCHDOG=1``, ``STATUS=…``. That nobody listens stops no hall."""
        if not self.address:
            return
        name = f"\0{self.address[1:]}" if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
                told.connect(name)
                told.sendall("\n".join(lines).encode())
        except OSError as error:
            log.debug("the service manager does not listen: %s", error)


#: Of a server that somebody started by hand.
NOBODY = ServiceManager()


def service_manager(environment: MutableMapping[str, str] = os.environ) -> ServiceManager:
    """What the environment says; taken out of it, for it is of this process alone."""
    told = {name: environment.pop(name, "") for name in OURS}
    for_us = told["LISTEN_PID"] == str(os.getpid()) and _number(told["LISTEN_FDS"]) > 0
    if not told["NOTIFY_SOCKET"] and not for_us:
        return NOBODY
    return ServiceManager(
        address=told["NOTIFY_SOCKET"],
        watchdog_seconds=_number(told["WATCHDOG_USEC"]) / 1_000_000,
        handed=FIRST_HANDED if for_us else None,
    )


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else 0
