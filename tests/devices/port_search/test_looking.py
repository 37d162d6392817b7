"""What hangs at a port is found out against every simulator, and nobody is disturbed."""

import fcntl
import os
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.call_pads.simulator import SimulatedPads
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.id_card_reader.simulator import SimulatedCardReader
from devices.link import CutShort, SerialLink
from devices.port_search.looking import PortFinding, look_at
from devices.port_search.ports import Computer, Port
from devices.port_search.questions import (
    MachineKind,
    Recognised,
    is_printer_status,
    recognise,
)
from devices.serial_address import SerialSettings
from devices.simulated_device import SimulatedDevice
from devices.ticket_printer.simulator import SimulatedPrinter
from hall.machines import Fault, MachineUnavailable
from tests.devices.port_search.computers import bare_computer, plug_in, run_program
from tests.waiting import wait_until


def look(device: SimulatedDevice, **more: float) -> PortFinding:
    return look_at(Port(path=str(device.path)), Computer(), **more)


def is_found(device: SimulatedDevice, machine: Recognised, **port: bool) -> None:
    """At last: on a busy machine an answer may come too late, and the next look finds it."""
    where = Port(path=str(device.path), **port)
    wait_until(lambda: look_at(where, Computer()).machine == machine)


@pytest.fixture
def reader():
    made = SimulatedReader(enrolled={1})
    made.boot_seconds = 0
    with made:
        yield made


@pytest.fixture
def printer(tmp_path):
    with SimulatedPrinter(tmp_path) as made:
        yield made


@pytest.fixture
def card_reader():
    with SimulatedCardReader() as made:
        yield made


class TimelessLink:
    """In the place of SerialLink: every question is answered at once, or never."""

    def __init__(self, answer: Callable[[bytes, int], bytes]) -> None:
        self.baudrate, self.asked, self._answer = 9600, [], answer

    def ask(self, request, read, timeout_seconds):
        self.asked.append(request)
        piece = self._answer(request, self.baudrate)
        for message in read(piece):
            return message
        raise MachineUnavailable(Fault.GARBLED if piece else Fault.SILENT)

    def hear(self, read: Callable[[bytes], Iterable], timeout_seconds: float):
        return list(read(self._answer(b"", self.baudrate)))

    def change_baudrate(self, baudrate: int) -> None:
        self.baudrate = baudrate

    def drain(self) -> None:
        self.asked.append(b"")

    def send(self, data: bytes, timeout_seconds: float) -> None:
        self.asked.append(data)


@pytest.mark.parametrize("baudrate", [9600, 19200, 115200])
def test_a_printer_is_found_at_its_speed(printer, baudrate):
    printer.baudrate = baudrate

    is_found(printer, Recognised(MachineKind.PRINTER, baudrate))


@pytest.mark.parametrize("baudrate", [57600, 9600])
def test_a_fingerprint_reader_is_found_at_its_speed(reader, baudrate):
    reader.baudrate = baudrate

    is_found(reader, Recognised(MachineKind.FINGERPRINT_READER, baudrate))


def test_a_fingerprint_reader_with_a_password_is_one_all_the_same(reader):
    reader.module.password = 0x1234

    is_found(reader, Recognised(MachineKind.FINGERPRINT_READER, 57600, Fault.WRONG_PASSWORD))


def test_an_id_card_reader_is_found(card_reader):
    is_found(card_reader, Recognised(MachineKind.ID_CARD_READER, 115200))


def test_an_id_card_reader_whose_inside_is_broken_is_one_all_the_same(card_reader):
    card_reader.broken = True

    is_found(card_reader, Recognised(MachineKind.ID_CARD_READER, 115200, Fault.BROKEN))


def test_no_card_is_read_while_looking_for_its_reader(card_reader):
    card_reader.lay_next()

    look(card_reader)

    assert {command[:1] for command in card_reader.asked} == {b"\x11"}


def test_nothing_in_the_fingerprint_reader_changes(reader):
    look(reader)

    assert reader.enrolled == {1}


def test_nothing_is_printed_while_looking_for_a_printer(printer):
    look(printer)

    assert printer.printer.slips() == []


def test_call_pads_are_found_when_somebody_presses_a_key():
    with SimulatedPads() as pads:
        looked = []
        looking = Thread(target=lambda: looked.append(look(pads, listen_seconds=60)))
        looking.start()

        def is_heard() -> bool:
            pads.press(1, 0x0C)  # again, until somebody listens
            return bool(looked)

        wait_until(is_heard)
        looking.join()

    assert looked[0].machine == Recognised(MachineKind.CALL_PADS, 9600)


def test_a_port_that_another_program_has_locked_is_left_alone(reader):
    with closing(SerialLink(SerialSettings(path=str(reader.path)))) as held:
        held.drain()

        found = look(reader)

    assert (found.machine, found.fault) == (None, Fault.BUSY)


