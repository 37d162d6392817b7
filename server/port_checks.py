"""What ``hall doctor`` finds of the ports: what came and went since the last look, who holds one,
and the exact line to write for a machine that is elsewhere now."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from config import Config
from devices.port_search.holders import holders_of
from devices.port_search.ports import Computer, Port, ports_of
from devices.port_search.questions import MachineKind
from hall.durable_files import write_whole
from server.check_result import CheckResult, warning, well
from server.device_search import section_naming

COMPUTER = Computer()
#: In the storage folder: the ports at the last look.
SEEN = "known-ports.json"


def check_ports(config: Config) -> CheckResult:
    """Compare with the last look, and remember this one."""
    now = {_socket_of(port): _label(port) for port in ports_of(COMPUTER)}
    file = config.storage_folder / SEEN
    before = _seen(file)
    with suppress(OSError):  # a folder that takes nothing has its own finding
        write_whole(file, json.dumps(now, ensure_ascii=False).encode())
    if before is None or before.keys() == now.keys():
        return well("ports", "ports_same", count=len(now))
    came = [label for socket, label in now.items() if socket not in before]
    went = [label for socket, label in before.items() if socket not in now]
    return warning("ports", "ports_changed", came=came, went=went)


def holders_at(url: str) -> list[str]:
    """Who has the port of this address open, as "name（number）" would be said of each."""
    path = url.partition("://")[2].partition("?")[0]
    return [f"{each.program} {each.pid}" for each in holders_of(path, COMPUTER)] if path else []


def lines_for(config: Config, section: str) -> list[str]:
    """What could stand in this section instead: every port that no section names yet."""
    free = [port for port in ports_of(COMPUTER) if section_naming(config, port) is None]
    if section != MachineKind.PRINTER:
        free = [port for port in free if not port.is_printer_file]
    return [f'[{section}] url = "{_url(port)}"' for port in free]


def _url(port: Port) -> str:
    return f"{'file' if port.is_printer_file else 'serial'}://{port.best_name}"


def _socket_of(port: Port) -> str:
    return port.id_path or port.socket or port.path


def _label(port: Port) -> str:
    return " ".join(part for part in (port.path, port.product) if part)


def _seen(file: Path) -> Mapping[str, str] | None:
    """None before the first look, and after a file that cannot be read."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return {str(each): str(label) for each, label in kept.items()} if type(kept) is dict else None
