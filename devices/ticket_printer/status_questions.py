"""What the driver asks of a printer, and how the answers are told from one another."""

from functools import partial
from typing import TypeVar

from devices.ticket_printer import protocol
from devices.ticket_printer.faults import Status, fault_in
from devices.ticket_printer.printer_status import PaperStatus, RealTimeStatus, StatusReader
from devices.ticket_printer.protocol import About
from devices.ticket_printer.transports import Cable
from hall.machines import Fault, MachineUnavailable

StatusT = TypeVar("StatusT", RealTimeStatus, PaperStatus)

STATUS_SECONDS = 0.15  # for the answer to one real-time question


class StatusQuestions:
    def __init__(self, cable: Cable) -> None:
        self._cable = cable

    def status(self) -> Status:
        """Ask the cause of an error only when there is one; a mute printer only once.

        Empty for a printer that never answers. Raises MachineUnavailable.
        """
        status: dict[About, int] = {}
        for about in (About.PRINTER, About.OFF_LINE_CAUSE, About.PAPER, About.ERROR_CAUSE):
            if about is About.ERROR_CAUSE and fault_in(status) is not Fault.BROKEN:
                break
            question = protocol.transmit_real_time_status(about)
            answer = self.ask(question, RealTimeStatus, STATUS_SECONDS)
            if answer:
                status[about] = answer.bits
            elif about is About.PRINTER:
                break
        return status

    def ask(self, question: bytes, kind: type[StatusT], seconds: float) -> StatusT | None:
        """The first answer of this kind; None for silence.

        Raises MachineUnavailable, GARBLED when bytes came that mean nothing.
        """
        reader = StatusReader()
        answer = self._cable.ask(question, partial(_only, kind, reader), seconds)
        if answer is None and reader.discarded:
            raise MachineUnavailable(Fault.GARBLED, f"{reader.discarded} bytes without meaning")
        return answer


def _only(kind: type[StatusT], reader: StatusReader, data: bytes) -> list[StatusT]:
    return [message for message in reader.receive(data) if isinstance(message, kind)]
