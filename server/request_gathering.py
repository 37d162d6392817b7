"""Decides, from the bytes that a connection has sent so far, whether a thread may begin with them.

Bytes in, one answer out; no socket and no clock in here. A request is handed over whole: its head,
and its body if that is small. So a client that sends half a head, or one letter a minute, waits at
its own expense and holds no thread. Bodies that are files are read by a thread, with a deadline of
their own (server/fair_worker.py); what is not understood is handed over as it is, for the server's
own parser to refuse.
"""

from enum import Enum, auto

from web.limits import MOST_HEAD_BYTES, WHOLE_BODY_BYTES

HEAD_END = b"\r\n\r\n"


class Progress(Enum):
    HEAD = auto()  # more of the head is to come
    BODY = auto()  # the head is there, a small body is to come
    WHOLE = auto()
    TOO_LARGE = auto()  # a head without an end


class RequestGathering:
    """What one connection has sent of its next request."""

    def __init__(self) -> None:
        self.received = bytearray()
        self.progress = Progress.HEAD
        #: The body's length in bytes as announced; 0 where none is, or none that can be read.
        self.body_bytes = 0
        #: A WebSocket: it keeps its thread for as long as it is open.
        self.is_upgrade = False
        #: What tells an enrolled device from its neighbours behind the same address.
        self.cookies = ""
        self._wanted_bytes = 0

    def feed(self, more: bytes) -> Progress:
        """Take in what has come; any splitting of the bytes ends in the same progress."""
        searched_from = max(0, len(self.received) - len(HEAD_END) + 1)
        self.received += more
        if self.progress is Progress.HEAD:
            self._look_for_the_end_of_the_head(searched_from)
        if self.progress is Progress.BODY and len(self.received) >= self._wanted_bytes:
            self.progress = Progress.WHOLE
        return self.progress

    def _look_for_the_end_of_the_head(self, searched_from: int) -> None:
        end = self.received.find(HEAD_END, searched_from)
        if max(end, 0) > MOST_HEAD_BYTES or (end < 0 and len(self.received) > MOST_HEAD_BYTES):
            self.progress = Progress.TOO_LARGE
        elif end >= 0:
            head = bytes(self.received[:end])
            headers = _headers(head)
            # Only where WebSockets are: the word alone frees no page from the limits of pages.
            wanted = headers.get(b"upgrade", b"").lower() == b"websocket"
            self.is_upgrade = wanted and head.startswith(b"GET /socket.io/")
            self.body_bytes = _length(headers)
            self.cookies = headers.get(b"cookie", b"").decode("latin-1")
            # Who expects "100 Continue" sends nothing before hearing from the parser.
            to_wait_for = self.body_bytes <= WHOLE_BODY_BYTES and b"expect" not in headers
            self._wanted_bytes = end + len(HEAD_END) + (self.body_bytes if to_wait_for else 0)
            self.progress = Progress.BODY


def _headers(head: bytes) -> dict[bytes, bytes]:
    """Names in lower case; what is no header is left for the parser to refuse."""
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {name.lower(): value.strip() for name, colon, value in lines if colon}


def _length(headers: dict[bytes, bytes]) -> int:
    length = headers.get(b"content-length", b"")
    is_plain = length.isdigit() and len(length) < 16 and b"transfer-encoding" not in headers
    return int(length) if is_plain else 0
