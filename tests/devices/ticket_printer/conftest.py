"""A usual slip, and printers to print it on."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from devices.serial_address import serial_settings
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.serial_cable import SerialCable
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.simulator import SimulatedPrinter
from devices.ticket_printer.virtual import VirtualPrinter
from devices.ticket_printer.virtual_cable import VirtualCable
from hall.machines import Sheet
from hall.slips.number_slip import NumberSlip, number_sheet
from tests.waiting import PATIENCE_SECONDS

IN_CHINA = timezone(timedelta(hours=8))


@pytest.fixture
def make_slip() -> Callable[..., Sheet]:
    usual = partial(
        NumberSlip,
        hall="端村镇便民服务中心",
        number="A012",
        service="城乡居民医保参保登记",
        windows=("1", "2", "3"),
        issued_at=datetime(2026, 11, 23, 10, 49, tzinfo=IN_CHINA),
        ahead=12,
        link="http://192.168.1.10:8000/t/Xk29fQw81Zp0",
        complaint_phone="0312-5555555",
    )
    return lambda **told: number_sheet(usual(**told))


@pytest.fixture
def slip(make_slip: Callable[..., Sheet]) -> Sheet:
    return make_slip()


@pytest.fixture
def virtual(tmp_path: Path) -> VirtualPrinter:
    return VirtualPrinter(tmp_path / "slips", 80)


@pytest.fixture
def driver(virtual: VirtualPrinter) -> EscPosPrinter:
    return EscPosPrinter(VirtualCable(virtual), partial(sheet_bytes, roll=ROLLS[80]))


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedPrinter]:
    with SimulatedPrinter(tmp_path / "slips") as printer:
        yield printer


@pytest.fixture
def serial_driver(simulated: SimulatedPrinter) -> Iterator[EscPosPrinter]:
    cable = SerialCable(serial_settings(f"{simulated.url}?baudrate=115200"))
    yield EscPosPrinter(cable, partial(sheet_bytes, roll=ROLLS[80]), proof_seconds=0.2)
    cable.close()


@pytest.fixture
def patient_driver(simulated: SimulatedPrinter) -> Iterator[EscPosPrinter]:
    """For tests in which the printer answers: however busy the machine, its answer is awaited."""
    cable = SerialCable(serial_settings(f"{simulated.url}?baudrate=115200"))
    page = partial(sheet_bytes, roll=ROLLS[80])
    yield EscPosPrinter(cable, page, proof_seconds=PATIENCE_SECONDS)
    cable.close()
