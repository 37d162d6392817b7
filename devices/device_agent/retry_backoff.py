"""Touches at which the server stumbles: each is left alone for longer and longer.

Only how often and until when is kept here; the touches themselves stay on disk in the spool. After
a restart of this side every one of them is due at once.
"""

from collections.abc import Callable
from time import monotonic

from hall.backoff import Backoff

LEFT_ALONE = Backoff(first_seconds=10.0, longest_seconds=600.0)
#: So often in a row is no passing trouble of the server: a person is told.
TRIES_TILL_TOLD = 3


class RetryBackoff:
    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._tries: dict[str, int] = {}
        self._due_at: dict[str, float] = {}

    def due(self, key: str) -> bool:
        """Whether it may be tried now; one that never failed always may."""
        return key not in self._due_at or self._clock() >= self._due_at[key]

    def failed(self, key: str) -> int:
        """Put off once more; how many times by now."""
        tries = self._tries[key] = self._tries.get(key, 0) + 1
        self._due_at[key] = self._clock() + LEFT_ALONE.pause_after(tries)
        return tries

    def over(self, key: str) -> int:
        """The server took it up, or refused it for good; how many times it had failed."""
        self._due_at.pop(key, None)
        return self._tries.pop(key, 0)

    @property
    def to_tell(self) -> int:
        """How many somebody ought to know of."""
        return sum(tries >= TRIES_TILL_TOLD for tries in list(self._tries.values()))
