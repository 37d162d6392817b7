"""The modes of the virtual print head, and one character as they print it."""

from dataclasses import dataclass

from PIL import Image

from devices.ticket_printer.glyphs import Scale, blank, glyph

LINE_SPACING_DOTS = 34
PLAIN_WEIGHT, EMPHASIZED_WEIGHT = 600, 900


@dataclass(slots=True)
class Modes:
    """What ESC @ sets back."""

    scale: Scale = Scale(1, 1)
    emphasized: bool = False
    inverted: bool = False
    underlined: bool = False
    justification: int = 0
    line_spacing: int = LINE_SPACING_DOTS
    hanzi: bool = True
    code_page: int = 0
    left_margin: int = 0
    area: int = 0  # width to print on; 0: the whole paper


def cell_of(character: str, columns: int, modes: Modes, *, smooth: bool) -> Image.Image:
    """White on black, enlarged, underlined and inverted; ``columns`` is its width before that.

    ``smooth``: enlarged characters are round instead of in steps.
    """
    if character == " ":
        cell = blank(columns, modes.scale)
    else:
        cell = _drawn(character, columns, modes, smooth=smooth)
    if modes.underlined:
        cell = cell.copy()
        cell.paste(1, (0, cell.height - 2, cell.width, cell.height))
    return cell.point(lambda dot: not dot) if modes.inverted else cell


def _drawn(character: str, columns: int, modes: Modes, *, smooth: bool) -> Image.Image:
    weight = EMPHASIZED_WEIGHT if modes.emphasized else PLAIN_WEIGHT
    if smooth:
        return glyph(character, columns, modes.scale, weight)
    cell = glyph(character, columns, Scale(1, 1), weight)
    size = (cell.width * modes.scale.width, cell.height * modes.scale.height)
    return cell.resize(size, Image.Resampling.NEAREST)
