"""A disk that is full, broken or slow: who is refused is told so, and nothing is half done."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.faults.a_day import Day
from tests.faults.sqlite_disk import (
    FULL,
    IOERR_FSYNC,
    IOERR_WRITE,
    OK,
    Doing,
    Operation,
)
from tests.faults.test_every_cut import holds_together, is_whole
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.slow

FAULTS = {
    "磁盘满": {Doing.WRITE: FULL},
    "写不进": {Doing.WRITE: IOERR_WRITE},
    "落不了盘": {Doing.SYNC: IOERR_FSYNC},
}


@dataclass
class Failing:
    """Well until one operation, and then so many in a row are refused."""

    results: dict[Doing, int]
    well: int
    refused: int

    def __call__(self, operation: Operation) -> int:
        result = self.results.get(operation.doing, OK)
        if result != OK:
            self.well -= 1
        failing = result != OK and -self.refused <= self.well < 0
        return result if failing else OK


def numbers(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as records:
        return [number for (number,) in records.execute("SELECT number FROM ticket ORDER BY id")]


@pytest.mark.parametrize("refused", [1, 10_000], ids=["once", "until mended"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_number_is_told_or_refused_and_the_next_one_comes_by_itself(
    fault, refused, disk, quiet_hall, database_file, clock, bad_day
):
    day = Day(quiet_hall)
    told = 0
    for well in count():
        clock.advance(minutes=1)  # one kiosk gives no more numbers than people can take
        disk.answer = Failing(FAULTS[fault], well, refused)
        answers = [day.take(f"{well}")]
        untouched = disk.answer.well >= 0
        disk.answer = lambda _: OK
        answers.append(day.take(f"{well}"))  # tapped again, when the disk is well
        told += 1

        assert answers in ([503, 303], [303, 303])
        assert len(numbers(database_file)) == told
        if untouched:
            break
    assert told > 1, "no operation was refused"
    assert numbers(database_file) == [f"A{n:03d}" for n in range(1, told + 1)]
    assert is_whole(database_file)
    assert holds_together(database_file)
    how = "一次" if refused == 1 else "直到修好"
    bad_day(f"取号时{fault}，{how}", told, "没取到的说 503，修好后再点一次就有，不跳号不重号")


def test_nobody_who_only_looks_waits_for_a_slow_disk_and_no_number_is_lost(
    disk, quiet_hall, database_file, bad_day
):
    day = Day(quiet_hall)
    people, syncing, let_go = 8, Event(), Event()

    def slow(operation: Operation) -> int:
        if operation.doing is Doing.SYNC:
            syncing.set()
            assert let_go.wait(PATIENCE_SECONDS)
        return OK

    disk.answer = slow
    answers: list[int] = []
    visitors = [
        Thread(target=lambda key=key: answers.append(day.take(key)))
        for key in map(str, range(people))
    ]
    for visitor in visitors:
        visitor.start()
    assert syncing.wait(PATIENCE_SECONDS)
    looking = quiet_hall.app.test_client()
    for page in ("/kiosk", "/display/main", "/api/v1/health"):
        assert looking.get(page).status_code == 200
    assert answers == []  # nobody was told a number that is not on the disk yet
    let_go.set()
    for visitor in visitors:
        visitor.join()

    assert answers == [303] * people
    assert numbers(database_file) == [f"A{n:03d}" for n in range(1, people + 1)]
    bad_day("磁盘慢得不回答时取号", people, "看屏幕的不等；号码落了盘才说，一个不少")
