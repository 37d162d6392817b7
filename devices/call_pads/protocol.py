"""The pads' wire format, with no wire in sight.

    FF 68 | length | length | 68 | address | function | data … | sum | 16

``length`` counts from address to the last of the data and is said twice; ``sum`` adds up the
same bytes. No common standard is known: this is what a deployed hall system speaks.
"""

from dataclasses import dataclass
from typing import Self

from devices.framing import BadFrame, FrameRule

START = b"\xff\x68"
SECOND_START, END = 0x68, 0x16
BEFORE, AFTER = 5, 2  # FF 68 L L 68, and sum 16
LENGTHS = range(2, 17)
BLANK = 0x0A  # instead of a digit: leave the place dark

#: Functions. What a key press carries is not written anywhere: whatever is not RATED.
TO_PAD, SHOW, BEEP, RATED = 0x01, 0x02, 0x03, 0x11
OPEN_RATING = b"\x0b"


@dataclass(frozen=True, slots=True)
class PadFrame:
    address: int
    function: int
    data: bytes = b""

    def encode(self) -> bytes:
        """The whole frame, from FF 68 to the sum (mod 256) and 16; up to 14 bytes of data fit."""
        body = bytes([self.address, self.function]) + self.data
        head = START + bytes([len(body), len(body), SECOND_START])
        return head + body + bytes([sum(body) & 0xFF, END])

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """A whole frame of the right length. Raises BadFrame when its sum or last byte is wrong."""
        body = raw[BEFORE:-AFTER]
        if raw[-AFTER] != sum(body) & 0xFF or raw[-1] != END:
            raise BadFrame(raw.hex())
        return cls(body[0], body[1], body[2:])


def acknowledgement(frame: PadFrame) -> PadFrame:
    """The very frame back; a rating comes back as function 01."""
    return PadFrame(
        frame.address, TO_PAD if frame.function == RATED else frame.function, frame.data
    )


def show(address: int, *, waiting: int | None, number: int | None) -> PadFrame:
    """Function 02: three digits of how many wait, three of the number in hand.

    Of larger numbers the last three; None leaves its three places dark (0A each).
    """
    return PadFrame(address, SHOW, _digits(waiting) + _digits(number))


def beep(address: int) -> PadFrame:
    """Function 03, without data: the pad sounds."""
    return PadFrame(address, BEEP)


def open_rating(address: int) -> PadFrame:
    """Function 01 with data 0B: the rating pad asks the visitor."""
    return PadFrame(address, TO_PAD, OPEN_RATING)


def _digits(number: int | None) -> bytes:
    if number is None:
        return bytes([BLANK]) * 3
    return bytes(int(digit) for digit in f"{number % 1000:03}")


def _size(header: bytes) -> int:
    first, second, mark = header[len(START) :]
    if first != second or mark != SECOND_START or first not in LENGTHS:
        raise BadFrame(header.hex())
    return BEFORE + first + AFTER


PAD_FRAMES = FrameRule(START, BEFORE, _size, PadFrame.decode)
