"""Characters as dots, drawn with our own font: for what no printer's font can be trusted with.

The font is a variable one of 33 MB that is only mapped, never read whole.
"""

from functools import cache, lru_cache
from importlib.resources import files
from math import ceil
from threading import Lock
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from devices.ticket_printer.ruled_lines import ARMS, ruled

COLUMN_DOTS = 12  # an ASCII character; a Hanzi takes two columns
LINE_DOTS = 24
SIMPLIFIED_CHINESE = 2  # the face of that script in the collection
BASELINE = 0.88  # of the height, from above: where this family sets the em box
INK = 112  # of 255; more than this much of a dot covered makes it black

_drawing = Lock()  # a face keeps state while it draws and threads share it


class Scale(NamedTuple):
    width: int
    height: int


@lru_cache(maxsize=64)
def face(height: int, weight: int) -> ImageFont.FreeTypeFont:
    """Noto Sans CJK SC, ``height`` dots to the em, ``weight`` 100 to 900."""
    with (files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc").open("rb") as file:
        font = ImageFont.truetype(file.name, height, index=SIMPLIFIED_CHINESE)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=2048)
def glyph(character: str, columns: int, scale: Scale, weight: int) -> Image.Image:
    """One cell, white on black; ``columns`` (12 by 24 dots each) is its width before scaling."""
    width, height = COLUMN_DOTS * columns * scale.width, LINE_DOTS * scale.height
    if character in ARMS:
        return ruled(character, width, height)
    with _drawing:
        drawn = _at_its_own_width(character, height, weight)
    fitted = max(1, min(width, round(drawn.width * scale.width / scale.height)))
    cell = Image.new("L", (width, height))
    cell.paste(drawn.resize((fitted, height)), ((width - fitted) // 2, 0))
    return cell.point(_BLACK_OR_WHITE).convert("1")


_BLACK_OR_WHITE = [255 if shade > INK else 0 for shade in range(256)]


def _at_its_own_width(character: str, height: int, weight: int) -> Image.Image:
    font = face(height, weight)
    image = Image.new("L", (max(1, ceil(font.getlength(character))), height))
    ImageDraw.Draw(image).text(
        (0, round(height * BASELINE)), character, font=font, fill=255, anchor="ls"
    )
    return image


@cache
def blank(columns: int, scale: Scale) -> Image.Image:
    """An empty cell of that many columns, scaled."""
    return Image.new("1", (COLUMN_DOTS * columns * scale.width, LINE_DOTS * scale.height))
