"""A thread sees a request when it is whole, however its bytes came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.request_gathering import Progress, RequestGathering
from web.limits import MOST_HEAD_BYTES, WHOLE_BODY_BYTES

HEAD = b"POST /kiosk/tickets HTTP/1.1\r\nHost: hall\r\n"


def fed(*pieces: bytes) -> RequestGathering:
    gathering = RequestGathering()
    for piece in pieces:
        gathering.feed(piece)
    return gathering


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[start:end] for start, end in zip(places, places[1:], strict=False)]


@given(body=st.binary(max_size=300), cuts=st.lists(st.integers(min_value=0), max_size=12))
def test_it_is_whole_with_its_last_byte_and_not_before(body, cuts):
    request = HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body

    *before, last = split(request, cuts)
    gathering = fed(*before)

    assert gathering.progress is not Progress.WHOLE
    assert gathering.feed(last) is Progress.WHOLE
    assert bytes(gathering.received) == request


@given(st.binary(max_size=2000), st.lists(st.integers(min_value=0), max_size=12))
def test_whatever_comes_any_splitting_ends_the_same(noise, cuts):
    assert fed(*split(noise, cuts)).progress is fed(noise).progress


def test_a_head_without_an_end_is_too_large():
    gathering = fed(HEAD, b"X: ")

    assert gathering.feed(b"y" * MOST_HEAD_BYTES) is Progress.TOO_LARGE


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: %d" % (WHOLE_BODY_BYTES + 1),  # a thread reads it, with a deadline
        b"Content-Length: 5\r\nExpect: 100-continue",  # it comes when the parser has said yes
        b"Transfer-Encoding: chunked",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",  # the parser refuses it
        b"Content-Length: -5",
        b"Content-Length: \xb2",
        b"no header at all",
    ],
)
def test_what_need_not_or_cannot_be_waited_for_is_handed_over_with_its_head(header):
    assert fed(HEAD + header + b"\r\n\r\n").progress is Progress.WHOLE


def test_a_websocket_is_told_from_a_page():
    socket, page = (b"GET /%s HTTP/1.1\r\n" % path for path in (b"socket.io/?EIO=4", b"kiosk"))
    upgrade = b"upgrade: WebSocket\r\n\r\n"

    assert fed(socket + upgrade).is_upgrade
    assert not fed(socket + b"\r\n").is_upgrade
    assert not fed(page + upgrade).is_upgrade


def test_the_next_request_may_come_together_with_this_one():
    request = b"GET / HTTP/1.1\r\nHost: hall\r\n\r\n"

    assert fed(request * 2 + request[:9]).progress is Progress.WHOLE
