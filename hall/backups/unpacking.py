"""Everything that a backup holds, put back: files first, the database last.

A backup of before, which is the database alone, is restored too.
"""

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hall.backups.packing import CONFIG, DATABASE, FILES, SECRET_KEY, referred_to
from hall.backups.restored import end_sign_ins_of_then
from hall.database_file import must_be_ours, restore_from
from hall.database_unusable import DatabaseUnusable
from hall.durable_files import move_whole
from hall.notices.media_store import NAME, MediaState, MediaStore, verdict

#: What may be put back into the storage folder.
OWN = re.compile(r"logo\.png|secret\.key|voice/[\w-]{1,64}/[\w-]{1,64}\.opus")


@dataclass(frozen=True, slots=True)
class Restored:
    kept: Path | None  # where the old database is
    without: list[str]  # files that the backup should have had


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
        kept = restore_from(url, file, despite_chain=despite_chain, prepare=end_sign_ins_of_then)
        return Restored(kept, [])
    try:
        with media_store.workbench() as bench, _opened(file) as packed:
            database = bench / DATABASE
            _take_out(packed, DATABASE, database)
            must_be_ours(database, file, despite_chain=despite_chain)
            without = _put_back(packed, media_store, bench, referred_to(database))
            _put_back_own(packed, media_store.folder.parent, bench)
            kept = restore_from(url, database, despite_chain=True, prepare=end_sign_ins_of_then)
            return Restored(kept, without)  # the chain was looked at
    except OSError as error:
        raise DatabaseUnusable("not_restored", error=error) from error


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as packed:
            yield packed
    except (zipfile.BadZipFile, KeyError) as error:
        raise DatabaseUnusable("no_zip", file=file) from error


def config_in(file: Path) -> bytes | None:
    """The config.toml that was kept with it; None in a backup of before, or the database alone.

    Raises DatabaseUnusable for a damaged one.
    """
    if not zipfile.is_zipfile(file):
        return None
    with _opened(file) as packed:
        return packed.read(CONFIG) if CONFIG in packed.namelist() else None


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
            (bench / "own").chmod(0o600 if name == SECRET_KEY else 0o640)
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
