"""Backup and restore of everything the hall cannot make again: records, notices' files, proofs.

One file: a zip with the database as it was at one moment, and every file on the shelf that it
refers to. Those never change under their names, so they may be copied after it. A backup of
before, which is the database alone, is restored too.
"""

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hall.database_file import backup_to, must_be_ours, restore_from
from hall.database_unusable import DatabaseUnusable
from hall.durable_files import move_whole
from hall.notices.media_store import NAME, MediaState, MediaStore, verdict

DATABASE = "hall.sqlite3"
FILES = "notices/"
#: In the storage folder, the hall's own: its picture, and clips that somebody spoke.
OWN_FILES = ("logo.png", "voice/*/*.opus")
OWN = re.compile(r"logo\.png|voice/[\w-]{1,64}/[\w-]{1,64}\.opus")
#: Which files a database of any version refers to.
REFERRING = ("notice_file", "proof")


@dataclass(frozen=True, slots=True)
class Restored:
    kept: Path | None  # where the old database is
    without: list[str]  # files that the backup should have had


def back_up(url: str, media_store: MediaStore, file: Path) -> list[str]:
    """Returns the files that are missing or broken, and so not in it.

    Raises DatabaseUnusable, also when ``file`` is there already or the disk is full.
    """
    if file.exists():
        raise DatabaseUnusable("exists", file=file)
    copied = file.with_name(f"{file.name}.database")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        copied.unlink(missing_ok=True)  # of an attempt that was interrupted
        backup_to(url, copied)
        without = _pack(copied, media_store, unfinished)
        copied.unlink()  # first: a power cut leaves nothing beside a backup that has its name
        move_whole(unfinished, file)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable("not_backed_up", error=error) from error
    finally:
        for left_over in (copied, unfinished):
            left_over.unlink(missing_ok=True)
    return without


def _pack(database: Path, media_store: MediaStore, target: Path) -> list[str]:
    without = []
    with target.open("wb") as opened, zipfile.ZipFile(opened, "w") as packed:
        packed.write(database, DATABASE, zipfile.ZIP_DEFLATED)
        storage = media_store.folder.parent
        for pattern in OWN_FILES:
            for own in sorted(storage.glob(pattern)):
                packed.write(own, own.relative_to(storage).as_posix(), zipfile.ZIP_STORED)
        for name in referred_to(database):
            if media_store.judge(name) is MediaState.SOUND:
                packed.write(media_store.folder / name, FILES + name, zipfile.ZIP_STORED)
            else:
                without.append(name)
    return without


def referred_to(database: Path) -> list[str]:
    """Names of the files that the records speak of; an older version may lack a table of them."""
    with closing(sqlite3.connect(database)) as records:
        known = {name for (name,) in records.execute("SELECT name FROM sqlite_master")}
        asked = " UNION ".join(f"SELECT name FROM {table}" for table in REFERRING if table in known)
        return sorted(name for (name,) in records.execute(asked)) if asked else []


def restore(
    url: str, media_store: MediaStore, file: Path, *, despite_chain: bool = False
) -> Restored:
    """Files first: a database never refers to what is not there yet.

    Raises DatabaseUnusable for a backup that is not there, broken, of another program, or whose
    journal does not hold together (unless ``despite_chain``: there is no better one).
    """
    if not file.is_file():
        raise DatabaseUnusable("no_backup", file=file)
    if not zipfile.is_zipfile(file):
        return Restored(restore_from(url, file, despite_chain=despite_chain), [])
    try:
        with media_store.workbench() as bench, _opened(file) as packed:
            database = bench / DATABASE
            _take_out(packed, DATABASE, database)
            must_be_ours(database, file, despite_chain=despite_chain)
            without = _put_back(packed, media_store, bench, referred_to(database))
            _put_back_own(packed, media_store.folder.parent, bench)
            return Restored(restore_from(url, database, despite_chain=True), without)  # looked at
    except OSError as error:
        raise DatabaseUnusable("not_restored", error=error) from error


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as packed:
            yield packed
    except (zipfile.BadZipFile, KeyError) as error:
        raise DatabaseUnusable("no_zip", file=file) from error


def _take_out(packed: zipfile.ZipFile, name: str, target: Path) -> None:
    with packed.open(name) as content, target.open("wb") as opened:
        shutil.copyfileobj(content, opened)


def _put_back_own(packed: zipfile.ZipFile, storage: Path, bench: Path) -> None:
    """What is there already stays; a clip or picture that is broken is left out."""
    for name in packed.namelist():
        target = storage / name
        if not OWN.fullmatch(name) or target.exists():
            continue
        with suppress(zipfile.BadZipFile):
            _take_out(packed, name, bench / "own")
            target.parent.mkdir(parents=True, exist_ok=True)
            move_whole(bench / "own", target)


def _put_back(
    packed: zipfile.ZipFile, media_store: MediaStore, bench: Path, wanted: list[str]
) -> list[str]:
    """What is there already stays; what is broken in the backup is told, and the rest restored."""
    without = []
    for name in wanted:
        if not NAME.fullmatch(name) or media_store.judge(name) is MediaState.SOUND:
            continue
        with suppress(zipfile.BadZipFile, KeyError):  # broken, or not in it: nothing sound comes
            _take_out(packed, FILES + name, bench / name)
        if verdict(bench, name) is MediaState.SOUND:
            media_store.keep(bench / name)
        else:
            without.append(name)
    return without
