"""Only the hall's own names open it: a strange one is a site whose name now points at us.

So a page from outside becomes one of "ours" to the browser (DNS rebinding), and reads and presses
with what the browser holds. An address as the name is always fine: no other site's page has it.
Below Flask and the live wire, so that both are behind it.
"""

import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from config import Config
from server.public_url import public_url
from web.sentences.refusals import UNKNOWN_NAME

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = "localhost"
LONGEST_SHOWN = 80


class HostNames:
    """Answers 421 (RFC 9110 §15.5.20) to whoever calls us by another name."""

    def __init__(self, serve: "WSGIApplication", names: frozenset[str]) -> None:
        self._serve = serve
        self._names = names

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        name = _name_in(environ.get("HTTP_HOST", ""))
        if not name or name in self._names or _is_address(name):  # no browser leaves it out
            return self._serve(environ, start_response)
        told = UNKNOWN_NAME.format(name=name[:LONGEST_SHOWN]).encode(errors="replace")
        start_response(
            "421 Misdirected Request",
            [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(told)))],
        )
        return [told]


def names_of(config: Config) -> frozenset[str]:
    """The computer's own, those in config.toml, and the one in the codes on slips."""
    own = socket.gethostname().lower()
    written = config.server.names.replace(",", " ").lower().split()
    ours = {LOOPBACK, own, f"{own.partition('.')[0]}.local", config.server.host.lower(), *written}
    return frozenset(ours | {urlsplit(public_url(config)).hostname or LOOPBACK})


def _name_in(host: str) -> str:
    """Without the port, and without the dot of a name told in full."""
    name = host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name.strip("[]").rstrip(".").lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
