"""The demonstration's screens: where each hangs, and how large it is."""

from collections.abc import Iterator, Sequence

from hall.line.model import Window
from hall.line.window_names import called
from hall.screens.model import Screen, ScreenRole

#: Name, what it is for, where it hangs, and width, height and reading distance in mm.
SCREENS = (
    ("main", ScreenRole.BOARD, "大厅正面", (1210, 680, 5000)),
    ("notices", ScreenRole.NOTICES, "公示栏旁", (680, 1210, 3000)),
    ("door", ScreenRole.DOOR, "大门口", (1210, 680, 4000)),
    ("wall", ScreenRole.WALL, "等候区", (1210, 680, 5000)),
)


def demo_screens(windows: Sequence[Window]) -> Iterator[Screen]:
    """A board, a tall screen for notices, one by the door, and a sign over every window."""
    for name, role, place, size in SCREENS:
        yield _screen(name, role, place, size)
    for window in windows:
        sign = _screen(
            f"window-{window.name}", ScreenRole.SIGN, f"{called(window.name)}上方", (500, 250, 4000)
        )
        sign.window = window
        yield sign


def _screen(name: str, role: ScreenRole, place: str, size: tuple[int, int, int]) -> Screen:
    width, height, distance = size
    return Screen(
        name=name, role=role, place=place, width_mm=width, height_mm=height, distance_mm=distance
    )
