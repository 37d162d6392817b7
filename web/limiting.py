"""Asks the table of limits (web/limits.py) before every view; no statement of the database."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from math import ceil

from flask import Flask, Response, current_app, request

from hall.errors import TooOften
from web.app_context import current_context
from web.limit import Limit
from web.limits import LIMITS
from web.refusals import refuse
from web.source import source_here

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
BY_ENDPOINT = "limits_by_endpoint"


def register(app: Flask) -> None:
    app.extensions[BY_ENDPOINT] = {}
    app.before_request(refuse_what_is_too_often)
    app.after_request(refuse_what_is_answered_too_often)


def limits_of(endpoint: str) -> tuple[Limit, ...]:
    """Those that count requests for this endpoint."""
    known: dict[str, tuple[Limit, ...]] = current_app.extensions[BY_ENDPOINT]
    if endpoint not in known:
        known[endpoint] = tuple(limit for limit in LIMITS if _counts(limit, endpoint))
    return known[endpoint]


def _counts(limit: Limit, endpoint: str) -> bool:
    return any(fnmatchcase(endpoint, pattern) for pattern in limit.endpoints)


def refuse_what_is_too_often() -> None:
    for limit in _asked():
        if limit.answered is None:
            _count(limit)


def refuse_what_is_answered_too_often(answer: Response) -> Response:
    """In place of the answer: whoever guesses learns nothing more, who knows is always answered."""
    try:
        for limit in _asked():
            if limit.answered == answer.status_code:
                _count(limit)
    except TooOften as error:
        return current_app.make_response(refuse(error))
    return answer


def _asked() -> Iterator[Limit]:
    """What this request is counted in."""
    for limit in limits_of(request.endpoint or ""):
        if limit.reads or request.method in CHANGING:
            yield limit


def _count(limit: Limit) -> None:
    if wait := seconds_to_wait_here(limit):
        raise TooOften(seconds=ceil(wait))


def seconds_to_wait_here(limit: Limit) -> float:
    """0.0, and the request is counted; or after how many seconds it may come, and it is not."""
    thing = (request.view_args or {}).get(limit.thing, "")
    key = limit.name, source_here(), thing
    return current_context().limiter.seconds_to_wait(key, limit.rate)
