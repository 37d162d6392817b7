"""What a thread still waits for of a request, the rest of a long body, comes in time or never."""

from time import monotonic

from gunicorn.http.unreader import SocketUnreader

from web.limits import SLOWEST_BYTES_PER_SECOND, STALL_SECONDS


class DeadlineUnreader(SocketUnreader):  # type: ignore[misc]
    """Feeds gunicorn's parser: what was gathered first, then the socket, until the deadline."""

    #: Seconds; stopped in tests.
    clock = staticmethod(monotonic)
    _ends_at = 0.0

    def begin(self, received: bytes, body_bytes: int) -> None:
        """The next request: what of it is here, and how long its body is."""
        self.unread(received)
        self._ends_at = self.clock() + STALL_SECONDS + body_bytes / SLOWEST_BYTES_PER_SECOND

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next piece; nothing once the deadline has passed, as if the client had gone."""
        left = self._ends_at - self.clock()
        if left <= 0:
            return b""
        self.sock.settimeout(min(left, STALL_SECONDS))
        try:
            piece: bytes = super().chunk(size_hint)
        except TimeoutError:
            return b""
        return piece
