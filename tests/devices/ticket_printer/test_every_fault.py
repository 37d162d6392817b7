"""Each fault of the virtual printer, on a cable: told by its name, and mended without a restart."""

from time import monotonic, sleep

import pytest

from devices.link import serial_settings
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.roll import ROLLS
from devices.ticket_printer.sheet import page_bytes
from devices.ticket_printer.transports import SerialCable
from hall.machines import (
    Fault,
    MachineUnavailable,
    Paper,
    Paragraph,
    PrintInDoubt,
    Proof,
    Sheet,
)
from lobby.sentences import FAULTS, TROUBLES


def test_every_fault_and_every_trouble_has_its_sentence(virtual):
    assert set(FAULTS) >= set(Fault)
    assert all(hasattr(virtual, trouble) for trouble in TROUBLES)


@pytest.mark.parametrize(
    ("trouble", "fault"),
    [
        ("paper_out", Fault.PAPER_OUT),
        ("cover_open", Fault.COVER_OPEN),
        ("jammed", Fault.CUTTER),
        ("overheated", Fault.OVERHEATED),
        ("silent", Fault.SILENT),
    ],
)
def test_what_is_wrong_before_a_slip_is_named_and_nothing_is_sent(
    simulated, serial_driver, slip, trouble, fault
):
    assert serial_driver.print(slip) is Proof.CONFIRMED
    setattr(simulated.printer, trouble, True)
    with pytest.raises(MachineUnavailable) as caught:
        serial_driver.print(slip)
    assert (caught.value.fault, type(caught.value)) == (fault, MachineUnavailable)

    setattr(simulated.printer, trouble, False)
    assert serial_driver.print(slip) is Proof.CONFIRMED
    assert len(simulated.printer.slips()) == 2  # nothing lost, nothing doubled


@pytest.mark.parametrize(
    ("trouble", "wrong", "fault"),
    [
        ("paper_out_after_bytes", "paper_out", Fault.PAPER_OUT),
        ("jam_after_bytes", "jammed", Fault.CUTTER),
        ("fall_silent_after_bytes", "silent", Fault.SILENT),
    ],
)
def test_what_goes_wrong_amid_a_slip_leaves_it_in_doubt_and_is_mended(
    simulated, serial_driver, slip, trouble, wrong, fault
):
    assert serial_driver.print(slip) is Proof.CONFIRMED
    setattr(simulated.printer, trouble, 150)
    with pytest.raises(PrintInDoubt) as caught:
        serial_driver.print(slip)
    assert caught.value.fault == fault

    setattr(simulated.printer, wrong, False)
    assert serial_driver.print(slip) is Proof.CONFIRMED


def test_a_cable_pulled_amid_a_slip_leaves_it_in_doubt_and_is_mended(simulated, slip):
    cable = SerialCable(serial_settings(f"{simulated.url}?baudrate=9600"))
    driver = EscPosPrinter(cable, lambda page: page_bytes(page, ROLLS[80]), proof_seconds=0.2)
    assert driver.print(slip) is Proof.CONFIRMED
    simulated.pull_after_bytes = 120
    with pytest.raises(PrintInDoubt) as caught:
        driver.print(slip)
    assert caught.value.fault is Fault.ABSENT

    deadline = monotonic() + 5
    while simulated.plugged_in and monotonic() < deadline:
        sleep(0.01)
    simulated.plug_in()
    assert driver.print(slip) is Proof.CONFIRMED
    cable.close()


def test_noise_on_the_way_back_neither_vouches_for_a_slip_nor_stops_it(
    simulated, serial_driver, slip
):
    simulated.printer.babbles = True

    assert serial_driver.print(slip) is Proof.CONFIRMED
    assert serial_driver.check() is Paper.PLENTY

    simulated.printer.paper_out = True
    with pytest.raises(MachineUnavailable) as caught:
        serial_driver.check()
    assert caught.value.fault is Fault.PAPER_OUT


def test_a_slow_line_is_waited_for(simulated, serial_driver, slip):
    simulated.bytes_a_second = 1_920  # 19200 baud

    assert serial_driver.print(slip) is Proof.CONFIRMED


def test_a_long_sheet_is_waited_for(simulated, serial_driver):
    simulated.bytes_a_second = 4_000
    body = tuple(
        Paragraph(text="办事群众需要带齐的材料清单和办理流程说明。" * 4) for _ in range(40)
    )

    assert serial_driver.print(Sheet(title="明白卡", body=body)) is Proof.CONFIRMED
