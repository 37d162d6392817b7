"""Closing a connection without making everybody wait for the other side.

A socket that is closed while bytes lie unread in it may take the end of its answer with it: so our
half is closed first, and what still comes is thrown away until they close theirs (RFC 9112, section
9.6). gunicorn waits for that in the loop that serves everybody, 2 s for each connection: thirty
phones that asked for "Connection: close" and kept their side open stopped the hall for a minute.
Here the loop goes on meanwhile.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from selectors import EVENT_READ, BaseSelector

LINGER_SECONDS = 2.0
MOST_BYTES = 64 * 1024
#: Whoever keeps more of them half closed loses the end of the oldest answers.
MOST_AT_ONCE = 200
PIECE_BYTES = 4096


@dataclass(slots=True, eq=False)
class HalfClosed:
    client: socket.socket
    ends_at: float
    left_bytes: int = MOST_BYTES


class LingeringCloses:
    """Those whose other half is still open, oldest first; used by the loop alone."""

    def __init__(self, poller: Callable[[], BaseSelector], clock: Callable[[], float]) -> None:
        self._poller, self._clock = poller, clock
        self._open: dict[HalfClosed, None] = {}

    def begin(self, client: socket.socket) -> None:
        """Close our half now, and all of it once they have closed theirs, or after 2 s."""
        half = HalfClosed(client, self._clock() + LINGER_SECONDS)
        try:
            client.settimeout(0)
            client.shutdown(socket.SHUT_WR)
            self._poller().register(client, EVENT_READ, partial(self._on_readable, half))
        except (OSError, ValueError, KeyError):  # it has gone already
            client.close()
            return
        self._open[half] = None
        if len(self._open) > MOST_AT_ONCE:
            self._end(next(iter(self._open)))

    def _on_readable(self, half: HalfClosed, _: socket.socket) -> None:
        try:
            piece = half.client.recv(PIECE_BYTES)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        half.left_bytes -= len(piece)
        if not piece or half.left_bytes <= 0:
            self._end(half)

    def end_late_ones(self) -> None:
        """Called at every turn of the loop."""
        now = self._clock()
        for half in [half for half in self._open if half.ends_at <= now]:
            self._end(half)

    def _end(self, half: HalfClosed) -> None:
        del self._open[half]
        self._poller().unregister(half.client)
        half.client.close()
