"""What the computer behind a screen lacks, by what it says of itself. Pure.

Only computers with the package township-hall-screen say anything of it; a browser alone cannot.
"""

from dataclasses import dataclass
from enum import StrEnum

#: °C. Small boards slow down at 80, some end at 85 (a screen at 82 went unnoticed for weeks).
TOO_HOT = 80
#: MB. Below it a page is ended for its memory (82 MB free was seen before).
LITTLE_MEMORY = 100
#: MB. An update of Chromium needs as much.
LITTLE_DISK = 500


class Strain(StrEnum):
    """Gravest first."""

    HEAT = "heat"
    MEMORY = "memory"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class ComputerReadings:
    """None for what it does not tell."""

    heat: int | None = None  # of its hottest part, °C
    memory_free: int | None = None  # MB
    memory: int | None = None  # MB, all there is
    disk_free: int | None = None  # MB


def strains(computer: ComputerReadings) -> list[Strain]:
    """Nothing where all is well, or nothing is known."""
    found = {
        Strain.HEAT: computer.heat is not None and computer.heat >= TOO_HOT,
        Strain.MEMORY: computer.memory_free is not None and computer.memory_free < LITTLE_MEMORY,
        Strain.DISK: computer.disk_free is not None and computer.disk_free < LITTLE_DISK,
    }
    return [strain for strain, is_so in found.items() if is_so]
