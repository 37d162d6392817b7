"""What the module answers, in the manuals' own words; numbers are big-endian."""

import struct
from dataclasses import dataclass
from typing import Self

from devices.fingerprint_reader.codes import NAMES
from devices.fingerprint_reader.protocol import ReaderFrame

PAGES_PER_INDEX_TABLE = 256
PACKET_SIZES = (32, 64, 128, 256)
BAUD_UNIT = 9600


@dataclass(frozen=True, slots=True)
class Ack:
    """An acknowledgement. Its results mean something only when the code is OK."""

    code: int  # a Confirmation, or a number no manual of ours knows
    results: bytes

    @classmethod
    def of(cls, frame: ReaderFrame) -> Self:
        """The code and the results in an acknowledgement's payload."""
        return cls(frame.payload[0], frame.payload[1:])

    def __str__(self) -> str:
        return f"{self.code:#04x} {NAMES.get(self.code, 'unknown')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemParameters:
    """What ReadSysPara tells. Raises struct.error when the module tells less."""

    status: int
    system_id: int
    capacity: int
    security_level: int
    address: int
    packet_size_code: int
    baud_factor: int

    LAYOUT = struct.Struct(">HHHHIHH")

    @classmethod
    def parse(cls, results: bytes) -> Self:
        """Of 16 bytes, big-endian. Raises struct.error when they are fewer."""
        status, system_id, capacity, level, address, packet, baud = cls.LAYOUT.unpack_from(results)
        return cls(
            status=status,
            system_id=system_id,
            capacity=capacity,
            security_level=level,
            address=address,
            packet_size_code=packet,
            baud_factor=baud,
        )

    def pack(self) -> bytes:
        """The same 16 bytes again; the simulator tells them."""
        return self.LAYOUT.pack(
            self.status,
            self.system_id,
            self.capacity,
            self.security_level,
            self.address,
            self.packet_size_code,
            self.baud_factor,
        )

    @property
    def baudrate(self) -> int:
        """In baud: the module counts in units of 9600."""
        return self.baud_factor * BAUD_UNIT

    @property
    def packet_bytes(self) -> int:
        """The longest payload of a data packet: 32, 64, 128 or 256 bytes."""
        return PACKET_SIZES[self.packet_size_code & 3]


def pages_in_index(table: int, results: bytes) -> set[int]:
    """The used pages of one index table: lowest bit of the first byte is its first page."""
    first = table * PAGES_PER_INDEX_TABLE
    return {
        first + 8 * at + bit
        for at, byte in enumerate(results[: PAGES_PER_INDEX_TABLE // 8])
        for bit in range(8)
        if byte >> bit & 1
    }
