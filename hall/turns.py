"""Taking turns at what is heavy: a few at once, some wait, and whoever comes then is told so.

with hashing_turns.turn():
    ...
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from hall.errors import TooBusy


class Turns:
    """``at_once`` have a turn, ``most_waiting`` more wait for one, at most ``patience_seconds``."""

    def __init__(self, at_once: int, *, most_waiting: int, patience_seconds: float) -> None:
        self._free = BoundedSemaphore(at_once)
        self._most_waiting = most_waiting
        self._patience_seconds = patience_seconds
        self._waiting = 0
        self._lock = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Have a turn for as long as the block takes.

        Raises TooBusy, with ``seconds`` after which to come again, where too many wait already, or
        none came in time.
        """
        if not (self._free.acquire(blocking=False) or self._came()):
            raise TooBusy(seconds=int(self._patience_seconds))
        try:
            yield
        finally:
            self._free.release()

    def _came(self) -> bool:
        with self._lock:
            if self._waiting >= self._most_waiting:
                return False
            self._waiting += 1
        try:
            return self._free.acquire(timeout=self._patience_seconds)
        finally:
            with self._lock:
                self._waiting -= 1
