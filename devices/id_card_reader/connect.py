"""From the address in config.toml to a card reader. Only a simulated one is started here."""

from dataclasses import replace

from devices.id_card_reader.driver import SerialIdCardReader
from devices.id_card_reader.simulator import SimulatedCardReader
from devices.link import SerialLink
from devices.serial_address import serial_settings
from hall.machines import CardShelf, IdCardReader, WrongAddress

BAUDRATE = 115_200


def card_reader_at(url: str) -> tuple[IdCardReader | None, CardShelf | None]:
    """The reader at this address, and the cards beside it when it is a simulated one.

    Raises WrongAddress.
    """
    if url == "none:":
        return None, None
    if url == "simulated:":
        simulated = SimulatedCardReader()
        simulated.start()
        return serial_card_reader(simulated.url), simulated
    if url.startswith("serial:"):
        return serial_card_reader(url), None
    raise WrongAddress("cards_scheme")


def serial_card_reader(url: str) -> SerialIdCardReader:
    """A driver for the cable at this address; nothing is opened yet. Raises WrongAddress."""
    settings = serial_settings(url)
    return SerialIdCardReader(SerialLink(replace(settings, baudrate=settings.baudrate or BAUDRATE)))
