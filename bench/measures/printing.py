"""The slip, and what a printer that stands still does to everybody else."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from time import monotonic

from bench.figures import in_turns, percentile
from bench.run import Run
from bench.served import Served
from bench.stalled import stalled_printer
from bench.table import Compared, TableRow, at_most, not_measured
from bench.wire import HttpConnection
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from hall.machines import Sheet
from hall.slips.number_slip import NumberSlip, number_sheet

BLOCKED_SECONDS = 30
MOST_BYTES = 400
WIDTHS_MM = (58, 80)


def blocked_printer(run: Run) -> Iterator[TableRow]:
    """Two like halls, one with a printer that holds its driver up, asked in turns one by one."""
    with ExitStack() as stack:
        printer = stack.enter_context(stalled_printer(run.folder))
        halls = [stack.enter_context(run.served(printer=url)) for url in ("none:", printer)]
        lines = [(hall, stack.enter_context(hall.line())) for hall in halls]
        for turn in range(30):  # warm; the first slips reach the printer
            _asked(lines, f"warm-{turn}")
        start = monotonic()
        freely: list[float] = []
        held: list[float] = []
        while monotonic() < start + run.size(BLOCKED_SECONDS, 3):
            free_ms, held_ms = _asked(lines, f"turn-{len(held)}")
            freely += free_ms
            held += held_ms
    what = f"other requests, printer blocked for {monotonic() - start:.0f} s"
    for share, name, most in ((0.5, "p50", None), (0.99, "p99", 1.1)):
        compared = Compared(
            value=percentile(held, share),
            unit=f"ms {name}",
            to=percentile(freely, share),
            named="free",
            most=most,
        )
        yield compared.row(f"{what}, {name}", f"{len(held)} in turns with a free hall")


def _asked(lines: list[tuple[Served, HttpConnection]], key: str) -> list[list[float]]:
    """Of each hall the milliseconds for a number and for the board."""
    return [
        [
            line.timed(hall.take("A", key), 201)[0],
            line.timed(hall.get("/api/v1/board"))[0],
        ]
        for hall, line in lines
    ]


def slip(run: Run) -> Iterator[TableRow]:
    """Bytes on the cable, and making them; every slip has a number and an address of its own."""
    for width in WIDTHS_MM:
        sizes = [len(sheet_bytes(_slip(number), ROLLS[width])) for number in range(1, 200)]
        yield at_most(f"slip as bytes, {width} mm", max(sizes), "bytes", MOST_BYTES, len(sizes))
    turns = iter(range(1000, 1_000_000))

    def block() -> list[float]:
        return [_rendering_ms(next(turns)) for _ in range(100)]

    block()
    rendered, pings = in_turns(run.size(5, 1), block, lambda: run.ping.milliseconds(100))
    yield run.in_u1(rendered, pings, most=1).row("rendering one slip, 80 mm", len(rendered))
    yield not_measured("slip as raster", "no raster mode yet")


def _rendering_ms(number: int) -> float:
    wanted = _slip(number)
    start = monotonic()
    sheet_bytes(wanted, ROLLS[80])
    return (monotonic() - start) * 1000


def _slip(number: int) -> Sheet:
    slip = NumberSlip(
        hall="云集镇政务服务中心",
        number=f"A{number:03d}",
        service="社保医保",
        windows=("1", "6"),
        issued_at=datetime.now(UTC),
        ahead=number % 37,
        link=f"http://192.168.1.10:8000/t/{number:012d}",
        complaint_phone="0734-0000000",
    )
    return number_sheet(slip)
