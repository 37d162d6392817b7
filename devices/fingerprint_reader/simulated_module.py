"""The mind of a simulated reader: its flash, its buffers, its answers. No pty, no clock.

A finger is the characteristic file it would give; two captures of one finger are equal, and
no two fingers are alike.
"""

import struct
from collections.abc import Callable
from hashlib import shake_128

from devices.fingerprint_reader.automatic import AutomaticForm, enrolment, identification
from devices.fingerprint_reader.codes import Confirmation, Instruction
from devices.fingerprint_reader.commands import (
    PACKET_SIZES,
    PAGES_PER_INDEX_TABLE,
)
from devices.fingerprint_reader.protocol import PacketKind, ReaderFrame
from devices.fingerprint_reader.quirks import Quirk
from devices.fingerprint_reader.simulated_settings import OK, SimulatedSettings, ack

TEMPLATE_BYTES = 512
SCORE = 96
HI_SPEED_SEARCH = 0x1B
AUTO_ENROLL, AUTO_IDENTIFY = 0x31, 0x32
WRITES = {
    Instruction.STORE,
    Instruction.DELET_CHAR,
    Instruction.EMPTY,
    Instruction.WRITE_NOTEPAD,
    Instruction.SET_PWD,
}
NOTEPADS = {Instruction.WRITE_NOTEPAD, Instruction.READ_NOTEPAD}


def finger(name: str, size: int = TEMPLATE_BYTES) -> bytes:
    """The characteristic file of a finger that bears this name: the same bytes each time."""
    return shake_128(name.encode()).digest(size)


