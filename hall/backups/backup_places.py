"""Where backups are kept: the hall's own folder, a second one, and sticks that are plugged in.

The second may be another computer's, mounted (SFTP, SMB). Only the hall's own folder is made:
where another is missing, the disk or the network behind it is not there, and a backup would land
on the wrong disk.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hall.disk_room import room_at

#: In the storage folder, where config.toml names no other.
OWN_FOLDER = "backups"
#: Left free wherever a backup is written.
SPARE_BYTES = 50_000_000


class PlaceKind(StrEnum):
    MAIN = "main"  # each backup is made here
    SECOND = "second"  # and copied here
    STICK = "stick"  # and to every stick that is plugged in


class PlaceState(StrEnum):
    READY = "ready"
    MISSING = "missing"
    READ_ONLY = "read_only"
    NO_ROOM = "no_room"
    BROKEN = "broken"  # pulled out, or the disk answers with errors


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder, and why it is one."""

    kind: PlaceKind
    folder: Path


class PlaceUnusable(OSError):
    """Nothing can be written there now; ``state`` says why."""

    def __init__(self, state: PlaceState) -> None:
        super().__init__(state)
        self.state = state


def state_of(place: BackupPlace, needed_bytes: int = 0) -> PlaceState:
    """Whether a backup of that size can be written there now."""
    try:
        if not place.folder.is_dir():
            return PlaceState.MISSING
        disk = os.statvfs(place.folder)
        if disk.f_flag & os.ST_RDONLY or not os.access(place.folder, os.W_OK | os.X_OK):
            return PlaceState.READ_ONLY
        free_bytes = room_at(place.folder).free_bytes
    except OSError:
        return PlaceState.BROKEN
    return PlaceState.NO_ROOM if free_bytes < needed_bytes + SPARE_BYTES else PlaceState.READY
