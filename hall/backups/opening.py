"""A backup is opened as a restore would, every byte of it read, before it counts as good."""

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hall.backups.packing import DATABASE
from hall.backups.sealing import unseal
from hall.database_presence import file_of
from hall.database_unusable import DatabaseUnusable

HEAD = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
ROW = "SELECT hash FROM journal WHERE seq = ?"


@dataclass(frozen=True, slots=True)
class Substance:
    """What the database in a backup holds."""

    rows: dict[str, int]  # by table
    seq: int  # of the journal's last row
    hash: str


def opened_again(made: Path, bench: Path, secret: bytes | None) -> Substance:
    """What a backup holds, every byte of it read. Raises DatabaseUnusable for a damaged one."""
    plain = made
    if secret is not None:
        plain = bench / "unsealed.zip"
        unseal(made, plain, secret)
    try:
        with zipfile.ZipFile(plain) as packed:
            broken = packed.testzip()
            packed.extract(DATABASE, bench)
    except (zipfile.BadZipFile, KeyError) as error:
        raise DatabaseUnusable("damaged", file=made) from error
    if broken:
        raise DatabaseUnusable("damaged", file=made)
    return substance_of(bench / DATABASE, made)


def substance_of(database: Path, file: Path) -> Substance:
    """Rows and the journal's head of a database that is whole.

    Raises DatabaseUnusable, naming ``file``, for a damaged one.
    """
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as records:
            if records.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise DatabaseUnusable("damaged", file=file)
            names = records.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            counts = {name: _count(records, name) for (name,) in names.fetchall()}
            head = records.execute(HEAD).fetchone() or (0, "")
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable("damaged", file=file) from error
    return Substance(counts, *head)


def _count(records: sqlite3.Connection, table: str) -> int:
    counted: int = records.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    return counted


def must_be_of(url: str, held: Substance, file: Path) -> None:
    """The journal in it ends with a row that the hall has too, and no row of it is missing.

    Raises DatabaseUnusable, naming ``file``.
    """
    database = file_of(url)
    if database is None:
        raise DatabaseUnusable("only_sqlite")
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as records:
        ours = records.execute(ROW, (held.seq,)).fetchone() or ("",)
    if ours[0] != held.hash or held.rows.get("journal", 0) != held.seq:
        raise DatabaseUnusable("damaged", file=file)
