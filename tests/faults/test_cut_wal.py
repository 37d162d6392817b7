"""The write-ahead log of a whole day is cut at each of its frames: what was acknowledged before the
cut is there, nothing is there by half, and the hall opens by itself."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from hall import journal
from hall.database import open_database
from tests.faults.a_day import Day

pytestmark = pytest.mark.slow

#: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
HEADER_BYTES, FRAME_BYTES = 32, 24 + 4096
#: One frame of so many; ``make chaos`` asks for all of them.
EACH_TIME = 1 if os.environ.get("EVERY_CUT") else 17


@dataclass(frozen=True)
class Acknowledged:
    wal_bytes: int
    seq: int


def seq_of(records: sqlite3.Connection) -> int:
    return records.execute("SELECT max(seq) FROM journal").fetchone()[0]


@pytest.fixture
def whole_day(quiet_hall, database_file: Path, tmp_path: Path):
    """The database before the day, the log of the day, and how long it was at each answer."""
    day = Day(quiet_hall)
    before, wal = tmp_path / "before.sqlite3", Path(f"{database_file}-wal")
    with closing(sqlite3.connect(database_file)) as held:
        assert held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        shutil.copyfile(database_file, before)
        held.execute("BEGIN")  # reads on: the log is not begun anew meanwhile
        told = [Acknowledged(0, seq_of(held))]
        for _ in day.deeds():
            with closing(sqlite3.connect(database_file)) as records:
                told.append(Acknowledged(wal.stat().st_size, seq_of(records)))
        yield before, wal.read_bytes(), told


def seq_after_cut(before: Path, log: bytes, file: Path) -> int:
    """Opened anew as ``hall serve`` opens it: whole, and its chain too."""
    shutil.copyfile(before, file)
    file.with_name(f"{file.name}-shm").unlink(missing_ok=True)
    file.with_name(f"{file.name}-wal").write_bytes(log)
    records = open_database(f"sqlite:///{file}")
    with records.reading() as session:
        assert journal.first_break(session) is None
        seq = journal.tail(session).seq
    records.close()
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return seq


@pytest.mark.slow_because("the database is opened anew after each of many cuts")
def test_a_log_cut_at_any_frame_keeps_every_answer_given_before(whole_day, tmp_path, bad_day):
    before, log, told = whole_day
    frames = (len(log) - HEADER_BYTES) // FRAME_BYTES
    assert told == sorted(told, key=lambda answer: answer.wal_bytes)  # it was never begun anew
    assert frames * FRAME_BYTES + HEADER_BYTES == len(log)
    cuts = [HEADER_BYTES + frame * FRAME_BYTES for frame in range(0, frames + 1, EACH_TIME)]

    found = []
    for cut in cuts:
        kept = max(answer.seq for answer in told if answer.wal_bytes <= cut)
        found.append(seq_after_cut(before, log[:cut], tmp_path / "cut.sqlite3"))
        assert found[-1] >= kept
    torn = seq_after_cut(before, log[: -FRAME_BYTES // 2], tmp_path / "cut.sqlite3")

    assert all(earlier <= later for earlier, later in pairwise(found))
    assert torn <= told[-1].seq == seq_after_cut(before, log, tmp_path / "cut.sqlite3")
    bad_day("WAL 在每一帧以后切断", len(cuts) + 1, "答应过的都在，日志环环相扣")
