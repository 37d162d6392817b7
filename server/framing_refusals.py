"""What is told to connections whose request never reaches the application."""

from http import HTTPStatus

from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)

from web.problem import problem_bytes
from web.sentences import FRAMING_REFUSALS

#: Told to whoever finds no place for a WebSocket.
COME_AGAIN_SECONDS = 3
STATUS = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
}


def status_of(error: ParseException) -> HTTPStatus:
    return STATUS.get(type(error), HTTPStatus.BAD_REQUEST)


def refusal(status: HTTPStatus) -> bytes:
    """A whole answer, for a request that never reached the application."""
    sentence = FRAMING_REFUSALS.get(status, FRAMING_REFUSALS[HTTPStatus.BAD_REQUEST])
    again = COME_AGAIN_SECONDS if status is HTTPStatus.TOO_MANY_REQUESTS else None
    return problem_bytes(status, sentence, again)
