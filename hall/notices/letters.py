"""Which letters our screens can draw: those of the one font that tools/fonts.py cuts."""

from functools import cache
from importlib.resources import as_file, files

SIMPLIFIED_CHINESE = 2  # the place of its face in the collection
#: Cut off at the set-up, for it is a quarter of the font.
KOREAN = (
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
    range(0xFFA0, 0xFFE0),
)


@cache
def code_points() -> frozenset[int]:
    """Of all letters; read once, which takes a second."""
    from fontTools.ttLib import TTFont

    with (
        as_file(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc") as file,
        TTFont(file, fontNumber=SIMPLIFIED_CHINESE, lazy=True) as font,
    ):
        points = frozenset(font.getBestCmap())
    return points.difference(*KOREAN)
