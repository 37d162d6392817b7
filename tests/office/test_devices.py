"""Each device with its state, since when, what was wrong, what it did, and what to do."""

import re

import pytest

from hall.events import MachineFound, MachineLost
from hall.machine_history import done_on, losses_on, turns_of
from hall.machines import Fault, MachineUnavailable, Sheet
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.remote_devices import RpcChannel
from tests.conftest import check_printer_now
from tests.waiting import wait_until
from web.app_context import current_context

STATES = "/office/devices/_states"


@pytest.fixture
def shown(director):
    return lambda: director.get(STATES).text


def test_a_lost_reader_is_told_with_what_to_do_and_counted_once(office, shown, simulated_reader):
    wait_until(lambda: "今天" in shown() and "正常。" in shown())
    simulated_reader.unplug()
    wait_until(lambda: "没有找到设备：none: 不在" in shown())
    simulated_reader.plug_in()
    wait_until(lambda: "没有找到设备" in shown() and "恢复正常。" in shown())

    with office.hall.read() as snapshot:
        assert losses_on(snapshot.session, "fingerprint_reader", snapshot.today) == 1
        lost, found = reversed(turns_of(snapshot.session, "fingerprint_reader"))
    assert (lost.fault, found.fault) == ("absent", None)
    assert "断开 1 次" in shown()


def test_what_a_machine_did_today_is_counted(office, director, shown, tray):
    director.post("/office/devices/printer/test")

    wait_until(lambda: tray.slips)
    assert isinstance(tray.slips[0], Sheet)
    assert tray.slips[0].title == "打印测试"


def test_an_agent_that_may_do_everything_is_told_until_it_has_a_token_of_its_own(office, shown):
    with office.app.app_context():
        current_context().channels["printer"] = RpcChannel()
    seen = []
    for scope in (Scope.LINE, Scope.MANAGE, Scope.DEVICE):
        with office.hall.work("installer") as work:
            create_token(work, name=scope, scope=scope)
        seen.append("用的令牌什么都能做" in shown())

    assert seen == [False, True, False]


def test_the_printers_that_may_be_chosen_are_offered(director):
    page = director.get("/office/devices").text

    assert "没有指定，按通用打印机使用" in page
    assert re.search(r"<td>POS-5890</td>\s*<td>Zjiang</td>\s*<td>58 毫米纸", page)


def test_the_counts_are_those_of_the_machine_and_the_day(hall, clock):
    with hall.work("printer") as work:
        work.record(MachineLost("printer", Fault.PAPER_OUT))
        work.record(MachineFound("printer"))
        work.record(MachineLost("fingerprint_reader", Fault.ABSENT))
    clock.advance(days=1)
    with hall.work("printer") as work:
        work.record(MachineLost("printer", Fault.CUTTER))

    with hall.read() as snapshot:
        assert losses_on(snapshot.session, "printer", snapshot.today) == 1
        assert [turn.fault for turn in turns_of(snapshot.session, "printer")] == [
            "cutter", None, "paper_out",
        ]  # fmt: skip
        assert set(done_on(snapshot.session, "printer", snapshot.today).values()) == {0}


def test_a_printer_out_of_paper_says_so(office, shown, tray):
    tray.fault = MachineUnavailable(Fault.PAPER_OUT)

    def told():
        check_printer_now(office)
        return "打印纸用完了：请换一卷纸。" in shown()

    wait_until(told)


def test_without_devices_the_page_says_how_to_add_one(config, clock):
    from app import create_application
    from server.device_wiring import Devices

    application = create_application(config, Devices(), clock)
    client = application.app.test_client()
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})

    assert "没有接任何设备" in client.get("/office/devices").text
    assert client.post("/office/devices/printer/test").status_code == 404
    application.devices.unplug()
    application.hall.close()


def test_a_clerk_sees_no_devices(client):
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert client.get("/office/devices").status_code == 403
