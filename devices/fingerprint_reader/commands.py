"""What can be asked of the module, in the manuals' own words.

No wire and no waiting here: each command only says how long an honest answer may take. Left out
on purpose: 17 (two meanings), 31 and 32 (two dialects whose frames are valid, with another meaning,
in the other).
"""

import struct
from dataclasses import dataclass

from devices.fingerprint_reader.codes import Instruction
from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS, PacketKind, ReaderFrame

NOTEPAD_BYTES = 32


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


def hi_speed_search(buffer: int, start: int, count: int) -> Command:
    """HiSpeedSearch (1B), as Search: only for modules without that one; some never answer it."""
    parameters = struct.pack(">BHH", buffer, start, count)
    return Command(Instruction.HI_SPEED_SEARCH, parameters, timeout_seconds=3)


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
    return Command(Instruction.READ_NOTEPAD, bytes([page]), timeout_seconds=0.5)


def read_index_table(table: int) -> Command:
    """ReadIndexTable (1F): which of 256 pages are used, from page ``256 * table`` on."""
    return Command(Instruction.READ_INDEX_TABLE, bytes([table]))
