"""Listens on this computer alone: the page says that it is there, and learns how the computer is.

GET /state    the readings, for a page of the hall's server or of ours; ?busy=1 while it is used
GET /waiting  our own page, while the server does not answer

Only a page can tell that a page is there: a crashed one leaves the browser running, and a port for
developers would be a way out of the kiosk.
"""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hall_screen.readings import readings
from hall_screen.sentences import NO_PORT, say
from hall_screen.settings import ScreenSettings

PAGE = Path(__file__).with_name("waiting.html")


class LocalAgent:
    """``folder``: whose disk is told."""

    def __init__(
        self, settings: ScreenSettings, folder: Path, clock: Callable[[], float] = monotonic
    ) -> None:
        self.own = f"http://127.0.0.1:{settings.agent_port}"
        self.allowed = (settings.origin, self.own)
        self.host = f"127.0.0.1:{settings.agent_port}"
        self.folder = folder
        self.busy = False
        self._port = settings.agent_port
        self._clock = clock
        self._heard: float | None = None
        self._server: _Server | None = None

    @property
    def waiting_page(self) -> str:
        return f"{self.own}/waiting"

    def open(self) -> None:
        """Without a port the screen still shows its page; only nobody notices when it crashes."""
        try:
            self._server = _Server(self, self._port)
        except OSError:
            say(NO_PORT, port=self._port)
            return
        Thread(target=self._server.serve_forever, name="agent", daemon=True).start()

    @property
    def is_open(self) -> bool:
        return self._server is not None

    def close(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    def hear(self, *, busy: bool) -> None:
        """A page is there; whether somebody is using it."""
        self.busy = busy
        self._heard = self._clock()

    def forget(self) -> None:
        """Another browser begins, and has not said anything."""
        self._heard, self.busy = None, False

    @property
    def silence(self) -> float | None:
        """Seconds since the page said anything; None: not since its browser started."""
        heard = self._heard
        return None if heard is None else self._clock() - heard


class _Handler(BaseHTTPRequestHandler):
    timeout = 10
    server: "_Server"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        agent = self.server.agent
        if not self._may_ask():
            self._answer(403)
        elif asked.path == "/state":
            agent.hear(busy=parse_qs(asked.query).get("busy") == ["1"])
            said = json.dumps(readings(agent.folder)).encode()
            self._answer(200, "application/json", said)
        elif asked.path == "/waiting":
            self._answer(200, "text/html; charset=utf-8", PAGE.read_bytes())
        else:
            self._answer(404)

    def do_OPTIONS(self) -> None:
        """What Chromium asks before a page of the network may speak to its own computer."""
        self._answer(204 if self._may_ask() else 403)

    def _may_ask(self) -> bool:
        """Another host's name that leads here is a page of somewhere else."""
        agent, origin = self.server.agent, self.headers.get("Origin", "")
        return self.headers.get("Host") == agent.host and (not origin or origin in agent.allowed)

    def _answer(self, status: int, kind: str = "text/plain", body: bytes = b"") -> None:
        self.send_response(status)
        if (origin := self.headers.get("Origin", "")) in self.server.agent.allowed:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Every few seconds the same is no news."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, agent: LocalAgent, port: int) -> None:
        self.agent = agent
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, *_: Any) -> None:
        """A browser that was ended in the middle of its question."""
