"""The hall's own picture at the head of a page, as dots."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from devices.ticket_printer import protocol
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.pictures import picture as picture_bytes

if TYPE_CHECKING:
    from PIL import Image

MOST_ROWS = 160  # 20 mm
MOST_PIXELS = 16_000_000  # of the file: a small file may claim to be a huge picture


def logo(roll: PaperRoll) -> bytes:
    """A raster command with 12 dots of white below; b"" when the hall has none, or no picture."""
    if roll.logo is None:
        return b""
    try:
        changed = roll.logo.stat().st_mtime_ns
    except OSError:
        return b""
    return _drawn(roll.logo, changed, roll)


def is_printable(file: Path) -> bool:
    """Whether slips come with it; they come without what is no picture, or too large a one."""
    return _opened(file) is not None


def _opened(file: Path) -> "Image.Image | None":
    """None for what is no picture, or beyond 16 million pixels, none of which are read."""
    from PIL import Image

    try:
        with Image.open(file, formats=("PNG", "JPEG", "WEBP", "BMP", "GIF")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            opaque = Image.new("RGBA", picture.size, "white")
            opaque.alpha_composite(picture.convert("RGBA"))
            return opaque
    except Exception:  # whatever the library may raise about a file: the slip comes without it
        return None


@lru_cache(maxsize=8)
def _drawn(file: Path, changed: int, roll: PaperRoll) -> bytes:
    """``changed`` makes a new picture of a file that was replaced."""
    from PIL import Image, ImageOps

    del changed
    paper_dots = roll.dots
    opaque = _opened(file)
    if opaque is None:
        return b""
    fitted = ImageOps.contain(opaque.convert("L"), (paper_dots, MOST_ROWS))
    paper = Image.new("L", (paper_dots, fitted.height), 255)
    paper.paste(fitted, ((paper_dots - fitted.width) // 2, 0))
    dots = ImageOps.invert(paper).convert("1")
    raster = picture_bytes(paper_dots // 8, dots.tobytes(), roll)
    return raster + protocol.feed_dots(12)
