"""What is over is closed by itself, and the shelf is swept, whatever goes wrong meanwhile."""

import os
import time
from datetime import timedelta

import pytest

from hall.notices.caretaker import Caretaker
from hall.notices.life import State
from hall.notices.model import Notice, NoticeFile
from hall.notices.queries import notice_by_id
from hall.notices.storage import Shelf


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def old_file(shelf, name):
    shelf.folder.mkdir(exist_ok=True)
    (shelf.folder / name).touch()
    os.utime(shelf.folder / name, (0, 0))


def test_it_closes_what_is_over_once(hall, clock, shelf, facts):
    with hall.work() as work:
        notice_by_id(work.session, 1).ends_at = clock.now + timedelta(minutes=1)
    caretaker = Caretaker(hall, shelf)

    caretaker.go_round(sweep=False)
    before = len(facts())
    clock.advance(minutes=1)
    caretaker.go_round(sweep=False)
    caretaker.go_round(sweep=False)

    assert len(facts()) == before + 1
    with hall.look() as look:
        assert look.session.get(Notice, 1).state is State.EXPIRED


def test_it_keeps_what_a_notice_shows_and_sweeps_the_rest(hall, shelf):
    kept, orphan = "a" * 64 + ".webp", "b" * 64 + ".webp"
    for name in (kept, orphan):
        old_file(shelf, name)
    with hall.work() as work:
        notice = notice_by_id(work.session, 1)
        notice.files.append(NoticeFile(position=0, name=kept, width=1, height=1))

    Caretaker(hall, shelf).go_round(sweep=True)

    assert [each.name for each in shelf.folder.iterdir()] == [kept]


def test_its_thread_lives_on_after_the_unexpected(hall, clock, shelf, caplog):
    shelf.folder.touch()  # no folder: sweeping fails
    old_file_of_folder = shelf.folder
    caretaker = Caretaker(hall, shelf, round_seconds=0.02)
    with hall.work() as work:
        notice_by_id(work.session, 1).ends_at = clock.now

    caretaker.start()
    deadline = time.monotonic() + 30
    state = None
    while state is not State.EXPIRED and time.monotonic() < deadline:
        time.sleep(0.02)
        with hall.look() as look:
            state = look.session.get(Notice, 1).state
    caretaker.stop()

    assert state is State.EXPIRED
    assert old_file_of_folder.is_file()
