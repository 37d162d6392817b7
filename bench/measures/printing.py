"""The slip, and what a printer that stands still does to everybody else."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from time import monotonic

from bench.figures import in_turns, p50, percentile
from bench.load import Plan, Report, loaded
from bench.run import Run
from bench.served import SERVICES, Served
from bench.stalled import stalled_printer
from bench.table import Compared, Row, at_most, not_measured
from devices.ticket_printer.slip import slip_bytes
from hall.machines import Slip

SLICE_SECONDS = 1.0
MOST_BYTES = 400
WIDTHS_MM = (58, 80)


def blocked_printer(run: Run) -> Iterator[Row]:
    """Two like halls side by side, one with a printer that holds its driver up all the time."""
    with ExitStack() as stack:
        printer = stack.enter_context(stalled_printer(run.folder))
        free = stack.enter_context(run.served())
        blocked = stack.enter_context(run.served(printer=printer))
        _others(free), _others(blocked)  # warm; the first slips reach the printer
        pairs = []
        start = monotonic()
        for _ in range(run.size(15, 2)):
            pairs.append((_others(free), _others(blocked)))
        lasted = monotonic() - start
    freely, held = ([percentile(pair[i].milliseconds, 0.99) for pair in pairs] for i in (0, 1))
    moved = [with_it / without for without, with_it in zip(freely, held, strict=True)]
    yield Compared(
        value=p50(freely) * p50(moved), unit="ms p99", to=p50(freely), named="free p99", most=1.1
    ).row(
        f"other requests, printer blocked for {lasted:.0f} s",
        f"{sum(len(each[1].milliseconds) for each in pairs)} in {len(pairs)} pairs of slices",
    )


def _others(served: Served) -> Report:
    """Taking a number and looking at the board, two clients."""
    return loaded(
        Plan(
            ports=[served.port],
            requests=[served.take().decode(), served.get("/api/v1/board").decode()],
            services=SERVICES,
            clients=2,
            seconds=SLICE_SECONDS,
        )
    )


def slip(run: Run) -> Iterator[Row]:
    """Bytes on the cable, and making them; every slip has a number and an address of its own."""
    for width in WIDTHS_MM:
        sizes = [len(slip_bytes(_slip(number), width)) for number in range(1, 200)]
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
    slip_bytes(wanted, 80)
    return (monotonic() - start) * 1000


def _slip(number: int) -> Slip:
    return Slip(
        hall="云集镇政务服务中心",
        number=f"A{number:03d}",
        service="社保医保",
        windows=("1", "6"),
        issued_at=datetime.now(UTC),
        ahead=number % 37,
        link=f"http://192.168.1.10:8000/t/{number:012d}",
        complaint_phone="0734-0000000",
    )
