"""What every measurement of one run shares: the folder, the units, the demonstration hall."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path

from bench.figures import p50
from bench.served import DemoHall, Served
from bench.table import Compared, TableRow
from bench.units import Ping


@dataclass
class Run:
    """One run of the bench. ``quick`` takes samples that prove only that it works."""

    folder: Path
    quick: bool = False
    long: bool = False
    _halls: Iterator[int] = field(default_factory=count)
    _to_close: list[Ping] = field(default_factory=list)

    def size(self, full: int, quick: int) -> int:
        return quick if self.quick else full

    @cached_property
    def ping(self) -> Ping:
        ping = Ping()
        self._to_close.append(ping)
        ping.milliseconds(200)  # warm
        return ping

    @cached_property
    def demo_database(self) -> DemoHall:
        return DemoHall.in_folder(self.folder / "furnished")

    def empty_folder(self) -> Path:
        return self.folder / f"hall-{next(self._halls)}"

    @contextmanager
    def served(
        self, *, folder: Path | None = None, printer: str = "none:", reader: str = "none:"
    ) -> Iterator[Served]:
        """A demonstration hall of its own, or another server of one that is there."""
        where = folder or self.empty_folder()
        with Served(self.demo_database, where, printer=printer, reader=reader) as served:
            yield served

    def in_u1(self, milliseconds: list[float], pings: list[float], most: float | None) -> Compared:
        """Judge a median by the median of the pings taken in turns with it."""
        return Compared(
            value=p50(milliseconds), unit="ms p50", to=p50(pings), named="U1", most=most
        )

    def close(self) -> None:
        for opened in self._to_close:
            opened.close()


Measurement = Callable[[Run], Iterator[TableRow]]
