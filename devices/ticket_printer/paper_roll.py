"""What a printer and its paper allow, at 8 dots a millimetre."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from devices.ticket_printer import protocol


@dataclass(frozen=True, slots=True)
class PaperRoll:
    width_mm: int
    dots: int
    number_width: int  # the widest enlargement of the number
    number_height: int
    module_dots: int  # of the QR code
    ending: bytes
    tearing: bytes  # instead of it where nothing cuts: feeds to the tear bar
    draws_qr: bool = False  # the printer has no QR command of its own
    draws_lines: bool = False  # the cable is quick: an enlarged line may become a picture
    dots_among_text: bool = True  # otherwise a line with a rare character is always a picture
    pictures_in_columns: bool = False
    most_columns: int = 0  # 0: as many as fit
    logo: Path | None = None  # the hall's picture, when there is such a file

    @property
    def columns(self) -> int:
        """Characters of ASCII in a line, 12 dots each; a Hanzi takes two."""
        fit = self.dots // 12
        return min(fit, self.most_columns) if self.most_columns else fit


ROLLS = {
    # Most 58 mm printers have no cutter: the feed brings the last line to the tear bar.
    58: PaperRoll(
        58, 384, 7, 7, 6, protocol.feed_lines(4) + protocol.CUT_PARTIAL, protocol.feed_lines(4)
    ),
    80: PaperRoll(80, 576, 8, 8, 7, protocol.FEED_AND_CUT_PARTIAL, protocol.feed_lines(5)),
}


#: What ends a page instead, where the printer only knows the older commands to cut.
OLD_CUTS = {"esc_i": protocol.CUT_BY_ESC_I, "esc_m": protocol.CUT_BY_ESC_M}


def roll_for(width_mm: int, *, cutter: bool = True, cut: str = "gs_v", **more: Any) -> PaperRoll:
    """The usual roll of this width (58 or 80 mm), with ``more`` of its fields changed.

    ``cut``: "gs_v", or a key of OLD_CUTS; these do not feed, so the paper is fed as for tearing.
    """
    roll = replace(ROLLS[width_mm], **more)
    if not cutter:
        return replace(roll, ending=roll.tearing)
    if cut in OLD_CUTS:
        return replace(roll, ending=roll.tearing + OLD_CUTS[cut])
    return roll
