"""找设备 in the office: one search at a time, port by port, and never a port that is held."""

from dataclasses import replace
from threading import Event

import pytest

from config import Config
from devices.port_search.holders import Holder
from devices.port_search.looking import PortFinding
from devices.port_search.ports import Computer
from devices.port_search.questions import MachineKind, Recognised
from hall.machines import Fault
from server.device_search import ConfigStanding, DeviceFinding
from server.port_search import ServersPortSearch
from tests.waiting import PATIENCE_SECONDS

PAGE = "/office/devices/find"


@pytest.fixture
def computer(tmp_path) -> Computer:
    """With three serial ports, none of which can be opened."""
    for name in ("ttyS0", "ttyS1", "ttyS2"):
        (tmp_path / "sys/class/tty" / name / "device").mkdir(parents=True)
    parts = {part: tmp_path / part for part in ("sys", "dev", "proc", "run")}
    return Computer(**parts)


class Asked:
    """A look at ports: the second has a printer, and it goes on when the test says so."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.may_go_on = Event()

    def __call__(self, port):
        self.paths.append(port.path)
        assert self.may_go_on.wait(PATIENCE_SECONDS)
        if port.path.endswith("ttyS1"):
            machine = Recognised(MachineKind.PRINTER, 9600)
            return DeviceFinding(
                found=PortFinding(port=port, machine=machine),
                compared=ConfigStanding.MISSING,
                url=f"serial://{port.path}",
            )
        if port.path.endswith("ttyS2"):
            held = (Holder(4711, "minicom"),)
            return DeviceFinding(found=PortFinding(port=port, holders=held))
        return DeviceFinding(found=PortFinding(port=port, fault=Fault.SILENT))


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def search(application, config, computer, asked):
    made = ServersPortSearch(config, computer, asked)
    application.app.extensions["port_search"] = made
    yield made
    asked.may_go_on.set()
    made.wait()


def test_it_says_port_by_port_what_hangs_there_and_what_to_write(manager, search, asked):
    assert "现在找" in manager.get(PAGE).text
    assert manager.post(PAGE).status_code == 303
    assert "第 1 个，共 3 个" in manager.get(PAGE + "/_state").text
    asked.may_go_on.set()
    search.wait()

    page = manager.get(PAGE).text
    assert "3 个口都看过了" in page
    assert "没有设备应答" in page
    assert "找到号票打印机，波特率 9600" in page
    assert "被 minicom（进程 4711） 占着，没有去抢" in page
    assert "[printer]\nurl = &#34;serial://" in page


def test_a_second_press_begins_no_second_search(manager, search, asked):
    for _ in range(3):
        manager.post(PAGE)
    asked.may_go_on.set()
    search.wait()

    assert len(asked.paths) == 3


def test_a_port_that_the_config_names_is_never_touched(config: Config, computer, asked):
    named = computer.dev / "ttyS0"
    printer = replace(config.printer, url=f"serial://{named}")
    search = ServersPortSearch(replace(config, printer=printer), computer, asked)
    asked.may_go_on.set()
    search.begin()
    search.wait()

    assert str(named) not in asked.paths
    assert len(asked.paths) == 2
    assert "大厅服务正在用它，这就是配置里的号票打印机" in search.state.ports[0].says


def test_a_search_that_breaks_off_says_so_and_the_next_may_begin(
    manager, application, config, computer
):
    asked = []

    def broken(port):
        asked.append(port)
        raise ZeroDivisionError

    search = ServersPortSearch(config, computer, broken)
    application.app.extensions["port_search"] = search
    for tries in (1, 2):
        manager.post(PAGE)
        search.wait()
        assert "中途断了，只看了 0 个口" in manager.get(PAGE).text
        assert len(asked) == tries


def test_a_computer_without_ports_is_told_so(manager, application, config, tmp_path):
    empty = tmp_path / "empty"
    search = ServersPortSearch(config, Computer(sys=empty, dev=empty, proc=empty, run=empty))
    application.app.extensions["port_search"] = search
    manager.post(PAGE)
    search.wait()

    assert "服务器上没有串口" in manager.get(PAGE).text


def test_only_who_looks_after_the_devices_may_search(application, search, asked, as_):
    clerk = as_("bing")

    assert clerk.get(PAGE).status_code == 403
    assert clerk.post(PAGE).status_code == 403
    assert asked.paths == []
