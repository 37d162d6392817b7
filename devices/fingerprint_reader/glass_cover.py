"""Whether what the sensor takes for a finger is one: dirt lies there for ever, or comes and goes.

A greasy or scratched glass looks to many modules like a finger. Nobody's finger can be found then,
and nobody would know why.
"""

from collections import deque
from collections.abc import Callable

#: A finger that lies longer than this is none, nor are ten within half of it that nobody knows.
COVERED_SECONDS = 20.0
MOST_LAYS = 10
FLICKER_SECONDS = COVERED_SECONDS / 2


class GlassCover:
    """Told of every look. ``now`` counts seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lays: deque[float] = deque(maxlen=MOST_LAYS)  # of unknown fingers
        self._covered_at: float | None = None
        self._empty_at: float | None = None

    def met_anew(self) -> None:
        """What lay there before is not known to have stayed."""
        self._covered_at = None

    def seen_empty(self) -> None:
        """Nothing lies there; after 20 s of it whatever flickered there is forgotten."""
        self._covered_at = None
        if self._empty_at is None:
            self._empty_at = self._now()
        elif self._now() - self._empty_at >= COVERED_SECONDS:
            self._lays.clear()

    def seen_covered(self) -> None:
        """Something lies there."""
        self._empty_at = None
        if self._covered_at is None:
            self._covered_at = self._now()
            if not self._flickers():
                self._lays.append(self._covered_at)

    def known_finger(self) -> None:
        """Somebody was found: what lies there is a finger."""
        self._lays.clear()

    @property
    def is_dirt(self) -> bool:
        """Whether no finger would lie like this."""
        lies = self._covered_at is not None and self._now() - self._covered_at >= COVERED_SECONDS
        return lies or self._flickers()

    def _flickers(self) -> bool:
        whole = len(self._lays) == MOST_LAYS
        return whole and self._lays[-1] - self._lays[0] < FLICKER_SECONDS
