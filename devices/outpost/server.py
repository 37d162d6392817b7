"""The server as an outpost sees it: asked over HTTP, often away, never in a hurry."""

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener


class ServerAway(Exception):
    """Nobody answered, or the server is in trouble: ask again later."""


class ServerRefused(Exception):
    """The server answered, and says no; ``code`` says why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class Server:
    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._opener = build_opener(ProxyHandler({}))  # the server is in this very hall

    def post(self, path: str, content: Mapping[str, Any], timeout_seconds: float = 10.0) -> Any:
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
                raise ServerAway(str(error)) from error
            raise ServerRefused(error.code, _code(error)) from error
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise ServerAway(str(error)) from error


def _code(error: HTTPError) -> str:
    try:
        return str(json.load(error).get("code", ""))
    except (OSError, ValueError, AttributeError):
        return ""
