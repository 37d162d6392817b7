"""The hall's own picture at the head of a page, as dots."""

from functools import lru_cache
from pathlib import Path

from devices.ticket_printer import protocol
from devices.ticket_printer.paper_roll import PaperRoll

MOST_ROWS = 160  # 20 mm
LONGEST_SIDE = 4_000  # of the file: a small file may claim to be a huge picture


def logo(roll: PaperRoll) -> bytes:
    """Nothing when the hall has none, or a file that is no picture."""
    if roll.logo is None:
        return b""
    try:
        changed = roll.logo.stat().st_mtime_ns
    except OSError:
        return b""
    return _drawn(roll.logo, changed, roll.dots)


@lru_cache(maxsize=8)
def _drawn(file: Path, changed: int, paper_dots: int) -> bytes:
    """``changed`` makes a new picture of a file that was replaced."""
    from PIL import Image, ImageOps

    del changed
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
    raster = protocol.raster_bit_image(paper_dots // 8, dots.tobytes())
    return raster + protocol.feed_dots(12)
