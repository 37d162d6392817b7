"""``hall doctor``: says of every part whether it is well, and exits honestly."""

import errno
import fcntl
import json
import os
import pty
import re
import shutil
import socket
import sqlite3
import termios
import tty
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from commands import main
from devices.fingerprint_reader import glass_cover
from devices.fingerprint_reader.codes import Instruction
from devices.os_faults import opening_fault
from hall.machines import Fault
from server import port_checks
from server.first_start import tell_installer
from tests.devices.fingerprint_reader.scripted_module import ScriptedModule
from tests.devices.port_search.computers import bare_computer, name_by, plug_in, run_program
from tests.served import write_config
from web import sentences


@pytest.fixture
def examine(tmp_path: Path, demo_database: Path):
    """What `hall doctor` says of a demonstration hall, with more in its config file."""
    database = tmp_path / "hall.sqlite3"
    shutil.copyfile(demo_database, database)

    def examine(more: str = "", *options: str) -> Result:
        write_config(tmp_path, more)
        asked = ["doctor", "--config", str(tmp_path / "config.toml"), *options]
        return CliRunner().invoke(main, asked)

    examine.database = database
    return examine


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        for statement in statements:
            assert database.execute(statement).rowcount > 0


def troubled(result: Result) -> list[str]:
    """The findings that are not well; every line is a finding."""
    assert isinstance(result.exception, SystemExit), result.exception
    lines = result.stdout.splitlines()
    assert all(line.startswith(("正常　", "有问题　", "不知道　", "请留意　")) for line in lines)
    return [line.split("　", 1)[1] for line in lines if line.startswith("有问题")]


def test_a_healthy_hall_is_well_in_every_part(examine):
    result = examine()

    assert result.exit_code == 0, result.output
    for part in ("配置文件", "存储文件夹", "数据库", "日志", "时钟", "大厅服务", "号票打印机"):
        assert f"正常　{part}" in result.output


def test_what_is_missing_before_opening_is_said_and_is_no_trouble(examine):
    """The same list as the last page of the first start."""
    result = examine()

    assert result.exit_code == 0
    said = [line for line in result.output.splitlines() if "开门以前：" in line]
    assert all(line.startswith("请留意　开门以前：") for line in said)
    assert "现在是演示大厅" in said[0]
    assert any("没有打印机" in line for line in said)
    assert not any("还没有业务" in line for line in said)


def test_the_chosen_printer_is_told_and_what_follows_from_it(examine):
    assert "打印机型号：没有指定" in examine('[printer]\nurl = "virtual:"\n').output
    said = examine('[printer]\nurl = "virtual:"\nprofile = "ZJ-5870"\n').output

    assert "正常　打印机型号：ZJ-5870（ZiJiang）：58 毫米纸" in said


def test_printers_are_listed_even_while_the_file_names_an_unknown_one(examine):
    more = '[printer]\nurl = "virtual:"\nprofile = "ZJ5870"\n'

    assert "ZJ5870" in examine(more).output
    listed = examine(more, "--printers")
    assert listed.exit_code == 0
    assert "ZJ-5870　ZiJiang：58 毫米纸" in listed.output


REMOTE_PRINTER = '[printer]\nurl = "remote:"\n'


def test_an_agent_whose_token_may_do_everything_is_told_with_what_to_do(examine, tmp_path):
    create = ["token", "create", "--config", str(tmp_path / "config.toml"), "--name"]
    assert "hall devices 用的是" not in examine(REMOTE_PRINTER).output
    assert CliRunner().invoke(main, [*create, "old", "--scope", "manage"]).exit_code == 0

    assert "请留意　设备：另一台电脑上的 hall devices 用的是" in examine(REMOTE_PRINTER).output
    assert CliRunner().invoke(main, [*create, "new", "--scope", "device"]).exit_code == 0
    assert "hall devices 用的是" not in examine(REMOTE_PRINTER).output


@pytest.fixture
def computer(tmp_path, monkeypatch):
    (tmp_path / "computer").mkdir()
    made = bare_computer(tmp_path / "computer")
    monkeypatch.setattr(port_checks, "COMPUTER", made)
    return made


