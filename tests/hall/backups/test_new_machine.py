"""A backup on a new computer: everything there was, and nobody signed in."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from time import time

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app import create_application
from commands import main
from config import Config
from hall.backups.making import BackupSource, make_backup
from hall.backups.opening import must_be_of, opened_again
from hall.backups.pace import BackupCalledOff, Pace
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.enrolled_devices.model import DeviceRole, EnrolledDevice
from hall.events import BackupMade, SignInEnded
from hall.hall_time import BeforeStart
from hall.notices.media_store import MediaStore
from hall.notices.model import NoticeFile
from hall.people.model import Staff
from hall.people.queries import staff_by_account
from hall.people.second_factor import app_of, propose, second_factor_of, secret_of
from hall.people.sign_ins import begin_sign_in
from hall.unit_of_work import Hall
from server.data_folder import seal_in, secret_in
from server.device_wiring import Devices
from tests.served import ReadyHall, write_config

KEY = "as long as a key should be"


@pytest.fixture
def old(hall, tmp_path):
    """A hall in use: a picture, an own voice, a device, somebody signed in."""
    storage = tmp_path / "var"
    store = MediaStore(storage)
    with store.workbench() as bench:
        (bench / "x.webp").write_bytes(b"a picture")
        picture = store.keep(bench / "x.webp")
    with hall.work("installer") as work:
        work.session.add(NoticeFile(notice_id=1, position=0, name=picture, width=3, height=2))
        manager = work.session.scalars(select(Staff)).first()
        begin_sign_in(work, manager.id, "192.0.2.7", "a browser")
    hall.close()
    (storage / "voice" / "ours").mkdir(parents=True)
    (storage / "voice" / "ours" / "n1.opus").write_bytes(b"OggS")
    (storage / "logo.png").write_bytes(b"a logo")
    secret_in(storage)
    (tmp_path / "backup.key").write_text(KEY)
    write_config(tmp_path, '[storage]\nbackup_key = "backup.key"\n')
    return tmp_path


def run(folder, *words, typed=""):
    arguments = [*map(str, words), "--config", str(folder / "config.toml")]
    return CliRunner().invoke(main, arguments, input=typed)


def tables(file):
    """Every row of every table."""
    with closing(sqlite3.connect(file)) as records:
        names = records.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(map(repr, records.execute(f'SELECT * FROM "{name}"'))) for (name,) in names
        }


def files(folder):
    """What lies in the storage folder, but for what says which process uses it."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name not in ("hall.lock", "latest-backup.json")
    }


