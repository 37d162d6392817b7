"""What a program reads when it is refused: RFC 9457, with a code that never changes."""

from http import HTTPStatus

import msgspec
from flask import Response, jsonify

PROBLEM = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Beside these a refusal may say more, by the names of docs/api.md."""

    status: int
    code: str
    title: str
    detail: str
    type: str = "about:blank"


def problem(status: int, code: str, detail: str, values: dict[str, object]) -> Response:
    """The answer; ``code`` is for programs to look at, ``detail`` for people to read."""
    said = Problem(status=status, code=code, title=code, detail=detail)
    answer = jsonify({**msgspec.to_builtins(said), **values})
    answer.status_code = status
    answer.mimetype = PROBLEM
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="hall"'
    return answer


def problem_bytes(
    status: HTTPStatus, detail: str, again_seconds: int | None = None, code: str = ""
) -> bytes:
    """The same as a whole answer of HTTP/1.1, for what never reached the application; after it
    the connection is closed, and who was told ``again_seconds`` may come again then."""
    said = Problem(status=status, code=code or status.name, title=status.phrase, detail=detail)
    body = msgspec.json.encode(said)
    again = "" if again_seconds is None else f"Retry-After: {again_seconds}\r\n"
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        f"Content-Type: {PROBLEM}\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"{again}"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
