"""What the hall writes is its own account's and its group's to read, and nobody else's.

The umask sees to what is written from now on; what lies there from before, or was copied here by
hand, is mended at the start and said. Only what the program itself writes is touched: the storage
folder may be one in which other things lie too.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

#: Files 0640, folders 0750.
OTHERS = 0o027
#: In the storage folder.
FOLDERS = (
    "notices",
    "voice",
    "voice-engine",
    "slips",
    "forgotten",
    "reading",
    "backups",
    "before-upgrade",
)
FILES = (
    "secret.key*",
    "first-start*",
    "fingerprint-reader.password*",
    "backup-underway",
    "hall.reserve",
    "logo.png*",
    "database.identity*",
    "latest-backup.json*",
    "*.lock",
)


def keep_to_ourselves(storage: Path, database: Path | None) -> list[Path]:
    """Take from others the rights that they have no use for; returns whose rights were too wide.

    A file of another account, which we may not change, is among them: it is told again each time.
    """
    wide = []
    for path in sorted(set(_ours(storage, database))):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) or not mode & OTHERS & ~_harmless(mode):
            continue
        wide.append(path)
        try:
            path.chmod(stat.S_IMODE(mode) & ~OTHERS)
        except OSError:
            continue
    return wide


def _harmless(mode: int) -> int:
    return 0 if stat.S_ISDIR(mode) else 0o001  # to execute a file that nobody may read


def _ours(storage: Path, database: Path | None) -> Iterator[Path]:
    for name in FOLDERS:
        if (storage / name).is_dir():
            yield storage / name
        for folder, folders, files in os.walk(storage / name):  # follows no link
            yield from (Path(folder) / found for found in (*folders, *files))
    for pattern in FILES:
        yield from storage.glob(pattern)
    if database is not None:
        yield from database.parent.glob(f"{database.name}*")
