"""Browsers that wait to be enrolled, each with a code that stands on its screen.

Kept in memory: a stranger who opens pages writes nothing, and after a restart every page that still
waits asks again. The list stays short whoever asks: one source has a few places, and when all
are taken, the source with the most of them loses its oldest to one that comes new; where each has
one, the code that nobody typed for the longest time goes. So a new device always gets one.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from hall.address_source import source_at

#: Without 0 O, 1 I L, 2 Z, 5 S and 8 B, which are taken for each other on a screen across a room.
SIGNS = "34679ACDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 6
#: More than a network of the hall has addresses: whoever takes them all pushes nobody out.
MOST_OPEN = 300
MOST_OF_A_SOURCE = 5
#: A page asks every few seconds; one that asks no longer is closed.
FORGOTTEN_AFTER_SECONDS = 120.0
#: Then the page shows another code: one that somebody wrote down is not good for ever.
CODE_SECONDS = 1800.0


@dataclass(frozen=True, slots=True)
class OpenRequest:
    code: str
    digest: str  # of the token that the browser holds, and that becomes its credential
    address: str
    page: str  # the path that it wants to show
    since: float  # by the counting clock
    asked: float

    @property
    def source(self) -> str:
        """Whose places it takes."""
        return source_at(self.address)


class OpenRequests:
    """``seconds`` counts them, and is set by nobody."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._open: dict[str, OpenRequest] = {}  # by digest

    def ask(self, digest: str, address: str, page: str) -> str:
        """The code of this browser, the same as before while it is good.

        ``page`` empty: it wants to show what it wanted before.
        """
        with self._lock:
            now = self._seconds()
            self._forget(now)
            known = self._open.get(digest)
            if known is None:
                self._make_room(source_at(address))
                known = OpenRequest(self._new_code(), digest, address, page, now, now)
            shown = page or known.page
            self._open[digest] = replace(known, asked=now, address=address, page=shown)
            return known.code

    def knows(self, digest: str) -> bool:
        """Whether this browser has a code that is still good."""
        with self._lock:
            self._forget(self._seconds())
            return digest in self._open

    def waiting(self) -> list[OpenRequest]:
        """Those whose pages still ask, the longest first."""
        with self._lock:
            self._forget(self._seconds())
            return sorted(self._open.values(), key=lambda request: request.since)

    def with_code(self, code: str) -> OpenRequest | None:
        """None once its page is closed or shows another code."""
        return next((request for request in self.waiting() if request.code == code), None)

    def seconds_since(self, request: OpenRequest) -> float:
        """How long it has waited, in seconds."""
        return self._seconds() - request.since

    def close(self, digest: str) -> None:
        """It is enrolled, or nobody wants it."""
        with self._lock:
            self._open.pop(digest, None)

    def _forget(self, now: float) -> None:
        self._open = {
            digest: request
            for digest, request in self._open.items()
            if now - request.asked < FORGOTTEN_AFTER_SECONDS and now - request.since < CODE_SECONDS
        }

    def _make_room(self, source: str) -> None:
        """For one more of this source."""
        held = Counter(request.source for request in self._open.values())
        if held[source] >= MOST_OF_A_SOURCE:
            self._drop_silent(source)
        elif len(self._open) >= MOST_OPEN:
            greediest, most = held.most_common(1)[0]
            if most > 1:
                self._drop_silent(greediest)
            else:
                del self._open[min(self._open.values(), key=lambda request: request.since).digest]

    def _drop_silent(self, source: str) -> None:
        """The one whose page has been silent for longest."""
        theirs = (request for request in self._open.values() if request.source == source)
        del self._open[min(theirs, key=lambda request: request.asked).digest]

    def _new_code(self) -> str:
        used = {request.code for request in self._open.values()}
        while True:
            code = "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))
            if code not in used:
                return code
