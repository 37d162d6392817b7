"""Calling the next: until the last screen has heard it, and until the clerk may go on."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import monotonic, sleep

from bench.figures import Block, in_turns, p50, percentile
from bench.listeners import Audience
from bench.load import NUMBER, LoadPlan, under_way
from bench.run import Run
from bench.served import WINDOW, Served, signed_in, take_many
from bench.stalled import stalled_printer
from bench.table import Compared, TableRow
from bench.units import LISTENERS, bare_broadcast
from bench.wire import HttpConnection, spelled

TAKES_A_SECOND = 40
#: Between two calls, so that one is over before the next begins.
APART_SECONDS = 0.03


def calls(served: Served, line: HttpConnection, audience: Audience, count: int) -> Block:
    """Milliseconds from sending call-next until the last listener has heard the number."""

    def one() -> float:
        sleep(APART_SECONDS)
        start = monotonic()
        _, answer = line.timed(served.call_next())
        found = NUMBER.search(answer.body)
        assert found
        return (audience.all_heard(found[1].decode()) - start) * 1000

    return lambda: [one() for _ in range(count)]


def broadcast(run: Run) -> Iterator[TableRow]:
    """One hundred screens, nothing else going on."""
    size = run.size(15, 3)
    with ExitStack() as stack:
        served = stack.enter_context(run.served())
        take_many(served, size * 8, "call")
        line = stack.enter_context(served.line())
        audience = stack.enter_context(Audience(served.port, LISTENERS))
        bare = stack.enter_context(bare_broadcast())
        block = calls(served, line, audience, size)
        block()
        called, bare_times, pings = in_turns(
            run.size(6, 2),
            block,
            lambda: bare.milliseconds(size),
            lambda: run.ping.milliseconds(size * 3),
        )
    allowed = 4 * p50(bare_times) + 8 * p50(pings)
    sample = f"{len(called)} in turns; U3 {p50(bare_times):.2f} ms, U1 {p50(pings):.2f} ms"
    compared = Compared(value=p50(called), unit="ms p50", to=allowed, named="(4 U3 + 8 U1)", most=1)
    yield compared.row(f"call-next until the last of {LISTENERS} has it", sample)


def broadcast_busy(run: Run) -> Iterator[TableRow]:
    """The same while numbers are taken, and while a printer holds its driver up."""
    size, rounds = run.size(12, 3), run.size(5, 2)
    with ExitStack() as stack:
        quiet = stack.enter_context(run.served())
        blocked = stack.enter_context(
            run.served(printer=stack.enter_context(stalled_printer(run.folder)))
        )
        for served in (quiet, blocked):
            take_many(served, size * (rounds * 2 + 1) + 5, "call")
        on_quiet, on_blocked = (_block(stack, served, size) for served in (quiet, blocked))
        alone, while_taking, while_blocked = in_turns(
            rounds, on_quiet, lambda: _while_taking(quiet, on_quiet), on_blocked
        )
    for what, times in (
        (f"call-next until the last has it, {TAKES_A_SECOND} takes/s", while_taking),
        ("call-next until the last has it, driver blocked", while_blocked),
    ):
        compared = Compared(
            value=percentile(times, 0.95),
            unit="ms p95",
            to=percentile(alone, 0.95),
            named="idle p95",
            most=2,
        )
        yield compared.row(what, f"{len(times)}; p50 {p50(times):.1f}, idle {p50(alone):.1f} ms")


def _block(stack: ExitStack, served: Served, size: int) -> Block:
    line = stack.enter_context(served.line())
    audience = stack.enter_context(Audience(served.port, LISTENERS))
    return calls(served, line, audience, size)


def _while_taking(served: Served, block: Callable[[], list[float]]) -> list[float]:
    """Others take numbers of another service all the while."""
    plan = LoadPlan(
        ports=[served.port],
        requests=[served.take("B").decode()],
        clients=4,
        seconds=60,
        a_second=TAKES_A_SECOND,
    )
    with under_way(plan):
        sleep(0.3)  # until the generator is in its stride
        return block()


def counter(run: Run) -> Iterator[TableRow]:
    """The clerk's key: the desk as it is after the call, ready for the next key."""
    size, rounds = run.size(25, 5), run.size(6, 2)
    with run.served() as served, served.line() as line:
        take_many(served, size * (rounds + 1), "desk")
        session = {**signed_in(line), "X-Fragment": "yes"}
        request = spelled("POST", f"/counter/{WINDOW}/call-next", session)

        def block() -> list[float]:
            return [line.timed(request)[0] for _ in range(size)]

        block()
        called, pings = in_turns(rounds, block, lambda: run.ping.milliseconds(size * 2))
    row = run.in_u1(called, pings, most=40).row
    yield row("counter usable again after call-next", f"{len(called)} in turns with U1")
