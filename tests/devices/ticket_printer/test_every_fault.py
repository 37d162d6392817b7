"""Each fault of the virtual printer, on a cable: told by its name, and mended without a restart."""

import pytest

from devices.serial_address import serial_settings
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.serial_cable import SerialCable
from devices.ticket_printer.sheet_bytes import sheet_bytes
from hall.machines import (
    Fault,
    MachineUnavailable,
    PaperState,
    Paragraph,
    PrintInDoubt,
    PrintProof,
    Sheet,
)
from tests.waiting import wait_until
from web.sentences import FAULTS, TROUBLES

#: Everything that can be wrong with the virtual printer, and which test below shows it.
WALKED = {
    "before a slip": {"paper_out", "cover_open", "jammed", "overheated", "silent", "broken"},
    "amid a slip": {"paper_out_after_bytes", "jam_after_bytes", "fall_silent_after_bytes"},
    "noise": {"babbles"},
    "near the end": {"near_end"},
    "pulled": {"unplugged"},
    "of little knowledge": {"knows_gs_r", "knows_dle_enq"},
}


def test_every_fault_and_every_trouble_has_its_sentence_and_its_walk(virtual):
    knobs = {
        name
        for name, value in vars(virtual).items()
        if not name.startswith("_") and (value is None or isinstance(value, bool))
    }

    assert knobs == set().union(*WALKED.values())
    assert set(FAULTS) >= set(Fault)
    assert all(hasattr(virtual, trouble) for trouble in TROUBLES)


def test_paper_near_its_end_is_told_and_stops_nothing(simulated, patient_driver, slip):
    simulated.printer.near_end = True
    assert patient_driver.check() is PaperState.NEAR_END
    assert patient_driver.print(slip) is PrintProof.CONFIRMED

    simulated.printer.near_end = False
    assert patient_driver.check() is PaperState.PLENTY


def test_a_virtual_printer_pulled_and_plugged_in_again_prints(virtual, driver, slip):
    virtual.unplugged = True
    with pytest.raises(MachineUnavailable) as caught:
        driver.print(slip)
    assert caught.value.fault is Fault.ABSENT

    virtual.unplugged = False
    assert driver.print(slip) is PrintProof.CONFIRMED


@pytest.mark.parametrize("knows", [{"knows_gs_r"}, {"knows_dle_enq"}, set()])
def test_a_printer_of_little_knowledge_still_prints_and_is_never_said_to_be_sure(
    virtual, driver, slip, knows
):
    virtual.knows_gs_r, virtual.knows_dle_enq = "knows_gs_r" in knows, "knows_dle_enq" in knows

    assert driver.print(slip) is (
        PrintProof.CONFIRMED if virtual.knows_gs_r else PrintProof.UNKNOWN
    )
    virtual.paper_out_after_bytes = 150
    with pytest.raises(PrintInDoubt):
        driver.print(slip)
    virtual.paper_out = False
    assert driver.print(slip) in (PrintProof.CONFIRMED, PrintProof.UNKNOWN)


@pytest.mark.parametrize(
    ("trouble", "fault"),
    [
        ("paper_out", Fault.PAPER_OUT),
        ("cover_open", Fault.COVER_OPEN),
        ("jammed", Fault.CUTTER),
        ("overheated", Fault.OVERHEATED),
        ("silent", Fault.SILENT),
        ("broken", Fault.BROKEN),
    ],
)
def test_what_is_wrong_before_a_slip_is_named_and_nothing_is_sent(
    simulated, serial_driver, slip, trouble, fault
):
    assert serial_driver.print(slip) is PrintProof.CONFIRMED
    setattr(simulated.printer, trouble, True)
    with pytest.raises(MachineUnavailable) as caught:
        serial_driver.print(slip)
    assert (caught.value.fault, type(caught.value)) == (fault, MachineUnavailable)

    setattr(simulated.printer, trouble, False)
    assert serial_driver.print(slip) is PrintProof.CONFIRMED
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
    assert serial_driver.print(slip) is PrintProof.CONFIRMED
    setattr(simulated.printer, trouble, 150)
    with pytest.raises(PrintInDoubt) as caught:
        serial_driver.print(slip)
    assert caught.value.fault == fault

    setattr(simulated.printer, wrong, False)
    assert serial_driver.print(slip) is PrintProof.CONFIRMED


def test_a_cable_pulled_amid_a_slip_leaves_it_in_doubt_and_is_mended(simulated, slip):
    cable = SerialCable(serial_settings(f"{simulated.url}?baudrate=9600"))
    driver = EscPosPrinter(cable, lambda page: sheet_bytes(page, ROLLS[80]), proof_seconds=0.2)
    assert driver.print(slip) is PrintProof.CONFIRMED
    simulated.pull_after_bytes = 120
    with pytest.raises(PrintInDoubt) as caught:
        driver.print(slip)
    assert caught.value.fault is Fault.ABSENT

    wait_until(lambda: not simulated.plugged_in)
    simulated.plug_in()
    assert driver.print(slip) is PrintProof.CONFIRMED
    cable.close()


def test_noise_on_the_way_back_neither_vouches_for_a_slip_nor_stops_it(
    simulated, patient_driver, slip
):
    simulated.printer.babbles = True

    assert patient_driver.print(slip) is PrintProof.CONFIRMED
    assert patient_driver.check() is PaperState.PLENTY

    simulated.printer.paper_out = True
    with pytest.raises(MachineUnavailable) as caught:
        patient_driver.check()
    assert caught.value.fault is Fault.PAPER_OUT


def test_a_slow_line_is_waited_for(simulated, patient_driver, slip):
    simulated.bytes_a_second = 1_920  # 19200 baud

    assert patient_driver.print(slip) is PrintProof.CONFIRMED


def test_a_long_sheet_is_waited_for(simulated, patient_driver):
    simulated.bytes_a_second = 4_000
    body = tuple(
        Paragraph(text="办事群众需要带齐的材料清单和办理流程说明。" * 4) for _ in range(40)
    )

    assert patient_driver.print(Sheet(title="明白卡", body=body)) is PrintProof.CONFIRMED
