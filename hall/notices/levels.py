"""The four fixed levels: emergency over call over notice over rotation. Pure.

Whatever is of the highest level present plays, and nothing below it. A call is no notice: it
comes over the live wire and covers what plays, or docks below an emergency; so it stands in the
order, and no notice may take its place.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, TypeVar


class Level(StrEnum):
    """Highest first."""

    EMERGENCY = "emergency"
    CALL = "call"
    NOTICE = "notice"
    ROTATION = "rotation"


#: What somebody who writes a notice may choose.
OF_NOTICES = (Level.ROTATION, Level.NOTICE, Level.EMERGENCY)


class Levelled(Protocol):
    @property
    def level(self) -> Level:
        """Where it stands in the order of the four."""


LevelledT = TypeVar("LevelledT", bound=Levelled)


def on_top(items: Sequence[LevelledT]) -> list[LevelledT]:
    """Those of the highest level that is there, in the order they came."""
    order = list(Level)
    highest = min((order.index(item.level) for item in items), default=0)
    return [item for item in items if order.index(item.level) == highest]
