"""What can be asked of the module, in the manuals' own words, and what it answers.

No wire and no waiting here: each command only says how long an honest answer may take. Left out
on purpose: 17 (two meanings), 1B (unanswered by some), 31 and 32 (two dialects whose frames are
valid, with another meaning, in the other).
"""

import struct
from dataclasses import dataclass
from typing import Self

from devices.fingerprint_reader.codes import NAMES, Instruction
from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS, PacketKind, ReaderFrame

PAGES_PER_INDEX_TABLE = 256
NOTEPAD_BYTES = 32
PACKET_SIZES = (32, 64, 128, 256)
BAUD_UNIT = 9600


@dataclass(frozen=True, slots=True)
class Command:
    instruction: Instruction
    parameters: bytes = b""
    timeout_seconds: float = 1.0

    def frame(self, address: int = DEFAULT_ADDRESS) -> ReaderFrame:
        """The command as a frame to the module at this address."""
        return ReaderFrame(PacketKind.COMMAND, bytes([self.instruction]) + self.parameters, address)


GEN_IMG = Command(Instruction.GEN_IMG)
MATCH = Command(Instruction.MATCH)
REG_MODEL = Command(Instruction.REG_MODEL, timeout_seconds=2)
EMPTY = Command(Instruction.EMPTY, timeout_seconds=5)
READ_SYS_PARA = Command(Instruction.READ_SYS_PARA)
GET_RANDOM_CODE = Command(Instruction.GET_RANDOM_CODE)
TEMPLETE_NUM = Command(Instruction.TEMPLETE_NUM)
HAND_SHAKE = Command(Instruction.HAND_SHAKE)


def img2tz(buffer: int) -> Command:
    """Img2Tz (02): make features of the last image, into buffer 1 or 2 (up to 6 on the R503)."""
    return Command(Instruction.IMG2TZ, bytes([buffer]), timeout_seconds=2)


def search(buffer: int, start: int, count: int) -> Command:
    """Search (04): look for the buffer's finger in ``count`` pages; ask this right after Img2Tz.

    Some modules lose the buffer when another GenImg comes between.
    """
    parameters = struct.pack(">BHH", buffer, start, count)
    return Command(Instruction.SEARCH, parameters, timeout_seconds=3)


def store(buffer: int, page: int) -> Command:
    """Store (06): keep the buffer's template at this page, silently overwriting what was there."""
    parameters = struct.pack(">BH", buffer, page)
    return Command(Instruction.STORE, parameters, timeout_seconds=2)


def load_char(buffer: int, page: int) -> Command:
    """LoadChar (07): the template of this page into the buffer."""
    return Command(Instruction.LOAD_CHAR, struct.pack(">BH", buffer, page))


def up_char(buffer: int) -> Command:
    """UpChar (08): the buffer's template in data packets, after the acknowledgement."""
    return Command(Instruction.UP_CHAR, bytes([buffer]), timeout_seconds=2)


def down_char(buffer: int) -> Command:
    """DownChar (09): data packets to follow into the buffer; nobody acknowledges those."""
    return Command(Instruction.DOWN_CHAR, bytes([buffer]), timeout_seconds=2)


def delet_char(page: int, count: int = 1) -> Command:
    """DeletChar (0C), in the manuals' spelling: delete ``count`` templates from this page on."""
    parameters = struct.pack(">HH", page, count)
    return Command(Instruction.DELET_CHAR, parameters, timeout_seconds=2)


def set_sys_para(number: int, contents: int) -> Command:
    """SetSysPara (0E): register 4 is the speed in 9600 baud, 5 the security level, 6 the packet."""
    return Command(Instruction.SET_SYS_PARA, bytes([number, contents]))


def set_pwd(password: int) -> Command:
    """SetPwd (12): lock the module. It cannot be read back: a lost password makes it useless."""
    return Command(Instruction.SET_PWD, struct.pack(">I", password))


def vfy_pwd(password: int) -> Command:
    """VfyPwd (13): the greeting that every model of the family understands."""
    return Command(Instruction.VFY_PWD, struct.pack(">I", password), timeout_seconds=0.5)


def write_notepad(page: int, contents: bytes) -> Command:
    """WriteNotepad (18): up to 32 bytes at page 0 to 15, filled up with zeros."""
    parameters = bytes([page]) + contents.ljust(NOTEPAD_BYTES, b"\0")
    return Command(Instruction.WRITE_NOTEPAD, parameters)


def read_notepad(page: int) -> Command:
    """ReadNotepad (19): the 32 bytes at page 0 to 15."""
    return Command(Instruction.READ_NOTEPAD, bytes([page]))


def read_index_table(table: int) -> Command:
    """ReadIndexTable (1F): which of 256 pages are used, from page ``256 * table`` on."""
    return Command(Instruction.READ_INDEX_TABLE, bytes([table]))


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
