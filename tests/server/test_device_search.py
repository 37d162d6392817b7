"""``hall find-devices``: what it says of every port, and what it offers to write."""

import json
import re
import tomllib
from collections.abc import Callable
from contextlib import closing

import pytest
from click.testing import CliRunner, Result

from commands import main
from config import Config
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.id_card_reader.simulator import SimulatedCardReader
from devices.link import SerialLink
from devices.port_search.holders import Holder
from devices.port_search.looking import PortFinding
from devices.port_search.ports import Port
from devices.port_search.questions import MachineKind, Recognised
from devices.serial_address import SerialSettings
from devices.ticket_printer.simulator import SimulatedPrinter
from server.device_search import (
    ConfigStanding,
    DeviceFinding,
    address_of,
    fragment,
    has_own_options,
    named_by_rule,
    rules_of,
    section_naming,
)
from tests.served import write_config
from tests.waiting import wait_until
from web.sentences.found_devices import COMPARED, FOUND_FAULTS, held, nothing_found

Find = Callable[..., Result]


@pytest.fixture
def find(tmp_path) -> Find:
    """`hall find-devices` beside a config file with these lines more."""

    def find(*options: object, more: str = "") -> Result:
        write_config(tmp_path, more)
        asked = ["find-devices", "--config", str(tmp_path / "config.toml"), *map(str, options)]
        return CliRunner().invoke(main, asked)

    return find


@pytest.fixture
def find_until(find):
    """Until it says these words: on a busy machine an answer may come too late to be heard."""

    def find_until(words: str, *options: object, more: str = "") -> Result:
        said: list[Result] = []

        def is_said() -> bool:
            said.append(find(*options, more=more))
            return words in said[-1].output

        wait_until(is_said)
        return said[-1]

    return find_until


@pytest.fixture
def card_reader():
    with SimulatedCardReader() as made:
        yield made


@pytest.fixture
def printer(tmp_path):
    with SimulatedPrinter(tmp_path) as made:
        yield made


def test_what_is_found_is_offered_as_a_fragment_that_works(find_until, card_reader):
    said = find_until("[id_card_reader]", "--port", card_reader.path, "--listen", "0")

    assert said.exit_code == 0, said.output
    assert "找到身份证阅读器，波特率 115200。配置里还没有写。" in said.output
    offered = tomllib.loads(said.output[said.output.index("[id_card_reader]") :])
    assert offered == {"id_card_reader": {"url": card_reader.url}}
    more = "\n" + said.output[said.output.index("[id_card_reader]") :]
    find_until("配置里已经写对了。", "--port", card_reader.path, "--listen", "0", more=more)


def test_what_is_right_already_needs_no_change(find_until, card_reader):
    more = f'[id_card_reader]\nurl = "{card_reader.url}"\n'

    options = ("--port", card_reader.path, "--listen", "0")
    said = find_until("配置里已经写对了。", *options, more=more)

    assert "不用改" in said.output
    assert "[id_card_reader]" not in said.output


def test_a_wrong_speed_is_told_and_mended(find_until, printer):
    printer.baudrate = 19200
    more = f'[printer]\nurl = "{printer.url}?baudrate=115200"\n'

    options = ("--port", printer.path, "--listen", "0")
    said = find_until("配置里写的不是这里，或波特率不对。", *options, more=more)

    assert f'[printer]\nurl = "{printer.url}?baudrate=19200"' in said.output


def test_each_port_is_named_before_it_is_asked(find, card_reader, tmp_path):
    said = find("--port", card_reader.path, "--port", tmp_path / "ttyUSB9", "--listen", "0")

    lines = said.output.splitlines()
    assert lines[0] == f"正在看 {card_reader.path}……"
    assert lines[2] == f"正在看 {tmp_path / 'ttyUSB9'}……"
    assert "不见了" in lines[3]


def test_a_held_port_is_left_alone_and_told(find, card_reader):
    with closing(SerialLink(SerialSettings(path=str(card_reader.path)))) as link:
        link.drain()

        said = find("--port", card_reader.path)

    assert "被别的程序占着" in said.output
    assert card_reader.asked == []


def test_programs_are_told_the_same_in_json(find_until, card_reader):
    said = find_until('"id_card_reader"', "--port", card_reader.path, "--json", "--listen", "0")

    (told,) = json.loads(said.output)
    assert (told["machine"], told["baudrate"]) == ("id_card_reader", 115200)
    assert (told["config"], told["url"]) == ("missing", card_reader.url)


def test_a_network_printer_is_tried_at_its_address(find_until, printer):
    options = ("--port", printer.path, "--listen", "0", "--printer", printer.tcp_url)

    find_until(f"{printer.tcp_url}：找到号票打印机，应答正常。", *options)


