"""The whole database as one file: copied while it is in use, and put back in its place."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from hall.database import PATIENCE_SECONDS, engine_at, make_room_for, open_database
from hall.database_unusable import DatabaseUnusable
from hall.database_versions import version_of
from hall.durable_files import move_whole
from hall.journal import first_break

#: SQLite's database, its write-ahead log, and the index of the log.
DATABASE_FILES = ("", "-wal", "-shm")


def backup_to(url: str, file: Path) -> None:
    """Copy the whole database as it is at one moment. Raises DatabaseUnusable."""
    source = _sqlite_file(url)
    if not source.is_file():
        raise DatabaseUnusable("nothing_there", file=source)
    if file.exists():
        raise DatabaseUnusable("exists", file=file)
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(source, timeout=PATIENCE_SECONDS)) as database:
            database.execute("VACUUM INTO ?", (str(unfinished),))
        move_whole(unfinished, file)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseUnusable("not_backed_up", error=error) from error


def restore_from(
    url: str,
    file: Path,
    *,
    despite_chain: bool = False,
    prepare: Callable[[Path], object] = lambda draft: None,
) -> Path | None:
    """Put a backup in the database's place; the old one is kept. Returns where.

    ``prepare`` may change what is put there, before it is. Raises DatabaseUnusable.
    """
    target = _sqlite_file(url)
    if not file.is_file():
        raise DatabaseUnusable("no_backup", file=file)
    make_room_for(str(target))
    draft = target.with_name(f"{target.name}.restoring")
    try:
        _unlink_database(draft)  # of an attempt that was interrupted
        shutil.copyfile(file, draft)
        must_be_ours(draft, file, despite_chain=despite_chain)
        prepare(draft)
        _without_log(draft)
        kept = _put_aside(target)
        move_whole(draft, target)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseUnusable("not_restored", error=error) from error
    finally:
        _unlink_database(draft)
    return kept


def must_be_ours(draft: Path, file: Path, *, despite_chain: bool = False) -> None:
    """A whole database of this program, brought up to date, in one file without a log beside.

    Raises DatabaseUnusable for what is none, or damaged, or whose journal was changed behind its
    back (unless ``despite_chain``); ``file`` is the name that is said then.
    """
    engine = engine_at(f"sqlite:///{draft}")
    try:
        ours = version_of(engine) is not None
    except DatabaseError:
        ours = False
    finally:
        engine.dispose()
    if not ours:
        raise DatabaseUnusable("not_ours", file=file)
    database = open_database(f"sqlite:///{draft}")
    try:
        with database.reading() as session:
            broken = first_break(session)
    finally:
        database.close()
    damage = damage_of(draft)
    _without_log(draft)
    if damage:
        raise DatabaseUnusable("damaged", file=file)
    if broken and not despite_chain:
        raise DatabaseUnusable("chain", file=file, seq=broken.seq)


def _without_log(draft: Path) -> None:
    """All of it in the one file."""
    with closing(sqlite3.connect(draft)) as copied:
        copied.execute("PRAGMA journal_mode = DELETE")


def damage_of(file: Path) -> str | None:
    """What SQLite finds first when it looks at every page; None when all are whole."""
    with closing(sqlite3.connect(file)) as records:
        try:
            found: str = records.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            return str(error)
    return None if found == "ok" else " ".join(found.split())


def _put_aside(target: Path) -> Path | None:
    """Keep the old database, with its write-ahead log, under a name of its own."""
    kept = target.with_name(f"{target.name}.before-restore-{time.time_ns() // 1_000_000}")
    if not target.exists():  # a log alone: a restore was cut between the two, and it is the other's
        before = target.parent.glob(f"{target.name}.before-restore-*[0-9]")
        kept = max((one for one in before if not _log_of(one).exists()), default=kept)
    for suffix in DATABASE_FILES:
        if (part := Path(f"{target}{suffix}")).exists():
            part.rename(f"{kept}{suffix}")
    return kept if kept.exists() else None


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _unlink_database(file: Path) -> None:
    for suffix in DATABASE_FILES:
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def _sqlite_file(url: str) -> Path:
    if not url.startswith("sqlite"):
        raise DatabaseUnusable("only_sqlite")
    return Path(make_url(url).database or "")
