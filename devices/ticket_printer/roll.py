"""What a width of paper allows, at 8 dots a millimetre."""

from dataclasses import dataclass

from devices.ticket_printer import protocol


@dataclass(frozen=True, slots=True)
class Roll:
    dots: int
    number_width: int  # the widest enlargement of the number
    number_height: int
    module_dots: int  # of the QR code
    ending: bytes

    @property
    def columns(self) -> int:
        return self.dots // 12


ROLLS = {
    # Most 58 mm printers have no cutter: the feed brings the last line to the tear bar.
    58: Roll(384, 7, 7, 6, protocol.feed_lines(4) + protocol.CUT_PARTIAL),
    80: Roll(576, 8, 8, 7, protocol.FEED_AND_CUT_PARTIAL),
}
