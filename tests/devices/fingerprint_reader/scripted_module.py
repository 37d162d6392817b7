"""A module at the end of a real pty that answers word for word what a test wrote down."""

import select
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from devices.fingerprint_reader.answers import SystemParameters
from devices.fingerprint_reader.codes import Instruction
from devices.fingerprint_reader.driver import SerialFingerprintReader
from devices.fingerprint_reader.protocol import FINGERPRINT_FRAMES, PacketKind, ReaderFrame
from devices.framing import FrameReader
from devices.link import SerialLink
from devices.serial_address import serial_settings
from devices.simulated_device import SimulatedDevice

PARAMETERS = SystemParameters(
    status=4,
    system_id=9,
    capacity=200,
    security_level=3,
    address=0xFFFFFFFF,
    packet_size_code=2,
    baud_factor=6,
).pack()
OURS = b"hall:0123456789abcdef".ljust(32, b"\0")
#: A module in order, with nothing on its glass.
IN_ORDER = {
    Instruction.VFY_PWD: b"\x00",
    Instruction.READ_SYS_PARA: b"\x00" + PARAMETERS,
    Instruction.READ_NOTEPAD: b"\x00" + OURS,
    Instruction.READ_INDEX_TABLE: b"\x00" + bytes(32),
    Instruction.GEN_IMG: b"\x02",
    Instruction.IMG2TZ: b"\x00",
    Instruction.SEARCH: b"\x09" + bytes(4),
}
#: How far the driver's clock jumps whenever it looks at it while its question stays unanswered.
JUMP_SECONDS = 0.15

Script = Callable[[bytes], Iterable[bytes]]


class HastyClock:
    """Time goes on as ever, but nobody waits long for what this module will never say."""

    def __init__(self) -> None:
        self.hurries = False
        self._jumped = 0.0

    def advance(self, seconds: float) -> None:
        self._jumped += seconds

    def __call__(self) -> float:
        self._jumped += JUMP_SECONDS * self.hurries
        return monotonic() + self._jumped


class ScriptedModule(SimulatedDevice):
    """``answers``: payloads of acknowledgements by instruction; what is missing stays unanswered.

    A test may put a function of its own in the place of ``say``: the payload of the question in,
    the payloads of all answers out.
    """

    kind = "scripted module"

    def __init__(self, answers: dict[int, bytes]) -> None:
        super().__init__()
        self.answers = IN_ORDER | answers
        self.asked: list[int] = []
        self.clock = HastyClock()
        self.say: Script = self.by_instruction

    def by_instruction(self, question: bytes) -> list[bytes]:
        answer = self.answers.get(question[0])
        return [] if answer is None else [answer]

    def serve(self) -> None:
        frames = FrameReader(FINGERPRINT_FRAMES)
        while True:
            ready, _, _ = select.select([self._ours, self._woken], [], [])
            if self._woken in ready and self._pulled():
                return
            for frame in frames.receive(self._heard()):
                self.asked.append(frame.payload[0])
                said = list(self.say(frame.payload))
                self.clock.hurries = not said
                for payload in said:
                    self._say(ReaderFrame(PacketKind.ACK, payload).encode())


class HastyLink(SerialLink):
    """Nothing is hurried that was only just asked: the module may be about to answer."""

    def __init__(self, module: ScriptedModule) -> None:
        super().__init__(serial_settings(module.url), now=module.clock)
        self._hasty_clock = module.clock

    def ask(self, *asked: Any, **more: Any) -> Any:
        self._hasty_clock.hurries = False
        return super().ask(*asked, **more)


def hasty_driver(module: ScriptedModule, **settings: object) -> SerialFingerprintReader:
    link = HastyLink(module)
    return SerialFingerprintReader(link, baudrates=(57600,), **settings)
