"""How much room the disk of the database has, and a reserve for the day when it has none.

    roomy --less than a tenth or 500 MB--> low --less than 4 MB--> full

A full disk is refused before SQLite meets it: what is left is for the files that reading needs.
Where others filled it to the last byte while the hall was closed, the reserve beside the database
is given up, so that the hall starts and its screens live; it is put back when there is room.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MB = 1_000_000
LOW_PART, LOW_BYTES = 0.1, 500 * MB
FULL_BYTES = 4 * MB
#: SQLite's two files beside the database, a lock, the log: with less not even reading begins.
OPENING_BYTES = 1 * MB
#: In the folder of the database.
RESERVE, RESERVE_BYTES = "hall.reserve", 3 * MB  # less than a full disk has: nothing is written


class DiskState(StrEnum):
    ROOMY = "roomy"
    LOW = "low"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class DiskRoom:
    free_bytes: int
    total_bytes: int

    @property
    def state(self) -> DiskState:
        """Of a disk smaller than 5 GB a tenth is less than 500 MB: both count."""
        if self.free_bytes < FULL_BYTES:
            return DiskState.FULL
        is_low = self.free_bytes < max(LOW_BYTES, LOW_PART * self.total_bytes)
        return DiskState.LOW if is_low else DiskState.ROOMY


def room_at(folder: Path) -> DiskRoom:
    """Of the disk on which the folder lies. Raises OSError."""
    disk = os.statvfs(folder)
    return DiskRoom(disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize)


def give_up_the_reserve(folder: Path) -> bool:
    """On a full disk; whether anything was freed. Raises OSError."""
    reserve = folder / RESERVE
    if not reserve.exists() or room_at(folder).state is not DiskState.FULL:
        return False
    reserve.unlink()
    return True


def is_too_full_to_open(folder: Path) -> bool:
    """Whether the database in this folder cannot even be read. Raises OSError."""
    return room_at(folder).free_bytes < OPENING_BYTES


def keep_the_reserve(folder: Path) -> None:
    """Where there is room for it, and not yet one. Raises OSError."""
    if (folder / RESERVE).exists() or room_at(folder).free_bytes < FULL_BYTES + RESERVE_BYTES:
        return
    handle = os.open(folder / RESERVE, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        os.posix_fallocate(handle, 0, RESERVE_BYTES)
    finally:
        os.close(handle)
