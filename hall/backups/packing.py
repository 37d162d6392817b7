"""A backup of everything the hall cannot make again: records, notices' files, proofs.

One file: a zip with the database as it was at one moment, and every file on the shelf that it
refers to. Those never change under their names, so they may be copied after it.
"""

import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from hall.backups.pace import Breathe, copied, unhurried
from hall.database_file import backup_to
from hall.database_unusable import DatabaseUnusable
from hall.durable_files import move_whole
from hall.notices.media_store import MediaState, MediaStore

DATABASE = "hall.sqlite3"
FILES = "notices/"
#: In the storage folder, the hall's own: its picture, and clips that somebody spoke.
OWN_FILES = ("logo.png", "voice/*/*.opus")
#: Only in a backup that is sealed: what opens the sealed remains and signs cookies.
SECRET_KEY = "secret.key"
CONFIG = "config.toml"
#: Which files a database of any version refers to.
REFERRING = ("notice_file", "proof")


def back_up(
    url: str,
    media_store: MediaStore,
    file: Path,
    also: Mapping[str, Path] = {},  # only read
    breathe: Breathe = unhurried,
) -> list[str]:
    """Returns the files that are missing or broken, and so not in it.

    ``also``: what else is to lie in it, by the name there, as far as it exists; ``breathe`` is
    told of every byte.

    Raises DatabaseUnusable, also when ``file`` is there already or the disk is full.
    """
    if file.exists():
        raise DatabaseUnusable("exists", file=file)
    database = file.with_name(f"{file.name}.database")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        database.unlink(missing_ok=True)  # of an attempt that was interrupted
        backup_to(url, database)
        packed, without = _contents(database, media_store)
        _pack({**packed, **also}, unfinished, breathe)
        database.unlink()  # first: a power cut leaves nothing beside a backup that has its name
        move_whole(unfinished, file)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable("not_backed_up", error=error) from error
    finally:
        for left_over in (database, unfinished):
            left_over.unlink(missing_ok=True)
    return without


def _contents(database: Path, media_store: MediaStore) -> tuple[dict[str, Path], list[str]]:
    """By their names in the backup; and the files that should be among them and are not."""
    storage, names = media_store.folder.parent, referred_to(database)
    own = [file for pattern in OWN_FILES for file in sorted(storage.glob(pattern))]
    sound = [name for name in names if media_store.judge(name) is MediaState.SOUND]
    files = {file.relative_to(storage).as_posix(): file for file in own}
    files |= {FILES + name: media_store.folder / name for name in sound}
    return {DATABASE: database, **files}, [name for name in names if name not in sound]


def _pack(contents: Mapping[str, Path], target: Path, breathe: Breathe) -> None:
    """Pictures, films and voices are small already: they are not made smaller."""
    with target.open("wb") as opened, zipfile.ZipFile(opened, "w") as packed:
        for name, file in contents.items():
            if not file.is_file():
                continue
            entry = zipfile.ZipInfo.from_file(file, name)
            text = name in (DATABASE, CONFIG)
            entry.compress_type = zipfile.ZIP_DEFLATED if text else zipfile.ZIP_STORED
            with file.open("rb") as plain, packed.open(entry, "w") as kept:
                copied(plain, kept, breathe)


def referred_to(database: Path) -> list[str]:
    """Names of the files that the records speak of; an older version may lack a table of them."""
    with closing(sqlite3.connect(database)) as records:
        known = {name for (name,) in records.execute("SELECT name FROM sqlite_master")}
        asked = " UNION ".join(f"SELECT name FROM {table}" for table in REFERRING if table in known)
        return sorted(name for (name,) in records.execute(asked)) if asked else []
