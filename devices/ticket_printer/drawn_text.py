"""Characters that are in no printer's font: as dots among the text, or a whole line as a picture.

Among text a character is 24 dots high whatever size the line has: bit images are not enlarged,
and on a slow cable a picture of the line would cost what forty lines of text do. In an enlarged
line the printer makes fourteen columns of it twice as wide: more to read, in fewer bytes. On a
quick cable
an enlarged line is drawn whole; as wide as the paper, for not every printer heeds justification
with pictures.
"""

from functools import lru_cache

from PIL import Image, ImageOps

from devices.ticket_printer.glyphs import LINE_DOTS, Scale, glyph
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.pictures import picture
from devices.ticket_printer.protocol import bit_image
from devices.ticket_printer.text import columns

WEIGHT = 700
CELL_DOTS = 24
WIDE_COLUMNS = 14  # of those, two dots wide each: so a slip with two of them takes half a second
WIDE_WEIGHT, WIDE_INK = 600, 100  # thinner, or its strokes run into one another


@lru_cache(maxsize=256)
def drawn_character(character: str, *, enlarged: bool) -> bytes:
    """One character, to stand between codes in a line of text (ESC *, 24 dots square).

    ``enlarged``: fewer columns, which the printer makes twice as wide.
    """
    cell = narrow(character) if enlarged else glyph(character, 2, Scale(1, 1), WEIGHT)
    # On its side, the bytes of a picture run down the columns as the command wants them.
    return bit_image(cell.transpose(Image.Transpose.TRANSPOSE).tobytes(), wide=enlarged)


def narrow(character: str) -> Image.Image:
    """As the printer is sent it, to be made twice as wide: 14 by 24 dots."""
    large = glyph(character, 2, Scale(4, 4), WIDE_WEIGHT).convert("L")
    cell = large.resize((WIDE_COLUMNS, CELL_DOTS), Image.Resampling.BOX)
    return cell.point(lambda shade: 255 * (shade > WIDE_INK)).convert("1")


def drawn_line(text: str, scale: Scale, roll: PaperRoll, *, middle: bool = True) -> bytes:
    """One line as wide as the paper, as a picture; 24 dots high before ``scale``.

    Importing its encoder late keeps the start quick.
    """
    from escpos.image import EscposImage

    line = Image.new("1", (roll.dots, LINE_DOTS * scale.height))
    x = (roll.dots - _dots(text, scale)) // 2 if middle else 0
    for character in text:
        cell = glyph(character, columns(character), scale, WEIGHT)
        line.paste(cell, (x, 0))
        x += cell.width
    image = EscposImage(ImageOps.invert(line.convert("L")))
    return picture(image.width_bytes, image.to_raster_format(), roll)


def _dots(text: str, scale: Scale) -> int:
    return sum(glyph(sign, columns(sign), scale, WEIGHT).width for sign in text)
