"""The search of ``hall find-devices`` inside the server, for the office's page.

The server's own ports are those that its config names. They are never touched, not even in the
moment when a driver has let go of one to open it again.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from threading import Lock, Thread

from config import Config
from devices.port_search.holders import Holder
from devices.port_search.looking import LISTEN_SECONDS, PortFinding
from devices.port_search.ports import Computer, Port, ports_of
from server.device_search import DeviceFinding, fragment, search, section_naming
from server.found_devices import told
from web.port_search import PortSearchState, SearchedPort

log = logging.getLogger(__name__)

Look = Callable[[Port], DeviceFinding]


class ServersPortSearch:
    """One at a time; anybody may look how far it is."""

    def __init__(
        self, config: Config, computer: Computer | None = None, look: Look | None = None
    ) -> None:
        """``look`` asks one port that nobody here uses."""
        self.state = PortSearchState()
        self._config, self._computer = config, computer or Computer()
        self._look = look or self._ask
        self._lock = Lock()
        self._thread: Thread | None = None

    def begin(self) -> None:
        """At once, unless one goes on; returns before it is over."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            ports = ports_of(self._computer)
            first = ports[0].path if ports else ""
            self.state = PortSearchState(of=len(ports), looking_at=first)
            self._thread = Thread(
                target=self._search, args=(ports,), name="port search", daemon=True
            )
            self._thread.start()

    def wait(self) -> None:
        """Until the one that goes on is over."""
        if self._thread is not None:
            self._thread.join()

    def _search(self, ports: list[Port]) -> None:
        findings: list[DeviceFinding] = []
        try:
            for port in ports:
                self.state = replace(self.state, looking_at=port.path)
                findings.append(finding := self._of(port))
                row = SearchedPort(port.path, port.product, told(finding))
                self.state = replace(self.state, ports=(*self.state.ports, row))
        except Exception:  # a driver's fault must not leave the page waiting for ever
            log.exception("the search for devices broke off")
        self.state = replace(self.state, looking_at="", fragment=fragment(findings))

    def _of(self, port: Port) -> DeviceFinding:
        if section := section_naming(self._config, port):
            ours = Holder(os.getpid(), "hall", is_hall=True)
            return DeviceFinding(found=PortFinding(port=port, holders=(ours,)), named_by=section)
        return self._look(port)

    def _ask(self, port: Port) -> DeviceFinding:
        return search(self._config, port, self._computer, listen_seconds=LISTEN_SECONDS)
