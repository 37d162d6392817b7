"""The print head of the virtual printer: modes, lines of dots, and the paper under them.

What a real head does with each command, on an image. It knows no bytes of the cable.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image

from devices.ticket_printer.glyphs import Scale, blank, glyph

DOTS_ACROSS = {58: 384, 80: 576}
DOTS_A_MM = 8
LINE_SPACING_DOTS = 34
LONGEST_DOTS = 12_000  # a metre and a half; what follows on an uncut slip is not kept
GROWTH_DOTS = 1_024
PLAIN_WEIGHT, EMPHASIZED_WEIGHT = 600, 900
TOP_MARGIN_DOTS = 40


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


@dataclass
class Head:
    """``keep`` receives each slip as it is cut off."""

    width_mm: int
    keep: Callable[[Image.Image], None]
    smooth: bool = True  # enlarged characters round instead of in steps
    modes: Modes = field(default_factory=Modes)

    def __post_init__(self) -> None:
        self.dots = DOTS_ACROSS[self.width_mm]
        self._cells: list[Image.Image] = []
        self.discard()

    def discard(self) -> None:
        """Tear off what was printed and throw it away."""
        self._cells.clear()
        self._paper = Image.new("1", (self.dots, GROWTH_DOTS))
        self._at = 0
        self._inked = 0

    def initialize(self) -> None:
        self.modes = Modes()
        self._cells.clear()

    def character(self, character: str, columns: int) -> None:
        """Add one cell to the line; a full line prints itself."""
        cell = self._cell(character, columns)
        if sum(each.width for each in self._cells) + cell.width > self.dots:
            self.line_feed()
        self._cells.append(cell)

    def _cell(self, character: str, columns: int) -> Image.Image:
        modes = self.modes
        if character == " ":
            cell = blank(columns, modes.scale)
        else:
            weight = EMPHASIZED_WEIGHT if modes.emphasized else PLAIN_WEIGHT
            cell = self._enlarged(character, columns, weight)
        if modes.underlined:
            cell = cell.copy()
            cell.paste(1, (0, cell.height - 2, cell.width, cell.height))
        return cell.point(lambda dot: not dot) if modes.inverted else cell

    def _enlarged(self, character: str, columns: int, weight: int) -> Image.Image:
        scale = self.modes.scale
        if self.smooth:
            return glyph(character, columns, scale, weight)
        cell = glyph(character, columns, Scale(1, 1), weight)
        size = (cell.width * scale.width, cell.height * scale.height)
        return cell.resize(size, Image.Resampling.NEAREST)

    def line_feed(self) -> None:
        self.feed(self.modes.line_spacing)

    def feed_lines(self, lines: int) -> None:
        self.feed(self.modes.line_spacing * lines)

    def feed(self, dots: int) -> None:
        """Print the line, then feed at least as far as it is high."""
        cells, self._cells = self._cells, []
        height = max((cell.height for cell in cells), default=0)
        x = self._left(sum(cell.width for cell in cells))
        for cell in cells:  # cells of different heights stand on one line
            self._ink(cell, x, self._at + height - cell.height)
            x += cell.width
        self._at = min(self._at + max(dots, height), LONGEST_DOTS)

    def image(self, image: Image.Image) -> None:
        """Print dots at once, then feed by their height."""
        if self._cells:
            self.line_feed()
        self._ink(image, self._left(image.width), self._at)
        self._at = min(self._at + image.height, LONGEST_DOTS)

    def cut(self) -> None:
        """Cut the paper off; a cut through blank paper keeps nothing."""
        if self._cells:
            self.line_feed()
        slip = self._finished() if self._inked else None
        self.discard()
        if slip:
            self.keep(slip)

    def _left(self, width: int) -> int:
        return max(0, (self.dots - width) * self.modes.justification // 2)

    def _ink(self, image: Image.Image, x: int, y: int) -> None:
        if y + image.height > LONGEST_DOTS:
            return
        while y + image.height > self._paper.height:
            longer = Image.new("1", (self.dots, self._paper.height + GROWTH_DOTS))
            longer.paste(self._paper)
            self._paper = longer
        self._paper.paste(image, (x, y))
        self._inked = max(self._inked, y + image.height)

    def _finished(self) -> Image.Image:
        """Black on white, with the edges of the paper that no head reaches."""
        height = max(self._at, self._inked)
        side = (self.width_mm * DOTS_A_MM - self.dots) // 2
        size = (self.width_mm * DOTS_A_MM, height + 2 * TOP_MARGIN_DOTS)
        slip = Image.new("1", size, 1)
        printed = self._paper.crop((0, 0, self.dots, height))
        slip.paste(0, (side, TOP_MARGIN_DOTS), printed)
        return slip
