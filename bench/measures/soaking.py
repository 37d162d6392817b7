"""Slips and touches in a row, ten thousand of each: none lost, none doubled, memory flat."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.run import Run
from bench.table import TableRow, at_most, plain
from devices.fingerprint_reader.connect import serial_reader
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.virtual import VirtualPrinter
from devices.ticket_printer.virtual_cable import VirtualCable
from hall.machines import PrintProof, Sheet
from hall.slips.number_slip import NumberSlip, number_sheet

PAGE_BYTES = 4096
#: Caches fill in the first part; what grows after it would grow for ever.
WARM_UP = 0.3


def soak(run: Run) -> Iterator[TableRow]:
    count = 10_000 if run.long else run.size(1_000, 40)
    yield from _soaked("slips", count, printed_in_a_row(run.empty_folder()))
    with SimulatedReader(range(1, 11)) as reader:
        reader.boot_seconds = 0
        yield from _soaked("touches", count, touched_in_a_row(reader))


def _soaked(what: str, count: int, one: Callable[[int], bool]) -> Iterator[TableRow]:
    warm = int(count * WARM_UP)
    missed = sum(not one(turn) for turn in range(warm))
    begun = _resident_mb()
    missed += sum(not one(turn) for turn in range(warm, count))
    yield at_most(f"{what} lost or doubled", missed, "", 0, f"{count} in a row")
    grown = max(0.0, _resident_mb() - begun)
    yield at_most(f"memory grown over the last {count - warm} {what}", grown, "MB", 5)
    yield plain(f"memory at the end of the {what}", _resident_mb(), "MB", "of the whole bench")


def printed_in_a_row(folder: Path) -> Callable[[int], bool]:
    """Whether exactly one more slip came out, proved and drawn."""
    printer = VirtualPrinter(folder, 58)
    driver = EscPosPrinter(VirtualCable(printer), lambda page: sheet_bytes(page, ROLLS[58]))

    def one(turn: int) -> bool:
        proof = driver.print(_slip(turn))
        return proof is PrintProof.CONFIRMED and printer.slips()[0] == f"slip-{turn + 1:08}.png"

    return one


def _slip(turn: int) -> Sheet:
    slip = NumberSlip(
        hall="云集镇政务服务中心",
        number=f"A{turn % 1000:03}",
        service="社保医保",
        windows=("1", "2"),
        issued_at=datetime(2026, 11, 23, tzinfo=UTC),
        ahead=turn % 50,
        link=f"http://192.0.2.10:8000/t/{turn:012}",
        complaint_phone="0734-0000000",
    )
    return number_sheet(slip)


def touched_in_a_row(reader: SimulatedReader) -> Callable[[int], bool]:
    """Whether a finger laid once was told once, as itself."""
    driver = serial_reader(f"{reader.url}?baudrate=57600")
    driver.next_touch()

    def one(turn: int) -> bool:
        page = turn % 10 + 1
        reader.touch(page)
        told = [touch.page for touch in (driver.next_touch() for _ in range(3)) if touch]
        return told == [page]

    return one


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * PAGE_BYTES / 1e6
