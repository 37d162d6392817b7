"""Bad days: a hall on a disk that is in our hands, and the table of what became of each day."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from app import Application, create_application
from config import Config
from server.device_wiring import Devices
from tests.faults.sqlite_disk import Disk, sqlite_on

BAD_DAY = "bad_day"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Other processes tell theirs with the reports of their tests."""
    days = [
        day
        for report in terminalreporter.getreports("passed")
        for key, day in report.user_properties
        if key == BAD_DAY
    ]
    if days:
        terminalreporter.section("坏日子")
        for what, times, ending in days:
            terminalreporter.line(f"{what}，{times} 次：{ending}")


@pytest.fixture
def bad_day(request: pytest.FixtureRequest) -> Callable[[str, int, str], None]:
    """Writes a row of the table: what happened, how often, and how it ended; called where all of
    it was found right."""

    def ended(*row: object) -> None:
        request.node.user_properties.append((BAD_DAY, row))

    return ended


@pytest.fixture
def disk() -> Iterator[Disk]:
    """What every database of the test lies on."""
    disk = Disk()
    with sqlite_on(disk):
        yield disk


@pytest.fixture
def quiet_hall(disk: Disk, config: Config, tray, clock) -> Iterator[Application]:
    """All rooms, without the threads behind them: what is written is written by who asks."""
    application = create_application(config, Devices(printer=tray), clock)
    yield application
    application.hall.close()


@pytest.fixture
def database_file(config: Config) -> Path:
    return Path(config.database_url.removeprefix("sqlite:///"))


def contents(file: Path) -> str:
    """What the database says, row by row, whatever its pages look like."""
    digest = sha256()
    with closing(sqlite3.connect(file)) as records:
        tables = records.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        for (table,) in tables:
            rows = records.execute(f'SELECT * FROM "{table}"').fetchall()
            digest.update(repr((table, sorted(map(repr, rows)))).encode())
    return digest.hexdigest()
