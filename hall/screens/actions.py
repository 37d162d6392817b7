"""Registering a screen once, with its place and its measure."""

from dataclasses import dataclass

from sqlalchemy import select

from hall import list_entries
from hall.errors import AlreadyThere, Malformed
from hall.events import ScreenChanged, ScreenOrdered
from hall.line.model import Window
from hall.list_entries import behind
from hall.plain_text import plain
from hall.screens.model import Screen, ScreenRole
from hall.screens.orders import Order
from hall.screens.queries import NAME
from hall.unit_of_work import UnitOfWork

LONGEST_PLACE = 40
SIZES_MM = range(100, 10_001)
DISTANCES_MM = range(300, 50_001)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenWish:
    name: str
    role: ScreenRole
    place: str = ""
    width_mm: int = 1210  # 55 inches, lying
    height_mm: int = 680
    distance_mm: int = 5000
    window: Window | None = None
    sound: bool = False  # whether its films are heard


def register(work: UnitOfWork, wish: ScreenWish) -> Screen:
    """Raises Malformed with the field that is out of bounds, AlreadyThere for a name in use."""
    screen = Screen(name=wish.name, position=behind(work.session, Screen))
    _must_be_sound(work, screen, wish)
    work.session.add(screen)
    _fill(work, screen, wish)
    return screen


def change(work: UnitOfWork, screen: Screen, wish: ScreenWish) -> None:
    """With another name it has another address, and the old one leads there.

    Raises Malformed with the field that is out of bounds, AlreadyThere for a name in use.
    """
    _must_be_sound(work, screen, wish)
    if wish.name != screen.name:
        # The browser on the wall knows the old address; if it is away now, it is led on later.
        work.record(ScreenOrdered(screen=screen.name, order=Order.RELOAD))
        screen.formerly, screen.name = screen.name, wish.name
    _fill(work, screen, wish)


def take_down(work: UnitOfWork, screen: Screen) -> None:
    """It hangs no longer: nothing is owed to it any more. What it showed stays in the records."""
    if screen.in_use:
        list_entries.retire(work, screen)
        _tell(work, screen)


def hang_again(work: UnitOfWork, screen: Screen) -> None:
    """It plays what the others play."""
    if not screen.in_use:
        list_entries.bring_back(work, screen)
        _tell(work, screen)


def _fill(work: UnitOfWork, screen: Screen, wish: ScreenWish) -> None:
    screen.role = wish.role
    screen.place = plain(wish.place, field="place", longest=LONGEST_PLACE)
    screen.width_mm, screen.height_mm = wish.width_mm, wish.height_mm
    screen.distance_mm = wish.distance_mm
    screen.sound = wish.sound and wish.role is not ScreenRole.SIGN
    screen.window = wish.window if wish.role is ScreenRole.SIGN else None
    work.session.flush()
    _tell(work, screen)


def _tell(work: UnitOfWork, screen: Screen) -> None:
    work.record(ScreenChanged(screen=screen.name, role=screen.role, in_use=screen.in_use))


def _must_be_sound(work: UnitOfWork, screen: Screen, wish: ScreenWish) -> None:
    if not NAME.fullmatch(wish.name):
        raise Malformed(field="screen_name")
    taken = work.session.scalar(select(Screen.id).where(Screen.name == wish.name))
    if taken not in (None, screen.id):
        raise AlreadyThere(screen=wish.name)
    if not (wish.width_mm in SIZES_MM and wish.height_mm in SIZES_MM):
        raise Malformed(field="screen_size")
    if wish.distance_mm not in DISTANCES_MM:
        raise Malformed(field="screen_distance")
    if wish.role is ScreenRole.SIGN and wish.window is None:
        raise Malformed(field="screen_window")
