"""The power is cut at every single write and sync of a day: what was committed is there, whole.

The cut is taken twice over: with all that the system had been given (the program was killed), and
with only what it had been told to sync, for the database and for its log (the plug was pulled).
What a program of tomorrow finds must be one of the states that were committed, and none older than
the last one before the cut.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from hall import journal
from hall.database import open_database
from tests.faults.a_day import Day
from tests.faults.conftest import contents
from tests.faults.sqlite_disk import OK, Doing, Operation

pytestmark = pytest.mark.slow

#: One cut of so many is looked at.
EACH_TIME = 1 if os.environ.get("EVERY_CUT") else 5


class Committed:
    """The states of the database after each commit, oldest first."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.states = [contents(file)]

    @contextmanager
    def watched(self) -> Iterator[None]:
        def keep(_session: Session) -> None:
            self.states.append(contents(self._file))

        event.listen(Session, "after_commit", keep)
        try:
            yield
        finally:
            event.remove(Session, "after_commit", keep)

    def __contains__(self, state: str) -> bool:
        return state in self.states

    @property
    def newest(self) -> int:
        return len(self.states) - 1


@dataclass
class Cuts:
    """What would lie on the disk if the power were cut before each operation."""

    file: Path
    committed: Committed
    #: The contents of database and log, and the newest state that must be in them.
    found: dict[tuple[bytes, bytes], int] = field(default_factory=dict)
    looked_at: int = 0
    _bytes: dict[bytes, bytes] = field(default_factory=dict)
    _synced: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._synced = {name: self._now(name) for name in self._names}

    @property
    def _names(self) -> tuple[str, str]:
        return self.file.name, f"{self.file.name}-wal"

    def _now(self, name: str) -> bytes:
        part = self.file.with_name(name)
        content = part.read_bytes() if part.exists() else b""
        digest = sha256(content).digest()
        self._bytes.setdefault(digest, content)
        return digest

    def __call__(self, operation: Operation) -> int:
        if operation.file.name in self._names:
            self.look()
            if operation.doing is Doing.SYNC:
                self._synced[operation.file.name] = self._now(operation.file.name)
        return OK

    def look(self) -> None:
        written = {name: self._now(name) for name in self._names}
        for database, log in product(
            *({written[name], self._synced[name]} for name in self._names)
        ):
            self.found[database, log] = self.committed.newest

    def laid_out(self, folder: Path) -> Iterator[tuple[Path, int]]:
        """Each in turn as files; ``make chaos`` asks for all of them, ``make test`` for some."""
        for number, ((database, log), newest) in enumerate(self.found.items()):
            if number % EACH_TIME != number // EACH_TIME % EACH_TIME:
                continue
            self.looked_at += 1
            place = folder / str(number)
            place.mkdir()
            (place / self.file.name).write_bytes(self._bytes[database])
            (place / f"{self.file.name}-wal").write_bytes(self._bytes[log])
            yield place / self.file.name, newest
            shutil.rmtree(place)


def is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as records:
        return records.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def holds_together(file: Path) -> bool:
    """Every row of the journal follows from the one before."""
    records = open_database(f"sqlite:///{file}")
    try:
        with records.reading() as session:
            return journal.first_break(session) is None
    finally:
        records.close()


def move_the_log_into(file: Path) -> None:
    with closing(sqlite3.connect(file)) as records:
        records.execute("PRAGMA wal_checkpoint(RESTART)")


def test_what_was_committed_is_there_wherever_the_power_is_cut(
    disk, quiet_hall, database_file, tmp_path, bad_day
):
    day = Day(quiet_hall)
    committed = Committed(database_file)
    cuts = Cuts(database_file, committed)
    disk.answer = cuts
    with committed.watched():
        for done, _ in enumerate(day.deeds(), start=1):
            cuts.look()
            assert committed.newest >= done
            if done % 6 == 0:
                move_the_log_into(database_file)
    disk.answer = lambda _: OK

    for file, newest in cuts.laid_out(tmp_path):
        state = contents(file)
        assert state in committed
        assert max(n for n, each in enumerate(committed.states) if each == state) >= newest
        assert is_whole(file)
    assert holds_together(database_file)  # and with it each state before
    bad_day(
        "一天里每一次写盘、每一次落盘以前断电",
        cuts.looked_at,
        f"答应了的 {committed.newest} 件事一件不少、一件不重，日志连得上",
    )
