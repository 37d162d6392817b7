"""Which ports this computer has, as the kernel lists them, and the name by which each stays.

Read from /sys and /dev, so a port that is plugged in while the program runs is in the next list.
Nothing is opened here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PRINTER_CLASS = re.compile(r"\blp\d+$")
#: What Linux says of a serial port of the board behind which there is no chip.
NO_UART = "0"
#: Page languages: what an office's laser printer says it understands, and no receipt printer.
PAGE_LANGUAGES = re.compile(r"\b(PCL|PCLXL|PJL|POSTSCRIPT|PS|URF|PDF|GDI|ZJS|SPL|XPS)", re.I)
SAFE_ID_PATH = re.compile(r"[\w.:+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """Where the kernel tells about itself; another place in tests."""

    sys: Path = Path("/sys")
    dev: Path = Path("/dev")
    proc: Path = Path("/proc")
    run: Path = Path("/run")


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    path: str  # such as /dev/ttyUSB0
    is_printer_file: bool = False  # /dev/usb/lp0
    usb: str = ""  # vendor:product of its plug, four hexadecimal digits each
    product: str = ""  # what the plug calls itself
    socket: str = ""  # the kernel's name of where it is plugged in, such as 1-1.2:1.0
    id_path: str = ""  # the same with the controller, as udev writes it; "" when it did not
    lasting: str = (
        ""  # a name in /dev that outlives the order of plugging in; "" when there is none
    )
    prints_pages: bool = False  # an office printer, to which a question would be a page

    @property
    def best_name(self) -> str:
        """By which to write it into config.toml."""
        return self.lasting or self.path


def ports_of(computer: Computer) -> list[Port]:
    """Every serial port with something behind it, and every printer file, by name."""
    found = [*_serial_ports(computer), *_printer_files(computer)]
    return sorted(found, key=lambda port: port.path)


def port_at(path: str, computer: Computer) -> Port:
    """The port of this path: one of the list, under any of its names, or one unlisted."""
    real = Path(path).resolve()
    listed = (port for port in ports_of(computer) if Path(port.path).resolve() == real)
    return next(listed, Port(path=path, is_printer_file=bool(PRINTER_CLASS.search(path))))


def _serial_ports(computer: Computer) -> Iterator[Port]:
    for entry in _listed(computer.sys / "class" / "tty"):
        if (entry / "device").exists() and _text(entry / "type") != NO_UART:
            yield _described(entry, computer.dev / entry.name, computer)


def _printer_files(computer: Computer) -> Iterator[Port]:
    for entry in _listed(computer.sys / "class" / "usbmisc"):
        if PRINTER_CLASS.search(entry.name):
            yield _described(entry, computer.dev / "usb" / entry.name, computer, is_printer=True)


def _described(entry: Path, path: Path, computer: Computer, *, is_printer: bool = False) -> Port:
    device = (entry / "device").resolve()
    plug = next((above for above in (device, *device.parents) if _is_plug(above)), None)
    interfaces = (above.name for above in (device, *device.parents) if ":" in above.name)
    number = _text(entry / "dev")
    return Port(
        path=str(path),
        is_printer_file=is_printer,
        usb=f"{_text(plug / 'idVendor')}:{_text(plug / 'idProduct')}" if plug else "",
        product=_text(plug / "product") if plug else "",
        socket=next(interfaces, "") if plug else "",
        id_path=_id_path(computer.run / "udev" / "data" / f"c{number}"),
        lasting=_lasting_name(path, computer.dev),
        prints_pages=bool(PAGE_LANGUAGES.search(_text(device / "ieee1284_id"))),
    )


def _is_plug(folder: Path) -> bool:
    return (folder / "idVendor").is_file()


def _id_path(file: Path) -> str:
    """What udev found out (``E:ID_PATH=pci-0000:00:14.0-usb-0:1.2:1.0``), if it may be written."""
    lines = _text(file).splitlines()
    told = next((line[10:] for line in lines if line.startswith("E:ID_PATH=")), "")
    return told if SAFE_ID_PATH.fullmatch(told) else ""


def _lasting_name(path: Path, dev: Path) -> str:
    """The hall's own name first; then by what is plugged in, then by where."""
    for folder in ("hall", "serial/by-id", "serial/by-path"):
        for link in _listed(dev / folder):
            if link.resolve() == path.resolve():
                return str(link)
    return ""


def _listed(folder: Path) -> Iterable[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return ()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
