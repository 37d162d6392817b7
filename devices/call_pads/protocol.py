"""The pads' wire format, with no wire in sight.

    FF 68 | length | length | 68 | address | function | data … | sum | 16

``length`` counts from address to the last of the data and is said twice; ``sum`` adds up the
same bytes. No common standard is known: this is what a deployed hall system speaks.
"""

from dataclasses import dataclass
from typing import Self

START = b"\xff\x68"
SECOND_START, END = 0x68, 0x16
BEFORE, AFTER = 5, 2  # FF 68 L L 68, and sum 16
LENGTHS = range(2, 17)
BLANK = 0x0A  # instead of a digit: leave the place dark

#: Functions. What a key press carries is not written anywhere: whatever is not RATED.
TO_PAD, SHOW, BEEP, RATED = 0x01, 0x02, 0x03, 0x11
OPEN_RATING = b"\x0b"


class BadPadFrame(Exception):
    """These bytes cannot be a frame, whatever follows them."""


@dataclass(frozen=True, slots=True)
class PadFrame:
    address: int
    function: int
    data: bytes = b""

    def encode(self) -> bytes:
        body = bytes([self.address, self.function]) + self.data
        head = START + bytes([len(body), len(body), SECOND_START])
        return head + body + bytes([sum(body) & 0xFF, END])

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        body = raw[BEFORE:-AFTER]
        if raw[-AFTER] != sum(body) & 0xFF or raw[-1] != END:
            raise BadPadFrame(raw.hex())
        return cls(body[0], body[1], body[2:])


def acknowledgement(frame: PadFrame) -> PadFrame:
    """The very frame back; a rating comes back as function 01."""
    return PadFrame(
        frame.address, TO_PAD if frame.function == RATED else frame.function, frame.data
    )


def show(address: int, *, waiting: int | None, number: int | None) -> PadFrame:
    """Three digits of how many wait, three of the number in hand."""
    return PadFrame(address, SHOW, _digits(waiting) + _digits(number))


def beep(address: int) -> PadFrame:
    return PadFrame(address, BEEP)


def open_rating(address: int) -> PadFrame:
    return PadFrame(address, TO_PAD, OPEN_RATING)


def _digits(number: int | None) -> bytes:
    if number is None:
        return bytes([BLANK]) * 3
    return bytes(int(digit) for digit in f"{number % 1000:03}")


class PadFrameReader:
    """Feed it pieces of any size; it returns whole frames and keeps less than one."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.discarded = 0

    def receive(self, data: bytes) -> list[PadFrame]:
        self._buffer += data
        frames = []
        while self._at_start():
            try:
                size = self._size()
                if len(self._buffer) < size:
                    break  # the rest is still on its way
                frames.append(PadFrame.decode(bytes(self._buffer[:size])))
            except BadPadFrame:
                self._discard(1)  # a false start: look for the next one
            else:
                del self._buffer[:size]
        return frames

    def _at_start(self) -> bool:
        at = self._buffer.find(START)
        if at < 0:  # keep the last byte if it may be half a mark
            at = len(self._buffer) - self._buffer.endswith(START[:1])
        self._discard(at)
        return len(self._buffer) >= BEFORE

    def _size(self) -> int:
        first, second, mark = self._buffer[2:BEFORE]
        if first != second or mark != SECOND_START or first not in LENGTHS:
            raise BadPadFrame(self._buffer[:BEFORE].hex())
        return BEFORE + first + AFTER

    def _discard(self, count: int) -> None:
        self.discarded += count
        del self._buffer[:count]
