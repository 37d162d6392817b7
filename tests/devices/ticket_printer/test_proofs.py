"""Which bytes vouch for a slip: the answer to its own question, and no part of anything else."""

import os
import select
import tty
from collections.abc import Callable, Iterator
from functools import partial
from threading import Thread

import pytest

from devices.serial_address import serial_settings
from devices.ticket_printer import protocol
from devices.ticket_printer.connect import Profile, renderer
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.transports import SerialCable
from hall.machines import PrintProof

#: How paper that is near its end is told unasked: 10 00 03 00, as if it were four answers.
AUTOMATIC = b"\x10\x00\x03\x00"
GOOD = b"\x12"
REAL_TIME, PAPER = b"\x10\x04", protocol.TRANSMIT_PAPER_STATUS


class ScriptedPrinter:
    """A printer on a pty that says to each question what the script wants, and prints nothing."""

    def __init__(self, script: Callable[[bytes], bytes]) -> None:
        self._script = script
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self._woken, self._wake = os.pipe()
        self._thread = Thread(target=self._serve)
        self._thread.start()
        self.cable = SerialCable(serial_settings(f"serial://{os.ttyname(self._theirs)}"))

    def _serve(self) -> None:
        unread = b""
        while self._woken not in select.select([self._ours, self._woken], [], [])[0]:
            unread += os.read(self._ours, 4096)
            while question := _next_question(unread):
                at, length = question
                os.write(self._ours, self._script(unread[at : at + length]))
                unread = unread[at + length :]

    def close(self) -> None:
        self.cable.close()
        os.close(self._wake)
        self._thread.join()
        for end in (self._ours, self._theirs, self._woken):
            os.close(end)


def _next_question(heard: bytes) -> tuple[int, int] | None:
    places = [heard.find(start) for start in (REAL_TIME, PAPER)]
    found = [at for at in places if at >= 0 and len(heard) >= at + 3]
    return (min(found), 3) if found else None


@pytest.fixture
def printer_saying() -> Iterator[Callable[[Callable[[bytes], bytes]], EscPosPrinter]]:
    peers = []

    def printer(script: Callable[[bytes], bytes]) -> EscPosPrinter:
        peers.append(ScriptedPrinter(script))
        page = partial(sheet_bytes, roll=ROLLS[80])
        return EscPosPrinter(peers[-1].cable, page, proof_seconds=0.2)

    yield printer
    for peer in peers:
        peer.close()


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_an_automatic_status_cut_in_two_is_no_proof(printer_saying, slip, cut):
    """Its head comes with the answer about the paper, its rest when GS r is waited for."""

    def script(question: bytes) -> bytes:
        if question == PAPER:
            return AUTOMATIC[cut:]
        last = question == protocol.transmit_real_time_status(protocol.About.PAPER)
        return GOOD + AUTOMATIC[:cut] if last else GOOD

    assert printer_saying(script).print(slip) is PrintProof.UNKNOWN


def test_more_answers_than_questions_are_none(printer_saying, slip):
    """The rest of an automatic status whose first byte was lost on the line."""

    def script(question: bytes) -> bytes:
        return AUTOMATIC[1:] if question == PAPER else GOOD

    assert printer_saying(script).print(slip) is PrintProof.UNKNOWN


def test_a_proof_that_comes_with_another_answer_counts(printer_saying, slip):
    """The slip is printed while the driver looks for faults."""
    owed = []

    def script(question: bytes) -> bytes:
        if question == PAPER:
            owed.append(b"\x00")
            return b""
        return (owed.pop() if owed else b"") + GOOD

    assert printer_saying(script).print(slip) is PrintProof.CONFIRMED


@pytest.mark.parametrize("page", ["codes", "picture"])
def test_every_job_switches_the_automatic_status_off(slip, tmp_path, page):
    job = renderer(Profile(text=page), tmp_path)(slip)

    assert job.startswith(protocol.INITIALIZE + bytes.fromhex("1D6100"))
