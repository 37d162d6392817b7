"""The database is there, and it is this hall's; one server for it."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hall.database import open_database
from hall.database_presence import IDENTITY, NotedBackup, keep_identity, latest_backup, note_backup
from hall.database_unusable import DatabaseUnusable
from hall.events import HallOpened
from hall.one_server import only_server
from hall.unit_of_work import Hall
from tests.served import ServedHall, run_hall, write_config
from web.sentences.installing import records_refusal

TAKE = ("POST", "/api/v1/tickets", '{"service": "A"}')


@pytest.fixture
def served_once(tmp_path: Path, demo_database: Path) -> tuple[Path, str]:
    """A hall that has been open once: its storage folder, and the database's address."""
    file = tmp_path / "hall.sqlite3"
    shutil.copyfile(demo_database, file)
    url = f"sqlite:///{file}"
    keep_identity(url, tmp_path / "var")
    return tmp_path / "var", url


def refusal(url: str, storage: Path) -> DatabaseUnusable:
    with pytest.raises(DatabaseUnusable) as refused:
        open_database(url, storage)
    return refused.value


def test_the_same_database_is_opened_again(served_once):
    storage, url = served_once

    open_database(url, storage).close()


@pytest.mark.bad_day("启动时数据库不见了", "不另开一本新账，写明最近的备份在哪里")
def test_a_missing_database_is_not_made_anew_where_the_hall_is_known(served_once, clock):
    storage, url = served_once
    file = Path(url.removeprefix("sqlite:///"))
    note_backup(storage, file.with_name("kept.zip"), clock())
    file.unlink()

    told = refusal(url, storage)

    assert (told.reason, told.said["backup"].file) == ("missing", file.with_name("kept.zip"))
    assert "最近的备份是 2025年3月3日 09:30 的" in records_refusal(told)
    assert not file.exists()


@pytest.mark.bad_day("启动时数据库是空的、别的大厅的", "不用它，原样留着")
def test_an_empty_and_a_foreign_database_are_refused_and_left_as_they_are(served_once, tmp_path):
    storage, url = served_once
    file = Path(url.removeprefix("sqlite:///"))
    file.unlink()
    file.touch()
    assert refusal(url, storage).reason == "empty"
    assert file.read_bytes() == b""

    file.unlink()
    other = open_database(url)
    with Hall(other).work("installer") as work:
        work.record(HallOpened(version="1"))
    other.close()
    before = _rows(file)
    assert refusal(url, storage).reason == "another_hall"
    assert _rows(file) == before


