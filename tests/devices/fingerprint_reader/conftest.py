"""A simulated reader that boots at once, and a driver for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.fingerprint_reader.driver import SerialFingerprintReader
from devices.fingerprint_reader.passwords import Passwords
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.link import SerialLink
from devices.serial_address import serial_settings


@pytest.fixture
def quick_reader() -> Iterator[SimulatedReader]:
    reader = SimulatedReader(enrolled={1, 5, 7})
    reader.boot_seconds = 0
    with reader:
        yield reader


@pytest.fixture
def locking_driver(
    quick_reader: SimulatedReader, tmp_path: Path
) -> Iterator[SerialFingerprintReader]:
    """One that may set a password."""
    link = SerialLink(serial_settings(quick_reader.url))
    driver = SerialFingerprintReader(link, baudrates=(57600,), passwords=Passwords(tmp_path))
    yield driver
    driver.close()
