"""The print head of the virtual printer: modes, lines of dots, and the paper under them.

What a real head does with each command, on an image. It knows no bytes of the cable.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image

from devices.ticket_printer.character_cells import Modes, cell_of

DOTS_ACROSS = {58: 384, 80: 576}
DOTS_A_MM = 8
LONGEST_DOTS = 12_000  # a metre and a half; what follows on an uncut slip is not kept
GROWTH_DOTS = 1_024
TOP_MARGIN_DOTS = 40


@dataclass
class PrintHead:
    """``keep`` receives each slip as it is cut off."""

    width_mm: int
    keep: Callable[[Image.Image], None]
    has_cutter: bool = True
    dots: int = 0  # across; 0: as many as usual on this width
    holds: bool = False  # keeps everything in one piece, whatever is cut
    smooth: bool = True  # enlarged characters round instead of in steps
    modes: Modes = field(default_factory=Modes)

    def __post_init__(self) -> None:
        self.dots = self.dots or DOTS_ACROSS[self.width_mm]
        self._line: list[tuple[int, Image.Image]] = []  # each cell with its place
        self._x = 0  # from the left margin
        self.discard()

    def discard(self) -> None:
        """Tear off what was printed and throw it away."""
        self._begin_line()
        self._paper = Image.new("1", (self.dots, GROWTH_DOTS))
        self._at = 0
        self._inked = 0

    def initialize(self) -> None:
        """ESC @: usual modes; what stands in the line unprinted is lost."""
        self.modes = Modes()
        self._begin_line()

    def character(self, character: str, columns: int) -> None:
        """Add one cell to the line; a full line prints itself."""
        cell = cell_of(character, columns, self.modes, smooth=self.smooth)
        if self._x + cell.width > self._area:
            self.line_feed()
        self._line.append((self._x, cell))
        self._x += cell.width

    def within_the_line(self, image: Image.Image) -> None:
        """Dots beside the text; never enlarged, and cut off at the end of the line."""
        room = max(0, self._area - self._x)
        if image.width > room:
            image = image.crop((0, 0, room, image.height))
        if image.width:
            self._line.append((self._x, image))
            self._x += image.width

    def place(self, dots: int) -> None:
        """Go on printing so many dots from the left margin."""
        self._x = max(0, min(dots, self._area))

    def move(self, dots: int) -> None:
        """Go on printing so many dots to the right, or to the left when negative."""
        self.place(self._x + dots)

    @property
    def _area(self) -> int:
        margin = min(self.modes.left_margin, self.dots)
        return max(0, min(self.modes.area or self.dots, self.dots - margin))

    def _begin_line(self) -> None:
        self._line, self._x = [], 0

    def line_feed(self) -> None:
        """Print the line, and feed by the line spacing."""
        self.feed(self.modes.line_spacing)

    def feed_lines(self, lines: int) -> None:
        """Print the line, and feed by so many line spacings."""
        self.feed(self.modes.line_spacing * lines)

    def feed(self, dots: int) -> None:
        """Print the line, then feed at least as far as it is high."""
        line = self._line
        height = max((cell.height for _, cell in line), default=0)
        left = self._left(max((x + cell.width for x, cell in line), default=0))
        for x, cell in line:  # cells of different heights stand on one line
            self._ink(cell, left + x, self._at + height - cell.height)
        self._begin_line()
        self._at = min(self._at + max(dots, height), LONGEST_DOTS)

    def image(self, image: Image.Image) -> None:
        """Print dots at once, then feed by their height."""
        if self._line:
            self.line_feed()
        self._ink(image, self._left(image.width), self._at)
        self._at = min(self._at + image.height, LONGEST_DOTS)

    def cut(self) -> None:
        """A printer without a cutter takes the command and does nothing."""
        if self.has_cutter and not self.holds:
            self.tear()

    def tear(self) -> None:
        """Take the paper off; blank paper is not kept."""
        if self._line:
            self.line_feed()
        slip = self._finished() if self._inked else None
        self.discard()
        if slip:
            self.keep(slip)

    def _left(self, width: int) -> int:
        free = max(0, self._area - width)
        return min(self.modes.left_margin, self.dots) + free * self.modes.justification // 2

    def _ink(self, image: Image.Image, x: int, y: int) -> None:
        if y + image.height > LONGEST_DOTS:
            return
        while y + image.height > self._paper.height:
            longer = Image.new("1", (self.dots, self._paper.height + GROWTH_DOTS))
            longer.paste(self._paper)
            self._paper = longer
        self._paper.paste(image, (x, y))
        self._inked = max(self._inked, y + image.height)

    def printed(self) -> Image.Image:
        """What is on the paper so far, down to the last dot of ink."""
        if self._line:
            self.line_feed()
        return self._paper.crop((0, 0, self.dots, self._inked))

    def _finished(self) -> Image.Image:
        """Black on white, with the edges of the paper that no head reaches."""
        height = max(self._at, self._inked)
        side = (self.width_mm * DOTS_A_MM - self.dots) // 2
        size = (self.width_mm * DOTS_A_MM, height + 2 * TOP_MARGIN_DOTS)
        slip = Image.new("1", size, 1)
        printed = self._paper.crop((0, 0, self.dots, height))
        slip.paste(0, (side, TOP_MARGIN_DOTS), printed)
        return slip
