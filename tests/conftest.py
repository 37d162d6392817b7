"""The test hall: the demonstration's rooms, a clock that moves only when told, paper in a tray."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from jinja2 import FileSystemBytecodeCache

from app import Building, create_building
from config import Config
from hall import journal
from hall.demonstration.furnish import furnish
from hall.events import Event, read_back
from hall.machines import Paper, Proof, Slip
from hall.people import secrets
from hall.records import open_records
from hall.slips.spooler import Spooler
from hall.work import Hall
from plugs import Machines

pytest_plugins = ["tests.browser_plugin", "tests.lazy_routes", "tests.spread"]

# A busy machine is no failure, in anybody's hall: nothing is found wrong because it took long.
settings.register_profile("hall", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hall")

#: Half past nine on a Monday in the hall.
MORNING = datetime(2025, 3, 3, 1, 30, tzinfo=UTC)


@dataclass
class StoppedClock:
    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass
class PaperTray:
    """A printer that keeps its slips instead of printing them; ``fault`` is raised instead."""

    slips: list[Slip] = field(default_factory=list)
    fault: Exception | None = None

    def print(self, slip: Slip) -> Proof:
        self.check()
        self.slips.append(slip)
        return Proof.CONFIRMED

    def check(self) -> Paper:
        if self.fault:
            raise self.fault
        return Paper.PLENTY


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration hall, furnished once, with passwords that are compared at once: hundreds
    of tests sign in. (That ours are slow to compare, test_people says.)"""
    file = tmp_path_factory.mktemp("furnished") / "hall.sqlite3"
    hall = Hall(open_records(f"sqlite:///{file}"), StoppedClock(MORNING - timedelta(days=3)))
    with pytest.MonkeyPatch.context() as patch, hall.work("installer") as work:
        patch.setattr(secrets, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        furnish(work)
    hall.close()
    return file


@pytest.fixture
def config(tmp_path: Path, furnished: Path) -> Config:
    shutil.copyfile(furnished, tmp_path / "hall.sqlite3")
    hall = {"name": "测试大厅", "complaint_phone": "0734-0000000", "hours": "9:00—17:00"}
    database = {"url": "sqlite:///hall.sqlite3"}
    return Config.parse({"hall": hall, "database": database}, tmp_path)


@pytest.fixture
def hall(config: Config, clock: StoppedClock) -> Iterator[Hall]:
    """The hall alone: no threads, no pages."""
    hall = Hall(open_records(config.database_url), clock)
    yield hall
    hall.close()


@pytest.fixture
def tray() -> PaperTray:
    return PaperTray()


@pytest.fixture
def building(config: Config, tray: PaperTray, clock: StoppedClock, furnished: Path):
    """All rooms open, with the threads of printer and announcer going."""
    building = create_building(config, Machines(printer=tray), clock)
    building.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(furnished.parent))
    building.open()
    yield building
    building.close()


def look_after_the_printer(building: Building) -> None:
    """Now, not in ten seconds. Asked again and again: its thread may just be about to wait."""
    (spooler,) = (each for each in building.staff if isinstance(each, Spooler))
    spooler._next_check = 0
    building.hall.wake()


@pytest.fixture
def client(building: Building) -> FlaskClient:
    return building.app.test_client()


@pytest.fixture
def facts(hall: Hall) -> Callable[[], list[Event | None]]:
    """Everything the journal tells, oldest first; other processes' facts too.

    But for the voice: no display plays it here, and it says so on a thread of its own.
    """

    def told() -> list[Event | None]:
        with hall.look() as look:
            rows = journal.after(look.session, 0)
        return [
            read_back(row.kind, row.details)
            for row in rows
            if row.details.get("machine") != "voice"
        ]

    return told
