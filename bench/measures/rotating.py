"""A hundred screens take a new rotation while the windows call."""

from collections.abc import Callable, Iterator, Sequence
from threading import Thread
from time import sleep

from bench.figures import in_turns, p50, percentile
from bench.run import Run
from bench.served import Served, take_many
from bench.table import Compared, TableRow, at_most
from bench.units import LISTENERS
from bench.walls import Hundred
from bench.wire import HttpConnection
from hall.database import open_database
from hall.notices.queries import published
from hall.notices.scheduling import reschedule
from hall.notices.showing import NoticeSchedule
from hall.unit_of_work import Hall

APART_SECONDS = 0.02
#: Every notice is withdrawn everywhere within two seconds, with a receipt from each screen.
SAID_MS = 2000
#: A screen stands still for no longer than a blink after the first one has changed.
PAINTED_MS = 500


def rotation(run: Run) -> Iterator[TableRow]:
    """Calls in two halves, in turns: alone, and while a new rotation goes to every screen."""
    calls, rounds = run.size(100, 4), run.size(3, 2)
    changed: list[tuple[float, float]] = []
    with run.served() as served, served.line() as line:
        take_many(served, calls * rounds * 2 + 10, "rotation")
        hall = Hall(open_database(f"sqlite:///{served.database}"))
        with Hundred(served.port, LISTENERS) as walls:

            def while_they_change() -> list[float]:
                return _while(
                    lambda: changed.append(_change(hall, walls)),
                    lambda: _calls(served, line, calls),
                )

            _change(hall, walls)  # warm
            alone, busy = in_turns(rounds, lambda: _calls(served, line, calls), while_they_change)
        hall.close()
    what = f"call-next while {LISTENERS} screens take a new rotation"
    compared = Compared(
        value=percentile(busy, 0.99),
        unit="ms p99",
        to=percentile(alone, 0.99),
        named="its p99 alone",
        most=2,
    )
    halves = f"p50 {p50(busy):.1f}, alone {p50(alone):.1f} ms"
    yield compared.row(what, f"{len(busy)} each in turns, {len(changed)} rotations; {halves}")
    yield from _until_the_last(changed)


def _until_the_last(changed: Sequence[tuple[float, float]]) -> Iterator[TableRow]:
    painted, said = zip(*changed, strict=True)
    for name, times, most in (
        ("painted", painted, PAINTED_MS),
        ("said that it painted", said, SAID_MS),
    ):
        yield at_most(
            f"until the last of {LISTENERS} screens has {name} it, p95",
            percentile(times, 0.95),
            "ms",
            most,
            f"{len(times)}, p50 {p50(times):.0f} ms",
        )


def _calls(served: Served, line: HttpConnection, count: int) -> list[float]:
    times = []
    for _ in range(count):
        sleep(APART_SECONDS)
        times.append(line.timed(served.call_next())[0])
    return times


def _change(hall: Hall, walls: Hundred) -> tuple[float, float]:
    """The office moves a notice; how long until every screen has it, and has said so."""
    with hall.work("bench") as work:
        notice = published(work.session)[0]
        reschedule(work, notice, NoticeSchedule(notice.schedule))
        seq = work.seq
    return walls.painted(seq)


def _while(other: Callable[[], object], one: Callable[[], list[float]]) -> list[float]:
    """Again and again beside it, until it is done."""
    done: list[list[float]] = []
    measuring = Thread(target=lambda: done.append(one()))
    measuring.start()
    while measuring.is_alive():
        other()
    measuring.join()
    return done[0]
