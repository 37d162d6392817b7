"""Bad days: a hall on a disk that is in our hands. Their table: tests/bad_days.py."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from app import Application, create_application
from config import Config
from server.device_wiring import Devices
from tests.faults.sqlite_disk import Disk, sqlite_on


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