def test_on_a_new_computer_every_table_and_every_file_is_as_it_was(old, tmp_path_factory):
    fresh = tmp_path_factory.mktemp("new computer")
    before = tables(old / "hall.sqlite3")
    assert run(old, "backup", old / "kept.zip").exit_code == 0

    done = run(fresh, "restore", old / "kept.zip", "--key", old / "backup.key")

    assert done.exit_code == 0, done.output
    after = tables(fresh / "hall.sqlite3")
    different = {name for name in before if before[name] != after[name]}
    assert different == {"sign_in", "journal"}
    assert after["sign_in"] == []
    added = set(after["journal"]) - set(before["journal"])
    assert set(before["journal"]) < set(after["journal"])
    assert [SignInEnded.kind in row and "restored" in row for row in added] == [True]
    kept = {*files(old / "var")} | {"database.identity"}
    assert {*files(fresh / "var")} == kept
    assert all(files(fresh / "var")[name] == held for name, held in files(old / "var").items())
    assert (fresh / "var" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (fresh / "config.toml").read_bytes() == (old / "config.toml").read_bytes()
    assert not list(fresh.glob("restore-*"))


@pytest.fixture
def phone(old):
    """What the director's app shows, set up in the old hall."""
    hall = Hall(open_database(f"sqlite:///{old / 'hall.sqlite3'}"), before=BeforeStart(87_600))
    with hall.work("staff:1") as work:
        director = staff_by_account(work.session, "jia")
        propose(work, director, seal := seal_in(old / "var"))
        factor = second_factor_of(work.session, director.id)
        factor.confirmed, app = True, app_of(secret_of(factor, seal))
    hall.close()
    return lambda: app.generate(int(time())).decode()


def entered(folder, code):
    """How the server there answers the director's sign-in: the status and the page."""
    application = create_application(Config.load(folder / "config.toml"), Devices())
    form = {"account": "jia", "password": "yanshi-jia", "code": code}
    answer = application.app.test_client().post("/sign-in", data=form)
    application.hall.close()
    return answer.status_code, answer.text


def test_restored_with_the_halls_key_the_directors_phone_still_opens(old, phone, tmp_path_factory):
    fresh = tmp_path_factory.mktemp("new computer")
    run(old, "backup", old / "kept.zip")
    write_config(fresh, "[storage]\n")
    assert run(fresh, "restore", old / "kept.zip", "--key", old / "backup.key").exit_code == 0
    assert "动态码" not in run(fresh, "doctor").output

    assert entered(fresh, "")[0] == 401
    assert entered(fresh, phone())[0] == 302


def test_restored_without_it_the_sign_in_page_and_the_doctor_say_what_to_do(
    old, phone, tmp_path_factory
):
    write_config(old)  # a backup that is not sealed holds no key
    fresh = tmp_path_factory.mktemp("new computer")
    run(old, "backup", old / "kept.zip")
    write_config(fresh, "[storage]\n")
    assert run(fresh, "restore", old / "kept.zip").exit_code == 0

    status, page = entered(fresh, phone())

    assert (status, "hall user password 账号 --without-code" in str(page)) == (401, True)
    (line,) = (one for one in run(fresh, "doctor").output.splitlines() if "动态码" in one)
    assert line.startswith("请留意　动态码：密钥（")
    assert {"jia", "--without-code"} <= set(line.replace("，", " ").replace("。", " ").split())


def test_the_server_starts_on_the_new_computer(old, tmp_path_factory):
    fresh = tmp_path_factory.mktemp("new computer")
    run(old, "backup", old / "kept.zip")
    _, port = write_config(fresh, "[storage]\n")

    assert run(fresh, "restore", old / "kept.zip", "--key", old / "backup.key").exit_code == 0

    with ReadyHall(fresh / "config.toml", port) as served:
        assert served.ask("GET", "/api/v1/health")[0] == 200


def test_without_the_key_nothing_is_written_on_the_new_computer(old, tmp_path_factory):
    fresh = tmp_path_factory.mktemp("new computer")
    run(old, "backup", old / "kept.zip")

    done = run(fresh, "restore", old / "kept.zip", typed="another passphrase\n")

    assert "口令或钥匙文件不是备份时用的那一个" in done.output
    assert list(fresh.iterdir()) == []


def test_the_halls_own_key_is_in_no_backup_that_is_not_sealed(old, tmp_path_factory):
    write_config(old)
    fresh = tmp_path_factory.mktemp("new computer")
    run(old, "backup", old / "kept.zip")

    assert run(fresh, "restore", old / "kept.zip").exit_code == 0

    assert not (fresh / "var" / "secret.key").exists()
    assert (old / "var" / "secret.key").read_bytes() not in (old / "kept.zip").read_bytes()


def test_a_backup_that_was_made_is_written_down_with_its_hash(old, facts, hall):
    run(old, "backup", old / "kept.zip")

    made = facts()[-1]
    assert isinstance(made, BackupMade)
    assert (made.file, made.size_bytes) == ("kept.zip", (old / "kept.zip").stat().st_size)


def test_a_backup_that_does_not_open_whole_is_found_out(old, tmp_path):
    source = BackupSource(url=f"sqlite:///{old / 'hall.sqlite3'}", storage=old / "var")
    made = make_backup(source, tmp_path / "made.zip")
    content = made.file.read_bytes()
    made.file.write_bytes(content.replace(b"a picture", b"A picture"))

    with pytest.raises(DatabaseUnusable, match="damaged"):
        opened_again(made.file, tmp_path, None)


def test_a_journal_that_is_not_the_halls_own_is_found_out(old, tmp_path):
    url = f"sqlite:///{old / 'hall.sqlite3'}"
    make_backup(BackupSource(url=url, storage=old / "var"), tmp_path / "made.zip")
    held = opened_again(tmp_path / "made.zip", tmp_path, None)
    must_be_of(url, held, tmp_path / "made.zip")

    for other in (replace(held, hash="0" * 64), replace(held, rows={**held.rows, "journal": 1})):
        with pytest.raises(DatabaseUnusable, match="damaged"):
            must_be_of(url, other, tmp_path / "made.zip")


def test_a_stopping_server_leaves_no_backup_and_nothing_beside_it(old, tmp_path):
    source = BackupSource(url=f"sqlite:///{old / 'hall.sqlite3'}", storage=old / "var")
    (tmp_path / "there").mkdir()

    with pytest.raises(BackupCalledOff):
        make_backup(source, tmp_path / "there" / "made.zip", Pace(lambda seconds: True))

    assert list((tmp_path / "there").iterdir()) == []
    assert not list((old / "var" / "notices").glob("draft-*"))


def test_enrolled_devices_are_known_as_before(old, hall, tmp_path_factory):
    fresh = tmp_path_factory.mktemp("new computer")
    with hall.work("staff:1") as work:
        work.session.add(
            EnrolledDevice(
                name="取号机", role=DeviceRole.KIOSK, digest="d" * 64, enrolled_at=work.now
            )
        )
    hall.close()
    run(old, "backup", old / "kept.zip")

    run(fresh, "restore", old / "kept.zip", "--key", old / "backup.key")

    (device,) = tables(fresh / "hall.sqlite3")["enrolled_device"]
    assert "d" * 64 in device