def test_a_port_that_another_program_has_open_is_not_even_opened(tmp_path):
    computer = bare_computer(tmp_path)
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    run_program(computer, 71, ["minicom"], file)

    found = look_at(Port(path=str(file)), computer)  # a plain file: opening it as a port fails

    assert [each.program for each in found.holders] == ["minicom"]
    assert found.fault is None


def test_a_port_that_is_not_there_is_absent(tmp_path):
    found = look_at(Port(path=str(tmp_path / "ttyUSB9")), Computer())

    assert found.fault is Fault.ABSENT


def test_a_reader_that_is_pulled_out_meanwhile_ends_the_search(printer):
    printer.pull_after_bytes = 2

    assert look(printer).fault is Fault.ABSENT


def test_the_port_is_free_again_afterwards(reader):
    look(reader)

    port = os.open(reader.path, os.O_RDWR | os.O_NOCTTY)
    try:
        fcntl.flock(port, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(port)


def test_a_silent_line_is_silent_at_every_speed():
    speeds = []
    link = TimelessLink(lambda request, speed: speeds.append(speed) or b"")

    with pytest.raises(MachineUnavailable) as refused:
        recognise(link, 0)

    assert refused.value.fault is Fault.SILENT
    assert set(speeds) == {9600, 19200, 38400, 57600, 115200}


def test_the_printer_is_asked_before_anything_that_it_would_print():
    link = TimelessLink(lambda request, speed: b"")
    with pytest.raises(MachineUnavailable):
        recognise(link, 0)

    asked = [request for request in link.asked if request]
    is_for_printers = [request.startswith(b"\x10\x04") for request in asked]

    assert is_for_printers == sorted(is_for_printers, reverse=True)
    assert any(is_for_printers)


def test_no_question_leaves_a_printer_in_the_middle_of_a_command():
    """The last byte of the reader's handshake is ESC."""
    link = TimelessLink(lambda request, speed: b"")
    with pytest.raises(MachineUnavailable):
        recognise(link, 0)

    sent = b"".join(link.asked)

    assert all(sent[at + 1 : at + 2] == b"\0" for at, byte in enumerate(sent) if byte == 0x1B)


@pytest.mark.parametrize(
    ("answer", "is_status"),
    [
        (b"\x12", True),
        (b"\x16", True),
        (b"\x11\x12\x13", True),  # XON and XOFF belong to no answer
        (b"", False),
        (b"\x12\x12", False),
        (b"\x12U", False),
        (b"\x10\x04\x01", False),
        (b"\x00", False),
    ],
)
def test_one_status_byte_and_nothing_else_is_a_printers(answer, is_status):
    assert is_printer_status(answer) is is_status


@given(st.binary(min_size=1, max_size=200))
def test_garbage_is_never_taken_for_a_machine(garbage):
    """Bytes that come whatever is asked: a scanner, a GPS mouse, a bad cable."""
    answer = garbage if len(garbage) > 1 else garbage * 2
    if any(mark in answer for mark in (b"\xef\x01", b"\xaa\xaa\xaa", b"\xff\x68")):
        return
    link = TimelessLink(lambda request, speed: answer)

    if is_printer_status(answer):
        return  # one status byte among XONs is what a printer says
    with pytest.raises(MachineUnavailable) as refused:
        recognise(link, 0)

    assert refused.value.fault is Fault.GARBLED


def test_a_line_that_echoes_is_no_machine():
    link = TimelessLink(lambda request, speed: request)

    with pytest.raises(MachineUnavailable) as refused:
        recognise(link, 0)

    assert refused.value.fault is Fault.GARBLED


def test_a_cable_that_fails_within_a_question_is_no_silence():
    def fail(request: bytes, speed: int) -> bytes:
        if request:
            raise CutShort(Fault.ABSENT)
        return b""

    with pytest.raises(CutShort):
        recognise(TimelessLink(fail), 0)


def test_an_office_printer_is_not_asked(tmp_path):
    paper = tmp_path / "lp0"
    paper.touch()
    port = Port(path=str(paper), is_printer_file=True, prints_pages=True)

    assert look_at(port, Computer()).fault is Fault.UNSUPPORTED
    assert Path(paper).read_bytes() == b""


def test_a_printer_file_that_answers_is_a_printer(printer):
    is_found(printer, Recognised(MachineKind.PRINTER), is_printer_file=True)


def test_a_printer_file_that_never_answers_is_told_as_such(printer):
    printer.printer.silent = True

    found = look_at(Port(path=str(printer.path), is_printer_file=True), Computer())

    assert found.machine == Recognised(MachineKind.PRINTER, fault=Fault.SILENT)
