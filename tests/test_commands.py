"""The program ``hall``, as an installer types it: honest exit status, one Chinese sentence."""

import re
import shutil
import socket
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import click
import numpy as np
import pytest
import soundfile
from click.testing import CliRunner, Result

from announcer.voice import ogg
from commands import main
from config import Config
from hall.attendance.months.month_export import month_file
from hall.database import open_database
from hall.hall_time import BeforeStart
from hall.people.credentials import fits
from hall.unit_of_work import Hall
from tests.conftest import MOST_HOURS
from tests.hall.attendance.month_office import OCTOBER, open_office, punch
from tests.hall.attendance.office_times import at
from tests.hall.catalogue.files import csv_file, one_row
from tests.served import ServedHall, run_hall, write_config

pytestmark = pytest.mark.slow

COMMANDS = [
    ("serve",), ("demo",), ("doctor",), ("backup",), ("restore",), ("simulate",), ("devices",),
    ("import",), ("token", "create"), ("user", "create"), ("user", "password"),
    ("voice", "render"), ("voice", "take"), ("attendance", "export"), ("forgotten",),
    ("find-devices",),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a config file, and nothing else yet."""
    write_config(tmp_path)
    return tmp_path


@pytest.fixture
def open_hall(folder: Path, demo_database: Path) -> Path:
    """The same, with the demonstration hall in its database."""
    shutil.copyfile(demo_database, folder / "hall.sqlite3")
    return folder


def hall(folder: Path, *arguments: object, typed: str = "") -> Result:
    config = ["--config", str(folder / "config.toml")]
    return CliRunner().invoke(main, [*map(str, arguments), *config], input=typed)


def refused(result: Result) -> str:
    """The one sentence, of a command that said nothing else."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    assert re.fullmatch(r"[^\n]+。\n", result.stderr), result.stderr
    return result.stderr


def serving_refused(folder: Path) -> str:
    """The same of the server, in a process of its own: should it start, it is ended."""
    done = run_hall("serve", "--config", folder / "config.toml")
    assert done.returncode == 1, done.stderr
    assert re.fullmatch(r"[^\n]+。\n", done.stderr), done.stderr
    return done.stderr


def rows(folder: Path, question: str, name: str = "hall.sqlite3") -> list[tuple]:
    with closing(sqlite3.connect(folder / name)) as database:
        return database.execute(question).fetchall()


def change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "hall.sqlite3")) as database, database:
        database.execute(statement)


