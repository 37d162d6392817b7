"""How large letters must be, and from how far they are read. Pure; every size in millimetres.

Letters of 20 minutes of arc (ISO 9241-3, preferred) are 5.8 mm tall for each metre; hanzi have
more strokes and want 1.3 times that. The face of a hanzi is nine tenths of the font size.
A text that does not fit is turned; one that would be turned for minutes is set smaller, down to
what is read by whoever steps up to the screen (static/js/lib/text-fit.js).
"""

from dataclasses import dataclass

from hall.screens.model import ScreenRole

FACE_MM_PER_METRE = 5.8 * 1.3
FACE_OF_SIZE = 0.9
#: Fewer hanzi on a line than this are no reading any more.
FEWEST_ON_A_LINE = 9
#: So near one steps up to a long list.
NEAR_METRES = 2
#: The smallest font of a notice, as a part of the panel's shorter side: 2.4 rem of 54.
SMALLEST = 2.4 / 54
#: What part of the panel's width the notices have; upright panels stack, and give all of it.
PART_OF_WIDTH = {ScreenRole.BOARD: 0.37, ScreenRole.WALL: 0.5}


@dataclass(frozen=True, slots=True)
class Panel:
    role: ScreenRole
    width_mm: int
    height_mm: int
    distance_mm: int

    @property
    def shorter_mm(self) -> int:
        """What a style sheet calls vmin, times a hundred."""
        return min(self.width_mm, self.height_mm)

    @property
    def notices_mm(self) -> float:
        """How wide the notices are on it: all of an upright panel, a part of a lying one."""
        is_upright = self.height_mm > self.width_mm
        return self.width_mm * (1 if is_upright else PART_OF_WIDTH.get(self.role, 1))


def letter_mm(panel: Panel) -> float:
    """The font size of its notices: for its distance, within what the panel can carry."""
    wanted = panel.distance_mm / 1000 * FACE_MM_PER_METRE / FACE_OF_SIZE
    largest = panel.notices_mm * 0.9 / FEWEST_ON_A_LINE
    return max(min(wanted, largest), panel.shorter_mm * SMALLEST)


def readable_metres(panel: Panel) -> float:
    """From how far its notices can be read."""
    return letter_mm(panel) * FACE_OF_SIZE / FACE_MM_PER_METRE


def least_part(panel: Panel) -> float:
    """What part of that size the letters of a long text may have: what can be read from near by."""
    return min(1, NEAR_METRES * FACE_MM_PER_METRE / FACE_OF_SIZE / letter_mm(panel))


def letter_vmin(panel: Panel) -> float:
    """The same font size for a style sheet, in hundredths of the panel's shorter side."""
    return 100 * letter_mm(panel) / panel.shorter_mm
