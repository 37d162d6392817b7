"""From a key to the action, in the name of whoever sits at the window."""

from collections.abc import Callable, Mapping

from hall.errors import Malformed, NobodyWaiting, NotSignedIn
from hall.line import calling, desk_lists, queries, seating, visit_steps
from hall.line.model import Service, Ticket, Window
from hall.machines import PadKey, PadPress, PadRating
from hall.opinions.asking import GRACE, asked_at
from hall.opinions.model import Channel
from hall.opinions.rating import rate
from hall.unit_of_work import ReadSession, UnitOfWork

PAUSED = "暂时离开"


def press(work: UnitOfWork, pressed: PadPress) -> None:
    """Do what the key asks for; the pad can only beep about a refusal.

    Raises NotSignedIn where nobody sits, NotFound for a window that is gone, and whatever else the
    same button of the page refuses (HallError).
    """
    window = queries.window_by_name(work.session, pressed.window)
    if window.clerk_id is None:
        raise NotSignedIn()
    work.actor = f"staff:{window.clerk_id}"
    KEYS[pressed.key](work, window, pressed.digit)


def take_rating(work: UnitOfWork, given: PadRating) -> None:
    """Of the visit that has just ended at the window; a key pressed at another time is nothing.

    Raises NobodyWaiting when no visit has just ended, and what ``rate`` refuses.
    """
    window = queries.window_by_name(work.session, given.window)
    asked = asked_at(work, window, GRACE).ticket
    if asked is None:
        raise NobodyWaiting(window=window.name)
    rate(work, asked, given.grade, channel=Channel.PAD)


def on_display(snapshot: ReadSession, window: Window) -> tuple[int, str]:
    """How many wait for this window, and the number in hand ("" for none)."""
    waiting = queries.waiting_by_service(snapshot.session, snapshot.today)
    here = queries.at_window(snapshot.session, snapshot.today, window)
    count = sum(waiting.get(service.id, 0) for service in window.services)
    return count, here[0].number if here else ""


def _in_hand(work: UnitOfWork, window: Window) -> Ticket:
    here = queries.at_window(work.session, work.today, window)
    if not here:
        raise NobodyWaiting(window=window.name)
    return here[0]


def _next(work: UnitOfWork, window: Window, digit: int | None) -> None:
    seating.reopen(work, window)  # whoever calls is back
    calling.call_next(work, window)


def _park(work: UnitOfWork, window: Window, digit: int | None) -> None:
    visit_steps.park(work, _in_hand(work, window))


def _resume(work: UnitOfWork, window: Window, digit: int | None) -> None:
    parked = desk_lists.parked_at(work.session, work.today, window)
    if not parked:
        raise NobodyWaiting(window=window.name)
    visit_steps.resume(work, parked[0])


def _pause(work: UnitOfWork, window: Window, digit: int | None) -> None:
    """Press again to open again."""
    if window.paused:
        seating.reopen(work, window)
    else:
        seating.pause(work, window, PAUSED)


def _transfer(work: UnitOfWork, window: Window, digit: int | None) -> None:
    """To the service that the digit counts out, in the order of the kiosk."""
    services: list[Service] = list(queries.services(work.session))
    if not digit or digit > len(services):
        raise Malformed(field="service")
    visit_steps.transfer(work, _in_hand(work, window), services[digit - 1])


KEYS: Mapping[PadKey, Callable[[UnitOfWork, Window, int | None], None]] = {
    PadKey.NEXT: _next,
    PadKey.RECALL: lambda work, window, _: _done(calling.recall(work, _in_hand(work, window))),
    PadKey.MISS: lambda work, window, _: _done(visit_steps.miss(work, _in_hand(work, window))),
    PadKey.PARK: _park,
    PadKey.RESUME: _resume,
    PadKey.PAUSE: _pause,
    PadKey.TRANSFER: _transfer,
    PadKey.RATE: lambda work, window, _: None,  # nothing of the hall changes; the pad is asked
}


def _done(_: Ticket) -> None:
    return None
