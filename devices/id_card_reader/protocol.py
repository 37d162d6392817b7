"""The card reader's wire format (SAM-A), with no wire in sight.

    AA AA AA 96 69 | length:2 | command and parameter, or 00 00 status | data | xor

``length`` counts what follows it, the xor among it; the xor is over all from the length to the
byte before it.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import xor
from typing import Self

from devices.framing import BadFrame, FrameRule

START = b"\xaa\xaa\xaa\x96\x69"
HEAD = len(START) + 2
LENGTHS = range(3, 2_400)  # the longest answer, with fingerprints, is 2321

FIND = b"\x20\x01"
SELECT = b"\x20\x02"
READ_TEXT_AND_PHOTO = b"\x30\x01"  # there is no command for the text alone
STATUS = b"\x11\xff"


class Status(IntEnum):
    """The third byte of an answer."""

    OK = 0x90
    FOUND = 0x9F
    READ_FAILED = 0x41
    NO_CARD = 0x80
    NOT_SELECTED = 0x81


#: What is said to these commands and no other.
ONLY_SAID_TO: dict[int, set[bytes]] = {
    Status.FOUND: {FIND},
    Status.NO_CARD: {FIND},
    Status.NOT_SELECTED: {SELECT},
    Status.READ_FAILED: {READ_TEXT_AND_PHOTO, STATUS},
}
#: A card's text is longer than whatever else comes with OK.
LONGEST_BUT_A_CARD = 64


def request(command: bytes) -> bytes:
    """A command and its parameter, two bytes, as a whole frame."""
    return _framed(command)


def answer(status: int, data: bytes = b"") -> bytes:
    """What the reader's side says, as a whole frame; for the simulator."""
    return _framed(bytes([0, 0, status]) + data)


def _framed(content: bytes) -> bytes:
    counted = struct.pack(">H", len(content) + 1) + content
    return START + counted + bytes([reduce(xor, counted)])


@dataclass(frozen=True, slots=True)
class CardReaderAnswer:
    status: int
    data: bytes

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """A whole frame.

        Raises BadFrame when its xor is wrong, or it is too short to hold a status.
        """
        counted = raw[len(START) : -1]
        if reduce(xor, counted) != raw[-1]:
            raise BadFrame(f"xor of {len(raw)} bytes")
        if len(counted) < 5:
            raise BadFrame("no answer")
        return cls(counted[4], counted[5:])


def _size(header: bytes) -> int:
    (length,) = struct.unpack_from(">H", header, len(START))
    if length not in LENGTHS:
        raise BadFrame(f"length {length}")
    return HEAD + int(length)


CARD_ANSWERS = FrameRule(START, HEAD, _size, CardReaderAnswer.decode)


def may_answer(command: bytes, said: CardReaderAnswer) -> bool:
    """False for what is surely the late answer to an earlier command.

    The reader never says to which command an answer belongs. OK comes with a card's data after a
    reading, with eight bytes or none after the others, and never to FIND; a status that is in no
    list (such as that the security module failed) may answer anything.
    """
    if said.status == Status.OK:
        is_card = len(said.data) > LONGEST_BUT_A_CARD
        return command != FIND and is_card == (command == READ_TEXT_AND_PHOTO)
    return command in ONLY_SAID_TO.get(said.status, {command})
