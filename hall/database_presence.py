"""Whether the database file is there, and whether it is this hall's.

Two questions. Is it the file that was opened? A file that is deleted or replaced goes on taking
what is written, and all of it is lost with the last open handle: asked before and after each unit
of work. Is it the database of this hall? The first row of its journal says so, in a storage folder
that has seen it before: an empty or a foreign file in its place would begin numbers anew.
"""

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from hall.database_unusable import DatabaseUnusable
from hall.durable_files import write_whole

#: In the storage folder: what the first row of this hall's journal is.
IDENTITY = "database.identity"
#: In the storage folder: where the latest backup lies, and of when it is.
LATEST_BACKUP = "latest-backup.json"
FIRST_ROW = "SELECT hash FROM journal ORDER BY seq LIMIT 1"


def file_of(url: str) -> Path | None:
    """Where SQLite keeps it; None for a database that is no file of ours."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite") or not parsed.database:
        return None
    return Path(parsed.database)


class OpenedFile:
    """The file as it was when the database was opened."""

    def __init__(self, file: Path, storage: Path | None = None) -> None:
        """``storage`` knows where the latest backup lies."""
        self._file, self._storage = file, storage
        self._opened = _inode(file)

    def must_be_there(self) -> None:
        """Raises DatabaseUnusable when it was deleted, moved or replaced since; once it is back
        in its place, all is well again."""
        found = _inode(self._file)
        if found is None:
            raise DatabaseUnusable("gone", file=self._file, backup=self._latest_backup())
        if found != self._opened:
            raise DatabaseUnusable("replaced", file=self._file, backup=self._latest_backup())

    def _latest_backup(self) -> "NotedBackup | None":
        return latest_backup(self._storage) if self._storage else None


def _inode(file: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def must_be_this_hall(url: str, storage: Path) -> None:
    """Before the tables are brought up to date: nothing is made where something is missing.

    Raises DatabaseUnusable for a database that is missing, empty, unreadable, or another hall's,
    where the storage folder knows this hall's.
    """
    file, known = file_of(url), known_identity(storage)
    if file is None or known is None:
        return
    mark, backup = storage / IDENTITY, latest_backup(storage)
    if not file.exists():
        raise DatabaseUnusable("missing", file=file, identity=mark, backup=backup)
    found = _identity(file)
    if found is None:
        raise DatabaseUnusable("empty", file=file, identity=mark, backup=backup)
    if found != known:
        raise DatabaseUnusable("another_hall", file=file, identity=mark, backup=backup)


def known_identity(storage: Path) -> str | None:
    """None in a folder that is new."""
    try:
        return (storage / IDENTITY).read_text("ascii").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None


def keep_identity(url: str, storage: Path) -> None:
    """From here on only this database is this hall's; nothing as long as its journal is empty.

    Raises OSError, and DatabaseUnusable for a file that cannot be read.
    """
    file = file_of(url)
    found = _identity(file) if file else None
    if found and found != known_identity(storage):
        storage.mkdir(parents=True, exist_ok=True)
        write_whole(storage / IDENTITY, found.encode("ascii"), mode=0o600)


def _identity(file: Path) -> str | None:
    """Read without any change to the file, whatever it is. None: there is no journal in it."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as records:
            first = records.execute(FIRST_ROW).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise DatabaseUnusable("closed", error=error) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable("closed", error=error) from error
    return first[0] if first else None


def note_backup(storage: Path, file: Path, at: datetime) -> None:
    """So that it can be told where the way back is. Raises OSError."""
    storage.mkdir(parents=True, exist_ok=True)
    kept = {"file": str(file.resolve()), "at": at.isoformat()}
    write_whole(storage / LATEST_BACKUP, json.dumps(kept, ensure_ascii=False).encode(), mode=0o600)


@dataclass(frozen=True, slots=True)
class NotedBackup:
    """Where the latest backup was written, and when."""

    file: Path
    at: datetime


def latest_backup(storage: Path) -> NotedBackup | None:
    """None where none was made, or its note is lost."""
    try:
        kept = json.loads((storage / LATEST_BACKUP).read_text("utf-8"))
        return NotedBackup(Path(kept["file"]), datetime.fromisoformat(kept["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
