"""A line of text as a picture, when a character of it is in no printer's font.

The picture is as wide as the paper, for not every printer heeds justification with pictures.
"""

from PIL import Image, ImageOps

from devices.ticket_printer.glyphs import LINE_DOTS, Scale, glyph
from devices.ticket_printer.protocol import raster_bit_image
from devices.ticket_printer.text import columns

WEIGHT = 700


def drawn_line(text: str, scale: Scale, paper_dots: int, *, middle: bool = True) -> bytes:
    """One line, as a raster command. Importing its encoder late keeps the start quick."""
    from escpos.image import EscposImage

    line = Image.new("1", (paper_dots, LINE_DOTS * scale.height))
    x = (paper_dots - _dots(text, scale)) // 2 if middle else 0
    for character in text:
        cell = glyph(character, columns(character), scale, WEIGHT)
        line.paste(cell, (x, 0))
        x += cell.width
    picture = EscposImage(ImageOps.invert(line.convert("L")))
    return raster_bit_image(picture.width_bytes, picture.to_raster_format())


def _dots(text: str, scale: Scale) -> int:
    return sum(glyph(each, columns(each), scale, WEIGHT).width for each in text)
