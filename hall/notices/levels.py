"""The four fixed levels: emergency over call over notice over rotation. Pure.

Whatever is of the highest level present plays, and nothing below it; hall/notices/playing.py
knows the one exception, for disclosures on their own screen. A call is no notice: it
comes over the live wire and covers what plays, or docks below an emergency; so it stands in the
order, and no notice may take its place.
"""

from enum import StrEnum


class Level(StrEnum):
    """Highest first."""

    EMERGENCY = "emergency"
    CALL = "call"
    NOTICE = "notice"
    ROTATION = "rotation"


#: What somebody who writes a notice may choose.
OF_NOTICES = (Level.ROTATION, Level.NOTICE, Level.EMERGENCY)


def is_higher(level: Level, other: Level) -> bool:
    """Whether the first plays while the other waits; a level is not higher than itself."""
    order = list(Level)
    return order.index(level) < order.index(other)
