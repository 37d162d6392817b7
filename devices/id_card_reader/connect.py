"""From the address in config.toml to a card reader; nothing is opened yet."""

from dataclasses import replace

from devices.id_card_reader.driver import SerialIdCardReader
from devices.link import SerialLink, serial_settings
from hall.machines import IdCardReader

BAUDRATE = 115_200


def card_reader_at(url: str) -> IdCardReader | None:
    """Raises ValueError with a sentence that says what is wrong with the address."""
    if url == "none:":
        return None
    if not url.startswith("serial:"):
        raise ValueError("身份证阅读器地址只能是 none: 或 serial:///dev/ttyUSB3 的样子。")
    settings = serial_settings(url)
    return SerialIdCardReader(SerialLink(replace(settings, baudrate=settings.baudrate or BAUDRATE)))