class SimulatedModule(SimulatedSettings):
    """Answers one frame at a time. Its attributes may be changed at any moment."""

    def __init__(
        self,
        snapshot: Callable[[], bytes | None],
        recognised: Callable[[], None],
        quirks: set[Quirk],
    ) -> None:
        super().__init__(quirks)
        self._look = snapshot
        self._recognised = recognised
        self.flashed: Callable[[], None] = lambda: None  # told after every write to the flash
        self.template_bytes = TEMPLATE_BYTES  # 512, 768, 1536
        self.buffers = 2  # 6 on the R503
        self.automatic: AutomaticForm | None = None
        self.library: dict[int, bytes] = {}
        self.power_up()

    def power_up(self) -> None:
        """What flash does not keep is forgotten, above all that the password was verified."""
        super().power_up()
        self._image: bytes | None = None
        self._buffers: dict[int, bytes] = {}
        self._fresh = False  # features were made since the last image
        self._incoming: tuple[int, bytearray] | None = None

    def answer(self, frame: ReaderFrame) -> list[ReaderFrame]:
        """Every frame that one frame from the host brings about, already from our address."""
        if frame.address != self.address:
            return []
        if frame.kind in (PacketKind.DATA, PacketKind.END_OF_DATA):
            self._take_data(frame)
            return []
        return [
            ReaderFrame(said.kind, said.payload, self.address) for said in self._obey(frame.payload)
        ]

    def _obey(self, payload: bytes) -> list[ReaderFrame]:
        instruction, parameters = payload[0], payload[1:]
        if instruction == HI_SPEED_SEARCH:
            return []  # as on the R503
        if self.password and not self.verified and instruction != Instruction.VFY_PWD:
            return [ack(Confirmation.NOT_VERIFIED)]
        if Quirk.FLASH_ERROR in self.quirks and instruction in WRITES:
            return [ack(Confirmation.FLASH_ERROR)]
        action = ACTIONS.get(instruction)
        if action is None or (Quirk.NO_NOTEPAD in self.quirks and instruction in NOTEPADS):
            return [ack(Confirmation.UNSUPPORTED)]
        try:
            answer = action(self, parameters)
        except (struct.error, IndexError, ValueError):
            return [ack(Confirmation.PACKET_ERROR)]  # fewer parameters than it takes
        if instruction in WRITES:
            self.flashed()
        return answer if isinstance(answer, list) else [answer]

    def _take_data(self, frame: ReaderFrame) -> None:
        """DownChar's data is never acknowledged, however it ends."""
        if self._incoming is None:
            return
        buffer, received = self._incoming
        received += frame.payload
        if frame.kind is PacketKind.END_OF_DATA:
            self._buffers[buffer] = bytes(received)
            self._incoming = None

    def gen_img(self, _: bytes) -> ReaderFrame:
        """GenImg (01): see what lies on the glass; 02 when nothing does."""
        if Quirk.SENSOR_FAULT in self.quirks:
            return ack(Confirmation.SENSOR_FAULT)
        self._image = self._look()
        self._fresh = False
        return OK if self._image else ack(Confirmation.NO_FINGER)

    def img2tz(self, parameters: bytes) -> ReaderFrame:
        """Img2Tz (02): features of the image into a buffer; the first one empties the others."""
        if self._image is None:
            return ack(Confirmation.NO_VALID_IMAGE)
        if Quirk.MESSY_IMAGE in self.quirks:
            return ack(Confirmation.MESSY_IMAGE)
        if not 1 <= parameters[0] <= self.buffers:
            return ack(Confirmation.BAD_PAGE)
        if parameters[0] == 1:  # a new conversation: what was captured before is over
            self._buffers.clear()
        self._buffers[parameters[0]] = self._image
        self._fresh = True
        return OK

    def match(self, _: bytes) -> ReaderFrame:
        """Match (03): buffer 1 against 2; the score in two bytes."""
        if self._buffers.get(1) != self._buffers.get(2):
            return ack(Confirmation.NO_MATCH)
        return ack(Confirmation.OK, struct.pack(">H", SCORE))

    def search(self, parameters: bytes) -> ReaderFrame:
        """Search (04): page and score of the first equal template, two bytes each; 09 for none."""
        buffer, start, count = struct.unpack(">BHH", parameters)
        spoiled = Quirk.GEN_IMG_SPOILS_SEARCH in self.quirks and not self._fresh
        wanted = None if spoiled else self._buffers.get(buffer)
        self._recognised()
        for page in range(start, min(start + count, self.capacity)):
            if wanted is not None and self.library.get(page) == wanted:
                page += self.capacity if Quirk.IMPOSSIBLE_PAGE in self.quirks else 0
                return ack(Confirmation.OK, struct.pack(">HH", page, SCORE))
        if Quirk.SHORT_NOT_FOUND in self.quirks:
            return ack(Confirmation.NOT_FOUND)
        garbage = 0x01EE if Quirk.GARBAGE_ON_NOT_FOUND in self.quirks else 0
        return ack(Confirmation.NOT_FOUND, struct.pack(">HH", garbage, 0))

    def reg_model(self, _: bytes) -> ReaderFrame:
        """RegModel (05): merge all that was captured; two captures at least, all of one finger."""
        captured = list(self._buffers.values())
        if len(captured) < 2 or len(set(captured)) > 1:
            return ack(Confirmation.CANNOT_MERGE)
        return OK

    def store(self, parameters: bytes) -> ReaderFrame:
        """Store (06): the buffer's template at a page; 0B beyond the library, 1F when full."""
        buffer, page = struct.unpack(">BH", parameters)
        if page >= self.capacity:
            return ack(Confirmation.BAD_PAGE)
        if buffer not in self._buffers:
            return ack(Confirmation.TEMPLATE_EMPTY)
        if Quirk.LIBRARY_FULL in self.quirks:
            return ack(Confirmation.LIBRARY_FULL)
        if Quirk.STORE_IN_VAIN not in self.quirks:
            self.library[page] = self._buffers[buffer]
        return OK

    def load_char(self, parameters: bytes) -> ReaderFrame:
        """LoadChar (07): a page's template into a buffer; 0C for a page that holds none."""
        buffer, page = struct.unpack(">BH", parameters)
        if page >= self.capacity:
            return ack(Confirmation.BAD_PAGE)
        if page not in self.library:
            return ack(Confirmation.TEMPLATE_UNREADABLE)
        self._buffers[buffer] = self.library[page]
        return OK

    def up_char(self, parameters: bytes) -> list[ReaderFrame]:
        """UpChar (08): an acknowledgement, then the template in packets; 0D for an empty buffer."""
        template = self._buffers.get(parameters[0])
        if template is None:
            return [ack(Confirmation.TEMPLATE_UPLOAD_FAILED)]
        template = template.ljust(self.template_bytes, b"\0")[: self.template_bytes]
        size = PACKET_SIZES[self.packet_size_code]
        *first, last = (template[at : at + size] for at in range(0, len(template), size))
        return [
            OK,
            *(ReaderFrame(PacketKind.DATA, part) for part in first),
            ReaderFrame(PacketKind.END_OF_DATA, last),
        ]

    def down_char(self, parameters: bytes) -> ReaderFrame:
        """DownChar (09): take the data packets that follow into a buffer."""
        self._incoming = (parameters[0], bytearray())
        return OK

    def delet_char(self, parameters: bytes) -> ReaderFrame:
        """DeletChar (0C): a count of pages from one on; 10 when they reach beyond the library."""
        page, count = struct.unpack(">HH", parameters)
        if page + count > self.capacity:
            return ack(Confirmation.DELETE_FAILED)
        if Quirk.DELETE_IN_VAIN in self.quirks:
            return OK
        for deleted in range(page, page + count):
            self.library.pop(deleted, None)
        return OK

    def empty(self, _: bytes) -> ReaderFrame:
        """Empty (0D): delete all templates."""
        self.library.clear()
        return OK

    def templete_num(self, _: bytes) -> ReaderFrame:
        """TempleteNum (1D): how many templates there are, in two bytes."""
        return ack(Confirmation.OK, struct.pack(">H", len(self.library)))

    def read_index_table(self, parameters: bytes) -> ReaderFrame:
        """ReadIndexTable (1F): 32 bytes, a bit for each of 256 pages, the lowest bit first."""
        first = parameters[0] * PAGES_PER_INDEX_TABLE
        bits = sum(1 << (page - first) for page in self.library if 0 <= page - first < 256)
        return ack(Confirmation.OK, bits.to_bytes(PAGES_PER_INDEX_TABLE // 8, "little"))

    def auto_enroll(self, parameters: bytes) -> ReaderFrame | list[ReaderFrame]:
        """AutoEnroll (31), in the dialect chosen by ``automatic``; FC when there is none."""
        if self.automatic is None:
            return ack(Confirmation.UNSUPPORTED)
        return enrolment(self.automatic, parameters, self._look, self.library.__setitem__)

    def auto_identify(self, parameters: bytes) -> ReaderFrame | list[ReaderFrame]:
        """AutoIdentify (32), in the dialect chosen by ``automatic``; FC when there is none."""
        if self.automatic is None:
            return ack(Confirmation.UNSUPPORTED)
        features = self._look()
        found = next((page for page, kept in self.library.items() if kept == features), None)
        return identification(self.automatic, parameters, found)


#: By name, so that an instruction without a method is answered as unsupported.
ACTIONS: dict[int, Callable[[SimulatedModule, bytes], ReaderFrame | list[ReaderFrame]]] = {
    instruction: getattr(SimulatedModule, instruction.name.lower())
    for instruction in Instruction
    if hasattr(SimulatedModule, instruction.name.lower())
} | {
    AUTO_ENROLL: SimulatedModule.auto_enroll,
    AUTO_IDENTIFY: SimulatedModule.auto_identify,
}
