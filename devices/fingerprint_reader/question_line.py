"""The cable to one module, on which every question has its answer before the next is asked."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from devices.fingerprint_reader.codes import Instruction
from devices.fingerprint_reader.commands import Command
from devices.fingerprint_reader.protocol import ReaderFrame
from devices.link import SerialLink
from hall.machines import Fault, MachineUnavailable

MessageT = TypeVar("MessageT")
#: No answer was understood in time: it may still come.
UNANSWERED = {Fault.SILENT, Fault.GARBLED}
#: So many times as long as the module may take, a line that does not fall quiet is waited for.
MOST_QUIET_WAITS = 4


class QuestionLine:
    def __init__(self, link: SerialLink, address: int) -> None:
        self.address = address
        self._link = link
        self._owed_seconds = 0.0  # how long the answer to a timed-out question may still take

    def speak_at(self, baudrate: int) -> None:
        """Another speed from now on, on a quiet line. Raises MachineUnavailable."""
        if baudrate != self._link.baudrate:
            self._owed_seconds = 0.0  # at another speed nothing late can be understood
        self._link.change_baudrate(baudrate)
        self._link.drain()

    def fall_quiet(self) -> None:
        """Wait until nothing comes any more, for as long as an answer may still be on its way.

        A late answer would be taken for the one to the next question, and so on for ever. Raises
        MachineUnavailable.
        """
        seconds, self._owed_seconds = self._owed_seconds, 0.0
        if seconds:
            self._link.drain(seconds, seconds * MOST_QUIET_WAITS)
        self._link.drain()

    def exchange(self, command: Command, read: Callable[[bytes], Iterable[MessageT]]) -> MessageT:
        """The first whole message that ``read`` finds in the reply. Raises MachineUnavailable."""
        if self._owed_seconds:
            self.fall_quiet()
        request = command.frame(self.address).encode()
        try:
            return self._link.ask(request, read, command.timeout_seconds)
        except MachineUnavailable as error:
            if error.fault in UNANSWERED and command.instruction is not Instruction.VFY_PWD:
                # (A greeting is greeted again: a late answer to the first does for the second.)
                self._owed_seconds = max(self._owed_seconds, command.timeout_seconds)
            raise

    def send(self, frames: Iterable[ReaderFrame], timeout_seconds: float) -> None:
        """Data packets, which no module acknowledges. Raises MachineUnavailable."""
        raw = b"".join(
            ReaderFrame(frame.kind, frame.payload, self.address).encode() for frame in frames
        )
        self._link.send(raw, timeout_seconds)

    def close(self) -> None:
        """Close the port; the next question opens it again."""
        self._link.close()
