"""The cable to one module, on which every question has its answer before the next is asked."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from devices.fingerprint_reader.codes import Instruction
from devices.fingerprint_reader.commands import Command
from devices.fingerprint_reader.protocol import ReaderFrame
from devices.late_answers import LateAnswers
from devices.link import SerialLink

MessageT = TypeVar("MessageT")


class QuestionLine:
    def __init__(self, link: SerialLink, address: int) -> None:
        self.address = address
        self._link = link
        self._late = LateAnswers(link)

    def speak_at(self, baudrate: int) -> None:
        """Another speed from now on, on a quiet line. Raises MachineUnavailable."""
        if baudrate != self._link.baudrate:
            self._late.forget()  # at another speed nothing late can be understood
        self._link.change_baudrate(baudrate)
        self._link.drain()

    def fall_quiet(self) -> None:
        """Wait until nothing comes any more, for as long as an answer may still be on its way.

        A late answer would be taken for the one to the next question, and so on for ever. Raises
        MachineUnavailable.
        """
        self._late.wait_out()
        self._link.drain()

    def exchange(self, command: Command, read: Callable[[bytes], Iterable[MessageT]]) -> MessageT:
        """The first whole message that ``read`` finds in the reply. Raises MachineUnavailable."""
        request, seconds = command.frame(self.address).encode(), command.timeout_seconds
        # A greeting is greeted again: a late answer to the first does for the second.
        owed = 0.0 if command.instruction is Instruction.VFY_PWD else seconds
        with self._late.expected_within(owed):
            return self._link.ask(request, read, seconds)

    def send(self, frames: Iterable[ReaderFrame], timeout_seconds: float) -> None:
        """Data packets, which no module acknowledges. Raises MachineUnavailable."""
        raw = b"".join(
            ReaderFrame(frame.kind, frame.payload, self.address).encode() for frame in frames
        )
        self._link.send(raw, timeout_seconds)

    def close(self) -> None:
        """Close the port; the next question opens it again."""
        self._link.close()
