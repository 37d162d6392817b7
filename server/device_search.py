"""``hall find-devices``: what hangs at the ports of this computer, beside what config.toml says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from config import Config
from devices.fingerprint_reader.connect import OPTIONS
from devices.id_card_reader.connect import BAUDRATE as CARD_READER_BAUDRATE
from devices.port_search.looking import PortFinding, look_at
from devices.port_search.ports import Computer, Port, port_at, ports_of
from devices.port_search.questions import MachineKind, Recognised
from devices.port_search.udev_rules import hall_name, local_rules
from devices.serial_address import USUAL_BAUDRATE, serial_settings
from devices.ticket_printer.connect import printer_at
from hall.machines import MachineUnavailable, PaperState, WrongAddress
from server.device_wiring import printer_profile

#: Where a driver finds the speed by itself, or takes this one, config.toml need not say it.
SPEED_UNSAID = {
    MachineKind.PRINTER: USUAL_BAUDRATE,
    MachineKind.CALL_PADS: USUAL_BAUDRATE,
    MachineKind.ID_CARD_READER: CARD_READER_BAUDRATE,
}


class ConfigStanding(StrEnum):
    """What config.toml says of the machine that was found."""

    RIGHT = "right"
    DIFFERS = "differs"  # it names another place, or another speed
    MISSING = "missing"  # it names no real machine of this kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFinding:
    """One port, and what to write of it."""

    found: PortFinding
    named_by: MachineKind | None = None  # the section of config.toml that names this port
    compared: ConfigStanding | None = None  # None: no machine was recognised
    url: str = ""  # what to write; "" where nothing is to be written


def ports_to_search(named: Iterable[str], computer: Computer) -> list[Port]:
    """The ports that were named, or all of this computer."""
    asked = [port_at(path, computer) for path in named]
    return asked or ports_of(computer)


def search(
    config: Config, port: Port, computer: Computer, *, listen_seconds: float
) -> DeviceFinding:
    """Look at one port; it takes some ten seconds where nothing answers."""
    found = look_at(port, computer, listen_seconds=listen_seconds)
    named_by = section_naming(config, port)
    if found.machine is None:
        return DeviceFinding(found=found, named_by=named_by)
    url = address_of(found.machine, port)
    return DeviceFinding(
        found=found,
        named_by=named_by,
        compared=_compared(config, found.machine, port),
        url=url,
    )


def section_naming(config: Config, port: Port) -> MachineKind | None:
    """Which section of config.toml names this port, under whatever name."""
    return next((kind for kind in MachineKind if _names(_url(config, kind), port)), None)


def address_of(machine: Recognised, port: Port) -> str:
    """The address to write, with the speed only where the driver would not find it by itself."""
    if port.is_printer_file:
        return f"file://{port.best_name}"
    usual = SPEED_UNSAID.get(machine.kind, machine.baudrate)
    speed = "" if machine.baudrate == usual else f"?baudrate={machine.baudrate}"
    return f"serial://{port.best_name}{speed}"


def fragment(findings: Iterable[DeviceFinding]) -> str:
    """The sections to write into config.toml: the first machine of each kind that is not there."""
    wanted: dict[MachineKind, str] = {}
    for finding in findings:
        machine = finding.found.machine
        if machine and finding.compared is not ConfigStanding.RIGHT:
            wanted.setdefault(machine.kind, finding.url)
    return "\n".join(f'[{kind}]\nurl = "{url}"\n' for kind, url in wanted.items())


def machines_and_ports(findings: Iterable[DeviceFinding]) -> list[tuple[MachineKind, Port]]:
    """What answered, and what is held by our own server under its configured name."""
    told = []
    for finding in findings:
        kind = finding.found.machine.kind if finding.found.machine else finding.named_by
        if kind and (finding.found.machine or finding.found.holders):
            told.append((kind, finding.found.port))
    return told


def rules_of(findings: Iterable[DeviceFinding]) -> str:
    """The rules file that names the found machines by their sockets; "" where none has one."""
    return local_rules(machines_and_ports(findings))


def has_own_options(config: Config) -> bool:
    """Whether the reader's address says more than place and speed, such as a password."""
    url = config.fingerprint_reader.url
    return url.startswith("serial:") and bool(serial_settings(url, OPTIONS).own)


def named_by_rule(findings: Iterable[DeviceFinding]) -> list[DeviceFinding]:
    """The same findings, with the addresses that hold once the rules are in force."""
    told: list[DeviceFinding] = []
    named: set[MachineKind] = set()
    for finding in findings:
        machine, port = finding.found.machine, finding.found.port
        if machine and (port.socket or port.id_path) and machine.kind not in named:
            named.add(machine.kind)
            url = address_of(machine, replace(port, lasting=hall_name(machine.kind)))
            told.append(replace(finding, url=url))
        else:
            told.append(finding)
    return told


def network_printer(config: Config, url: str) -> PaperState | MachineUnavailable:
    """How the printer at this address of the network is. Raises WrongAddress."""
    printer, _ = printer_at(url, printer_profile(config.printer), config.storage_folder)
    if printer is None:
        raise WrongAddress("printer_scheme", url=url, known=["tcp://"])
    try:
        return printer.check()
    except MachineUnavailable as error:
        return error


def _compared(config: Config, machine: Recognised, port: Port) -> ConfigStanding:
    url = _url(config, machine.kind)
    scheme = url.partition(":")[0]
    if scheme not in ("serial", "file", "usb", "tcp", "remote"):
        return ConfigStanding.MISSING
    if not _names(url, port):
        return ConfigStanding.DIFFERS
    if scheme == "serial":
        said = serial_settings(url, OPTIONS).baudrate or SPEED_UNSAID.get(machine.kind)
        if said is not None and said != machine.baudrate:
            return ConfigStanding.DIFFERS
    return ConfigStanding.RIGHT


def _names(url: str, port: Port) -> bool:
    scheme, _, rest = url.partition("://")
    if scheme not in ("serial", "file"):
        return False
    try:
        path = serial_settings(url, OPTIONS).path if scheme == "serial" else rest.rstrip("/")
    except WrongAddress:
        return False
    return Path(path).resolve() == Path(port.path).resolve()


def _url(config: Config, kind: MachineKind) -> str:
    return str(getattr(config, kind).url)
