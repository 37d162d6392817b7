"""Which screens are there, by what they said last. Kept in memory: after a restart every screen
has said so again within ten seconds, and a write of each beat would hold the write lock all day.
"""

from threading import Lock

from hall.screens.screen_state import Account, Heartbeat, following

MOST_KEPT = 300


class ScreenPresence:
    def __init__(self) -> None:
        self._lock = Lock()
        self._accounts: dict[str, Account] = {}

    def hear(self, screen: str, beat: Heartbeat) -> bool:
        """Keep it; whether it has painted something newer than when it was heard last.

        False also for an unknown name when 300 screens are known already.
        """
        with self._lock:
            before = self._accounts.get(screen)
            if before is None and len(self._accounts) >= MOST_KEPT:
                return False
            self._accounts[screen] = following(before, beat)
        return before is None or beat.painted > before.beat.painted

    def account(self, screen: str) -> Account | None:
        """What is known of it, if it has said anything."""
        return self._accounts.get(screen)

    def last(self, screen: str) -> Heartbeat | None:
        """Its last beat, however long ago; None: nothing since this program started."""
        account = self.account(screen)
        return account.beat if account else None
