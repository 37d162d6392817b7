"""ESC/POS commands as bytes, with no cable in sight.

Names follow the printers' command manuals.
"""

from enum import IntEnum

INITIALIZE = b"\x1b@"
HANZI_MODE_ON = b"\x1c&"
#: Some printers change modes only with the next line: one of no height is fed (ESC 3, LF, ESC 2).
HANZI_MODE_OFF = b"\x1c.\x1b3\x00\n\x1b2"
AUTOMATIC_STATUS_OFF = b"\x1da\x00"  # ASB, which some printers are delivered with
LINE_FEED = b"\n"
EMPHASIZED_ON = b"\x1bE\x01"
EMPHASIZED_OFF = b"\x1bE\x00"
CUT_PARTIAL = b"\x1dV\x01"
FEED_AND_CUT_PARTIAL = b"\x1dVB\x00"  # feeds to the cutter by itself
#: Older than GS V and replaced by it, and all that some printers know.
CUT_BY_ESC_I = b"\x1bi"
CUT_BY_ESC_M = b"\x1bm"
LINE_SPACING_OF_PICTURES = b"\x1b3\x10"  # less than a band is high: bands touch one another
USUAL_LINE_SPACING = b"\x1b2"
TRANSMIT_PAPER_STATUS = b"\x1dr\x01"  # answered after all that was sent before it is printed
RECOVER_AND_CLEAR = b"\x10\x05\x02"  # after an error: forget what was not printed yet


class Justification(IntEnum):
    LEFT = 0
    CENTER = 1
    RIGHT = 2


class About(IntEnum):
    """What a real-time question (DLE EOT) is about."""

    PRINTER = 1
    OFF_LINE_CAUSE = 2
    ERROR_CAUSE = 3
    PAPER = 4


def select_justification(justification: Justification) -> bytes:
    """Only heeded at the start of a line."""
    return b"\x1ba" + bytes([justification])


def select_character_size(width: int, height: int) -> bytes:
    """GS !: one to eight times as wide and as high, Hanzi too."""
    return b"\x1d!" + bytes([(width - 1) << 4 | (height - 1)])


def feed_dots(dots: int) -> bytes:
    """ESC J: print the line, and feed 0 to 255 dots (8 a millimetre)."""
    return b"\x1bJ" + bytes([dots])


def feed_lines(lines: int) -> bytes:
    """ESC d: print the line, and feed 0 to 255 lines."""
    return b"\x1bd" + bytes([lines])


def raster_bit_image(width_bytes: int, rows: bytes, *, doubled: bool = False) -> bytes:
    """GS v 0. Eight dots a byte, the left one highest; 1 is black. Doubled both ways, or not."""
    height = len(rows) // width_bytes
    size = width_bytes.to_bytes(2, "little") + height.to_bytes(2, "little")
    return (b"\x1dv0\x03" if doubled else b"\x1dv0\x00") + size + rows


def bit_image(columns: bytes, *, wide: bool = False) -> bytes:
    """ESC * 33: 24 dots high, three bytes a column, topmost dot highest; stands within a line.

    It goes into the line's buffer beside the text, whatever size that has. ``wide``: ESC * 32,
    of which the printer makes every dot two dots wide.
    """
    return (
        (b"\x1b*\x20" if wide else b"\x1b*\x21")
        + (len(columns) // 3).to_bytes(2, "little")
        + columns
    )


def qr_code(text: bytes, module_dots: int) -> bytes:
    """GS ( k: model 2, error correction M, drawn by the printer itself."""
    return b"".join(
        (
            _qr_function(b"A2\x00"),
            _qr_function(b"C" + bytes([module_dots])),
            _qr_function(b"E1"),
            _qr_function(b"P0" + text),
            _qr_function(b"Q0"),
        )
    )


def _qr_function(function: bytes) -> bytes:
    return b"\x1d(k" + (len(function) + 1).to_bytes(2, "little") + b"1" + function


def transmit_real_time_status(about: About) -> bytes:
    """DLE EOT: answered at once, even off-line and with a full buffer."""
    return b"\x10\x04" + bytes([about])
