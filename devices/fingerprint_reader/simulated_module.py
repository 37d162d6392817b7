"""The mind of a simulated reader: what it sees, finds and answers. No pty, no clock."""

import struct
from collections.abc import Callable

from devices.fingerprint_reader.automatic import AutomaticForm, enrolment, identification
from devices.fingerprint_reader.codes import NOTEPADS, WRITES, Confirmation, Instruction
from devices.fingerprint_reader.protocol import PacketKind, ReaderFrame
from devices.fingerprint_reader.quirks import Quirk
from devices.fingerprint_reader.simulated_library import SimulatedLibrary
from devices.fingerprint_reader.simulated_settings import OK, ack

SCORE = 96
DIRT = b"dirt"  # the features of what is nobody's finger
AUTO_ENROLL, AUTO_IDENTIFY = 0x31, 0x32


class SimulatedModule(SimulatedLibrary):
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
        self.buffers = 2  # 6 on the R503
        self.automatic: AutomaticForm | None = None
        self.power_up()

    def power_up(self) -> None:
        """The image is forgotten too."""
        super().power_up()
        self._image: bytes | None = None
        self._fresh = False  # features were made since the last image

    def answer(self, frame: ReaderFrame) -> list[ReaderFrame]:
        """Every frame that one frame from the host brings about, already from our address."""
        if frame.address != self.address:
            return []
        if frame.kind in (PacketKind.DATA, PacketKind.END_OF_DATA):
            self.take_data(frame)
            return []
        return [
            ReaderFrame(said.kind, said.payload, self.address) for said in self._obey(frame.payload)
        ]

    def _obey(self, payload: bytes) -> list[ReaderFrame]:
        instruction, parameters = payload[0], payload[1:]
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

    def gen_img(self, _: bytes) -> ReaderFrame:
        """GenImg (01): see what lies on the glass; 02 when nothing does."""
        if Quirk.SENSOR_FAULT in self.quirks:
            return ack(Confirmation.SENSOR_FAULT)
        self._image = self._look() or (DIRT if Quirk.DIRTY_GLASS in self.quirks else None)
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
        if Quirk.ONLY_FAST_SEARCH in self.quirks:
            return ack(Confirmation.UNSUPPORTED)
        return self._find(parameters)

    def hi_speed_search(self, parameters: bytes) -> list[ReaderFrame]:
        """HiSpeedSearch (1B): as on the R503 without an answer, where it has the other search."""
        return [self._find(parameters)] if Quirk.ONLY_FAST_SEARCH in self.quirks else []

    def _find(self, parameters: bytes) -> ReaderFrame:
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
        if Quirk.MERGES_ANYTHING in self.quirks:
            return OK
        if len(captured) < 2 or len(set(captured)) > 1:
            return ack(Confirmation.CANNOT_MERGE)
        return OK

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
