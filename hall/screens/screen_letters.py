"""How large what is no notice must be on a screen, for its distance. Pure.

Heights are those of the characters: of a figure 72 hundredths of the font size. A called number
has 0.7 degrees (EN 301 549 5.1.4), the rows of the list 20 minutes of arc, all else 16, which ISO
9241-3 calls the least; hanzi want 1.3 times that of figures.
"""

from dataclasses import dataclass

from hall.screens.legibility import FACE_MM_PER_METRE, FACE_OF_SIZE, Panel

FIGURE_OF_SIZE = 0.72
CALLED_MM_PER_METRE = 12.2 / FIGURE_OF_SIZE
READ_MM_PER_METRE = FACE_MM_PER_METRE / FACE_OF_SIZE
LEAST_MM_PER_METRE = 4.65 * 1.3 / FACE_OF_SIZE


@dataclass(frozen=True, slots=True)
class ScreenLetters:
    """Font sizes in hundredths of a panel's shorter side, what a style sheet calls vmin."""

    called: float
    read: float
    least: float


def screen_letters(panel: Panel) -> ScreenLetters:
    """What the distance of a screen asks of its letters."""
    wanted = (CALLED_MM_PER_METRE, READ_MM_PER_METRE, LEAST_MM_PER_METRE)
    vmin = panel.distance_mm / 1000 * 100 / panel.shorter_mm
    return ScreenLetters(*(round(millimetres * vmin, 3) for millimetres in wanted))
