"""The reader's wire format, with no wire in sight.

    EF01 | address:4 | kind:1 | length:2 | payload | checksum:2

``length`` counts payload and checksum. The checksum sums kind, length and payload, but not
the address: line noise there passes unseen, so whoever reads a frame looks at its address.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from devices.framing import BadFrame, FrameRule

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


@dataclass(frozen=True, slots=True)
class ReaderFrame:
    kind: PacketKind
    payload: bytes
    address: int = DEFAULT_ADDRESS

    def encode(self) -> bytes:
        """The whole packet, at least 12 bytes, all numbers big-endian."""
        length = len(self.payload) + CHECKSUM_BYTES
        raw = HEADER.pack(START, self.address, self.kind, length) + self.payload
        return raw + checksum(raw[SUMMED_FROM:])

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """A whole packet. Raises BadFrame when its checksum is wrong."""
        _, address, kind, _ = HEADER.unpack_from(raw)
        if raw[-CHECKSUM_BYTES:] != checksum(raw[SUMMED_FROM:-CHECKSUM_BYTES]):
            raise BadFrame(f"checksum of {raw.hex()}")
        return cls(PacketKind(kind), raw[HEADER.size : -CHECKSUM_BYTES], address)


def checksum(summed: bytes) -> bytes:
    """Two bytes, big-endian: the sum from kind to the end of the payload, mod 65536."""
    return (sum(summed) & 0xFFFF).to_bytes(CHECKSUM_BYTES, "big")


def _size(header: bytes) -> int:
    _, _, kind, length = HEADER.unpack(header)
    if kind not in iter(PacketKind) or length not in LENGTHS:
        raise BadFrame(f"kind {kind:#x}, length {length}")
    return HEADER.size + int(length)


FINGERPRINT_FRAMES = FrameRule(START, HEADER.size, _size, ReaderFrame.decode)
