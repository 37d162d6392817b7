"""Before the tables are brought up to date: a copy of them as they were, on the same disk.

``hall restore`` takes it as it takes any backup. The last three are kept.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from hall.database_unusable import DatabaseUnusable
from hall.durable_files import move_whole

#: In the storage folder.
FOLDER = "before-upgrade"
NAME = re.compile(r"hall-\d+-to-\d+\.sqlite3")
MOST = 3


def copy_before_upgrade(database: Path, storage: Path, found: str, wanted: str) -> Path:
    """Where it lies; the same upgrade begun again after a power cut writes it anew.

    Raises DatabaseUnusable: without a copy there is no upgrade.
    """
    folder = storage / FOLDER
    file = folder / f"hall-{found}-to-{wanted}.sqlite3"
    unfinished = folder / f"{file.name}.unfinished"
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(database)) as records:
            records.execute("VACUUM INTO ?", (str(unfinished),))
        _must_be_whole(unfinished)
        move_whole(unfinished, file)
        _keep_the_last(folder)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseUnusable("no_upgrade", folder=folder, error=error) from error
    return file


def _must_be_whole(file: Path) -> None:
    with closing(sqlite3.connect(file)) as copied:
        found = copied.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _keep_the_last(folder: Path) -> None:
    copies = sorted(file for file in folder.iterdir() if NAME.fullmatch(file.name))
    for file in copies[:-MOST]:
        file.unlink()
