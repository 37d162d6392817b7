"""Which bytes vouch for a slip: the answer to its own question, and no part of anything else."""

from collections import deque
from collections.abc import Callable
from functools import partial

import pytest

from devices.ticket_printer import protocol
from devices.ticket_printer.connect import Profile, renderer
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from hall.machines import PrintInDoubt, PrintProof

#: How paper that is near its end is told unasked: its rest looks like three answers to GS r.
AUTOMATIC = b"\x10\x00\x03\x00"
GOOD = b"\x12"
PAPER = protocol.TRANSMIT_PAPER_STATUS


class ScriptedPrinter:
    """A cable whose other end answers each question as the script says, in these very pieces."""

    def __init__(self, script: Callable[[bytes], list[bytes]]) -> None:
        self._script = script
        self._pieces: deque[bytes] = deque()

    def send(self, data: bytes) -> None:
        if len(data) == 3:  # a question; a job is longer
            self._pieces += self._script(data)

    def ask(self, request, read, timeout_seconds):
        if request:
            self.send(request)
        while self._pieces:
            if messages := read(self._pieces.popleft()):
                return messages[0]
        return None

    def rest(self) -> None:
        pass


def printer_saying(script: Callable[[bytes], list[bytes]]) -> EscPosPrinter:
    return EscPosPrinter(ScriptedPrinter(script), partial(sheet_bytes, roll=ROLLS[80]))


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_an_automatic_status_cut_in_two_is_no_proof(slip, cut):
    """Its head comes with the answer about the paper, its rest when GS r is waited for."""

    def script(question: bytes) -> list[bytes]:
        if question == PAPER:
            return [AUTOMATIC[cut:]]
        last = question == protocol.transmit_real_time_status(protocol.About.PAPER)
        return [GOOD + AUTOMATIC[:cut] if last else GOOD]

    assert printer_saying(script).print(slip) is PrintProof.UNKNOWN


@pytest.mark.parametrize("pieces", [[AUTOMATIC[1:]], [b"\x00", b"\x03", b"\x00"]])
def test_more_answers_than_questions_are_none(slip, pieces):
    """The rest of an automatic status whose first byte was lost on the line."""

    def script(question: bytes) -> list[bytes]:
        return pieces if question == PAPER else [GOOD]

    assert printer_saying(script).print(slip) is PrintProof.UNKNOWN


def test_a_proof_that_comes_with_another_answer_counts(slip):
    """The slip is printed while the driver looks for faults."""
    owed = []

    def script(question: bytes) -> list[bytes]:
        if question == PAPER:
            owed.append(b"\x00")
            return []
        return [(owed.pop() if owed else b"") + GOOD]

    assert printer_saying(script).print(slip) is PrintProof.CONFIRMED


def test_a_printer_that_goes_on_without_paper_vouches_for_nothing(slip):
    ended = []

    def script(question: bytes) -> list[bytes]:
        if question == PAPER:
            ended.append(True)
            return [b"\x0c"]
        about_paper = question == protocol.transmit_real_time_status(protocol.About.PAPER)
        return [b"\x7e" if ended and about_paper else GOOD]

    with pytest.raises(PrintInDoubt, match="paper_out"):
        printer_saying(script).print(slip)


def test_a_slip_on_the_last_of_the_paper_is_printed(slip):
    """A sensor behind the head tells of the end before it is reached."""
    printer = printer_saying(lambda question: [b"\x0c" if question == PAPER else GOOD])

    assert printer.print(slip) is PrintProof.CONFIRMED


@pytest.mark.parametrize("page", ["codes", "picture"])
def test_every_job_switches_the_automatic_status_off(slip, tmp_path, page):
    job = renderer(Profile(text=page), tmp_path)(slip)

    assert job.startswith(protocol.INITIALIZE + bytes.fromhex("1D6100"))
