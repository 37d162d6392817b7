"""The server as a device agent sees it: asked over HTTP, often away, never in a hurry.

A certificate given by file is the only one believed, whatever it says of itself: in a hall
without internet there is no authority to ask, clocks are wrong, and nobody renews anything.
"""

import json
import ssl
from collections.abc import Mapping
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from hall.machines import WrongAddress


class ServerAway(Exception):
    """Nobody answered, or the server is in trouble: ask again later."""


class ServerFailed(ServerAway):
    """It is there, and failed at what it was sent: it may yet take up something else."""


class ServerRefused(Exception):
    """The server answered, and says no; ``code`` says why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class HallServerClient:
    def __init__(self, url: str, token: str, certificate: Path | None = None) -> None:
        """Raises WrongAddress."""
        try:
            parts = urlsplit(url)
        except ValueError:  # such as a bracket too few
            raise WrongAddress("server_address", url=url) from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise WrongAddress("server_address", url=url)
        if certificate and parts.scheme != "https":
            raise WrongAddress("certificate_without_https")
        self._url = url.rstrip("/")
        self._token = token
        pinned = [Pinned(_certificate_in(certificate))] if certificate else []
        self._opener = build_opener(ProxyHandler({}), *pinned)  # the server is in this very hall

    def post(self, path: str, content: Mapping[str, Any], timeout_seconds: float = 10.0) -> Any:
        """Send JSON with our token; the JSON that comes back.

        Raises ServerRefused for 4xx, ServerFailed for 500, and its parent ServerAway for 502 to
        504, silence, and an answer that is no JSON.
        """
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
        }
        asked = Request(f"{self._url}{path}", json.dumps(content).encode(), headers)
        try:
            with self._opener.open(asked, timeout=timeout_seconds) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code >= 500:
                raise _trouble(error.code)(str(error)) from error
            raise ServerRefused(error.code, _code(error)) from error
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise ServerAway(str(error)) from error


class Pinned(HTTPSHandler):
    """Speaks only to the server that shows this very certificate."""

    def __init__(self, certificate: bytes) -> None:
        self._certificate = certificate
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # nobody vouches for it: it is compared itself
        super().__init__(context=context)
        self._pinning = context

    def https_open(self, req: Request) -> Any:
        """As urllib asks it. Raises URLError when the server shows another certificate."""

        def connection(host: str, **settings: Any) -> HTTPSConnection:
            settings["context"] = self._pinning
            return PinnedConnection(self._certificate, host, **settings)

        return self.do_open(connection, req)


class PinnedConnection(HTTPSConnection):
    def __init__(self, certificate: bytes, host: str, **settings: Any) -> None:
        super().__init__(host, **settings)
        self._certificate = certificate

    def connect(self) -> None:
        """Compare before anything is said: the token is in the first words. Raises ssl.SSLError."""
        super().connect()
        if self.sock.getpeercert(binary_form=True) != self._certificate:
            self.close()
            raise ssl.SSLError("the server shows another certificate")


def _trouble(status: int) -> type[ServerAway]:
    """A proxy in front says by 502 to 504 that the server behind it is not there."""
    return ServerAway if 502 <= status <= 504 else ServerFailed


def _certificate_in(file: Path) -> bytes:
    try:
        return ssl.PEM_cert_to_DER_cert(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise WrongAddress("certificate_unreadable", file=file) from error


def _code(error: HTTPError) -> str:
    try:
        return str(json.load(error).get("code", ""))
    except (OSError, ValueError, AttributeError):
        return ""
