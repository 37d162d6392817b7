"""What the server takes from the machine: time to start, memory, syncs."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from signal import SIGINT
from time import sleep

from bench.figures import p50
from bench.listeners import Audience
from bench.load import LoadPlan, loaded
from bench.processes import Group
from bench.run import Run
from bench.served import SERVICES, Served, take_many
from bench.table import Compared, TableRow, at_most, not_measured, plain
from bench.units import LISTENERS

TICKETS = 10_000
SETTLE_SECONDS = 1.0
SYNC_CALLS = "fsync,fdatasync,sync_file_range,msync"
SYNC = re.compile(r"\b(fsync|fdatasync|sync_file_range|msync)\(")


def start(run: Run) -> Iterator[TableRow]:
    """From starting the program to its first whole page; the database is there."""
    seconds, cpu = [], []
    folder = run.empty_folder()
    for _ in range(run.size(5, 2)):
        served = Served(run.demo_database, folder)
        try:
            seconds.append(served.wait_until_open(pause_seconds=0.005))
            cpu.append(served.group.cpu_seconds())
        finally:
            served.group.end()
    sample = f"{len(seconds)}, fastest {min(seconds):.2f} s; {p50(cpu):.2f} s of them on a core"
    yield at_most("start until the first /kiosk", p50(seconds), "s", 1, sample)


def memory(run: Run) -> Iterator[TableRow]:
    """PSS of master and worker together: shared pages count once."""
    tickets = run.size(TICKETS, 200)
    with run.served() as served:
        take_many(served, 10, "first")
        begun = _settled_mb(served)
        sample = f"PSS of {len(served.group.pids())} processes"
        yield at_most("memory at start", begun, "MB", 120, sample)
        with Audience(served.port, LISTENERS):
            listening = _settled_mb(served)
        a_socket = (listening - begun) * 1024 / LISTENERS
        yield at_most("memory a socket", a_socket, "KB", 130, f"PSS, {LISTENERS} sockets")
    with run.served() as served:
        # What comes once and stays (caches, a connection for each thread) is not growth.
        _take(served, 8, run.size(500, 100))
        warm = _settled_mb(served)
        taken = _take(served, 8, tickets, 600 if run.long else 25)
        grown = Compared(value=_settled_mb(served), unit="MB", to=warm, named="warm", most=1.05)
    yield plain("memory with caches warm", warm, "MB", "PSS, after 500 tickets")
    yield grown.row("memory after many more tickets", f"PSS, {taken:,} of {TICKETS:,} in the time")


def _settled_mb(served: Served) -> float:
    sleep(SETTLE_SECONDS)
    return served.group.pss_mb()


def _take(served: Served, clients: int, count: int, seconds: float = 60) -> int:
    """As many as the time allows; how many those were."""
    plan = LoadPlan(
        ports=[served.port],
        requests=[served.take().decode()],
        services=SERVICES,
        clients=clients,
        seconds=seconds,
        most=count,
    )
    return len(loaded(plan).numbers)


def syncs(run: Run) -> Iterator[TableRow]:
    """Sync calls of the whole server while numbers are taken, as strace sees them."""
    what = "sync calls a committed ticket"
    strace = shutil.which("strace")
    if not strace:
        yield not_measured(what, "strace is not installed")
        return
    tickets = run.size(300, 20)
    for clients, most in ((1, 1.1), (8, None)):
        with run.served() as served:
            take_many(served, 5, "warm")
            calls = _syncs_while_taking(strace, served, run.folder / "syncs", clients, tickets)
        if calls is None:
            yield not_measured(what, "strace may not watch processes here")
            return
        compared = Compared(value=calls, unit="calls", to=tickets, named="a ticket", most=most)
        yield compared.row(f"{what}, {clients} clients", f"{tickets} tickets, strace")


def _syncs_while_taking(
    strace: str, served: Served, log: Path, clients: int, tickets: int
) -> int | None:
    log.unlink(missing_ok=True)
    pids = [argument for pid in served.group.pids() for argument in ("-p", str(pid))]
    with Group([strace, "-f", "-qq", "-o", log, "-e", f"trace={SYNC_CALLS}", *pids]) as watcher:
        sleep(1)  # until it has taken hold of every thread
        if watcher.leader.poll() is not None:
            return None
        _take(served, clients, tickets)
        sleep(0.2)
        watcher.leader.send_signal(SIGINT)  # lets go of the server and writes the rest
        with suppress(subprocess.TimeoutExpired):
            watcher.leader.wait(5)
    # A call that another thread interrupts has a second line, "<... fsync resumed>".
    return len(SYNC.findall(log.read_text()))
