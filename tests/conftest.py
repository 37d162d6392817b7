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

from app import Application, create_application
from config import Config
from hall import journal
from hall.catalogue.search import finder
from hall.catalogue.search.index_keeper import SearchIndexKeeper
from hall.daily_page.daily_page_worker import DailyPageWorker
from hall.database import open_database
from hall.demo_data.load import load_demo_data
from hall.events import Event, read_back
from hall.hall_time import BeforeStart
from hall.machines import PaperState, PrintProof, Sheet, TextSize
from hall.opening_check.opening_checker import OpeningChecker
from hall.people import credentials
from hall.people.sign_in_ages import SignInWorker
from hall.slips.print_worker import PrintWorker
from hall.unit_of_work import Hall
from server.device_wiring import Devices
from tests.waiting import PATIENCE_SECONDS

pytest_plugins = [
    "pytester",
    "tests.bad_days",
    "tests.browser_plugin",
    "tests.garbage",
    "tests.shared_routes",
    "tests.shared_statements",
    "tests.slow",
    "tests.spread",
    "tests.unsteady",
]

# A busy machine is no failure, in anybody's hall: nothing is found wrong because it took long.
settings.register_profile("hall", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hall")

#: Half past nine on a Monday in the hall.
MORNING = datetime(2025, 3, 3, 1, 30, tzinfo=UTC)
#: The demonstration is of 2025, and a test may begin years later.
MOST_HOURS = 87_600
LEFT_OUT = SearchIndexKeeper | OpeningChecker | DailyPageWorker | SignInWorker


@dataclass
class StoppedClock:
    """Putting it forward is time that passes; putting it back is somebody's doing."""

    now: datetime = MORNING
    _seen: datetime | None = None
    _seconds: float = 0.0

    def __call__(self) -> datetime:
        return self.now

    def steady(self) -> float:
        passed = self.now - (self._seen or self.now)
        self._seconds += max(0.0, passed.total_seconds())
        self._seen = self.now
        return self._seconds

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)

    def jump(self, **amount: float) -> None:
        """Somebody, or a flat battery, sets it to another time: none has passed."""
        self.set_to(self.now + timedelta(**amount))

    def set_to(self, moment: datetime) -> None:
        self.steady()
        self.now = self._seen = moment


@dataclass
class PaperTray:
    """A printer that keeps its slips instead of printing them; ``fault`` is raised instead."""

    slips: list[Sheet] = field(default_factory=list)
    fault: Exception | None = None

    def print(self, slip: Sheet) -> PrintProof:
        self.check()
        self.slips.append(slip)
        return PrintProof.CONFIRMED

    @property
    def numbers(self) -> list[str]:
        """What stands largest on each slip, in the order they came out."""
        return [
            each.text for slip in self.slips for each in slip.body if each.size is TextSize.HUGE
        ]

    def check(self) -> PaperState:
        if self.fault:
            raise self.fault
        return PaperState.PLENTY


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration hall, loaded once, with passwords that are compared at once: hundreds of
    tests sign in. (That ours are slow to compare, test_people says.)"""
    file = tmp_path_factory.mktemp("furnished") / "hall.sqlite3"
    hall = Hall(open_database(f"sqlite:///{file}"), StoppedClock(MORNING - timedelta(days=3)))
    with pytest.MonkeyPatch.context() as patch, hall.work("installer") as work:
        patch.setattr(
            credentials, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        )
        load_demo_data(work)
    hall.close()
    return file


@pytest.fixture
def config(tmp_path: Path, demo_database: Path) -> Config:
    shutil.copyfile(demo_database, tmp_path / "hall.sqlite3")
    hall = {"name": "测试大厅", "complaint_phone": "0734-0000000", "hours": "9:00—17:00"}
    database = {"url": "sqlite:///hall.sqlite3"}
    server = {"public_url": "http://127.0.0.1:8000", "longest_pause_hours": MOST_HOURS}
    return Config.parse({"hall": hall, "server": server, "database": database}, tmp_path)


@pytest.fixture
def hall(config: Config, clock: StoppedClock) -> Iterator[Hall]:
    """The hall alone: no threads, no pages."""
    hall = Hall(open_database(config.database_url), clock, BeforeStart(MOST_HOURS))
    yield hall
    hall.close()


@pytest.fixture
def tray() -> PaperTray:
    return PaperTray()


@pytest.fixture
def application(
    config: Config, tray: PaperTray, clock: StoppedClock, demo_database: Path, monkeypatch
):
    """All rooms open, with the threads of printer and announcer going."""
    monkeypatch.setattr(finder, "PATIENCE_SECONDS", PATIENCE_SECONDS)  # a busy machine is no fault
    application = create_application(config, Devices(printer=tray), clock)
    application.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(demo_database.parent))
    # Whoever searches makes the index; thousands of tests search for nothing. What comes by the
    # hour comes when a test says so; and a test that lives through months stays signed in, however
    # late the first count of sign-ins comes.
    application.workers[:] = [
        worker for worker in application.workers if not isinstance(worker, LEFT_OUT)
    ]
    application.open()
    yield application
    application.close()


def check_printer_now(application: Application) -> None:
    """Now, not in ten seconds. Asked again and again: its thread may just be about to wait."""
    (spooler,) = (each for each in application.workers if isinstance(each, PrintWorker))
    spooler.wake()
    application.hall.wake()


@pytest.fixture
def client(application: Application) -> FlaskClient:
    return application.app.test_client()


@pytest.fixture
def as_(application):
    """A client for each account, signed in."""

    def sign_in(account):
        client = application.app.test_client()
        answer = client.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})
        assert answer.status_code == 302
        return client

    return sign_in


@pytest.fixture
def facts(hall: Hall) -> Callable[[], list[Event | None]]:
    """Everything the journal tells, oldest first; other processes' facts too.

    But for the voice: no display plays it here, and it says so on a thread of its own.
    """

    def told() -> list[Event | None]:
        with hall.read() as snapshot:
            rows = journal.after(snapshot.session, 0)
        return [
            read_back(row.kind, row.details)
            for row in rows
            if row.details.get("machine") != "voice"
        ]

    return told
