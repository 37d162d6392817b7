"""The managers' room with its director signed in: with simulated machines plugged in, or none."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from flask.testing import FlaskClient

from app import Building, create_building
from config import Config
from devices.fingerprint_reader.connect import serial_reader
from devices.fingerprint_reader.simulator import SimulatedReader
from plugs import Machines

PATIENCE_SECONDS = 15


@pytest.fixture
def simulated_reader() -> Iterator[SimulatedReader]:
    reader = SimulatedReader(enrolled=range(1, 11))
    reader.boot_seconds = 0
    with reader:
        yield reader


@pytest.fixture
def office(
    config: Config, tray, simulated_reader: SimulatedReader, tmp_path: Path, clock
) -> Iterator[Building]:
    driver = serial_reader(f"{simulated_reader.url}?baudrate=57600", tmp_path)
    machines = Machines(printer=tray, reader=driver, glass=simulated_reader)
    building = create_building(config, machines, clock)
    building.open()
    yield building
    building.close()


@pytest.fixture
def director(office: Building) -> FlaskClient:
    return signed_in(office)


@pytest.fixture
def manager(building: Building) -> FlaskClient:
    """The same person, where nothing hangs on a cable."""
    return signed_in(building)


def signed_in(building: Building) -> FlaskClient:
    client = building.app.test_client()
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    return client


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    def until(so: Callable[[], object]) -> None:
        deadline = monotonic() + PATIENCE_SECONDS
        while not so():
            assert monotonic() < deadline, "it never happened"
            sleep(0.02)

    return until


@pytest.fixture
def as_(building):
    """A client for each account, signed in."""

    def sign_in(account):
        client = building.app.test_client()
        answer = client.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})
        assert answer.status_code == 302
        return client

    return sign_in
