"""Who sits at which window, and whether it pauses. Nobody is called by any of it."""

from sqlalchemy.orm import Session

from hall.errors import NotAllowed
from hall.events import WindowPaused, WindowTaken
from hall.line import queries
from hall.line.coverage import move_cover, uncover
from hall.line.model import Window
from hall.people.model import Staff
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_REASON = 20  # characters: it stands on the hanging sign


def own_window(session: Session, name: str, clerk: Staff) -> Window:
    """The window where this clerk sits; nobody acts at another's, whatever their rank.

    Raises NotFound where there is no such window, and NotAllowed where somebody else sits there,
    or nobody.
    """
    window = queries.window_by_name(session, name)
    if window.clerk_id != clerk.id:
        raise NotAllowed()
    return window


def sit_down(work: UnitOfWork, window: Window, clerk: Staff) -> None:
    """Take a window; whoever sat there leaves it, and what the clerk covers comes along."""
    if window.clerk_id == clerk.id:
        return
    move_cover(work, window, None)  # of whoever sat here
    uncover(work, window)
    for other in queries.windows_of(work.session, clerk):
        move_cover(work, other, window)
        stand_up(work, other)
    window.clerk = clerk
    work.record(WindowTaken(window=window.name, staff_id=clerk.id))


def stand_up(work: UnitOfWork, window: Window) -> None:
    """Nobody sits there; windows covered from it are covered no more, and called to again."""
    move_cover(work, window, None)
    window.clerk = None
    work.record(WindowTaken(window=window.name, staff_id=None))


def stand_up_everywhere(work: UnitOfWork, clerk: Staff) -> None:
    """Whoever is gone sits nowhere."""
    for window in queries.windows_of(work.session, clerk):
        stand_up(work, window)


def pause(work: UnitOfWork, window: Window, reason: str) -> None:
    """Nobody is called here until ``reopen``; the reason is public.

    Raises Malformed for an empty one, or over 20 characters.
    """
    reason = plain(reason, field="reason", longest=LONGEST_REASON, shortest=1)
    if window.paused != reason:
        window.paused = reason
        work.record(WindowPaused(window=window.name, reason=reason))


def reopen(work: UnitOfWork, window: Window) -> None:
    """Called to again; nothing for a window that did not pause."""
    if window.paused is not None:
        window.paused = None
        work.record(WindowPaused(window=window.name, reason=""))