def _rows(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute("SELECT seq, hash FROM journal").fetchall()


def test_a_new_folder_takes_any_database(served_once, tmp_path):
    _, url = served_once

    open_database(url, tmp_path / "another").close()


def test_a_storage_folder_that_is_lost_but_for_its_key_is_as_new(served_once):
    storage, url = served_once
    (storage / IDENTITY).write_text("")

    open_database(url, storage).close()


@pytest.mark.bad_day("开着时数据库被删、被换", "马上停止取号，放回来就接着用")
@pytest.mark.parametrize("with_another", [False, True], ids=["deleted", "replaced"])
def test_a_file_that_goes_away_under_a_running_hall_is_noticed_and_may_come_back(
    served_once, tmp_path, with_another
):
    _, url = served_once
    file = Path(url.removeprefix("sqlite:///"))
    hall = Hall(open_database(url))
    with hall.read() as snapshot:
        before = snapshot.seq
    aside = file.with_name("aside.sqlite3")
    file.rename(aside)
    if with_another:
        shutil.copyfile(aside, file)

    told = pytest.raises(DatabaseUnusable, match="replaced" if with_another else "gone")
    with told, hall.work() as work:
        work.record(HallOpened(version="1"))
    with pytest.raises(DatabaseUnusable), hall.read():
        pass

    aside.replace(file)
    with hall.read() as snapshot:
        assert snapshot.seq == before
    hall.close()


def test_what_was_written_into_a_file_without_a_name_is_not_told(served_once):
    _, url = served_once
    file = Path(url.removeprefix("sqlite:///"))
    hall = Hall(open_database(url))

    with pytest.raises(DatabaseUnusable, match="gone"), hall.work() as work:
        work.record(HallOpened(version="1"))
        file.unlink()
    hall.close()


@pytest.mark.bad_day("两个服务开同一个数据库或文件夹", "第二个说明谁占着，自己结束")
def test_a_second_server_on_one_database_or_one_folder_ends_with_who_has_it(served_once, tmp_path):
    storage, url = served_once
    other = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    with only_server(url, storage):
        for its_url, its_storage in ((url, tmp_path / "elsewhere"), (other, storage)):
            with pytest.raises(DatabaseUnusable) as refused, only_server(its_url, its_storage):
                pass
            assert refused.value.reason == "served_already"
            assert refused.value.said["pid"] == str(os.getpid())
        with only_server(other, tmp_path / "elsewhere"):
            pass
    with only_server(url, storage):
        pass


def test_a_backup_is_remembered_and_a_broken_note_of_one_is_none(tmp_path, clock):
    assert latest_backup(tmp_path) is None
    note_backup(tmp_path, tmp_path / "kept.zip", clock())
    assert latest_backup(tmp_path) == NotedBackup(tmp_path / "kept.zip", clock())
    (tmp_path / "latest-backup.json").write_text("[1]")
    assert latest_backup(tmp_path) is None


def test_the_office_says_where_the_way_back_is_when_the_file_goes_away(as_, config, clock):
    """By name alone: the page of a hall without records is open to everybody."""
    file = Path(config.database_url.removeprefix("sqlite:///"))
    note_backup(config.storage_folder, Path("/media/stick/2025-03-03.hall"), clock())
    client = as_("jia")
    file.rename(file.with_name("aside.sqlite3"))

    pages = {
        path: client.get(path)
        for path in ("/office", "/counter", "/sign-in", "/kiosk", "/t/abcdefgh")
    }
    file.with_name("aside.sqlite3").rename(file)

    assert {page.status_code for page in pages.values()} == {503}
    for path in ("/office", "/counter", "/sign-in"):
        assert "不见了" in pages[path].text
        assert "9:30 的 2025-03-03.hall" in pages[path].text
        assert "/media" not in pages[path].text
        assert str(file.parent) not in pages[path].text
    for path in ("/kiosk", "/t/abcdefgh"):
        assert "2025-03-03.hall" not in pages[path].text


@pytest.mark.slow_because("a real server opens, ends, and is started again in vain")
def test_the_real_server_stops_telling_numbers_without_its_file_and_does_not_start_without_it(
    tmp_path, demo_database
):
    config, port = write_config(tmp_path, '[printer]\nurl = "none:"\n')
    file = tmp_path / "hall.sqlite3"
    shutil.copyfile(demo_database, file)
    token = run_hall("token", "create", "--scope=line", "--name=x", "--config", config)
    headers = {
        "Authorization": f"Bearer {token.stdout.strip()}", "Content-Type": "application/json"
    }  # fmt: skip

    with ServedHall(config, port) as served:
        assert served.ask(*TAKE, headers)[0] == 201
        file.rename(tmp_path / "aside.sqlite3")
        status, answer = served.ask(*TAKE, headers)
        pages = {
            address: served.ask("GET", address, None, {})
            for address in ("/api/v1/health", "/kiosk", "/display", "/t/abcdefgh")
        }
        (tmp_path / "aside.sqlite3").rename(file)
        assert served.ask(*TAKE, headers)[0] == 201

    assert (status, "记录现在打不开" in answer) == (503, True)
    for address, (code, text) in pages.items():
        assert code == 503, address
        assert "综合值班窗口" in text, address
    file.unlink()
    again = run_hall("serve", "--config", config)
    assert again.returncode == 1
    assert "不见了，没有启动" in again.stderr
    assert not file.exists()
