"""Registering a screen once, with its place and its measure."""

from dataclasses import dataclass

from sqlalchemy import select

from hall.errors import AlreadyThere, Malformed
from hall.events import ScreenChanged
from hall.line.model import Window
from hall.plain_text import plain
from hall.screens.model import Screen, ScreenRole
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
    in_use: bool = True
    sound: bool = False  # whether its films are heard


def register(work: UnitOfWork, wish: ScreenWish) -> Screen:
    """Raises Malformed with the field that is out of bounds, AlreadyThere for a name in use."""
    screen = Screen(name=wish.name)
    _must_be_sound(work, screen, wish)
    work.session.add(screen)
    _fill(work, screen, wish)
    return screen


def change(work: UnitOfWork, screen: Screen, wish: ScreenWish) -> None:
    """Its address stays: the browser on the wall was told it once.

    Raises Malformed for another name, or a field that is out of bounds.
    """
    if wish.name != screen.name:
        raise Malformed(field="screen_name")
    _must_be_sound(work, screen, wish)
    _fill(work, screen, wish)


def _fill(work: UnitOfWork, screen: Screen, wish: ScreenWish) -> None:
    screen.role = wish.role
    screen.place = plain(wish.place, field="place", longest=LONGEST_PLACE)
    screen.width_mm, screen.height_mm = wish.width_mm, wish.height_mm
    screen.distance_mm, screen.in_use = wish.distance_mm, wish.in_use
    screen.sound = wish.sound and wish.role is not ScreenRole.SIGN
    screen.window = wish.window if wish.role is ScreenRole.SIGN else None
    work.session.flush()
    work.record(ScreenChanged(screen=screen.name, role=screen.role, in_use=screen.in_use))


def _must_be_sound(work: UnitOfWork, screen: Screen, wish: ScreenWish) -> None:
    if not NAME.fullmatch(wish.name):
        raise Malformed(field="screen_name")
    if screen.id is None and work.session.scalar(select(Screen.id).where(Screen.name == wish.name)):
        raise AlreadyThere(screen=wish.name)
    if not (wish.width_mm in SIZES_MM and wish.height_mm in SIZES_MM):
        raise Malformed(field="screen_size")
    if wish.distance_mm not in DISTANCES_MM:
        raise Malformed(field="screen_distance")
    if wish.role is ScreenRole.SIGN and wish.window is None:
        raise Malformed(field="screen_window")
