"""The hall's own picture at the head of a page, as dots."""

from functools import lru_cache
from pathlib import Path

from devices.ticket_printer import protocol
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.pictures import picture as picture_bytes

MOST_ROWS = 160  # 20 mm
LONGEST_SIDE = 4_000  # of the file: a small file may claim to be a huge picture


def logo(roll: PaperRoll) -> bytes:
    """A raster command with 12 dots of white below; b"" when the hall has none, or no picture."""
    if roll.logo is None:
        return b""
    try:
        changed = roll.logo.stat().st_mtime_ns
    except OSError:
        return b""
    return _drawn(roll.logo, changed, roll)


@lru_cache(maxsize=8)
def _drawn(file: Path, changed: int, roll: PaperRoll) -> bytes:
    """``changed`` makes a new picture of a file that was replaced."""
    from PIL import Image, ImageOps

    del changed
    paper_dots = roll.dots
    try:
        with Image.open(file) as picture:
            if max(picture.size) > LONGEST_SIDE:
                return b""
            opaque = Image.new("RGBA", picture.size, "white")
            opaque.alpha_composite(picture.convert("RGBA"))
    except (OSError, ValueError, SyntaxError):
        return b""
    fitted = ImageOps.contain(opaque.convert("L"), (paper_dots, MOST_ROWS))
    paper = Image.new("L", (paper_dots, fitted.height), 255)
    paper.paste(fitted, ((paper_dots - fitted.width) // 2, 0))
    dots = ImageOps.invert(paper).convert("1")
    raster = picture_bytes(paper_dots // 8, dots.tobytes(), roll)
    return raster + protocol.feed_dots(12)
