"""How the computer behind the screen is: heat, memory, disk. A browser cannot see these."""

import os
from pathlib import Path

ZONES = Path("/sys/class/thermal")
MEMORY = Path("/proc/meminfo")
#: Zones tell thousandths of a degree; some that no sensor is behind tell nonsense.
SENSIBLE_CELSIUS = range(1, 150)


def readings(folder: Path, zones: Path = ZONES, memory: Path = MEMORY) -> dict[str, int | None]:
    """``heat``: the hottest zone, °C; the rest in MB, ``disk_free`` where ``folder`` lies.

    None for what this computer does not tell.
    """
    known = _memory(memory)
    return {
        "heat": _heat(zones),
        "memory_free": known.get("MemAvailable"),
        "memory": known.get("MemTotal"),
        "disk_free": _disk(folder),
    }


def memory_mb(memory: Path = MEMORY) -> int | None:
    """Of the whole computer."""
    return _memory(memory).get("MemTotal")


def _heat(zones: Path) -> int | None:
    found = []
    for file in zones.glob("thermal_zone*/temp"):
        try:
            celsius = int(file.read_text("ascii")) // 1000
        except (OSError, ValueError):
            continue
        if celsius in SENSIBLE_CELSIUS:
            found.append(celsius)
    return max(found, default=None)


def _memory(file: Path) -> dict[str, int]:
    try:
        lines = file.read_text("ascii").splitlines()
    except OSError:
        return {}
    pairs = (line.split() for line in lines)
    return {name.rstrip(":"): int(kilobytes) // 1024 for name, kilobytes, *_ in pairs}


def _disk(folder: Path) -> int | None:
    try:
        found = os.statvfs(folder)
    except OSError:
        return None
    return found.f_bavail * found.f_frsize // 1_000_000
