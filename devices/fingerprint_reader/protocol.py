"""The reader's wire format, with no wire in sight.

    EF01 | address:4 | kind:1 | length:2 | payload | checksum:2

``length`` counts payload and checksum. The checksum sums kind, length and payload, but not
the address: line noise there passes unseen, so whoever reads a frame looks at its address.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

START = b"\xef\x01"
HEADER = struct.Struct(">2sIBH")
SUMMED_FROM = 6  # the checksum begins after start mark and address
CHECKSUM_BYTES = 2
LENGTHS = range(1 + CHECKSUM_BYTES, 256 + CHECKSUM_BYTES + 1)
DEFAULT_ADDRESS = 0xFFFFFFFF


class PacketKind(IntEnum):
    """The manuals' package identifier (PID)."""

    COMMAND = 0x01
    DATA = 0x02
    ACK = 0x07
    END_OF_DATA = 0x08


class BadReaderFrame(Exception):
    """These bytes cannot be a frame, whatever follows them."""


class BadChecksum(BadReaderFrame):
    """A whole frame, damaged on its way."""


@dataclass(frozen=True, slots=True)
class ReaderFrame:
    kind: PacketKind
    payload: bytes
    address: int = DEFAULT_ADDRESS

    def encode(self) -> bytes:
        length = len(self.payload) + CHECKSUM_BYTES
        raw = HEADER.pack(START, self.address, self.kind, length) + self.payload
        return raw + checksum(raw[SUMMED_FROM:])

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        _, address, kind, _ = HEADER.unpack_from(raw)
        if raw[-CHECKSUM_BYTES:] != checksum(raw[SUMMED_FROM:-CHECKSUM_BYTES]):
            raise BadChecksum(f"checksum of {raw.hex()}")
        return cls(PacketKind(kind), raw[HEADER.size : -CHECKSUM_BYTES], address)


def checksum(summed: bytes) -> bytes:
    return (sum(summed) & 0xFFFF).to_bytes(CHECKSUM_BYTES, "big")


class ReaderFrameReader:
    """Feed it whatever the cable gives, in pieces of any size; it returns whole frames.

    Bytes that cannot belong to a frame are skipped and counted in ``discarded``, so line
    noise costs one frame, never the connection. No more than one frame is ever kept.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.discarded = 0
        self.damaged = 0  # whole frames whose checksum was wrong

    def receive(self, data: bytes) -> list[ReaderFrame]:
        self._buffer += data
        frames = []
        while self._at_start():
            try:
                size = self._size()
                if len(self._buffer) < size:
                    break  # the rest is still on its way
                frames.append(ReaderFrame.decode(bytes(self._buffer[:size])))
            except BadReaderFrame as error:
                self.damaged += isinstance(error, BadChecksum)
                self._discard(1)  # a false start: look for the next one
            else:
                del self._buffer[:size]
        return frames

    def _at_start(self) -> bool:
        """Skip noise up to a start mark; say whether a whole header now lies there."""
        at = self._buffer.find(START)
        if at < 0:  # keep the last byte if it may be half a mark
            at = len(self._buffer) - self._buffer.endswith(START[:1])
        self._discard(at)
        return len(self._buffer) >= HEADER.size

    def _size(self) -> int:
        _, _, kind, length = HEADER.unpack_from(self._buffer)
        if kind not in iter(PacketKind) or length not in LENGTHS:
            raise BadReaderFrame(f"kind {kind:#x}, length {length}")
        return HEADER.size + int(length)

    def _discard(self, count: int) -> None:
        self.discarded += count
        del self._buffer[:count]
