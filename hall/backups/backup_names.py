"""The names of backups that the hall makes by itself: whose, and of when.

``hall-1a2b3c4d-20261130-023000.zip``: the hall's identity, for a stick that two halls share, and
the hall's own time. What is named otherwise was put there by somebody, and is never touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hall.clock import HALL_ZONE, local

STAMP = "%Y%m%d-%H%M%S"
IDENTITY_LETTERS = 8


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup of this hall that lies somewhere."""

    file: Path
    at: datetime
    size_bytes: int


def name_of(identity: str, at: datetime) -> str:
    """Of a backup made at this moment; ``identity`` is the hash of the journal's first row."""
    return f"hall-{identity[:IDENTITY_LETTERS]}-{local(at):{STAMP}}.zip"


def kept_in(folder: Path, identity: str) -> list[KeptBackup]:
    """This hall's backups in the folder, the newest first; none where it cannot be read."""
    try:
        found = [_kept(file, at) for file, at in _ours(folder, identity, "") if file.is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda kept: kept.at, reverse=True)


def unfinished_in(folder: Path, identity: str) -> list[Path]:
    """What was being copied when the stick was pulled out, or the power failed. Raises OSError."""
    return [file for file, _ in _ours(folder, identity, ".unfinished")]


def _ours(folder: Path, identity: str, ending: str) -> Iterator[tuple[Path, datetime]]:
    ours = f"hall-{re.escape(identity[:IDENTITY_LETTERS])}-"
    name = re.compile(rf"{ours}(\d{{8}}-\d{{6}})\.zip{re.escape(ending)}")
    for file in folder.iterdir():
        if (found := name.fullmatch(file.name)) and (at := _moment(found[1])):
            yield file, at


def _moment(stamp: str) -> datetime | None:
    """None for digits that are no time: so somebody else wrote them."""
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=HALL_ZONE)
    except ValueError:
        return None


def _kept(file: Path, at: datetime) -> KeptBackup:
    return KeptBackup(file, at, file.stat().st_size)
