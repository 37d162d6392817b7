"""What is told to connections whose request never reaches the application."""

from http import HTTPStatus

from web.problem import problem_bytes
from web.sentences import FRAMING_REFUSALS

#: Told to whoever finds no place for a WebSocket.
COME_AGAIN_SECONDS = 3


def refusal(status: HTTPStatus) -> bytes:
    """A whole answer, for a request that never reached the application."""
    sentence = FRAMING_REFUSALS.get(status, FRAMING_REFUSALS[HTTPStatus.BAD_REQUEST])
    again = COME_AGAIN_SECONDS if status is HTTPStatus.TOO_MANY_REQUESTS else None
    return problem_bytes(status, sentence, again)
