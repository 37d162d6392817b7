"""The rule for this computer alone: which machine hangs at which socket.

Two adapters of one make have the same ids and often no number of their own; only where they are
plugged in tells them apart. Lies behind 60-serial.rules, which finds out ID_PATH.
"""

from collections.abc import Iterable

from devices.port_search.ports import Port
from devices.port_search.questions import MachineKind

LOCAL_RULES = "/etc/udev/rules.d/61-township-hall-local.rules"
HEAD = "# Written by hall find-devices: by the socket into which each machine is plugged.\n"
#: Under /dev/hall.
NAMES = {
    MachineKind.PRINTER: "printer",
    MachineKind.FINGERPRINT_READER: "reader",
    MachineKind.ID_CARD_READER: "card-reader",
    MachineKind.CALL_PADS: "call-pads",
}


def hall_name(kind: MachineKind) -> str:
    """The name that the rule gives, such as /dev/hall/reader."""
    return f"/dev/hall/{NAMES[kind]}"


def rule_for(kind: MachineKind, port: Port) -> str:
    """One line of udev's; "" for a port that is in no USB socket."""
    if port.id_path:
        where = f'ENV{{ID_PATH}}=="{port.id_path}"'
    elif port.socket:
        where = f'KERNELS=="{port.socket}"'
    else:
        return ""
    subsystem = "usbmisc" if port.is_printer_file else "tty"
    return f'SUBSYSTEM=="{subsystem}", {where}, SYMLINK+="hall/{NAMES[kind]}"\n'


def local_rules(found: Iterable[tuple[MachineKind, Port]]) -> str:
    """The whole file, "" without any rule: the first of each kind, for a name means one port."""
    lines: dict[MachineKind, str] = {}
    for kind, port in found:
        if kind not in lines and (line := rule_for(kind, port)):
            lines[kind] = line
    return HEAD + "".join(lines.values()) if lines else ""
