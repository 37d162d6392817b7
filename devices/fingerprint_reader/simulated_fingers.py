"""The people before a simulated reader: one finger on the glass at a time, each in turn.

A finger is the characteristic file it would give; two captures of one finger are equal, and
no two fingers are alike.
"""

from collections import deque
from dataclasses import dataclass
from hashlib import shake_128
from math import inf
from threading import Lock

HOLD_SECONDS = 0.6
TEMPLATE_BYTES = 512


def finger(name: str, size: int = TEMPLATE_BYTES) -> bytes:
    """The characteristic file of a finger that bears this name: the same bytes each time."""
    return shake_128(name.encode()).digest(size)


@dataclass(slots=True)
class SimulatedFinger:
    features: bytes  # what the module would make of it
    laid_at: float
    hold_seconds: float
    leaves_when_recognised: bool = True
    leaves: bool = False


class SimulatedFingers:
    """A line of fingers. Between two of them the glass is seen empty at least once.

    It has no clock: whoever looks says when. Nobody needs to look for a finger to leave.
    """

    def __init__(self) -> None:
        self._line: deque[SimulatedFinger] = deque()
        self._free_at = -inf
        self._lock = Lock()

    def touch(self, features: bytes, now: float) -> None:
        """Lay a finger for a moment, or until it is recognised."""
        self._join(SimulatedFinger(features, now, HOLD_SECONDS))

    def hold(self, features: bytes, now: float) -> None:
        """Lay a finger and leave it there until it is lifted."""
        self._join(SimulatedFinger(features, now, inf, leaves_when_recognised=False))

    def lift(self) -> None:
        """The finger on the glass goes; the next one is laid when somebody has seen it empty."""
        with self._lock:
            if self._line:
                self._line[0].leaves = True

    def recognised(self) -> None:
        """The module has searched for it: a finger laid only for a moment goes."""
        with self._lock:
            if self._line and self._line[0].leaves_when_recognised:
                self._line[0].leaves = True

    def go_away(self) -> None:
        """Everybody leaves, also those who wait."""
        with self._lock:
            self._line.clear()

    def on_glass(self, now: float) -> bytes | None:
        """The features of the finger there at ``now`` (seconds of the caller's clock), or None."""
        with self._lock:
            has_left = False
            while self._line:
                finger = self._line[0]
                until = max(finger.laid_at, self._free_at) + finger.hold_seconds
                if not finger.leaves and now < until:
                    return None if has_left else finger.features
                self._free_at = now if finger.leaves else until
                self._line.popleft()
                has_left = True
            return None

    def _join(self, finger: SimulatedFinger) -> None:
        with self._lock:
            self._line.append(finger)
