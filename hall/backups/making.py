"""One backup, made and opened again before it has its name: what bears the name can be restored.

    pack -> seal, where there is a key -> open it again as a restore would -> copy -> name

All but the last two happens in the storage folder, so that nothing unsealed ever lies elsewhere.
"""

import sqlite3
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from hall.backups.opening import must_be_of, opened_again
from hall.backups.pace import Breathe, copied, unhurried
from hall.backups.packing import CONFIG, SECRET_KEY, back_up
from hall.backups.sealing import seal
from hall.database_unusable import DatabaseUnusable
from hall.durable_files import move_whole
from hall.events import BackupMade
from hall.notices.media_store import MediaStore


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSource:
    """What a backup is made of, and what it is sealed with."""

    url: str
    storage: Path
    config_file: Path | None = None
    secret: bytes | None = None  # None: it is not sealed, and the hall's own key is not in it


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBackup:
    """A backup that was opened and holds what it should."""

    file: Path
    size_bytes: int
    sha256: str
    rows: int
    seq: int  # of the journal's last row in it
    hash: str
    without: list[str]  # files of notices that are missing or broken in the hall itself

    def fact(self) -> BackupMade:
        """As the journal holds it."""
        return BackupMade(
            file=self.file.name,
            folder=str(self.file.parent),
            size_bytes=self.size_bytes,
            sha256=self.sha256,
            rows=self.rows,
            seq=self.seq,
            missing_files=len(self.without),
        )


def make_backup(source: BackupSource, file: Path, breathe: Breathe = unhurried) -> MadeBackup:
    """Under its name only when it was opened and found whole.

    Raises DatabaseUnusable: the file is there already, a full disk, a folder that is gone, or a
    backup that does not hold what the hall does; and what ``breathe`` raises.
    """
    if file.exists():
        raise DatabaseUnusable("exists", file=file)
    store = MediaStore(source.storage)
    try:
        with store.workbench() as bench:
            without = _pack(source, store, bench, breathe)
            made = _sealed(source, bench, breathe)
            held = opened_again(made, bench, source.secret)
            must_be_of(source.url, held, file)
            digest = put_whole(made, file, breathe)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable("not_backed_up", error=error) from error
    return MadeBackup(
        file=file,
        size_bytes=file.stat().st_size,
        sha256=digest,
        rows=sum(held.rows.values()),
        seq=held.seq,
        hash=held.hash,
        without=without,
    )


def _pack(source: BackupSource, store: MediaStore, bench: Path, breathe: Breathe) -> list[str]:
    also = {CONFIG: source.config_file} if source.config_file else {}
    if source.secret:
        also[SECRET_KEY] = source.storage / SECRET_KEY
    return back_up(source.url, store, bench / "open.zip", also, breathe)


def _sealed(source: BackupSource, bench: Path, breathe: Breathe) -> Path:
    if source.secret is None:
        return bench / "open.zip"
    seal(bench / "open.zip", bench / "sealed.zip", source.secret, breathe)
    (bench / "open.zip").unlink()  # what is opened again comes out of the seal
    return bench / "sealed.zip"


def put_whole(made: Path, file: Path, breathe: Breathe = unhurried) -> str:
    """Copy to its place, and to its name when all of it is there; returns its SHA-256.

    Raises OSError, also when what lies there is not what was copied; nothing is left then, as far
    as the place can still be written.
    """
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with made.open("rb") as plain, unfinished.open("wb") as target:
            copied(plain, target, breathe)
        unfinished.chmod(0o640)
        if (digest := digest_of(unfinished)) != digest_of(made):
            raise OSError(f"{file.name}: what was written is not what lies there")
        move_whole(unfinished, file)
    except BaseException:
        with_nothing_left(unfinished)
        raise
    return digest


def with_nothing_left(unfinished: Path) -> None:
    """A stick that was pulled out cannot be tidied: the next time it is."""
    try:
        unfinished.unlink(missing_ok=True)
    except OSError:
        return


def digest_of(file: Path) -> str:
    """SHA-256, in hexadecimal. Raises OSError."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
