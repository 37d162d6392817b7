"""Every way to a printer, once: what its address looks like, and the cable that it names.

A new way is a row in TRANSPORTS and the cable itself. config.py, the driver and the tests of the
documents read the table; the cables are imported when one is wanted, so reading it costs nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from hall.machines import WrongAddress

if TYPE_CHECKING:
    from devices.ticket_printer.cable import Cable

NONE, VIRTUAL, REMOTE = "none:", "virtual:", "remote:"  # remote: on another computer of the hall
TCP_PORT = 9100
USB_IDS = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Transport:
    example: str
    plug: Callable[[str], "Cable"]  # opens nothing; raises WrongAddress
    is_quick: bool = True  # carries pictures at once


def cable_at(url: str) -> tuple["Cable", Transport]:
    """The cable this address names, unopened, and its row of the table. Raises WrongAddress."""
    scheme, _, _ = url.partition("://")
    if scheme not in TRANSPORTS:
        known = [f"{name}://" for name in TRANSPORTS]
        raise WrongAddress("printer_scheme", url=url, known=known)
    transport = TRANSPORTS[scheme]
    return transport.plug(url), transport


def _serial(url: str) -> "Cable":
    from devices.serial_address import serial_settings
    from devices.ticket_printer.serial_cable import SerialCable

    return SerialCable(serial_settings(url))


def _tcp(url: str) -> "Cable":
    from devices.ticket_printer.tcp_cable import TcpCable

    example = TRANSPORTS["tcp"].example
    parts = _parts(url, example)
    try:
        port = parts.port or TCP_PORT
    except ValueError:
        raise WrongAddress("printer_port", url=url) from None
    if not parts.hostname or parts.path not in ("", "/"):
        raise WrongAddress("printer_form", url=url, example=example)
    return TcpCable(parts.hostname, port)


def _usb(url: str) -> "Cable":
    from devices.ticket_printer.usb_cable import UsbCable

    example = TRANSPORTS["usb"].example
    ids = USB_IDS.fullmatch(_parts(url, example).netloc)
    if not ids:
        raise WrongAddress("printer_usb", url=url, example=example)
    return UsbCable(int(ids[1], 16), int(ids[2], 16))


def _file(url: str) -> "Cable":
    from devices.ticket_printer.file_cable import FileCable

    example = TRANSPORTS["file"].example
    parts = _parts(url, example)
    path = unquote(parts.path).rstrip("/")  # people type a slash behind any address
    if parts.netloc or not path:
        raise WrongAddress("printer_file", url=url, example=example)
    return FileCable(path)


def _parts(url: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket too few
        raise WrongAddress("printer_syntax", url=url, example=example) from None
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise WrongAddress("printer_extra", url=url, example=example)
    return parts


TRANSPORTS: Mapping[str, Transport] = {
    "serial": Transport("serial:///dev/ttyUSB0?baudrate=115200", _serial, is_quick=False),
    "tcp": Transport("tcp://192.168.1.50:9100", _tcp),
    "usb": Transport("usb://04b8:0202", _usb),
    "file": Transport("file:///dev/usb/lp0", _file),
}
#: What a printer's address may begin with, before the colon.
SCHEMES = (VIRTUAL[:-1], *TRANSPORTS, REMOTE[:-1], NONE[:-1])
