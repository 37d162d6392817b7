"""ESC/POS as bytes, with no cable in sight: commands out, status bytes in.

Names follow the printers' command manuals. Four kinds of message come back and can be told
apart by their first byte alone, so one reader serves all of them in any order:

    (b & 93h) == 12h   answer to DLE EOT, one byte
    (b & 93h) == 10h   automatic status (ASB), four bytes, the last three with (b & 90h) == 00h
    (b & 90h) == 00h   answer to GS r, one byte; only four values mean anything
    37h 3Bh 3Dh 5Fh    a block of text that ends with 00h, such as the answer to GS I

XON (11h) and XOFF (13h) may fall between any two of them and belong to none.
"""

from collections.abc import Generator
from dataclasses import dataclass
from enum import IntEnum

INITIALIZE = b"\x1b@"
HANZI_MODE_ON = b"\x1c&"
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

LONGEST_BLOCK = 80  # bytes; the manuals allow a model name of 80 at most


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


@dataclass(frozen=True, slots=True)
class RealTimeStatus:
    """The answer to DLE EOT; which question it answers only the asker knows."""

    bits: int


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    bits: bytes  # always four


@dataclass(frozen=True, slots=True)
class PaperStatus:
    """The answer to GS r 1: everything sent before the question is printed."""

    bits: int


@dataclass(frozen=True, slots=True)
class PrinterBlock:
    text: bytes


Message = RealTimeStatus | AutomaticStatus | PaperStatus | PrinterBlock

XON, XOFF = 0x11, 0x13
#: Enough paper, near its end, at its end, both. A stray byte must not vouch for a slip.
PAPER_STATUSES = frozenset({0x00, 0x03, 0x0C, 0x0F})
BLOCK_STARTS = frozenset({0x37, 0x3B, 0x3D, 0x5F})


class StatusReader:
    """Feed it whatever the cable gives, in pieces of any size; it returns whole messages.

    Bytes that begin no message are counted in ``discarded``: many of them and no message mean
    a wrong baud rate.
    """

    def __init__(self) -> None:
        self.discarded = 0
        self._messages: list[Message] = []
        self._machine = self._listen()
        next(self._machine)

    def receive(self, data: bytes) -> list[Message]:
        """The messages that these bytes complete, oldest first."""
        for byte in data:
            if byte not in (XON, XOFF):
                self._machine.send(byte)
        found, self._messages = self._messages, []
        return found

    def _listen(self) -> Generator[None, int, None]:
        byte = yield
        while True:
            if byte & 0x93 == 0x12:
                self._messages.append(RealTimeStatus(byte))
            elif byte & 0x93 == 0x10:
                byte = yield from self._automatic(byte)
                continue
            elif byte in PAPER_STATUSES:
                self._messages.append(PaperStatus(byte))
            elif byte in BLOCK_STARTS:
                byte = yield from self._block()
                continue
            else:
                self.discarded += 1
            byte = yield

    def _automatic(self, first: int) -> Generator[None, int, int]:
        """Take the other three bytes; return the first byte that is not part of them."""
        bits = bytearray([first])
        byte = yield
        while len(bits) < 4 and byte & 0x90 == 0:
            bits.append(byte)
            if len(bits) == 4:
                self._messages.append(AutomaticStatus(bytes(bits)))
            byte = yield
        if len(bits) < 4:
            self.discarded += len(bits)
        return byte

    def _block(self) -> Generator[None, int, int]:
        """Take the text up to its end; return the first byte that is not part of it."""
        text = bytearray()
        byte = yield
        while 0x20 <= byte < 0x7F and len(text) < LONGEST_BLOCK:
            text.append(byte)
            byte = yield
        if byte:
            self.discarded += len(text) + 1
            return byte
        self._messages.append(PrinterBlock(bytes(text)))
        return (yield)
