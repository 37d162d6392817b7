"""The managers' room with its director signed in: with simulated machines plugged in, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import Application, create_application
from config import Config
from devices.fingerprint_reader.connect import serial_reader
from devices.fingerprint_reader.simulator import SimulatedReader
from server.device_wiring import Devices


@pytest.fixture
def simulated_reader() -> Iterator[SimulatedReader]:
    reader = SimulatedReader(enrolled=range(1, 11))
    reader.boot_seconds = 0
    with reader:
        yield reader


@pytest.fixture
def office(
    config: Config, tray, simulated_reader: SimulatedReader, tmp_path: Path, clock
) -> Iterator[Application]:
    driver = serial_reader(f"{simulated_reader.url}?baudrate=57600", tmp_path)
    machines = Devices(printer=tray, reader=driver, glass=simulated_reader)
    application = create_application(config, machines, clock)
    application.open()
    yield application
    application.close()


@pytest.fixture
def director(office: Application) -> FlaskClient:
    return signed_in(office)


@pytest.fixture
def manager(application: Application) -> FlaskClient:
    """The same person, where nothing hangs on a cable."""
    return signed_in(application)


def signed_in(application: Application) -> FlaskClient:
    client = application.app.test_client()
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    return client
