"""The driver against a whole printer: over a real serial line and a real TCP connection."""

import os
import select
import tty
from functools import partial
from io import BytesIO
from threading import Thread

import numpy
import pytest
import zxingcpp
from PIL import Image

from devices.serial_address import serial_settings
from devices.ticket_printer.connect import Profile, printer_at
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.serial_cable import SerialCable
from devices.ticket_printer.sheet_bytes import sheet_bytes
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof
from tests.waiting import wait_until


@pytest.fixture
def tcp_driver(simulated, tmp_path):
    driver, _ = printer_at(simulated.tcp_url, Profile(), tmp_path)
    return driver


@pytest.fixture(params=["serial", "tcp"])
def any_driver(request, serial_driver, tcp_driver):
    return {"serial": serial_driver, "tcp": tcp_driver}[request.param]


def links_on(picture: bytes) -> list[str]:
    image = numpy.array(Image.open(BytesIO(picture)).convert("L"))
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_round_trip(any_driver, simulated, slip):
    assert any_driver.check() is PaperState.PLENTY
    assert any_driver.print(slip) is PrintProof.CONFIRMED
    assert any_driver.print(slip) is PrintProof.CONFIRMED
    assert len(simulated.printer.slips()) == 2


def test_paper_out_before_and_in_the_middle(any_driver, simulated, slip):
    simulated.printer.paper_out = True
    with pytest.raises(MachineUnavailable) as before:
        any_driver.print(slip)
    simulated.printer.paper_out = False
    simulated.printer.paper_out_after_bytes = 100
    with pytest.raises(PrintInDoubt) as middle:
        any_driver.print(slip)

    assert not isinstance(before.value, PrintInDoubt)
    assert before.value.fault is middle.value.fault is Fault.PAPER_OUT
    with pytest.raises(MachineUnavailable):
        any_driver.check()  # by its answer the printer has read what went before
    simulated.printer.paper_out = False
    assert any_driver.print(slip) is PrintProof.CONFIRMED
    assert len(simulated.printer.slips()) == 1


def test_a_silent_printer_prints_without_proof(any_driver, simulated, slip):
    simulated.printer.silent = True

    assert any_driver.print(slip) is PrintProof.UNKNOWN
    wait_until(simulated.printer.slips)
    assert len(simulated.printer.slips()) == 1


def test_unplugged_and_plugged_in_again(any_driver, simulated, slip):
    assert any_driver.print(slip) is PrintProof.CONFIRMED
    simulated.unplug()

    with pytest.raises(MachineUnavailable) as caught:
        any_driver.print(slip)

    assert not isinstance(caught.value, PrintInDoubt)
    assert caught.value.fault in (Fault.ABSENT, Fault.REFUSED)  # by its cable


def test_a_serial_cable_put_back_works_without_a_restart(serial_driver, simulated, slip):
    serial_driver.print(slip)
    simulated.unplug()
    with pytest.raises(MachineUnavailable):
        serial_driver.check()
    simulated.plug_in()

    assert serial_driver.print(slip) is PrintProof.CONFIRMED


def test_a_call_broken_off_in_the_middle_leaves_the_slip_in_doubt(tcp_driver, simulated, slip):
    simulated.hang_up_after_bytes = 100

    with pytest.raises(PrintInDoubt):
        tcp_driver.print(slip)

    assert simulated.printer.slips() == []
    simulated.hang_up_after_bytes = None
    assert tcp_driver.print(slip) is PrintProof.CONFIRMED


def test_a_call_broken_off_in_a_picture_does_not_swallow_the_next_slip(simulated, tmp_path, slip):
    simulated.printer.knows_dle_enq = False
    driver, _ = printer_at(simulated.tcp_url, Profile(qr="drawn"), tmp_path)
    simulated.hang_up_after_bytes = 600

    with pytest.raises(PrintInDoubt):
        driver.print(slip)

    simulated.hang_up_after_bytes = None
    assert driver.print(slip) is PrintProof.CONFIRMED
    (picture,) = simulated.printer.slips()
    assert slip.link in links_on(simulated.printer.picture(picture))


def test_several_desks_share_a_printer_by_taking_turns(simulated, tcp_driver, slip):
    desks = [Thread(target=tcp_driver.print, args=(slip,)) for _ in range(5)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()

    assert len(simulated.printer.slips()) == 5


def test_a_wrong_baud_rate_is_told_from_silence(slip):
    """Answers, but not one of them in a known language."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    woken, wake = os.pipe()

    def babble() -> None:
        while woken not in select.select([ours, woken], [], [])[0]:
            os.read(ours, 100)
            os.write(ours, b"\xfe\xf8\x80")

    babbler = Thread(target=babble)
    babbler.start()
    cable = SerialCable(serial_settings(f"serial://{os.ttyname(theirs)}"))
    driver = EscPosPrinter(cable, partial(sheet_bytes, roll=ROLLS[58]))

    with pytest.raises(MachineUnavailable) as caught:
        driver.print(slip)

    cable.close()
    os.close(wake)
    babbler.join()
    for end in (ours, theirs, woken):
        os.close(end)
    assert caught.value.fault is Fault.GARBLED
    assert not isinstance(caught.value, PrintInDoubt)
