"""Places for WebSockets: each holds a thread, so there are so many, and of them so many for one
source (web/limits.py).

Asked before there is a thread: whoever only opens sockets, and says nothing in them, takes no more
than those.
"""

from collections import Counter
from collections.abc import Callable

from hall.address_source import source_at
from hall.rate_limit import RateLimiter
from web.limits import MOST_SOCKETS, SOCKETS_COMING, SOCKETS_OF_ONE_SOURCE


class SocketPlaces:
    """Asked by the one loop that accepts connections; ``steady`` says seconds that nobody sets."""

    def __init__(self, steady: Callable[[], float]) -> None:
        self._open: Counter[str] = Counter()
        self._coming = RateLimiter(steady)

    def take(self, address: str) -> bool:
        """Whether there is one for this address; then it is taken."""
        source = source_at(address)
        if self._open.total() >= MOST_SOCKETS or self._open[source] >= SOCKETS_OF_ONE_SOURCE:
            return False
        if self._coming.seconds_to_wait(source, SOCKETS_COMING):
            return False
        self._open[source] += 1
        return True

    def give_back(self, address: str) -> None:
        source = source_at(address)
        self._open[source] -= 1
        if not self._open[source]:
            del self._open[source]
