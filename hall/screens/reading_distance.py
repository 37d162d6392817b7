"""From how far each part of a screen is read. Pure.

On a board that is too small for its distance the latest number keeps its size, and the rows become
smaller before one is left out: the office is told from how far they are read. What follows counts
with the shares that static/css/display gives to each; a browser test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from hall.line.public_board import LAST_CALLS
from hall.line.window_names import called
from hall.screens.legibility import PART_OF_WIDTH, Panel
from hall.screens.model import ScreenRole
from hall.screens.screen_letters import (
    CALLED_MM_PER_METRE,
    LEAST_MM_PER_METRE,
    READ_MM_PER_METRE,
    screen_letters,
)

#: Of the shorter side: a called number is no smaller, and no footer is larger.
SMALLEST_CALLED, LARGEST_LEAST = 0.18, 0.065
#: How long "城乡居民医保 12 人" is in letters.
WAITING_LETTERS = 9.5
#: How long "A012" is in letters, and the space behind it; a row is so much taller than its letters.
NUMBER_LETTERS, SPACE, ROW_OF_LETTERS = 2.6, 0.5, 1.25
#: As static/js/lib/fitting.js counts: a hanzi, and what is narrower.
HANZI, NARROW = 1.01, 0.61
#: How much of an upright board the calls have.
PART_OF_HEIGHT = 0.62
#: The number of a sign, and the sign itself, in hundredths of its width.
SIGN_NUMBER, SIGN_HEIGHT = 16.8, 50
LISTS_CALLS = (ScreenRole.BOARD, ScreenRole.WALL)


@dataclass(frozen=True, slots=True)
class ReadableFrom:
    """From how many metres each is read; None for what this screen does not show."""

    called: float
    rows: float | None
    waiting: float | None
    footer: float

    @property
    def all(self) -> float:
        """From where everything that concerns a call is read."""
        return min(self.called, self.rows or self.called)


def readable_from(panel: Panel, windows: Sequence[str], services: int) -> ReadableFrom:
    """With all these windows serving, by their names, and so many services waited for."""
    if panel.role is ScreenRole.SIGN:
        footer = panel.shorter_mm * LARGEST_LEAST
        unit = min(panel.width_mm / 100, (panel.height_mm - 1.7 * footer) / SIGN_HEIGHT)
        number = SIGN_NUMBER * unit / CALLED_MM_PER_METRE
        return ReadableFrom(number, None, None, footer / LEAST_MM_PER_METRE)
    board = _Board.of(panel)
    lists = panel.role in LISTS_CALLS
    rows = board.row_mm(windows, services) if lists else None
    waiting = board.waiting_mm(services) if lists else None
    return ReadableFrom(
        called=board.number_mm / CALLED_MM_PER_METRE,
        rows=rows and rows / READ_MM_PER_METRE,
        waiting=waiting and waiting / LEAST_MM_PER_METRE,
        footer=board.least_mm / LEAST_MM_PER_METRE,
    )


@dataclass(frozen=True, slots=True)
class _Board:
    """Where the calls stand on a panel, in millimetres."""

    width_mm: float
    height_mm: float
    called_mm: float
    read_mm: float
    least_mm: float
    rem_mm: float

    @classmethod
    def of(cls, panel: Panel) -> "_Board":
        is_upright = panel.height_mm > panel.width_mm
        letters, side = screen_letters(panel), panel.shorter_mm
        least = min(letters.least * side / 100, side * LARGEST_LEAST)
        rem = side / 54 if is_upright else min(panel.height_mm / 54, panel.width_mm / 96)
        bar = 1.3 * max(2.8 * rem, least) if not is_upright else 1.2 * (max(3.4 * rem, least) * 1.8)
        footer = least * 1.4 * (2 if is_upright else 1)
        height = panel.height_mm - bar - footer - 2 * 0.8 * rem
        part = 0.5 if panel.role is ScreenRole.WALL else PART_OF_HEIGHT
        return cls(
            panel.width_mm * (1 if is_upright else 1 - PART_OF_WIDTH.get(panel.role, 0)),
            height * (part if is_upright else 1),
            max(letters.called / 100, SMALLEST_CALLED) * side,
            letters.read * side / 100,
            least,
            rem,
        )

    @property
    def latest_mm(self) -> float:
        wanted = max(0.32 * self.height_mm, 1.7 * self.called_mm + self.rem_mm)
        return min(0.46 * self.height_mm, wanted)

    @property
    def number_mm(self) -> float:
        wide = (self.width_mm - 4 * self.rem_mm) * 0.98 / (NUMBER_LETTERS + 1.7)
        return min(0.6 * (self.latest_mm - 0.8 * self.rem_mm), wide)

    def row_mm(self, windows: Sequence[str], services: int) -> float:
        """The letters of the list, beside the waiting block at its largest."""
        rows = max(len(windows), LAST_CALLS) - 1
        place = self.height_mm - self.latest_mm - self._lines_mm(services) - 1.5 * self.rem_mm
        letters = NUMBER_LETTERS + SPACE + max(map(_letters, windows), default=_letters("1"))
        return self._fitted(rows, letters, place, self.width_mm - 4 * self.rem_mm)

    def waiting_mm(self, services: int) -> float:
        width = self.width_mm - 2 * self.least_mm - 5.6 * self.rem_mm
        fitted = self._fitted(services, WAITING_LETTERS, self._lines_mm(services), width)
        return min(self.read_mm, fitted)

    def _lines_mm(self, services: int) -> float:
        """How high the waiting block is at its largest."""
        share = 0.95 * self.height_mm - self.latest_mm - 4 * ROW_OF_LETTERS * self.read_mm
        wanted = ceil(services / 2) * ROW_OF_LETTERS * self.least_mm
        return max(2.6 * self.least_mm, min(wanted, max(0.18 * self.height_mm, share)))

    def _fitted(self, entries: int, letters: float, height: float, width: float) -> float:
        """As fitted.css: in one column or several, whichever has the largest letters."""
        return max(
            min(
                height / (ceil(entries / columns) * ROW_OF_LETTERS),
                (0.98 * width - (columns - 1) * 2 * self.rem_mm) / columns / letters,
            )
            for columns in (1, 2, 3, 4)
        )


def _letters(window: str) -> float:
    return sum(NARROW if letter.isascii() else HANZI for letter in called(window))
