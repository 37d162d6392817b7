"""From an address in config.toml to the ticket printer that it names. Opens nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from devices.serial_address import serial_settings
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS, roll_for
from devices.ticket_printer.sheet_bytes import page_bytes
from devices.ticket_printer.transports import Cable, FileCable, SerialCable, TcpCable
from devices.ticket_printer.usb_cable import UsbCable
from hall.machines import Sheet, Slip, SlipTray, TicketPrinter

TCP_PORT = 9100
TRAY, LOGO = "slips", "logo.png"  # in the storage folder
USB_IDS = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the printer at an address can do, as config.toml says."""

    width_mm: int = 80
    cutter: bool = True
    qr: str = "printer"  # or "drawn"
    text: str = "codes"  # or "picture"


def printer_at(
    url: str, profile: Profile, storage: Path
) -> tuple[TicketPrinter | None, SlipTray | None]:
    """The printer, and its tray if it is virtual. ValueError says what is wrong, in Chinese."""
    width_mm = profile.width_mm
    if width_mm not in ROLLS:
        raise ValueError(f"打印纸宽度只能是 58 或 80（毫米），现在是 {width_mm}。")
    render = renderer(profile, storage, quick=not url.startswith("serial:"))
    if url == "none:":
        return None, None
    if url == "virtual:":
        # Loads the drawing library, which a hall with a real printer does not need.
        from devices.ticket_printer.virtual import VirtualCable, VirtualPrinter

        virtual = VirtualPrinter(storage / TRAY, width_mm, has_cutter=profile.cutter)
        return EscPosPrinter(VirtualCable(virtual), render), virtual
    scheme, _, _ = url.partition("://")
    if scheme not in CABLES:
        known = "、".join(f"{name}://" for name in CABLES)
        raise ValueError(f"打印机地址 {url!r} 应当是 virtual: 或 none:，或以 {known} 之一开头。")
    return EscPosPrinter(CABLES[scheme](url), render), None


def renderer(
    profile: Profile, storage: Path, *, quick: bool = False
) -> Callable[[Slip | Sheet], bytes]:
    """From a page to what this printer is to be sent; a quick cable carries pictures at once."""
    roll = roll_for(
        profile.width_mm,
        cutter=profile.cutter,
        draws_qr=profile.qr == "drawn",
        draws_lines=quick or profile.text == "picture",
        logo=storage / LOGO,
    )
    if profile.text != "picture":
        return partial(page_bytes, roll=roll)
    from devices.ticket_printer.page_image import as_picture

    return lambda page: as_picture(page_bytes(page, roll), roll)


def picture_of(page: Slip | Sheet, width_mm: int, storage: Path) -> bytes:
    """The page as it would come out of a printer of this width, as PNG."""
    from devices.ticket_printer.page_image import as_png

    roll = roll_for(width_mm, logo=storage / LOGO)
    return as_png(page_bytes(page, roll), roll)


def _tcp(url: str) -> Cable:
    parts = _parts(url, "tcp://192.168.1.50:9100")
    try:
        port = parts.port or TCP_PORT
    except ValueError:
        raise ValueError(f"打印机地址 {url!r} 的端口应在 1 到 65535 之间。") from None
    if not parts.hostname or parts.path not in ("", "/"):
        raise ValueError(f"打印机地址 {url!r} 应当写成 tcp://192.168.1.50:9100 的样子。")
    return TcpCable(parts.hostname, port)


def _usb(url: str) -> Cable:
    ids = USB_IDS.fullmatch(_parts(url, "usb://04b8:0202").netloc)
    if not ids:
        raise ValueError(
            f"打印机地址 {url!r} 应当写成 usb://04b8:0202 的样子：厂商号和产品号各四位十六进制。"
        )
    return UsbCable(int(ids[1], 16), int(ids[2], 16))


def _file(url: str) -> Cable:
    parts = _parts(url, "file:///dev/usb/lp0")
    if parts.netloc or len(parts.path) < 2:
        raise ValueError(f"打印机地址 {url!r} 应当写成 file:///dev/usb/lp0 的样子（三条斜线）。")
    return FileCable(unquote(parts.path))


def _parts(url: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket too few
        raise ValueError(f"打印机地址 {url!r} 写法有误，应当像 {example} 这样。") from None
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(f"打印机地址 {url!r} 写了多余的内容，应当像 {example} 这样。")
    return parts


CABLES: dict[str, Callable[[str], Cable]] = {
    "serial": lambda url: SerialCable(serial_settings(url)),
    "tcp": _tcp,
    "usb": _usb,
    "file": _file,
}
