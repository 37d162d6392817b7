"""The night's backup, those that are asked for, and sticks that come and go."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.backups.backup_names import kept_in, name_of
from hall.backups.backup_worker import SETTLED_AFTER_ROUNDS, BackupWorker
from hall.backups.due import is_due, last_good_backup, set_backup_hour
from hall.clock import local
from hall.database_presence import keep_identity
from hall.events import BackupCopied, BackupFailed, BackupMade, BackupsRemoved, StickFound
from server.backups import backup_plan
from web.sentences.backups import STICK_FOLDER

NIGHT = time(2, 30)
NEW_YEAR = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 365 * 1440).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))


@given(MOMENTS, st.integers(0, 3 * 24 * 60))
def test_a_backup_is_due_when_the_hour_came_by_since_the_last(last, minutes):
    now = last + timedelta(minutes=minutes)
    hours = [local(last) + timedelta(minutes=passed) for passed in range(1, minutes + 1)]
    passed = any(hour.hour == 2 and hour.minute == 30 for hour in hours)

    assert is_due(now, NIGHT, last) == passed
    assert not is_due(now, None, last)
    assert is_due(now, NIGHT, None)


@pytest.fixture
def mounts(tmp_path):
    """What the system says is mounted; ``plug`` a stick in, and ``pull`` it out."""
    (tmp_path / "mountinfo").write_text("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
    return tmp_path / "mountinfo"


@pytest.fixture
def worker(hall, config, mounts):
    keep_identity(config.database_url, config.storage_folder)
    return BackupWorker(hall, replace(backup_plan(config), mounts=mounts))


def plug(mounts, stick, *, prepared=True):
    folder = stick / STICK_FOLDER
    (folder if prepared else stick).mkdir(parents=True, exist_ok=True)
    named = str(stick).replace(" ", "\\040")
    mounts.write_text(mounts.read_text() + f"36 22 8:17 / {named} rw - vfat /dev/sdb1 rw\n")
    return folder


def rounds(worker, count=SETTLED_AFTER_ROUNDS + 25):
    for _ in range(count):
        worker.run_once()


def backups(worker):
    return kept_in(worker.shelf.plan.main, worker.shelf.identity)


def told(facts, kind):
    return [fact for fact in facts() if isinstance(fact, kind)]


def test_once_a_night_and_late_when_the_hall_was_off(worker, clock, facts, hall):
    rounds(worker)
    rounds(worker)
    assert len(backups(worker)) == len(told(facts, BackupMade)) == 1

    clock.advance(days=3)
    rounds(worker)

    assert len(backups(worker)) == 2
    with hall.read() as snapshot:
        last = last_good_backup(snapshot)
        assert last is not None
        assert (last.file, last.is_old) == (backups(worker)[0].file.name, False)
    clock.advance(hours=37)
    with hall.read() as snapshot:
        assert last_good_backup(snapshot).is_old


def test_none_by_itself_where_the_office_says_so_or_the_clock_is_doubted(worker, hall, clock):
    with hall.work() as work:
        set_backup_hour(work, None)
    rounds(worker)
    assert backups(worker) == []
    with hall.work() as work:
        set_backup_hour(work, NIGHT)
    clock.jump(days=-400)
    hall.doubt_the_clock()
    rounds(worker)
    assert backups(worker) == []

    worker.ask_for("staff:1")
    worker.run_once()

    assert len(backups(worker)) == 1


def test_a_double_press_makes_one_and_says_who_asked(worker, hall, facts):
    worker.ask_for("staff:1")
    worker.ask_for("staff:1")
    worker.run_once()
    worker.run_once()

    assert len(told(facts, BackupMade)) == 1
    assert worker.pace is None


def test_a_folder_that_is_not_there_is_told_and_not_made(hall, config, mounts, facts, tmp_path):
    keep_identity(config.database_url, config.storage_folder)
    away = replace(backup_plan(config), main=tmp_path / "nas", main_is_ours=False, mounts=mounts)
    worker = BackupWorker(hall, away)

    worker.ask_for("staff:1")
    worker.run_once()

    assert told(facts, BackupFailed) == [BackupFailed(str(tmp_path / "nas"), "missing")]
    assert not (tmp_path / "nas").exists()


def test_a_passphrase_that_nobody_types_at_night_is_told(hall, config, mounts, facts):
    keep_identity(config.database_url, config.storage_folder)
    asked = replace(config, storage=replace(config.storage, backup_key="ask"))
    worker = BackupWorker(hall, replace(backup_plan(asked), mounts=mounts))

    worker.ask_for("staff:1")
    worker.run_once()

    assert [fact.reason for fact in told(facts, BackupFailed)] == ["backup_key_asked"]


def test_the_second_folder_and_a_stick_get_a_copy(worker, mounts, facts, tmp_path):
    (tmp_path / "nas").mkdir()
    worker.shelf.plan = replace(worker.shelf.plan, second=tmp_path / "nas")
    folder = plug(mounts, tmp_path / "a stick")
    worker.ask_for("staff:1")
    worker.run_once()

    (made,) = backups(worker)
    for place in (tmp_path / "nas", folder):
        assert (place / made.file.name).read_bytes() == made.file.read_bytes()
    assert len(told(facts, BackupCopied)) == 2


def test_a_stick_that_is_plugged_in_is_told_and_gets_the_newest(worker, mounts, facts, tmp_path):
    worker.ask_for("staff:1")
    worker.run_once()
    assert plug(mounts, tmp_path / "bare", prepared=False)
    worker.run_once()
    assert (told(facts, StickFound), worker.shelf.bare_sticks()) == ([], [tmp_path / "bare"])

    folder = plug(mounts, tmp_path / "a stick")
    half = folder / f"{backups(worker)[0].file.name}.unfinished"
    half.write_bytes(b"pulled out in the middle")
    (folder / "holiday.jpg").touch()
    worker.run_once()
    worker.run_once()

    assert told(facts, StickFound) == [StickFound(str(folder))]
    assert sorted(file.name for file in folder.iterdir()) == [
        backups(worker)[0].file.name,
        "holiday.jpg",
    ]
    worker.shelf.prepare_stick(tmp_path / "bare", "staff:1")
    worker.run_once()
    assert len(list((tmp_path / "bare" / STICK_FOLDER).iterdir())) == 1


def test_a_stick_that_cannot_be_written_is_told_and_holds_nothing_half(
    worker, mounts, facts, tmp_path
):
    worker.ask_for("staff:1")
    worker.run_once()
    (made,) = backups(worker)
    folder = plug(mounts, tmp_path / "stick")
    (folder / f"{made.file.name}.unfinished").mkdir()  # as a broken file system may show it

    worker.run_once()

    assert [fact.reason for fact in told(facts, BackupFailed)] == ["broken"]
    assert not (folder / made.file.name).exists()


def test_the_rule_takes_away_what_the_hall_made_and_nothing_else(worker, clock, facts):
    worker.ask_for("staff:1")
    worker.run_once()
    main, identity = worker.shelf.plan.main, worker.shelf.identity
    for day in range(1, 60):
        (main / name_of(identity, clock.now - timedelta(days=day))).touch()
    others = ["before-the-move.zip", "hall-00000000-20240101-000000.zip", "notes.txt"]
    for name in others:
        (main / name).touch()

    worker.ask_for("staff:1")
    clock.advance(seconds=1)
    worker.run_once()

    assert 7 <= len(backups(worker)) <= 23
    assert all((main / name).exists() for name in others)
    (removed,) = told(facts, BackupsRemoved)
    assert len(removed.files) == 61 - len(backups(worker))
