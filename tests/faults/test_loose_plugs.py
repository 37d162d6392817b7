"""A plug that is loose for an hour: the worker, the driver and the device at the end of a pty.

The hall's hour passes in seconds: its clocks move when told, with each pull and plug.
"""

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from devices.fingerprint_reader.connect import BAUDRATES
from devices.fingerprint_reader.driver import SerialFingerprintReader
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.link import SerialLink
from devices.serial_address import serial_settings
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.serial_cable import SerialCable
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.simulator import SimulatedPrinter
from hall.attendance.fingerprint_worker import FingerprintWorker
from hall.events import MachineFound, MachineLost, Punched, SlipInDoubt, SlipPrinted
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix
from hall.machine_watch import TURNS, MachineWatch
from hall.slips.letterhead import Letterhead
from hall.slips.print_worker import PrintWorker
from tests.hall.telling import kinds, wait_for
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.slow

CALM = "日志不涨，线程、文件不多，每张票、每次打卡一次不多一次不少，插好就自己接着用"
HOUR_SECONDS = 3600
#: ``make chaos`` pulls and plugs in every second, ``make test`` every twentieth.
EACH_TIME = 1 if os.environ.get("EVERY_CUT") else 20
LOOKS = 4  # at the glass: a finger is seen, matched and lifted


def held() -> tuple[int, int]:
    """Files and threads of this process."""
    return len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


def a_loose_hour(
    device: SimulatedPrinter | SimulatedReader,
    watch: MachineWatch,
    clock: object,
    turn_passes: Callable[[int], object],
) -> None:
    """In its even turns it is plugged in, in the odd ones pulled out."""
    at_first = None
    for second in range(0, HOUR_SECONDS, EACH_TIME):
        turn = second // EACH_TIME
        (device.unplug if turn % 2 else device.plug_in)()
        turn_passes(turn)
        assert watch.health.state == ("lost" if turn % 2 else "ready")
        if turn % 2 == 0 and turn >= 20:  # what is opened once has been opened
            at_first = at_first or held()
            assert held() <= at_first
        clock.advance(seconds=EACH_TIME)


@pytest.fixture
def printer(tmp_path) -> Iterator[tuple[SimulatedPrinter, EscPosPrinter]]:
    with SimulatedPrinter(tmp_path / "paper", 58) as simulated:
        cable = SerialCable(serial_settings(f"{simulated.url}?baudrate=115200"))
        render = partial(sheet_bytes, roll=ROLLS[58])
        yield simulated, EscPosPrinter(cable, render, proof_seconds=PATIENCE_SECONDS)
        cable.close()


@pytest.fixture
def reader() -> Iterator[tuple[SimulatedReader, SerialFingerprintReader]]:
    simulated = SimulatedReader(enrolled=range(1, 11))
    simulated.boot_seconds = 0
    with simulated:
        link = SerialLink(serial_settings(simulated.url))
        driver = SerialFingerprintReader(link, baudrates=BAUDRATES[:1])
        yield simulated, driver
        driver.close()


def take(hall):
    with hall.work("kiosk") as work:
        return issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("kiosk"))


@pytest.mark.bad_day("打印机每秒一断一续，一小时", CALM)
def test_a_printer_whose_plug_is_loose_for_an_hour_prints_each_slip_once(
    hall, clock, facts, printer
):
    simulated, driver = printer
    watch = MachineWatch(hall, "printer", simulated.url, clock.steady)
    letterhead = Letterhead("测试大厅", "0734-0000000", "http://192.0.2.1:8000")
    worker = PrintWorker(hall, driver, watch, letterhead.compose)
    waits, hall.journal_after = hall.journal_after, lambda *_: None  # a round ends at once
    taken = []

    def turn_passes(turn):
        if turn % 31 == 0:  # now while it is there, now while it is away
            taken.append(take(hall).number)
        worker.wake()
        worker.run_guarded()

    a_loose_hour(simulated, watch, clock, turn_passes)
    assert len(kinds(facts, MachineLost, MachineFound)) <= TURNS.burst + TURNS.amount

    clock.advance(minutes=5)
    hall.journal_after = waits
    simulated.plug_in()
    worker.start()
    taken.append(take(hall).number)
    wait_for(hall, lambda: len(kinds(facts, SlipPrinted)) == len(taken))
    worker.stop()
    assert len(simulated.printer.slips()) == len(taken)
    assert kinds(facts, SlipInDoubt) == []
    assert kinds(facts, MachineLost, MachineFound)[-1] == MachineFound("printer")


@pytest.mark.bad_day("指纹机每秒一断一续，一小时", CALM)
def test_a_reader_whose_plug_is_loose_for_an_hour_clocks_each_touch_once(
    hall, clock, facts, reader
):
    simulated, driver = reader
    watch = MachineWatch(hall, "fingerprint_reader", simulated.url, clock.steady)
    worker = FingerprintWorker(hall, driver, watch, 0.01)
    laid = 0

    def turn_passes(turn):
        nonlocal laid
        worker.run_guarded()
        if turn % 30 == 0:
            simulated.touch(3)
            laid += 1
            for _ in range(LOOKS):
                worker.run_guarded()

    a_loose_hour(simulated, watch, clock, turn_passes)
    assert len(kinds(facts, MachineLost, MachineFound)) <= TURNS.burst + TURNS.amount
    assert len(kinds(facts, Punched)) == laid

    clock.advance(minutes=5)
    simulated.plug_in()
    worker.start()
    wait_for(hall, lambda: watch.health.state == "ready")
    simulated.touch(3)
    wait_for(hall, lambda: len(kinds(facts, Punched)) == laid + 1)
    worker.stop()
    assert kinds(facts, MachineLost, MachineFound)[-1] == MachineFound("fingerprint_reader")
