"""In the hall's place: it answers that it is well, and hands out one page that speaks to its agent.

What the page says arrives here: when it was loaded, with which cookie, and how large it is.
"""

from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self

PAGE = """<!doctype html><meta charset="utf-8"><title>page</title><body><script>
  const speak = () => {{
    fetch("http://127.0.0.1:{agent}/state").catch(() => 0);
    fetch(`/size?${{innerWidth}}x${{innerHeight}}`).catch(() => 0);
  }};
  speak();
  setInterval(speak, 500);
</script>"""


@dataclass
class Told:
    loads: list[str] = field(default_factory=list)  # the credential that came along, or ""
    size: str = ""


class SmallServer:
    def __init__(self, port: int, agent_port: int) -> None:
        self.port = port
        self.page = PAGE.format(agent=agent_port).encode()
        self.told = Told()

    def __enter__(self) -> Self:
        self._server = _Server(self)
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hall: SmallServer) -> None:
        self.hall = hall
        super().__init__(("127.0.0.1", hall.port), _Handler)

    def handle_error(self, *_: Any) -> None:
        """A browser that was killed in the middle."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        body = b""
        if path == "/size":
            self.server.hall.told.size = query
        elif path in {"/display", "/kiosk"}:
            cookie = self.headers.get("Cookie", "")
            self.server.hall.told.loads.append(cookie.partition("hall_device=")[2])
            body = self.server.hall.page
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        if body:
            self.send_header("Set-Cookie", "hall_device=secret; Max-Age=9999999; HttpOnly")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Not on the tests' own page."""
