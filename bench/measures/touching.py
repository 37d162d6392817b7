"""From the finger on the glass to the punch in the journal."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from time import monotonic, sleep

from bench.figures import p50, percentile
from bench.run import Run
from bench.served import Served
from bench.table import TableRow, at_most, plain
from bench.wire import Broken
from devices.fingerprint_reader.commands import GEN_IMG, img2tz, search
from devices.fingerprint_reader.protocol import PacketKind, ReaderFrame
from devices.fingerprint_reader.simulator import SimulatedReader

PAGES = range(1, 11)
BAUDRATE = 57600
#: Start bit, eight bits, two stop bits, as the driver opens the port.
BITS_A_BYTE = 11
ANSWERS = (bytes(1), bytes(1), bytes(5))  # payloads of those to GenImg, Img2Tz, Search
LIFTED_SECONDS = 0.15
PATIENCE_SECONDS = 5.0
POLL_SECONDS = 0.0003


def line_ms() -> float:
    """What the bytes of one recognition take on a real cable; a pty takes no time for them."""
    asked = [command.frame() for command in (GEN_IMG, img2tz(1), search(1, 0, 200))]
    frames = asked + [ReaderFrame(PacketKind.ACK, payload) for payload in ANSWERS]
    return sum(len(frame.encode()) for frame in frames) * BITS_A_BYTE / BAUDRATE * 1000


def touch(run: Run) -> Iterator[TableRow]:
    """The simulated reader on its pty; the row is seen by another connection once committed."""
    with SimulatedReader(PAGES) as reader, run.served(reader=reader.url) as served:
        watching = PunchJournal(served)
        with closing(watching.database):
            for _ in range(3):
                _punch(reader, watching, 0)  # opens the port, greets the module
            times = [_punch(reader, watching, turn) for turn in range(run.size(40, 5))]
    wire = line_ms()
    sample = f"{len(times)} touches on a pty, whose line takes no time"
    yield at_most("touch until punch, beyond the line's time, p50", p50(times), "ms", 20, sample)
    yield plain("touch until punch, beyond the line's time, p95", percentile(times, 0.95), "ms")
    yield plain(f"line's own time at {BAUDRATE} baud", wire, "ms", "computed from the bytes")


class PunchJournal:
    """The database as another program sees it."""

    def __init__(self, served: Served) -> None:
        self.database = sqlite3.connect(served.database, isolation_level=None)
        self._version = self._ask("PRAGMA data_version")

    def punches(self) -> int:
        return self._ask("SELECT count(*) FROM journal WHERE kind = 'Punched'")

    def has_moved(self) -> bool:
        """Whether anybody committed anything since the last time; reads one counter."""
        before, self._version = self._version, self._ask("PRAGMA data_version")
        return before != self._version

    def _ask(self, question: str) -> int:
        return int(self.database.execute(question).fetchone()[0])


def _punch(reader: SimulatedReader, watching: PunchJournal, turn: int) -> float:
    """Milliseconds from one touch to its row."""
    sleep(LIFTED_SECONDS + (turn * 7 % 20) / 1000)  # at no fixed beat with the driver's looks
    before = watching.punches()
    watching.has_moved()
    start = monotonic()
    reader.touch(PAGES[turn % len(PAGES)])
    while monotonic() < start + PATIENCE_SECONDS:
        if watching.has_moved():
            seen_at = monotonic()
            if watching.punches() > before:
                return (seen_at - start) * 1000
        sleep(POLL_SECONDS)
    raise Broken(f"no punch at {datetime.now(UTC):%H:%M:%S}")
