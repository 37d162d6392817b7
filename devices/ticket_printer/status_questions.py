"""What the driver asks of a printer, and how the answers are told from one another.

One reader serves the whole connection: a message that is cut in two between two questions is
still one message, and its second half answers neither. The answer to GS r bears no name, so the
questions are counted: a slip is vouched for when none of them is without its answer, and more
answers than questions are none.
"""

from functools import partial
from typing import TypeVar

from devices.ticket_printer import protocol
from devices.ticket_printer.cable import Cable
from devices.ticket_printer.faults import Status, fault_in
from devices.ticket_printer.printer_status import PaperStatus, RealTimeStatus, StatusReader
from devices.ticket_printer.protocol import About
from hall.machines import Fault, MachineUnavailable

StatusT = TypeVar("StatusT", RealTimeStatus, PaperStatus)

STATUS_SECONDS = 0.15  # for the answer to one real-time question
QUIET_SECONDS = 0.3
REST_SECONDS = 0.02  # four bytes at 4800 baud and more
MOST_OLD_ANSWERS = 8
PAPER_ENDED = 0x0C  # in the answer to GS r


class StatusQuestions:
    def __init__(self, cable: Cable) -> None:
        self._cable = cable
        self._start_over()

    def _start_over(self) -> None:
        self._reader = StatusReader()
        self._owed = 0  # answers to GS r that have not come yet
        self._answered = False
        self._paper_bits = 0  # of the latest answer to GS r

    def status(self) -> Status:
        """Ask the cause of an error only when there is one; a mute printer only once.

        Empty for a printer that never answers. Raises MachineUnavailable.
        """
        status: dict[About, int] = {}
        for about in (About.PRINTER, About.OFF_LINE_CAUSE, About.PAPER, About.ERROR_CAUSE):
            if about is About.ERROR_CAUSE and fault_in(status) is not Fault.BROKEN:
                break
            question = protocol.transmit_real_time_status(about)
            answer = self._ask(question, RealTimeStatus, STATUS_SECONDS)
            if answer:
                status[about] = answer.bits
            elif about is About.PRINTER:
                break
        return status

    def ask_whether_printed(self) -> None:
        """Send GS r, which is answered in its turn. Raises MachineUnavailable, CutShort."""
        self._cable.send(protocol.TRANSMIT_PAPER_STATUS)
        self._owed += 1
        self._answered = False

    def printed(self, seconds: float) -> bool:
        """Whether the answer has come since it was asked; waits up to so many seconds.

        Raises MachineUnavailable, GARBLED when bytes came that mean nothing.
        """
        if not self._vouched:
            self._ask(b"", PaperStatus, seconds)
        if self._vouched and self._ask(b"", PaperStatus, REST_SECONDS):
            self._answered = False  # an answer comes alone; this was the rest of something else
        return self._vouched

    @property
    def paper_ended(self) -> bool:
        """Whether the latest answer to GS r said so: not every printer stops where paper ends."""
        return bool(self._paper_bits & PAPER_ENDED)

    @property
    def _vouched(self) -> bool:
        return self._answered and not self._owed

    def give_up(self) -> None:
        """This slip is not vouched for. A printer that answered only now is believed from now on:
        the questions before were lost on it."""
        if self._answered:
            self._owed = 0

    def settle(self, seconds: float) -> bool:
        """Let old answers run out, or one of them would vouch for the next slip.

        False when GS r was not answered at all. Raises MachineUnavailable.
        """
        self.ask_whether_printed()
        first = answer = self._ask(b"", PaperStatus, seconds)
        rounds = MOST_OLD_ANSWERS
        while answer and rounds:
            answer = self._ask(b"", PaperStatus, QUIET_SECONDS)
            rounds -= 1
        self._owed = 0
        return first is not None

    def _ask(self, question: bytes, kind: type[StatusT], seconds: float) -> StatusT | None:
        """The first answer of this kind; None for silence."""
        before = self._reader.discarded
        try:
            answer = self._cable.ask(question, partial(self._heard, kind), seconds)
        except MachineUnavailable:
            self._start_over()  # with the connection
            raise
        noise = self._reader.discarded - before
        if answer is None and noise:
            raise MachineUnavailable(Fault.GARBLED, f"{noise} bytes without meaning")
        return answer

    def _heard(self, kind: type[StatusT], data: bytes) -> list[StatusT]:
        messages = self._reader.receive(data)
        answers = [message for message in messages if isinstance(message, PaperStatus)]
        if 0 < len(answers) <= self._owed:  # more than are owed: the rest of something else
            self._owed -= len(answers)
            self._answered, self._paper_bits = True, answers[-1].bits
        return [message for message in messages if isinstance(message, kind)]