def test_a_port_that_is_gone_is_told_with_the_line_that_would_be_right(examine, computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    name_by(computer, "serial/by-id/usb-1a86_USB_Serial-if00", file)
    plug_in(computer, "lp0", socket="1-1.3")

    (told,) = troubled(examine('[fingerprint_reader]\nurl = "serial:///dev/ttyUSB77"\n'))

    name = computer.dev / "serial/by-id/usb-1a86_USB_Serial-if00"
    assert f'[fingerprint_reader] url = "serial://{name}"（' in told


def test_a_port_that_another_section_names_is_offered_to_nobody(examine, computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    more = f'[printer]\nurl = "serial://{file}"\n'

    told = troubled(examine(f'[fingerprint_reader]\nurl = "serial:///dev/ttyUSB77"\n{more}'))

    assert "还空着的口" not in "".join(told)


def test_who_holds_a_port_is_named(examine, computer):
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    path = os.ttyname(theirs)
    run_program(computer, 71, ["/usr/sbin/ModemManager"], path)
    held = os.open(path, os.O_RDWR | os.O_NOCTTY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        (told,) = troubled(examine(f'[id_card_reader]\nurl = "serial://{path}"\n'))
    finally:
        for end in (held, ours, theirs):
            os.close(end)

    assert "占着它的是 ModemManager 71" in told


def test_what_came_and_went_since_the_last_look_is_told_once(examine, computer):
    plug_in(computer, "ttyUSB0", socket="1-1.2")
    assert "共 1 个口，与上次检查时一样" in examine().output

    plug_in(computer, "ttyUSB1", socket="1-1.3")
    (computer.sys / "class" / "tty" / "ttyUSB0").unlink()

    told = examine().output
    assert f"新接上：{computer.dev / 'ttyUSB1'} USB Serial。" in told
    assert f"不见了：{computer.dev / 'ttyUSB0'} USB Serial。" in told
    assert "共 1 个口，与上次检查时一样" in examine().output


@pytest.mark.parametrize("kept", ["", "[1]", "{", "\x00", '{"a": 1}'])
def test_a_damaged_note_of_the_last_look_harms_nothing(examine, computer, tmp_path, kept):
    examine()
    (tmp_path / "var" / port_checks.SEEN).write_text(kept)

    assert examine().exit_code == 0


def test_passwords_that_everybody_knows_are_told_where_the_network_reaches_them(examine):
    assert "演示账号" not in examine().output

    open_to_all = 'host = "0.0.0.0"\n'
    config = examine.database.with_name("config.toml")
    config.write_text(config.read_text("utf-8").replace("[server]\n", f"[server]\n{open_to_all}"))
    asked = CliRunner().invoke(main, ["doctor", "--config", str(config)])

    assert re.search(r"请留意　账号：演示账号 \S*jia\S* 的密码还没有改", asked.output)


TAMPERINGS = {
    "a changed detail": ("UPDATE journal SET details = '{}' WHERE seq = 3", 3),
    "a changed author": ("UPDATE journal SET actor = 'staff:9' WHERE seq = 2", 2),
    "a date that is none": ("UPDATE journal SET at = 'yesterday' WHERE seq = 5", 5),
    "a removed row": ("DELETE FROM journal WHERE seq = 4", 5),
}


@pytest.mark.parametrize(("statement", "seq"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_tampered_journal_is_named_by_its_row(examine, statement, seq):
    change(examine.database, statement)

    result = examine()

    assert result.exit_code == 1
    assert [line for line in troubled(result) if line.startswith(f"日志：第 {seq} 条")]


def test_a_clock_behind_the_last_fact_is_trouble(examine):
    with closing(sqlite3.connect(examine.database)) as database, database:
        database.execute("DELETE FROM journal WHERE seq > 1")
        (row,) = database.execute("SELECT details, actor, kind, previous FROM journal").fetchall()
        from datetime import datetime

        from hall.journal import fingerprint

        at = datetime.fromisoformat("2999-01-01T00:00:00+00:00")
        spelled = fingerprint(row[3], 1, at, row[1], row[2], json.loads(row[0]))
        database.execute(
            "UPDATE journal SET at = '2999-01-01 00:00:00.000000', hash = ?", (spelled,)
        )

    result = examine()

    assert result.exit_code == 1
    assert troubled(result)[0].startswith("时钟：服务器的时间是")


def test_a_damaged_database_is_a_finding_and_no_breakdown(examine):
    with closing(sqlite3.connect(examine.database)) as database:
        where = "SELECT rootpage FROM sqlite_master WHERE name = 'journal'"
        (page,) = database.execute(where).fetchone()
    content = bytearray(examine.database.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    examine.database.write_bytes(content)

    result = examine()

    assert result.exit_code == 1
    assert [line for line in troubled(result) if line.startswith("数据库")]


#: What config.toml names, and what is said of it; the address stands in every sentence.
UNREACHED = {
    "absent": "没有找到设备：{at} 不在",
    "no_permission": "没有权限打开设备：{at} 不让运行服务的账号打开",
    "refused": "设备拒绝连接：{at} 有机器",
    "unreachable": "网络上没有找到设备：{at} 没有机器应答",
    "garbled": "收到的内容无法辨认：{at} 有回话",
    "silent": "设备没有应答：{at} 打得开",
}


def test_a_machine_that_is_not_there_is_trouble(examine):
    result = examine('[printer]\nurl = "file:///no/such/printer"\n')

    assert result.exit_code == 1
    (told,) = troubled(result)
    assert told.startswith("号票打印机：没有找到设备：file:///no/such/printer 不在")


def test_a_port_where_nobody_listens_is_told_from_one_that_is_not_there(examine):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    (told,) = troubled(examine(f'[printer]\nurl = "tcp://127.0.0.1:{port}"\n'))

    assert told.startswith(f"号票打印机：设备拒绝连接：tcp://127.0.0.1:{port} 有机器")


@pytest.mark.parametrize("name", UNREACHED)
def test_each_way_not_to_reach_a_machine_is_a_sentence_of_its_own_with_the_address(name):
    address = "serial:///dev/ttyUSB0"

    said = sentences.fault(name, f"{address}?password=1234")

    assert said.startswith(UNREACHED[name].format(at=address))
    assert "1234" not in said  # it is shown at the timeclock too


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (PermissionError(errno.EACCES, "no"), Fault.NO_PERMISSION),
        (FileNotFoundError(errno.ENOENT, "no"), Fault.ABSENT),
        (ConnectionRefusedError(errno.ECONNREFUSED, "no"), Fault.REFUSED),
        (OSError(errno.EHOSTUNREACH, "no"), Fault.UNREACHABLE),
        (TimeoutError("nobody took the call"), Fault.UNREACHABLE),
        (socket.gaierror(-2, "no such name"), Fault.UNREACHABLE),
        (termios.error(errno.EBUSY, "no"), Fault.BUSY),
    ],
)
def test_what_the_system_says_is_told_apart(error, fault):
    assert opening_fault(error) is fault


def test_virtual_and_simulated_machines_are_well(examine):
    result = examine('[printer]\nurl = "virtual:"\n\n[fingerprint_reader]\nurl = "simulated:"\n')

    assert result.exit_code == 0, result.output


def test_an_impossible_address_is_one_finding_among_the_others(examine):
    result = examine('[printer]\nurl = "tcp://"\n')

    assert result.exit_code == 1
    assert "tcp://" in troubled(result)[0]
    assert "正常　日志" in result.output


def test_a_storage_folder_that_is_a_file_is_trouble(examine):
    result = examine('[storage]\nfolder = "hall.sqlite3"\n')

    assert result.exit_code == 1
    assert troubled(result)[0].startswith("存储文件夹")


def doctor_beside(
    said: bytes, tmp_path: Path, demo_database: Path, more: str = "", status: int = 200
) -> str:
    """What `hall doctor` prints while something at the hall's port answers with this."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_):
            pass

    config, port = write_config(tmp_path, more)
    shutil.copyfile(demo_database, tmp_path / "hall.sqlite3")
    with HTTPServer(("127.0.0.1", port), Answering) as server:
        serving = Thread(target=server.serve_forever)
        serving.start()
        result = CliRunner().invoke(main, ["doctor", "--config", str(config)])
        server.shutdown()
        serving.join()
    return result.output


@pytest.mark.parametrize("said", [b"[]", b"not JSON", b'{"status": "fine"}', b"\xff"])
def test_another_program_at_our_port_is_not_taken_for_the_hall(tmp_path, demo_database, said):
    assert re.search(r"没有在 127.0.0.1:\d+ 运行", doctor_beside(said, tmp_path, demo_database))


def test_what_a_running_server_has_lost_is_said_with_what_to_do(tmp_path, demo_database):
    lost = {"fingerprint_reader": "covered"}
    said = {"status": "ok", "machines": {"fingerprint_reader": "lost"}, "faults": lost}
    reader = '[fingerprint_reader]\nurl = "serial:///dev/ttyUSB77"\n'

    told = doctor_beside(json.dumps(said).encode(), tmp_path, demo_database, reader)

    assert "有问题　指纹机：指纹机一直以为上面有手指：请用干软布擦一擦指纹机的镜面" in told


def test_a_server_that_runs_and_is_in_trouble_is_told_in_its_own_words(tmp_path, demo_database):
    said = {"status": 503, "code": "DiskFull", "detail": "服务器的磁盘满了（只剩 1 MB）。"}
    reader = '[fingerprint_reader]\nurl = "serial:///dev/ttyUSB77"\n'

    told = doctor_beside(json.dumps(said).encode(), tmp_path, demo_database, reader, 503)

    assert re.search(
        r"有问题　大厅服务：正在 \S+ 运行，有问题：服务器的磁盘满了（只剩 1 MB）", told
    )
    assert "不知道　指纹机：由服务使用中" in told


@pytest.mark.parametrize("said", [b"", b"[]", b"Bad Gateway", b'{"status": "ok"}'])
def test_another_programs_refusal_is_not_taken_for_the_halls(tmp_path, demo_database, said):
    told = doctor_beside(said, tmp_path, demo_database, status=503)

    assert re.search(r"没有在 127.0.0.1:\d+ 运行", told)


def test_a_reader_that_the_office_would_refuse_is_not_well(examine):
    change(
        examine.database,
        "INSERT INTO adopted_reader (mark, adopted_at) VALUES ('0123', '2026-11-01 00:00:00')",
    )
    (told,) = troubled(examine('[fingerprint_reader]\nurl = "simulated:"\n'))

    assert "这不是本大厅登记的那台指纹机" in told


def test_a_reader_with_a_dirty_glass_is_trouble(examine, monkeypatch):
    monkeypatch.setattr(glass_cover, "COVERED_SECONDS", 0.05)
    with ScriptedModule({Instruction.GEN_IMG: b"\x00"}) as module:
        (told,) = troubled(examine(f'[fingerprint_reader]\nurl = "{module.url}"\n'))

    assert "擦一擦指纹机的镜面" in told


def test_a_page_is_printed_for_trial_when_asked(examine, tmp_path):
    result = examine('[printer]\nurl = "virtual:"', "--print")

    assert "正常　试打：已打印，打印机确认印完。" in result.output
    assert len(list((tmp_path / "var/slips").glob("*.png"))) == 1


def test_a_trial_without_a_printer_says_so(examine):
    assert "试打：配置中没有设置打印机。" in troubled(examine("", "--print"))


@pytest.mark.parametrize("form", ["a plain file", "a mute port"])
def test_a_printer_that_never_answers_is_not_said_to_be_well(examine, tmp_path, form):
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    (tmp_path / "lp0").touch()
    url = f"file://{tmp_path}/lp0" if form == "a plain file" else f"serial://{os.ttyname(theirs)}"
    printer = f'[printer]\nurl = "{url}"\n'

    looked = examine(printer)
    tried = examine(printer, "--print")
    os.close(ours)
    os.close(theirs)

    assert "不知道　号票打印机：不知道好坏" in looked.output
    assert looked.exit_code == 0  # some printers never answer, and print
    assert "不知道　试打：已送出，打印机没有应答" in tried.output
    assert tried.exit_code == 1


def test_a_hall_that_no_telephone_can_open_is_warned(examine, tmp_path):
    file = tmp_path / "config.toml"
    examine()
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(x for x in lines if not x.startswith("public_url")), "utf-8")

    result = CliRunner().invoke(main, ["doctor", "--config", str(file)])

    assert "请留意　手机查号：只有这台电脑能打开大厅的网页，号票上不印二维码" in result.output
    assert result.exit_code == 0


def test_an_upgrade_that_failed_is_told_until_the_next_one_is_well(examine):
    told = {"to": "2.0-ab", "from": "1.0-cd", "why": "exit-code", "said": "", "at": "2026-12-01"}
    file = examine.database.with_name("var") / "upgrade-failed.json"
    file.parent.mkdir()
    file.write_text(json.dumps(told))

    assert "请留意　程序升级：新版本 2.0 启动时出错。旧版本 1.0" in examine().stdout

    file.write_text("{")
    assert "程序升级" not in examine().stdout


def test_how_the_first_director_is_made_is_told_until_there_is_one(examine):
    storage = examine.database.with_name("var")
    storage.mkdir()
    tell_installer(storage, ["打开 /setup。", "号码 1234。"])
    assert "第一次使用" not in examine().stdout  # the demonstration has a director

    examine.database.unlink()
    assert "请留意　第一次使用：打开 /setup。号码 1234。" in examine().stdout

    tell_installer(storage, [])
    assert "第一次使用" not in examine().stdout


def test_a_backup_folder_that_is_not_there_is_told(examine, tmp_path):
    asked = f'[storage]\nfolder = "{tmp_path}"\nbackup_copy = "{tmp_path / "unplugged"}"\n'
    assert "unplugged：文件夹不在" in examine(asked).output
    (tmp_path / "unplugged").mkdir()
    assert "unplugged：" not in examine(asked).output
