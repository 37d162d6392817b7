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


class BadCardFrame(Exception):
    """These bytes cannot be a frame, whatever follows them."""


def request(command: bytes) -> bytes:
    return _framed(command)


def answer(status: int, data: bytes = b"") -> bytes:
    """What the reader's side says; for the simulator."""
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
        counted = raw[len(START) : -1]
        if reduce(xor, counted) != raw[-1]:
            raise BadCardFrame(f"xor of {len(raw)} bytes")
        if len(counted) < 5:
            raise BadCardFrame("no answer")
        return cls(counted[4], counted[5:])


class AnswerReader:
    """Feed it pieces of any size; it returns whole answers and keeps less than one."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.discarded = 0

    def receive(self, data: bytes) -> list[CardReaderAnswer]:
        self._buffer += data
        answers = []
        while self._at_start():
            try:
                size = self._size()
                if len(self._buffer) < size:
                    break  # the rest is still on its way
                answers.append(CardReaderAnswer.decode(bytes(self._buffer[:size])))
            except BadCardFrame:
                self._discard(1)  # a false start: look for the next one
            else:
                del self._buffer[:size]
        return answers

    def _at_start(self) -> bool:
        at = self._buffer.find(START)
        if at < 0:  # keep what may be the beginning of a mark
            tail = bytes(self._buffer[-len(START) + 1 :])
            kept = next((n for n in range(len(tail), 0, -1) if START.startswith(tail[-n:])), 0)
            at = len(self._buffer) - kept
        self._discard(at)
        return len(self._buffer) >= HEAD

    def _size(self) -> int:
        (length,) = struct.unpack_from(">H", self._buffer, len(START))
        if length not in LENGTHS:
            raise BadCardFrame(f"length {length}")
        return HEAD + int(length)

    def _discard(self, count: int) -> None:
        self.discarded += count
        del self._buffer[:count]
