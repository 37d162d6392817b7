"""What is over is closed by itself, and the shelf is swept, whatever goes wrong meanwhile."""

import os
from datetime import timedelta

import pytest

from hall.notices.maintenance_worker import MaintenanceWorker
from hall.notices.media_store import MediaStore
from hall.notices.model import Notice, NoticeFile
from hall.notices.notice_life import NoticeState
from hall.notices.queries import notice_by_id
from hall.proof_of_play.proofs import shelf_wanted
from tests.waiting import wait_until


@pytest.fixture
def media_store(tmp_path):
    return MediaStore(tmp_path)


def old_file(media_store, name):
    media_store.folder.mkdir(exist_ok=True)
    (media_store.folder / name).touch()
    os.utime(media_store.folder / name, (0, 0))


def test_it_closes_what_is_over_once(hall, clock, media_store, facts):
    with hall.work() as work:
        notice_by_id(work.session, 1).ends_at = clock.now + timedelta(minutes=1)
    caretaker = MaintenanceWorker(hall, media_store, shelf_wanted)

    caretaker.run_once(sweep=False)
    before = len(facts())
    clock.advance(minutes=1)
    caretaker.run_once(sweep=False)
    caretaker.run_once(sweep=False)

    assert len(facts()) == before + 1
    with hall.read() as snapshot:
        assert snapshot.session.get(Notice, 1).state is NoticeState.EXPIRED


def test_it_keeps_what_a_notice_shows_and_sweeps_the_rest(hall, media_store):
    kept, orphan = "a" * 64 + ".webp", "b" * 64 + ".webp"
    for name in (kept, orphan):
        old_file(media_store, name)
    with hall.work() as work:
        notice = notice_by_id(work.session, 1)
        notice.files.append(NoticeFile(position=0, name=kept, width=1, height=1))

    MaintenanceWorker(hall, media_store, shelf_wanted).forget(sweep=True)

    assert [each.name for each in media_store.folder.iterdir()] == [kept]


def test_its_thread_lives_on_after_the_unexpected(hall, clock, media_store, caplog):
    media_store.folder.touch()  # no folder: sweeping fails
    old_file_of_folder = media_store.folder
    caretaker = MaintenanceWorker(hall, media_store, shelf_wanted, round_seconds=0.02)

    def is_over():
        with hall.read() as snapshot:
            return snapshot.session.get(Notice, 1).state is NoticeState.EXPIRED

    with hall.work() as work:
        notice_by_id(work.session, 1).ends_at = clock.now

    caretaker.start()
    wait_until(is_over)
    caretaker.stop()

    assert old_file_of_folder.is_file()
