"""What a printer says back: status bytes as messages, in pieces of any size.

Four kinds of message come back and can be told apart by their first byte alone, so one reader
serves all of them in any order:

    (b & 93h) == 12h   answer to DLE EOT, one byte
    (b & 93h) == 10h   automatic status (ASB), four bytes, the last three with (b & 90h) == 00h
    (b & 90h) == 00h   answer to GS r, one byte; only four values mean anything
    37h 3Bh 3Dh 5Fh    a block of text that ends with 00h, such as the answer to GS I

XON (11h) and XOFF (13h) may fall between any two of them and belong to none.
"""

from collections.abc import Generator
from dataclasses import dataclass

LONGEST_BLOCK = 80  # bytes; the manuals allow a model name of 80 at most


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
