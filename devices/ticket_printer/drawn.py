"""Characters that are in no printer's font: as dots among the text, or a whole line as a picture.

Among text a character is 24 dots high whatever size the line has: bit images are not enlarged,
and on a slow cable a picture of the line would cost what forty lines of text do. On a quick one
an enlarged line is drawn whole; as wide as the paper, for not every printer heeds justification
with pictures.
"""

from functools import lru_cache

from PIL import Image, ImageOps

from devices.ticket_printer.glyphs import LINE_DOTS, Scale, glyph
from devices.ticket_printer.protocol import bit_image, raster_bit_image
from devices.ticket_printer.text import columns

WEIGHT = 700
CELL_DOTS = 24
BESIDE_DOTS = 3  # kept free on either side within an enlarged line, where it stands alone


@lru_cache(maxsize=256)
def drawn_character(character: str, *, enlarged: bool) -> bytes:
    """One character, to stand between codes in a line of text."""
    cell = glyph(character, columns(character), Scale(1, 1), WEIGHT)
    free = BESIDE_DOTS if enlarged else 0
    image = Image.new("1", (cell.width + 2 * free, CELL_DOTS))
    image.paste(cell, (free, 0))
    # On its side, the bytes of a picture run down the columns as the command wants them.
    return bit_image(image.transpose(Image.Transpose.TRANSPOSE).tobytes())


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
