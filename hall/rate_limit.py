"""How often something may happen: so many within a time, and so many of them at once.

One number a key (the generic cell rate algorithm): when the next would come if they came evenly.
Seconds are of the steady clock, so a clock that is set neither opens nor closes anything. Keys are
forgotten from the one unused for longest: whoever comes from thousands of addresses takes no memory
(docs/adr/0024).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

#: Each takes some 200 bytes; a hall has a few hundred sources.
MOST_KEYS = 20_000
#: Sums of steps are never quite even.
ROUNDING_SECONDS = 1e-6


@dataclass(frozen=True, slots=True)
class Rate:
    """So many within so many seconds, and at most so many of them at once."""

    amount: int
    seconds: int
    burst: int

    @property
    def step_seconds(self) -> float:
        return self.seconds / self.amount


class RateLimiter:
    """Counts by key; asked from every thread. ``steady`` says seconds that nobody sets."""

    def __init__(self, steady: Callable[[], float], most_keys: int = MOST_KEYS) -> None:
        self._steady = steady
        self._most = most_keys
        self._next: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = Lock()

    def seconds_to_wait(self, key: Hashable, rate: Rate) -> float:
        """0.0, and it is counted; or after how many seconds it may be, and it is not counted."""
        with self._lock:
            now = self._steady()
            due = max(now, self._next.get(key, now))
            wait = due - now - (rate.burst - 1) * rate.step_seconds
            if wait > ROUNDING_SECONDS:
                return wait
            self._next[key] = due + rate.step_seconds
            self._next.move_to_end(key)
            if len(self._next) > self._most:
                self._next.popitem(last=False)
            return 0.0

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._next)
