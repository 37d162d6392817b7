"""What a printer and its paper allow, at 8 dots a millimetre."""

from dataclasses import dataclass, replace
from pathlib import Path

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
    logo: Path | None = None  # the hall's picture, when there is such a file

    @property
    def columns(self) -> int:
        return self.dots // 12


ROLLS = {
    # Most 58 mm printers have no cutter: the feed brings the last line to the tear bar.
    58: PaperRoll(
        58, 384, 7, 7, 6, protocol.feed_lines(4) + protocol.CUT_PARTIAL, protocol.feed_lines(4)
    ),
    80: PaperRoll(80, 576, 8, 8, 7, protocol.FEED_AND_CUT_PARTIAL, protocol.feed_lines(5)),
}


def roll_for(
    width_mm: int,
    *,
    cutter: bool = True,
    draws_qr: bool = False,
    draws_lines: bool = False,
    logo: Path | None = None,
) -> PaperRoll:
    roll = replace(ROLLS[width_mm], draws_qr=draws_qr, draws_lines=draws_lines, logo=logo)
    return roll if cutter else replace(roll, ending=roll.tearing)
