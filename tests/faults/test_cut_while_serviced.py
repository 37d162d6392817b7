"""The power is cut in the middle of an upgrade, a backup, a restore: the old, or the new, whole."""

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from hall.backups.packing import back_up
from hall.backups.unpacking import restore
from hall.database import open_database
from hall.database_presence import keep_identity
from hall.database_unusable import DatabaseUnusable
from hall.notices.media_store import MediaStore
from tests.faults.conftest import contents
from tests.faults.killed_child import killed_before
from tests.faults.sqlite_disk import OK
from tests.faults.test_every_cut import Committed, Cuts, is_whole
from tests.hall.test_migrations import old

__all__ = ["old"]
pytestmark = pytest.mark.slow


@pytest.mark.slow_because("a hundred cuts of an upgrade are looked at")
def test_an_upgrade_that_is_cut_has_done_all_or_nothing_and_goes_through_the_next_time(
    disk, old, tmp_path, bad_day
):
    committed = Committed(old)
    cuts = Cuts(old, committed)
    disk.answer = cuts
    open_database(f"sqlite:///{old}").close()
    disk.answer = lambda _: OK
    committed.states.append(contents(old))

    for file, _ in cuts.laid_out(tmp_path):
        assert contents(file) in committed
        assert is_whole(file)
        if contents(file) == committed.states[0]:
            interrupted = shutil.copyfile(file, tmp_path / "interrupted.sqlite3")
    open_database(f"sqlite:///{interrupted}").close()
    assert tables(interrupted) == tables(old)
    bad_day("升级时每一次写盘以前断电", cuts.looked_at, "旧的或新的，没有一半的")


def tables(file: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(file)) as records:
        return records.execute(
            "SELECT name FROM sqlite_master UNION SELECT version_num FROM alembic_version"
        ).fetchall()


@pytest.fixture
def served(tmp_path, demo_database):
    """A hall with its storage folder, its database's address, and a backup of another state."""
    file, storage = tmp_path / "hall.sqlite3", tmp_path / "var"
    shutil.copyfile(demo_database, file)
    url = f"sqlite:///{file}"
    open_database(url).close()
    keep_identity(url, storage)
    return url, MediaStore(storage), file


def test_a_backup_that_is_cut_leaves_none_under_its_name_and_the_next_one_is_whole(
    served, tmp_path, bad_day
):
    url, media_store, file = served
    before = contents(file)
    for deed in count():
        target = tmp_path / f"{deed}.zip"
        cut = killed_before(deed, partial(back_up, url, media_store, target))
        if target.exists():
            copy = tmp_path / f"{deed}.sqlite3"
            restore(f"sqlite:///{copy}", media_store, target)
            assert contents(copy) == before
        elif cut:
            back_up(url, media_store, target)
        assert target.is_file()
        assert {each.name for each in tmp_path.glob(f"{deed}.zip*")} == {target.name}
        if not cut:
            break
    assert deed > 2
    assert contents(file) == before
    bad_day("备份时每一次动文件以前断电", deed, "没有半份的；再备份一次就有")


def crashed(file: Path, place: Path) -> Path:
    """A copy as a power cut leaves it: the last change is in the log beside it only."""
    place.mkdir()
    running = place / "running.sqlite3"
    shutil.copyfile(file, running)
    with closing(sqlite3.connect(running)) as records:
        with records:
            records.execute("UPDATE staff SET title = '改过' WHERE id = 3")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{running}{ending}", place / f"{file.name}{ending}")
    running.unlink()
    return place / file.name


@pytest.mark.slow_because("some twenty restores are killed, and done again")
def test_a_restore_that_is_cut_loses_neither_the_old_nor_the_new(served, tmp_path, bad_day):
    """Between the two there is a moment without a database: then none is begun, and it is said."""
    url, media_store, file = served
    backup, storage = tmp_path / "kept.zip", tmp_path / "var"
    back_up(url, media_store, backup)
    new = contents(file)
    old_state = contents(crashed(file, tmp_path / "looked-at"))
    assert old_state != new

    for deed in count():
        place = tmp_path / str(deed)
        database = crashed(file, place)
        its_url = f"sqlite:///{database}"
        cut = killed_before(deed, partial(restore, its_url, media_store, backup))
        if not database.exists():
            with pytest.raises(DatabaseUnusable, match="missing"):
                open_database(its_url, storage)
        else:
            assert contents(database) in {old_state, new}
        restore(its_url, media_store, backup)
        assert contents(database) == new
        assert old_state in {contents(each) for each in place.glob("*.before-restore-*[0-9]")}
        assert not list(place.glob("*.restoring*"))
        if not cut:
            break
    assert deed > 5
    bad_day("恢复时每一次动文件以前断电", deed, "旧的留着，再恢复一次就好；中间不会另开一本新账")
