"""What the office tells one screen to do, from its desk.

To load itself anew or to say its name is an action of this moment: a screen that is away misses it,
and does not do it when it comes back. To be dark is a state: it stands in the records, so that
the screen goes dark again after a power cut, and the office sees that it was told to.
"""

from enum import StrEnum

from hall.errors import Malformed
from hall.events import ScreenOrdered
from hall.screens.model import Screen
from hall.unit_of_work import UnitOfWork


class Order(StrEnum):
    RELOAD = "reload"
    IDENTIFY = "identify"  # show its name large, for ten seconds
    BLANK = "blank"  # dark; calls and emergencies are shown all the same
    UNBLANK = "unblank"


def give(work: UnitOfWork, screen: Screen, order: Order) -> None:
    """A screen that is already as it is told to be is left alone.

    Raises Malformed for one that is out of use.
    """
    if not screen.in_use:
        raise Malformed(field="screen_name")
    if order in (Order.BLANK, Order.UNBLANK):
        is_dark = order is Order.BLANK
        if is_dark == (screen.blanked_at is not None):
            return
        screen.blanked_at = work.now if is_dark else None
    work.record(ScreenOrdered(screen=screen.name, order=order))