def test_a_wrong_address_of_a_network_printer_is_refused_in_plain_words(find, tmp_path):
    said = find("--port", tmp_path / "none", "--printer", "tcp:/x")

    assert said.exit_code == 1
    assert re.search("[\u4e00-\u9fff]", said.output)


def test_rules_without_any_socket_are_not_written(find, card_reader, tmp_path):
    rules = tmp_path / "61-local.rules"

    said = find("--port", card_reader.path, "--listen", "0", "--write-udev-rules", rules)

    assert "没有可以按插口起名的设备" in said.output
    assert not rules.exists()


def config_with(**urls: str) -> Config:
    hall = {"name": "甲", "complaint_phone": "1", "hours": "1"}
    return Config.parse(
        {"hall": hall, **{name: {"url": url} for name, url in urls.items()}}, folder=None
    )


SOCKET = Port(path="/dev/ttyUSB0", socket="1-1.2:1.0", lasting="/dev/serial/by-path/x")
OTHER = Port(path="/dev/ttyUSB1", socket="1-1.3:1.0")


def finding(machine: Recognised | None, port: Port = SOCKET, **more: object) -> DeviceFinding:
    found = PortFinding(port=port, machine=machine, holders=more.pop("holders", ()))
    url = address_of(machine, port) if machine else ""
    return DeviceFinding(found=found, url=url, **more)


@pytest.mark.parametrize(
    ("machine", "url"),
    [
        (Recognised(MachineKind.PRINTER, 9600), "serial:///dev/serial/by-path/x"),
        (Recognised(MachineKind.PRINTER, 115200), "serial:///dev/serial/by-path/x?baudrate=115200"),
        (Recognised(MachineKind.FINGERPRINT_READER, 38400), "serial:///dev/serial/by-path/x"),
        (Recognised(MachineKind.ID_CARD_READER, 115200), "serial:///dev/serial/by-path/x"),
    ],
)
def test_the_lasting_name_is_offered_and_the_speed_only_where_it_must_be_said(machine, url):
    assert address_of(machine, SOCKET) == url


def test_of_two_machines_of_one_kind_the_first_is_offered():
    printers = [Recognised(MachineKind.PRINTER, 9600)] * 2
    found = [finding(printers[0], compared=ConfigStanding.MISSING), finding(printers[1], OTHER)]

    assert fragment(found).count("[printer]") == 1


def test_with_the_rules_the_halls_own_names_are_offered():
    machine = Recognised(MachineKind.FINGERPRINT_READER, 57600)

    (named,) = named_by_rule([finding(machine, compared=ConfigStanding.MISSING)])

    assert named.url == "serial:///dev/hall/reader"


def test_the_rules_name_what_our_own_server_holds_too():
    held_by_us = finding(
        None, OTHER, named_by=MachineKind.PRINTER, holders=(Holder(7, "hall", True),)
    )

    assert rules_of([held_by_us]).count('KERNELS=="1-1.3:1.0", SYMLINK+="hall/printer"') == 1


def test_the_section_that_names_a_port_is_found_under_any_name(tmp_path):
    (tmp_path / "ttyUSB0").touch()
    (tmp_path / "reader").symlink_to(tmp_path / "ttyUSB0")
    config = config_with(fingerprint_reader=f"serial://{tmp_path}/reader?password=1234")

    assert section_naming(config, Port(path=str(tmp_path / "ttyUSB0"))) == "fingerprint_reader"
    assert section_naming(config, Port(path=str(tmp_path / "ttyUSB1"))) is None


def test_options_that_must_be_kept_are_reminded_of_and_never_repeated():
    assert has_own_options(config_with(fingerprint_reader="serial:///dev/x?password=1234"))
    assert not has_own_options(config_with(fingerprint_reader="serial:///dev/x?baudrate=9600"))


def test_our_own_server_is_told_with_the_section():
    assert held([("hall", 7, True)], "printer") == (
        "大厅服务正在用它，这就是配置里的号票打印机，没有去打扰。"
    )
    assert "ModemManager（进程 7：" in held([("ModemManager", 7, False)], None)


def test_everything_that_can_be_found_has_its_sentence():
    assert set(ConfigStanding) == COMPARED.keys()
    assert FOUND_FAULTS.keys() == {"wrong_password", "broken", "silent"}
    for why in ("silent", "garbled", "busy", "absent", "no_permission", "unsupported"):
        assert nothing_found(why, "/dev/ttyUSB0")


def test_a_reader_with_a_password_is_told_so(find_until):
    made = SimulatedReader()
    made.boot_seconds = 0
    made.module.password = 0x1234
    with made:
        find_until("它设过密码", "--port", made.path, "--listen", "0")
