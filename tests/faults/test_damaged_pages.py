"""Every page of the database in turn is damaged: who asks is told so, and ``hall doctor`` too."""

import os
import random
import sqlite3
from pathlib import Path

import pytest

from config import Config
from hall.unit_of_work import Hall
from server.diagnosis import examine
from tests.faults.a_day import Day
from tests.faults.conftest import contents

pytestmark = pytest.mark.slow

PAGE_BYTES = 4096
#: One page of so many; ``make chaos`` asks for all of them.
EACH_TIME = 1 if os.environ.get("EVERY_CUT") else 12
LOOKS = ("/kiosk", "/display/main", "/api/v1/health")
TOLD = {"/kiosk": 200, "/display/main": 200, "/api/v1/health": 200, "a number": 303}


class Damaged:
    """A running hall whose database gets one page of rubbish."""

    def __init__(self, hall: Hall, file: Path) -> None:
        self._engine = hall._records.engine
        self._engine.dispose()
        self._file, self._whole = file, file.read_bytes()
        self.pages = range(0, len(self._whole) // PAGE_BYTES, EACH_TIME)

    def at(self, page: int) -> None:
        self._engine.dispose()
        for ending in ("-wal", "-shm"):
            Path(f"{self._file}{ending}").unlink(missing_ok=True)
        at, rubbish = page * PAGE_BYTES, random.Random(page).randbytes(PAGE_BYTES)
        self._file.write_bytes(self._whole[:at] + rubbish + self._whole[at + PAGE_BYTES :])


def the_doctor_finds_it(config: Config) -> bool:
    for check in examine(config):
        if check.part in {"database", "journal"} and not check.well:
            return True
        if check.part == "journal":
            break
    return False


def read_or_none(file: Path) -> str | None:
    try:
        return contents(file)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def test_no_damage_is_an_error_without_words_and_the_doctor_finds_what_matters(
    quiet_hall, database_file, config, clock, bad_day
):
    day, damaged = Day(quiet_hall), Damaged(quiet_hall.hall, database_file)
    before, refused = contents(database_file), 0
    for page in damaged.pages:
        damaged.at(page)
        matters = read_or_none(database_file) != before
        damaged.at(page)
        assert the_doctor_finds_it(config) or not matters, page

        damaged.at(page)
        answers = {path: day.kiosk.get(path).status_code for path in LOOKS}
        clock.advance(minutes=1)  # nobody takes two hundred numbers in a moment
        answers["a number"] = day.take(f"{page}")
        assert all(status in {TOLD[what], 503} for what, status in answers.items()), (page, answers)
        refused += 503 in answers.values()
    assert refused
    bad_day(
        "数据库里一页坏了", len(damaged.pages), f"{refused} 次当场说不能用；其余由 hall doctor 查出"
    )
