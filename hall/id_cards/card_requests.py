"""Between a kiosk that waits for a card and the thread that looks at the reader.

A card is looked at only while somebody at the kiosk has asked for it, and what was read is
forgotten after a minute. Nothing here reaches the disk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Condition
from time import monotonic

from hall.machines import IdCard, Misread

#: The page asks again all the time; one that fell silent waits no more.
WAITS_SECONDS = 4.0
#: After so long without a card it is said that one left lying has to be lifted.
PATIENCE_SECONDS = 8.0
REMEMBERED_SECONDS = 60.0


class CardStage(StrEnum):
    """What the page at the kiosk says."""

    LAY = "lay"
    AGAIN = "again"  # nothing found for a while: perhaps a card that was left lying
    LIFTED = "lifted"
    WRONG = "wrong"
    READ = "read"
    BUSY = "busy"  # another kiosk waits for a card


@dataclass(slots=True)
class CardRequest:
    ask: str
    since: float
    seen: float
    misread: Misread | None = None
    card: IdCard | None = None

    def stage(self, now: float) -> CardStage:
        """What the page says at ``now``, in seconds as ``since``; AGAIN after 8 s without one."""
        if self.card:
            return CardStage.READ
        if self.misread:
            return CardStage(self.misread)
        late = now - self.since > PATIENCE_SECONDS
        return CardStage.AGAIN if late else CardStage.LAY


class CardRequests:
    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._changed = Condition()
        self._waiting: CardRequest | None = None

    def wait_for_card(self, ask: str) -> CardStage:
        """The page with this key is here, and asks how it stands."""
        now = self._now()
        with self._changed:
            held = self._waiting
            if held and held.ask != ask and self._is_wanted(now):
                return CardStage.BUSY
            if held is None or held.ask != ask:
                held = self._waiting = CardRequest(ask, now, now)
            held.seen = now
            self._changed.notify_all()
            return held.stage(now)

    def card_for(self, ask: str) -> IdCard | None:
        """What was read for this page; given again to the same page when its answer got lost."""
        with self._changed:
            self._forget(self._now())
            held = self._waiting
            return held.card if held and held.ask == ask else None

    def is_wanted(self) -> bool:
        """Whether anybody waits for a card now."""
        with self._changed:
            now = self._now()
            self._forget(now)
            return self._is_wanted(now)

    def _is_wanted(self, now: float) -> bool:
        held = self._waiting
        return bool(held and held.card is None and now - held.seen < WAITS_SECONDS)

    def _forget(self, now: float) -> None:
        if self._waiting and now - self._waiting.seen > REMEMBERED_SECONDS:
            self._waiting = None

    def tell(self, seen: IdCard | Misread) -> None:
        """What the reader has seen; dropped when nobody asked for it."""
        with self._changed:
            if self._waiting is None:
                return
            self._waiting.seen = self._now()
            if isinstance(seen, IdCard):
                self._waiting.card, self._waiting.misread = seen, None
            else:
                self._waiting.misread = seen

    def sleep(self, seconds: float) -> None:
        """Until somebody waits for a card, or so long."""
        with self._changed:
            if not self._is_wanted(self._now()):
                self._changed.wait(seconds)

    def wake(self) -> None:
        """End a ``sleep``, so that the worker can stop."""
        with self._changed:
            self._changed.notify_all()
