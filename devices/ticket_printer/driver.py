"""Plays TicketPrinter: asks first, sends, and takes nothing for printed without proof.

asked, and the answer is bad      nothing was sent: MachineUnavailable
sent, and GS r came back          Proof.CONFIRMED
sent to one that never answers    Proof.UNKNOWN
sent, and then silence or faults  PrintInDoubt: a person looks at the paper
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from devices.link import CutShort
from devices.ticket_printer import protocol
from devices.ticket_printer.cable import Cable
from devices.ticket_printer.faults import Status, fault_in, paper_in
from devices.ticket_printer.interrupted_job import filling
from devices.ticket_printer.status_questions import StatusQuestions
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof, Sheet

PROOF_SECONDS = 1.0  # for the answer to GS r, before looking what is the matter
PROOF_ROUNDS = 8  # with the looks between them: ten seconds at most
BYTES_A_ROUND = 2_000  # a long sheet is still printing when its last byte has left
ROUNDS_WITHOUT_HOPE = 2  # for a printer that never answered GS r yet
TURN_SECONDS = 30.0  # longer than any slip takes


class EscPosPrinter:
    def __init__(
        self,
        cable: Cable,
        render: Callable[[Sheet], bytes],
        *,
        proof_seconds: float = PROOF_SECONDS,
    ) -> None:
        self._cable = cable
        self._questions = StatusQuestions(cable)
        self._render = render
        self._proof_seconds = proof_seconds
        self._turn = Lock()
        self._has_answered = False
        self._has_proved = False
        self._proof_rounds = PROOF_ROUNDS
        self._interrupted = b""  # a slip in doubt, which may still wait in the printer

    def print(self, page: Sheet) -> PrintProof:
        """Ask how the printer is, send the slip, and wait for GS r to say that it is printed.

        Raises MachineUnavailable when surely nothing came out (also BUSY after 30 s of other
        slips), PrintInDoubt when something may have; then what still waits in the printer is
        cancelled.
        """
        job = self._render(page)
        with self._our_turn():
            answers = bool(self._ready())
            self._recover(answers=answers)
            try:
                return self._send(job, answers=answers)
            except PrintInDoubt:
                self._interrupted = job
                with suppress(MachineUnavailable):  # or its rest comes out with new paper
                    self._cable.send(protocol.RECOVER_AND_CLEAR)
                raise

    def check(self) -> PaperState:
        """Ask by DLE EOT, printing nothing; NO_ANSWER for one that never said a word.

        Raises MachineUnavailable, also for a printer gone silent.
        """
        with self._our_turn():
            status = self._ready()
            return paper_in(status) if status else PaperState.NO_ANSWER

    def _ready(self) -> Status:
        """How the printer is; empty for one that never answers. Raises MachineUnavailable."""
        status = self._questions.status()
        fault = fault_in(status)
        if fault:
            raise MachineUnavailable(fault, _as_hex(status))
        if not status and self._has_answered:
            raise MachineUnavailable(Fault.SILENT, "no answer to DLE EOT")
        self._has_answered |= bool(status)
        return status

    def _recover(self, *, answers: bool) -> None:
        """Not every printer forgets a slip in doubt when told to, and one inside a picture hears
        no command: it is filled up until GS r is answered. Raises MachineUnavailable, SILENT for
        a printer that answered GS r before and does not even then.
        """
        if not self._interrupted:
            return
        self._cable.send(protocol.RECOVER_AND_CLEAR)
        if not (answers and self._questions.settle(self._proof_seconds)):
            self._cable.send(filling(self._interrupted))
            settled = answers and self._questions.settle(self._proof_seconds)
            if self._has_proved and not settled:
                raise MachineUnavailable(Fault.SILENT, "no answer to GS r after a slip in doubt")
        self._interrupted = b""

    def _send(self, job: bytes, *, answers: bool) -> PrintProof:
        try:
            self._cable.send(job)
        except CutShort as error:
            raise PrintInDoubt(error.fault, error.detail) from error
        if not answers:
            return PrintProof.UNKNOWN
        try:
            return self._prove(len(job))
        except PrintInDoubt:
            raise
        except MachineUnavailable as error:
            raise PrintInDoubt(error.fault, error.detail) from error

    def _prove(self, job_bytes: int) -> PrintProof:
        """Ask GS r, which is answered in its turn: after the slip. Look for faults meanwhile."""
        status: Status = {}
        self._questions.ask_whether_printed()
        for _ in range(self._proof_rounds + job_bytes // BYTES_A_ROUND):
            if self._questions.printed(self._proof_seconds):
                self._proof_rounds = PROOF_ROUNDS
                self._has_proved = True
                if self._questions.paper_ended:  # one may go on without, and vouch for it
                    self._status_of_the_well()
                return PrintProof.CONFIRMED
            status = self._status_of_the_well()
        self._questions.give_up()
        if self._has_proved or not status:
            raise PrintInDoubt(Fault.SILENT, "no answer to GS r")
        self._proof_rounds = ROUNDS_WITHOUT_HOPE  # in good health, but does not know GS r
        return PrintProof.UNKNOWN

    def _status_of_the_well(self) -> Status:
        """Raises PrintInDoubt: a slip is on its way."""
        status = self._questions.status()
        if fault := fault_in(status):
            raise PrintInDoubt(fault, _as_hex(status))
        return status

    @contextmanager
    def _our_turn(self) -> Iterator[None]:
        """One slip at a time; the one before may take its ten seconds."""
        if not self._turn.acquire(timeout=TURN_SECONDS):
            raise MachineUnavailable(Fault.BUSY, "other slips are waiting")
        try:
            yield
        finally:
            self._cable.rest()
            self._turn.release()


def _as_hex(status: Status) -> str:
    return " ".join(f"{about.name.lower()}={bits:02x}" for about, bits in status.items())
