"""What the hall is told about a slip: printed, surely not printed, or in doubt."""

from functools import partial

import pytest

from devices.ticket_printer import driver as drivers
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.status_questions import STATUS_SECONDS
from devices.ticket_printer.virtual_cable import VirtualCable
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof

FAULTS = [
    ("paper_out", Fault.PAPER_OUT),
    ("cover_open", Fault.COVER_OPEN),
    ("jammed", Fault.CUTTER),
    ("overheated", Fault.OVERHEATED),
    ("unplugged", Fault.ABSENT),
]


def surely_not_printed(caught) -> bool:
    return not isinstance(caught.value, PrintInDoubt)


def test_a_slip_is_printed_and_the_printer_says_so(driver, virtual, slip):
    assert driver.print(slip) is PrintProof.CONFIRMED
    assert driver.print(slip) is PrintProof.CONFIRMED
    assert len(virtual.slips()) == 2


@pytest.mark.parametrize(("attribute", "fault"), FAULTS)
def test_a_printer_that_cannot_print_is_sent_nothing(driver, virtual, slip, attribute, fault):
    setattr(virtual, attribute, True)

    with pytest.raises(MachineUnavailable) as caught:
        driver.print(slip)

    assert surely_not_printed(caught)
    assert caught.value.fault is fault
    setattr(virtual, attribute, False)
    virtual.receive(b"")
    assert virtual.slips() == []  # not even later


@pytest.mark.parametrize(("attribute", "fault"), FAULTS)
def test_checking_prints_nothing_and_says_why_not(driver, virtual, attribute, fault):
    assert driver.check() is PaperState.PLENTY
    setattr(virtual, attribute, True)

    with pytest.raises(MachineUnavailable) as caught:
        driver.check()

    assert caught.value.fault is fault
    assert virtual.slips() == []


def test_paper_near_its_end_is_told_and_printed_on(driver, virtual, slip):
    virtual.near_end = True

    assert driver.check() is PaperState.NEAR_END
    assert driver.print(slip) is PrintProof.CONFIRMED


@pytest.mark.parametrize(
    ("attribute", "fault"),
    [("paper_out_after_bytes", Fault.PAPER_OUT), ("jam_after_bytes", Fault.CUTTER)],
)
def test_a_slip_that_stops_half_way_is_in_doubt(driver, virtual, slip, attribute, fault):
    setattr(virtual, attribute, 100)

    with pytest.raises(PrintInDoubt) as caught:
        driver.print(slip)

    assert caught.value.fault is fault
    assert virtual.slips() == []


def test_a_slip_in_doubt_does_not_come_out_with_the_next_one(driver, virtual, slip, make_slip):
    virtual.paper_out_after_bytes = 100
    with pytest.raises(PrintInDoubt):
        driver.print(slip)
    virtual.paper_out = False

    assert driver.print(make_slip(reprint=True)) is PrintProof.CONFIRMED
    assert len(virtual.slips()) == 1


class SlowWayBack(VirtualCable):
    """Brings ``late`` with the first answer it can be taken for."""

    late = b""

    def ask(self, request, read, timeout_seconds):
        late, self.late = self.late, b""
        if late and request[:1] != b"\x10":
            return next(iter(read(late)))
        self.late = late
        return super().ask(request, read, timeout_seconds)


def test_an_old_answer_does_not_vouch_for_the_next_slip(virtual, slip):
    cable = SlowWayBack(virtual)
    driver = EscPosPrinter(cable, partial(sheet_bytes, roll=ROLLS[80]))
    virtual.paper_out_after_bytes = 100
    with pytest.raises(PrintInDoubt):
        driver.print(slip)
    virtual.paper_out = False
    cable.late = b"\x00"
    virtual.paper_out_after_bytes = 100

    with pytest.raises(PrintInDoubt):
        driver.print(slip)


def test_a_printer_that_forgets_nothing_prints_the_old_slip_as_well(driver, virtual, slip):
    virtual.knows_dle_enq = False
    virtual.paper_out_after_bytes = 100
    with pytest.raises(PrintInDoubt):
        driver.print(slip)
    virtual.paper_out = False

    assert driver.print(slip) is PrintProof.CONFIRMED
    assert len(virtual.slips()) == 2


def test_a_printer_that_never_answers_prints_without_proof(driver, virtual, slip):
    virtual.silent = True

    assert driver.check() is PaperState.NO_ANSWER
    assert driver.print(slip) is PrintProof.UNKNOWN
    assert len(virtual.slips()) == 1


def test_a_printer_that_fell_silent_is_sent_nothing(driver, virtual, slip):
    driver.check()
    virtual.silent = True

    with pytest.raises(MachineUnavailable) as caught:
        driver.print(slip)

    assert surely_not_printed(caught)
    assert caught.value.fault is Fault.SILENT
    assert virtual.slips() == []


def test_silence_after_the_slip_leaves_it_in_doubt(driver, virtual, slip):
    virtual.fall_silent_after_bytes = 100

    with pytest.raises(PrintInDoubt) as caught:
        driver.print(slip)

    assert caught.value.fault is Fault.SILENT


def test_a_printer_without_gs_r_is_known_for_it_and_not_doubted(driver, virtual, slip):
    virtual.knows_gs_r = False

    assert driver.print(slip) is PrintProof.UNKNOWN
    assert driver.print(slip) is PrintProof.UNKNOWN
    virtual.knows_gs_r = True
    assert driver.print(slip) is PrintProof.UNKNOWN  # it may be the late answer for one before
    assert driver.print(slip) is PrintProof.CONFIRMED


def test_a_printer_that_proved_before_is_doubted_without_proof(driver, virtual, slip):
    driver.print(slip)
    virtual.knows_gs_r = False

    with pytest.raises(PrintInDoubt):
        driver.print(slip)


def test_a_full_disk_under_the_virtual_printer_leaves_the_slip_in_doubt(driver, slip, tmp_path):
    (tmp_path / "slips").write_text("in the way of the folder")

    with pytest.raises(PrintInDoubt) as caught:
        driver.print(slip)

    assert caught.value.fault is Fault.BROKEN
    (tmp_path / "slips").unlink()
    assert driver.print(slip) is PrintProof.CONFIRMED


def test_asking_and_waiting_stay_within_ten_seconds():
    questions = 3 * STATUS_SECONDS
    silent = drivers.PROOF_ROUNDS * (drivers.PROOF_SECONDS + STATUS_SECONDS)

    assert questions < 0.5
    assert silent <= 10
