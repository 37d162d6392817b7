"""Speaking with one module: finding its speed, greeting it, asking and being answered."""

from collections.abc import Callable, Iterable
from typing import Protocol

from devices.fingerprint_reader.answer_matching import may_answer
from devices.fingerprint_reader.answers import Ack
from devices.fingerprint_reader.codes import Confirmation as Code
from devices.fingerprint_reader.commands import Command, vfy_pwd
from devices.fingerprint_reader.passwords import Passwords
from devices.fingerprint_reader.protocol import FINGERPRINT_FRAMES, PacketKind, ReaderFrame
from devices.fingerprint_reader.question_line import QuestionLine
from devices.framing import FrameReader
from devices.late_answers import UNANSWERED
from devices.link import SerialLink
from hall.machines import Fault, MachineUnavailable

BAUDRATES = (57600, 115200, 9600, 19200, 38400)  # most usual first

#: Answers that say the same to every command.
REFUSALS: dict[int, Fault] = {
    Code.PACKET_ERROR: Fault.GARBLED,
    Code.WRONG_PASSWORD: Fault.WRONG_PASSWORD,
    Code.NOT_VERIFIED: Fault.UNVERIFIED,
    Code.WRONG_ADDRESS: Fault.WRONG_ADDRESS,
    Code.SENSOR_FAULT: Fault.BROKEN,
    Code.HARDWARE_FAULT: Fault.BROKEN,
    Code.FLASH_ERROR: Fault.BROKEN,
}


class PacketRefused(MachineUnavailable):
    """The module calls the packet damaged (01); some say so of a question they do not know."""


class UploadReceiver(Protocol):
    def receive(self, piece: bytes) -> list[bytes]:
        """What this piece completes: the whole of the data once, b"" when the module refuses."""


class Conversation:
    def __init__(
        self,
        link: SerialLink,
        *,
        baudrates: tuple[int, ...],
        passwords: Passwords,
        address: int,
    ) -> None:
        self.passwords = passwords
        self._line = QuestionLine(link, address)
        self._baudrates = baudrates
        self._spoken: int | None = None  # the speed at which it answered last

    def meet(self) -> None:
        """Find the speed at which the module answers, and give it the password.

        Raises MachineUnavailable: SILENT or GARBLED when no speed is understood, WRONG_PASSWORD
        when the module is understood and takes none of ours.
        """
        heard: MachineUnavailable | None = None
        for baudrate in sorted(self._baudrates, key=lambda speed: speed != self._spoken):
            try:
                self._line.speak_at(baudrate)
                self._greet()
            except MachineUnavailable as error:
                if error.fault not in UNANSWERED:
                    raise  # the port is gone, or the module was understood and refused
                if heard is None or error.fault is Fault.GARBLED:
                    heard = error
            else:
                self._spoken = baudrate
                return
        raise heard or MachineUnavailable(Fault.SILENT)

    def meet_again(self) -> None:
        """After a lost or strange answer: let the line fall quiet and give the password anew.

        Quiet for as long as the answer may still take. Raises MachineUnavailable, as ``meet``.
        """
        self._line.fall_quiet()
        self._greet()

    def ask(self, command: Command) -> Ack:
        """Ask once, and wait for the acknowledgement; what its code means is the caller's to say.

        What can only be the answer to an earlier question is passed over. Raises MachineUnavailable
        for silence, an answer from another address, and codes that mean the same after every
        command (REFUSALS); of those, PacketRefused for 01.
        """
        frames = FrameReader(FINGERPRINT_FRAMES)

        def acknowledgements(piece: bytes) -> list[ReaderFrame]:
            return [frame for frame in frames.receive(piece) if self._answers(command, frame)]

        frame = self._line.exchange(command, acknowledgements)
        ack = Ack.of(frame)
        if frame.address != self._line.address:
            raise MachineUnavailable(Fault.WRONG_ADDRESS, f"answer from {frame.address:08X}")
        if fault := REFUSALS.get(ack.code):
            refusal = PacketRefused if ack.code == Code.PACKET_ERROR else MachineUnavailable
            raise refusal(fault, f"{command.instruction.name}: {ack}")
        return ack

    def fetch(self, command: Command, upload: Callable[[int], UploadReceiver]) -> bytes:
        """Ask for data: an acknowledgement, then packets; the deadline is for all of them.

        b"" when the module refuses. Raises MachineUnavailable.
        """
        return self._line.exchange(command, upload(self._line.address).receive)

    def send(self, frames: Iterable[ReaderFrame], timeout_seconds: float) -> None:
        """Data packets, which no module acknowledges. Raises MachineUnavailable."""
        self._line.send(frames, timeout_seconds)

    def must(self, command: Command) -> Ack:
        """Ask what a module in order grants. Raises MachineUnavailable for any code but OK."""
        ack = self.ask(command)
        if ack.code != Code.OK:
            raise MachineUnavailable(Fault.BROKEN, f"{command.instruction.name}: {ack}")
        return ack

    def hang_up(self) -> None:
        """Close the port; the next question opens it again."""
        self._line.close()

    def _answers(self, command: Command, frame: ReaderFrame) -> bool:
        """Also a frame from another address: that one is told."""
        if frame.kind is not PacketKind.ACK:
            return False
        return frame.address != self._line.address or may_answer(command.instruction, Ack.of(frame))

    def _greet(self) -> None:
        refused: MachineUnavailable | None = None
        for password in self.passwords.candidates():
            try:
                self.must(vfy_pwd(password))
            except MachineUnavailable as error:
                if error.fault is not Fault.WRONG_PASSWORD:
                    raise
                refused = error
            else:
                return
        raise refused or MachineUnavailable(Fault.WRONG_PASSWORD)
