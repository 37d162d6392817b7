"""From the address in config.toml to a reader. Only a simulated one is started here."""

from dataclasses import replace
from pathlib import Path

from devices.fingerprint_reader.conversation import BAUDRATES
from devices.fingerprint_reader.driver import SETTLE_SECONDS, SerialFingerprintReader
from devices.fingerprint_reader.finger_search import LEAST_SCORE
from devices.fingerprint_reader.passwords import Passwords
from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.link import SerialLink
from devices.serial_address import serial_settings
from hall.machines import FingerprintReader, SensorGlass, WrongAddress

SIMULATED_PAGES = range(1, 11)
OPTIONS = ("password", "address", "capacity", "least_score")
LARGEST_NUMBER = 0xFFFF  # of a page, and of a score
#: Some modules of the family need two; to the others the second is a short pause.
STOPBITS = 2


def reader_at(
    url: str, folder: Path | None = None
) -> tuple[FingerprintReader | None, SensorGlass | None]:
    """The reader at this address, and the glass when it is a simulated one.

    ``folder`` keeps its password, and what a simulated one remembers.

    Raises WrongAddress.
    """
    if url == "none:":
        return None, None
    if url == "simulated:":
        simulated = SimulatedReader(SIMULATED_PAGES, folder)
        simulated.start()
        return serial_reader(simulated.url, folder), simulated
    if url.startswith("serial:"):
        return serial_reader(url, folder), None
    raise WrongAddress("reader_scheme")


def serial_reader(url: str, folder: Path | None = None) -> SerialFingerprintReader:
    """A driver for the cable at this address; nothing is opened yet. Raises WrongAddress."""
    settings = serial_settings(url, OPTIONS)
    settings = replace(settings, stopbits=settings.stopbits or STOPBITS)
    own = settings.own
    return SerialFingerprintReader(
        SerialLink(settings, settle_seconds=SETTLE_SECONDS),
        baudrates=(settings.baudrate,) if settings.baudrate else BAUDRATES,
        passwords=Passwords(folder, _hexadecimal("password", own.get("password", "0"))),
        address=_hexadecimal("address", own.get("address", f"{DEFAULT_ADDRESS:x}")),
        capacity=_number("capacity", own["capacity"]) if "capacity" in own else None,
        least_score=_number("least_score", own.get("least_score", str(LEAST_SCORE))),
    )


def _hexadecimal(name: str, text: str) -> int:
    """The manuals print both as eight digits. The text is never repeated: it may be secret."""
    digits = text.lower().removeprefix("0x")
    if not (1 <= len(digits) <= 8 and set(digits) <= set("0123456789abcdef")):
        raise WrongAddress("reader_hexadecimal", name=name)
    return int(digits, 16)


def _number(name: str, text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= LARGEST_NUMBER):
        raise WrongAddress("reader_number", name=name, most=LARGEST_NUMBER, text=text)
    return int(text)
