"""Which screens are there, by what they said last. Kept in memory: after a restart every screen
has said so again within ten seconds, and a write of each beat would hold the pen all day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock

BEAT_SECONDS = 10
#: Two beats may be lost; after the third the screen counts as off.
SILENCE = timedelta(seconds=3 * BEAT_SECONDS + 2)
#: A picture is drawn at least so often, or the screen stands still.
FEWEST_FRAMES = 5
MOST_KEPT = 300


class Condition(StrEnum):
    OFF = "off"  # has not said anything for half a minute, or ever
    STALE = "stale"  # shows what was true before something was taken down or put up
    FROZEN = "frozen"  # says so, and draws nothing
    OLD = "old"  # runs an older version of the program
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Beat:
    """What a screen says every ten seconds, and whenever it has painted something new."""

    at: datetime
    painted: int  # the journal's row up to which its notices are right
    item: int | None = None  # the notice that is on it
    frames: int = 0  # drawn since the last beat
    version: str = ""
    width: int = 0
    height: int = 0
    mute: bool = False


class Presence:
    def __init__(self) -> None:
        self._lock = Lock()
        self._beats: dict[str, Beat] = {}

    def hear(self, screen: str, beat: Beat) -> bool:
        """Keep it; whether it has painted something newer than when it was heard last."""
        with self._lock:
            before = self._beats.get(screen)
            if before is None and len(self._beats) >= MOST_KEPT:
                return False
            self._beats[screen] = beat
        return before is None or beat.painted > before.painted

    def last(self, screen: str) -> Beat | None:
        return self._beats.get(screen)


def condition(beat: Beat | None, now: datetime, newest: int, version: str) -> Condition:
    """``newest``: the journal's last row about notices. The gravest word that is true."""
    if beat is None or now - beat.at > SILENCE:
        return Condition.OFF
    if beat.painted < newest:
        return Condition.STALE
    if beat.frames < FEWEST_FRAMES:
        return Condition.FROZEN
    return Condition.OLD if beat.version != version else Condition.WELL
