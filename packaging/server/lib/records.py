"""The records before an upgrade: copied, and put back if the new version is not well.

Run as the account ``hall``, never as root: what lies in its folder is its own to link anywhere.

    records.py copy CONFIG            exit 0: there is a copy, or the records are no file here
    records.py restore CONFIG REASON  exit 0: they are as they were; REASON is for the office
    records.py settled CONFIG         the office need not be told any more
"""

import os
import shutil
import sqlite3
import sys
import tomllib
from contextlib import closing
from pathlib import Path

#: In the storage folder; the copy beside those that hall/before_upgrade.py makes.
FOLDER, COPY = "before-upgrade", "whole-upgrade.sqlite3"
#: Read by hall/failed_upgrade.py.
FAILED = "upgrade-failed.json"
KEPT_ASIDE = "failed-upgrade.sqlite3"


class Places:
    def __init__(self, config: Path) -> None:
        values = tomllib.loads(config.read_text("utf-8-sig"))
        folder = config.resolve().parent
        url = str(values.get("database", {}).get("url", "sqlite:///var/hall.sqlite3")).strip()
        scheme, _, path = url.partition(":///")
        self.database = folder / path if scheme.startswith("sqlite") else None
        self.storage = folder / str(values.get("storage", {}).get("folder", "var")).strip()
        self.copy = self.storage / FOLDER / COPY


def copy(places: Places) -> None:
    """Whole and checked, or nothing. Raises OSError or sqlite3.Error."""
    places.copy.unlink(missing_ok=True)
    if places.database is None or not places.database.exists():
        return
    places.copy.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    unfinished = places.copy.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(places.database)) as records:
        records.execute("VACUUM INTO ?", (str(unfinished),))
    with closing(sqlite3.connect(unfinished)) as copied:
        found = copied.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    to_disk(unfinished)
    unfinished.replace(places.copy)
    to_disk(places.copy.parent)


def restore(places: Places, reason: str) -> None:
    """Only where the new version changed the tables: otherwise the old one goes on with what there
    is, and nothing that happened meanwhile is lost. The other database is kept aside."""
    database = places.database
    is_copied = database is not None and places.copy.exists()
    if database and is_copied and version_of(places.copy) != version_of(database):
        put_back(places.copy, database)
    places.storage.joinpath(FAILED).write_text(reason, "utf-8")


def put_back(copy: Path, database: Path) -> None:
    """The copy under the database's name, and that under another, with what SQLite keeps beside."""
    aside = copy.with_name(KEPT_ASIDE)
    unfinished = database.with_name(f"{database.name}.restoring")
    shutil.copyfile(copy, unfinished)
    to_disk(unfinished)
    for ending in ("", "-wal", "-shm"):
        beside = database.with_name(database.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    unfinished.replace(database)
    to_disk(database.parent)


def settled(places: Places) -> None:
    places.storage.joinpath(FAILED).unlink(missing_ok=True)


def version_of(database: Path) -> object:
    """Of its tables; None where nobody can read it."""
    try:
        with closing(sqlite3.connect(database)) as records:
            return records.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return None


def to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def main(what: str, config: str, *reason: str) -> None:
    os.umask(0o027)
    places = Places(Path(config))
    {"copy": copy, "restore": restore, "settled": settled}[what](places, *reason)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (OSError, sqlite3.Error, ValueError) as error:
        sys.exit(f"{error}")
