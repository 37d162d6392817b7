"""A computer whose /sys, /dev, /proc and /run lie in a folder, with what a test plugs in."""

from pathlib import Path

from devices.port_search.ports import Computer

CONTROLLER = "devices/pci0000:00/0000:00:14.0/usb1/1-1"


def bare_computer(folder: Path) -> Computer:
    computer = Computer(
        sys=folder / "sys", dev=folder / "dev", proc=folder / "proc", run=folder / "run"
    )
    for each in (computer.sys, computer.dev, computer.proc, computer.run):
        each.mkdir()
    return computer


def plug_in(
    computer: Computer, name: str, *, socket: str, usb: str = "1a86:7523", told: str = ""
) -> Path:
    """A serial adapter (``ttyUSB0``), or a printer (``lp0`` with its IEEE 1284 id ``told``)."""
    plug = computer.sys / CONTROLLER / socket
    interface = plug / f"{socket}:1.0"
    is_printer = name.startswith("lp")
    entry = interface / name
    entry.mkdir(parents=True)
    vendor, product = usb.split(":")
    (plug / "idVendor").write_text(f"{vendor}\n")
    (plug / "idProduct").write_text(f"{product}\n")
    (plug / "product").write_text("USB Serial\n")
    (interface / "ieee1284_id").write_text(told)
    number = f"188:{socket[-1]}"
    (entry / "dev").write_text(f"{number}\n")
    (entry / "device").symlink_to(interface)
    listed = computer.sys / "class" / ("usbmisc" if is_printer else "tty")
    listed.mkdir(parents=True, exist_ok=True)
    (listed / name).symlink_to(entry)
    file = computer.dev / ("usb" if is_printer else "") / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    return file


def note_of_udev(computer: Computer, socket: str, id_path: str) -> None:
    """What udev found out of the port in this socket."""
    notes = computer.run / "udev" / "data"
    notes.mkdir(parents=True, exist_ok=True)
    (notes / f"c188:{socket[-1]}").write_text(f"I:1\nE:ID_PATH={id_path}\nE:ID_MODEL=x\n")


def name_by(computer: Computer, link: str, file: Path) -> None:
    """As udev does: /dev/serial/by-id/… and the like."""
    path = computer.dev / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(file)


def run_program(computer: Computer, pid: int, command: list[str], *opened: Path | str) -> None:
    """A process that has these files open."""
    process = computer.proc / str(pid)
    (process / "fd").mkdir(parents=True)
    (process / "comm").write_text(f"{Path(command[0]).name[:15]}\n")
    (process / "cmdline").write_bytes("\0".join(command).encode() + b"\0")
    for number, file in enumerate(opened):
        (process / "fd" / str(number)).symlink_to(file)