def everything(folder: Path) -> dict[str, bytes]:
    """Names and contents of all files; locks, and what SQLite keeps beside the database, do not
    count."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith(("-shm", "-wal", ".lock"))
    }


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_chinese(command):
    result = CliRunner().invoke(main, [*command, "--help"])

    assert result.exit_code == 0
    assert "--config FILE" in result.output or "--config PATH" in result.output
    assert re.search("[\u4e00-\u9fff]", result.output)


def test_no_command_is_forgotten_here():
    found = {
        (name, *deeper)
        for name, command in main.commands.items()
        for deeper in (
            ((each,) for each in command.commands) if isinstance(command, click.Group) else [()]
        )
    }

    assert found == set(COMMANDS)


@pytest.mark.parametrize("command", ["demo", "doctor"])
def test_a_config_that_is_not_there_is_named(tmp_path, command):
    assert "config.toml" in refused(hall(tmp_path, command))


def test_the_demonstration_is_loaded_once(folder):
    first = hall(folder, "demo")
    second = hall(folder, "demo")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "已装入" in first.output
    assert "没有改动" in second.output
    assert rows(folder, "SELECT count(*) FROM service") == [(6,)]
    assert rows(folder, "SELECT count(*) FROM journal WHERE kind = 'HallFurnished'") == [(1,)]


def test_a_token_is_printed_once_and_kept_as_a_digest_only(folder):
    result = hall(folder, "token", "create", "--scope", "line", "--name", "county")

    token = result.output.strip()
    assert re.fullmatch(r"hall_[\w-]{43}", token)
    assert b"".join(everything(folder).values()).count(token.encode()) == 0
    assert "county" in str(rows(folder, "SELECT details FROM journal"))


def test_a_token_of_the_same_name_is_refused(folder):
    hall(folder, "token", "create", "--scope", "read", "--name", "county")

    assert "已经有了" in refused(
        hall(folder, "token", "create", "--scope", "line", "--name", "county")
    )


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "bell\a"])
def test_a_token_without_a_usable_name_is_refused(folder, name):
    refused(hall(folder, "token", "create", "--scope", "read", "--name", name))

    assert rows(folder, "SELECT count(*) FROM token") == [(0,)]


def test_an_account_is_created_from_typed_answers(folder):
    typed = "wang\n王小明\nclerk\nlong enough\nlong enough\n"

    result = hall(folder, "user", "create", typed=typed)

    assert "已新建账号 wang" in result.output
    assert rows(folder, "SELECT account, name, role FROM staff") == [("wang", "王小明", "clerk")]
    assert "long enough" not in str(rows(folder, "SELECT password FROM staff"))


@pytest.mark.parametrize(
    ("account", "password", "said"),
    [("Wang", "long enough", "账号"), ("w", "long enough", "账号"), ("wang", "short", "8")],
)
def test_an_account_that_cannot_be_is_refused_with_the_reason(folder, account, password, said):
    given = ("--account", account, "--name", "王", "--role", "clerk", "--password", password)

    assert said in refused(hall(folder, "user", "create", *given))
    assert rows(folder, "SELECT count(*) FROM staff") == [(0,)]


def test_the_only_directors_forgotten_password_is_set_anew_and_journalled(open_hall):
    result = hall(open_hall, "user", "password", "jia", typed="a new secret\na new secret\n")

    assert "账号 jia 的密码改好了" in result.output
    ((kept,),) = rows(open_hall, "SELECT password FROM staff WHERE account = 'jia'")
    assert fits(kept, "a new secret")
    last = "SELECT actor, kind FROM journal ORDER BY seq DESC LIMIT 1"
    assert rows(open_hall, last) == [("installer", "PasswordChanged")]
    off = hall(open_hall, "user", "password", "jia", "--password", "a new secret", "--without-code")
    assert "改好了" in off.output
    for typed, said in (("short", "8"), ("12345678", "一猜就中")):
        assert said in refused(hall(open_hall, "user", "password", "jia", "--password", typed))
    nobody = hall(open_hall, "user", "password", "jiaa", "--password", "a new secret")
    assert "现有的是：jia、" in refused(nobody)


def test_an_account_that_is_taken_is_refused(folder):
    given = ("--account", "wang", "--name", "王", "--role", "clerk", "--password", "long enough")
    hall(folder, "user", "create", *given)

    assert "已经有了" in refused(hall(folder, "user", "create", *given))


def test_a_backup_holds_everything_and_restores_it(open_hall):
    kept = rows(open_hall, "SELECT * FROM journal")
    hall(open_hall, "backup", open_hall / "kept.sqlite3")
    change(open_hall, "DELETE FROM notice")

    result = hall(open_hall, "restore", open_hall / "kept.sqlite3")

    assert result.exit_code == 0, result.output
    assert rows(open_hall, "SELECT count(*) FROM notice") == [(10,)]
    assert rows(open_hall, "SELECT * FROM journal") == kept
    old = next(open_hall.glob("*.before-restore-*"))
    assert str(old) in result.output
    assert rows(open_hall, "SELECT count(*) FROM notice", old.name) == [(0,)]
    assert not list(open_hall.glob("*.restoring*"))


def test_a_backup_is_restored_where_there_was_no_hall_yet(open_hall, tmp_path_factory):
    hall(open_hall, "backup", open_hall / "kept.sqlite3")
    fresh = tmp_path_factory.mktemp("new computer")
    config, _ = write_config(fresh)
    config.write_text(config.read_text().replace(":///hall", ":///data/hall"))

    result = hall(fresh, "restore", open_hall / "kept.sqlite3")

    assert result.exit_code == 0, result.output
    assert rows(fresh / "data", "SELECT count(*) FROM service") == [(6,)]


def test_two_restores_in_one_second_keep_every_old_database(open_hall):
    hall(open_hall, "backup", open_hall / "kept.sqlite3")

    for _ in range(3):
        hall(open_hall, "restore", open_hall / "kept.sqlite3")

    assert len(list(open_hall.glob("*.before-restore-*"))) == 3


def test_a_backup_never_replaces_a_file(open_hall):
    (open_hall / "kept.sqlite3").write_text("the only copy")

    assert "已经存在" in refused(hall(open_hall, "backup", open_hall / "kept.sqlite3"))
    assert (open_hall / "kept.sqlite3").read_text() == "the only copy"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(open_hall):

    refused(hall(open_hall, "backup", open_hall / "stick" / "kept.sqlite3"))


def test_a_hall_that_is_not_there_cannot_be_backed_up(folder):
    refused(hall(folder, "backup", folder / "kept.sqlite3"))

    assert list(everything(folder)) == ["config.toml"]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(4080)])
def test_what_is_no_backup_is_refused_and_changes_nothing(open_hall, content):
    (open_hall / "kept.sqlite3").write_bytes(content)
    before = everything(open_hall)

    refused(hall(open_hall, "restore", open_hall / "kept.sqlite3"))

    assert everything(open_hall) == before


def test_a_backup_whose_journal_was_changed_is_restored_only_when_asked_for(open_hall):
    hall(open_hall, "backup", open_hall / "kept.zip")
    change(open_hall, "UPDATE journal SET actor = 'staff:9' WHERE seq = 3")
    hall(open_hall, "backup", open_hall / "changed.zip")
    before = everything(open_hall)

    assert "第 3 条起对不上" in refused(hall(open_hall, "restore", open_hall / "changed.zip"))
    assert everything(open_hall) == before

    done = hall(open_hall, "restore", open_hall / "changed.zip", "--despite-chain")
    assert done.exit_code == 0, done.output


def test_another_programs_database_is_no_backup(open_hall):
    with closing(sqlite3.connect(open_hall / "other.sqlite3")) as other, other:
        other.execute("CREATE TABLE songs (name)")
    before = everything(open_hall)

    refused(hall(open_hall, "restore", open_hall / "other.sqlite3"))

    assert everything(open_hall) == before


@pytest.mark.parametrize("command", [["demo"], ["token", "create", "--scope=read"]])
def test_a_database_of_a_newer_program_is_refused_and_left_alone(open_hall, command):
    change(open_hall, "UPDATE alembic_version SET version_num = '9999'")
    before = everything(open_hall)
    name = ["--name=x"] if "token" in command else []

    said = refused(hall(open_hall, *command, *name))

    assert "9999" in said
    assert everything(open_hall) == before


def test_a_server_refuses_a_database_of_a_newer_program_too(open_hall):
    change(open_hall, "UPDATE alembic_version SET version_num = '9999'")
    before = everything(open_hall)

    assert "9999" in serving_refused(open_hall)
    assert everything(open_hall) == before


def test_a_port_in_use_is_one_sentence(folder):
    config, port = write_config(folder)
    with socket.create_server(("127.0.0.1", port)):
        said = serving_refused(folder)

    assert str(port) in said
    assert list(everything(folder)) == [config.name]


BAD_CONFIGS = {
    "unknown section": "[kiosks]\n",
    "broken printer address": '[printer]\nurl = "tcp://[::1"\n',
    "reader that cannot be": '[fingerprint_reader]\nurl = "serial:///dev/x?password=zz"\n',
    "storage in a file": '[storage]\nfolder = "config.toml"\n',
    "broken TOML": "[printer\n",
}


@pytest.mark.parametrize("more", BAD_CONFIGS.values(), ids=BAD_CONFIGS)
def test_a_server_with_a_bad_config_does_not_start_and_makes_nothing(tmp_path, more):
    write_config(tmp_path, more)

    serving_refused(tmp_path)

    assert list(everything(tmp_path)) == ["config.toml"]


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "\u00fc" * 70])
def test_a_server_at_an_impossible_address_does_not_start(folder, host):
    config = folder / "config.toml"
    config.write_text(config.read_text().replace("[server]", f'[server]\nhost = "{host}"'))

    serving_refused(folder)

    assert list(everything(folder)) == ["config.toml"]


@pytest.mark.slow_because("the whole server is started")
def test_the_real_server_takes_a_token_and_is_not_restored_behind_its_back(tmp_path, demo_database):
    config, port = write_config(tmp_path, '[printer]\nurl = "virtual:"\n')
    shutil.copyfile(demo_database, tmp_path / "hall.sqlite3")
    hall(tmp_path, "backup", tmp_path / "kept.sqlite3")
    token = hall(tmp_path, "token", "create", "--scope=line", "--name=x").output.strip()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    with ServedHall(config, port) as served:
        status, answer = served.ask("POST", "/api/v1/tickets", '{"service": "A"}', headers)
        restored = refused(hall(tmp_path, "restore", tmp_path / "kept.sqlite3"))
        second = serving_refused(tmp_path)
        examined = hall(tmp_path, "doctor")

    assert (status, '"A001"' in answer) == (201, True)
    assert served.exit_status == 0
    assert served.log.read_text().count("\n") <= 4  # where it opened, and what came up
    assert "已经有一个大厅服务在用" in restored
    assert str(port) in second
    assert examined.exit_code == 0, examined.output
    assert f"正在 127.0.0.1:{port} 运行" in examined.output


def test_clips_are_rendered_only_where_the_engine_is_installed(folder: Path) -> None:
    assert "make voice" in refused(hall(folder, "voice", "render", "--prefix", "AB"))


def tone(file: Path, loudness: float) -> None:
    """A recording with silence around it, at another rate and in two channels."""
    moments = np.arange(44_100) / 44_100
    sound = loudness * np.sin(2 * np.pi * 300 * moments) * (np.abs(moments - 0.5) < 0.3)
    soundfile.write(file, np.stack([sound, sound], axis=1), 44_100)


def test_recordings_become_a_voice_of_one_loudness(folder: Path, tmp_path: Path) -> None:
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    tone(recordings / "number-012.wav", 0.9)
    tone(recordings / "call-A.flac", 0.02)
    (recordings / "readme.txt").write_text("不是录音", encoding="utf-8")

    taken = hall(folder, "voice", "take", recordings, "--voice", "hengyang")

    assert taken.exit_code == 0, taken.output
    assert "收下了 2 段" in taken.output
    for name in ("number-012", "call-A"):
        clip = ogg.read((folder / f"var/voice/hengyang/{name}.opus").read_bytes())
        assert 0.6 < clip.seconds < 0.7  # without the silence


def test_recordings_that_are_none_are_named_and_the_others_taken(
    folder: Path, tmp_path: Path
) -> None:
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    tone(recordings / "number-012.wav", 0.5)
    tone(recordings / "my dog.wav", 0.5)
    tone(recordings / "number-013.wav", 0)
    (recordings / "number-014.wav").write_bytes(b"RIFF?")

    taken = hall(folder, "voice", "take", recordings, "--voice", "hengyang")

    assert taken.exit_code == 1
    for name in ("my dog.wav", "number-013.wav", "number-014.wav"):
        assert name in taken.stderr
    assert [each.name for each in (folder / "var/voice/hengyang").iterdir()] == ["number-012.opus"]


# Importing items.


@pytest.fixture
def spreadsheet(open_hall: Path):
    def write(**cells: str) -> Path:
        file = open_hall / "items.csv"
        file.write_bytes(csv_file(*one_row(**cells)))
        return file

    return write


def item_states(folder: Path) -> list[tuple]:
    return rows(folder, "SELECT state FROM item WHERE code = 'X-1'")


def test_items_are_imported_and_the_summary_is_told(open_hall, spreadsheet):
    result = hall(open_hall, "import", spreadsheet(状态="公开"))

    assert result.exit_code == 0, result.output
    assert "新增 1 项，更新 0 项" in result.output
    assert "先作草稿：公开要另一位主任" in result.output
    assert item_states(open_hall) == [("draft",)]

    again = hall(open_hall, "import", spreadsheet(状态="公开"))
    assert again.exit_code == 0
    assert "没有变化 1 项" in again.output
    assert rows(open_hall, "SELECT count(*) FROM journal WHERE kind = 'CatalogueImported'") == [
        (1,)
    ]


def test_in_a_hall_of_one_manager_imported_items_are_public(open_hall, spreadsheet):
    with closing(sqlite3.connect(open_hall / "hall.sqlite3")) as database, database:
        database.execute("INSERT INTO setting (name, value) VALUES ('four_eyes', 'no')")

    hall(open_hall, "import", spreadsheet())

    assert item_states(open_hall) == [("published",)]


def test_a_file_with_problems_changes_nothing_and_says_where(open_hall, spreadsheet):
    before = rows(open_hall, "SELECT * FROM journal")

    result = hall(open_hall, "import", spreadsheet(事项编码="5.1E+11"))

    assert result.exit_code == 1
    assert "有问题　第 2 行：编码“5.1E+11”" in result.output
    assert "没有写入任何内容" in result.stderr
    assert rows(open_hall, "SELECT * FROM journal") == before


def test_a_file_may_only_be_looked_at(open_hall, spreadsheet):
    result = hall(open_hall, "import", "--check", spreadsheet())

    assert (result.exit_code, item_states(open_hall)) == (0, [])


def test_imported_items_may_stay_drafts(open_hall, spreadsheet):
    hall(open_hall, "import", "--draft", spreadsheet())

    assert item_states(open_hall) == [("draft",)]


def test_what_cannot_be_imported_is_one_sentence(open_hall):
    (open_hall / "a.pdf").write_bytes(b"%PDF-1.7")

    assert "打不开" in refused(hall(open_hall, "import", open_hall / "none.csv"))
    assert "不是表格" in refused(hall(open_hall, "import", open_hall / "a.pdf"))


def test_an_exported_month_is_what_the_page_hands_out(open_hall: Path) -> None:
    database = open_database(f"sqlite:///{open_hall / 'hall.sqlite3'}")
    records = Hall(database, before=BeforeStart(MOST_HOURS))
    (only,) = open_office(records, 1)
    punch(records, (only, at("8:41")))
    with records.read() as snapshot:
        of_page = month_file(snapshot, OCTOBER, Config.load(open_hall / "config.toml").hall.name)
    records.close()

    file = open_hall / "month.xlsx"
    hall(open_hall, "attendance", "export", "2026-10", file)

    assert sheets_of(file.read_bytes()) == sheets_of(of_page)
    assert "▲" in sheets_of(of_page)["xl/worksheets/sheet2.xml"]


def sheets_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        return {name: file.read(name).decode() for name in names}


def test_a_month_of_attendance_is_written_to_a_file(open_hall: Path) -> None:
    file = open_hall / "month.xlsx"

    written = hall(open_hall, "attendance", "export", "2026-10", file)

    assert written.output == f"2026-10 的考勤已写到 {file}。\n"
    assert zipfile.is_zipfile(file)
    assert "请写成 2026-10 这样" in refused(hall(open_hall, "attendance", "export", "10月", file))
    nowhere = open_hall / "nowhere" / "month.xlsx"
    assert "写不了" in refused(hall(open_hall, "attendance", "export", "2026-10", nowhere))
