"""Where in the line a ticket stands: behind everybody, or between two others."""

from collections.abc import Sequence

from hall.unit_of_work import UnitOfWork

#: A missed visitor who is back stands behind this many, not behind everybody.
PLACES_BEHIND = 3


def behind_everybody(work: UnitOfWork) -> float:
    """The end of the line. The journal's next row orders it: unlike a clock, it never goes back."""
    return float(work.seq + 1)


def place_behind(line: Sequence[tuple[float, bool]], count: int, end: float) -> float:
    """A place behind the ``count`` first of the line, and behind who came back there before.

    The line gives each place and whether it is of somebody who came back: they must not be
    pushed further away by the next who does. ``end`` is the place behind everybody.
    """
    behind = count
    while behind < len(line) and line[behind][1]:
        behind += 1
    if behind >= len(line):
        return end
    return (line[behind - 1][0] + line[behind][0]) / 2
