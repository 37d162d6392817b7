"""A power cut as people see it: the kiosk, the windows, the page of today, health and doctor."""

import pytest

from announcer.fact_mapping import message_for
from announcer.vocabulary import MachineChanged
from app import create_application
from hall.events import NumbersStopped
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix
from hall.machines import PowerReading
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.power.power_level import PowerLevel
from hall.power.power_notice import publish_notice, take_notice_away
from hall.power.power_watch import PowerState
from hall.power.power_worker import PowerWorker
from server.device_wiring import Devices
from server.power_wiring import plan_of, power_of, switch_off
from web.sentences.power import (
    NOTICE_BODY,
    NOTICE_OVER,
    NOTICE_TITLE,
    SENTENCES,
    power_sentence,
)

BATTERY = PowerReading(on_battery=True, charge_percent=50, runtime_seconds=290)
LAST = PowerState(level=PowerLevel.LAST_MINUTES, reading=BATTERY)


class QuietUps:
    def read(self) -> PowerReading:
        return PowerReading(on_battery=False)

    def close(self) -> None:
        pass


@pytest.fixture
def powered(config, clock):
    """A whole hall on a UPS, no thread of it going."""
    made = create_application(config, Devices(ups=QuietUps()), clock)
    yield made
    made.hall.close()


@pytest.fixture
def power(powered):
    return next(each.power for each in powered.workers if isinstance(each, PowerWorker))


@pytest.fixture
def kiosk(powered):
    return powered.app.test_client()


@pytest.fixture
def office(powered):
    client = powered.app.test_client()
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    return client


def test_in_the_last_minutes_the_kiosk_gives_no_number_and_says_why(kiosk, power):
    power.state = LAST

    assert "停电了，现在取不了号" in kiosk.get("/kiosk").text
    refused = kiosk.post("/kiosk/tickets", data={"service": "A", "key": "k1"})

    assert refused.status_code == 409
    assert "请到窗口问一问" in refused.text


def test_on_battery_numbers_go_on(kiosk, power, clock):
    power.state = PowerState(level=PowerLevel.BATTERY, reading=BATTERY, since=clock())

    assert kiosk.post("/kiosk/tickets", data={"service": "A", "key": "k1"}).status_code == 303


def test_a_number_that_was_taken_before_is_told_again(kiosk, power):
    """The answer was lost on its way; the number was not."""
    first = kiosk.post("/kiosk/tickets", data={"service": "A", "key": "k1"})
    power.state = LAST

    again = kiosk.post("/kiosk/tickets", data={"service": "A", "key": "k1"})

    assert (again.status_code, again.location) == (303, first.location)


def test_when_the_power_is_back_numbers_are_back(kiosk, power):
    power.state = LAST
    kiosk.post("/kiosk/tickets", data={"service": "A", "key": "k1"})
    power.state = PowerState()

    assert "停电" not in kiosk.get("/kiosk").text
    assert kiosk.post("/kiosk/tickets", data={"service": "A", "key": "k1"}).status_code == 303


def test_programs_are_refused_like_the_kiosk(powered, power):
    with powered.hall.work("installer") as work:
        token = create_token(work, name="program", scope=Scope.LINE)
    power.state = LAST

    refused = powered.app.test_client().post(
        "/api/v1/tickets", json={"service": "A"}, headers={"Authorization": f"Bearer {token}"}
    )

    assert (refused.status_code, refused.json["code"]) == (409, "PowerGivesOut")


def test_a_clerk_may_still_take_somebody_in(powered):
    with powered.hall.work("staff:3") as work:
        service = service_by_prefix(work.session, "A")

        assert issue_ticket(work, service, TicketRequest("counter", battery_ends=True)).number


def test_the_page_of_today_and_the_windows_say_it(office, power):
    power.state = LAST
    office.post("/counter/1/sit")

    for page in ("/office", "/counter/1"):
        assert "备用电源快用完了（约还有 4 分钟）" in office.get(page).text


def test_the_office_can_look_at_the_notice_that_nobody_wrote(powered, office):
    with powered.hall.work("ups") as work:
        notice = publish_notice(work, NOTICE_TITLE, NOTICE_BODY).id

    for path in ("/office", "/office/notices", f"/office/notices/{notice}", "/office/journal"):
        assert office.get(path).status_code == 200, path
    assert NOTICE_TITLE in office.get("/office/notices").text
    with powered.hall.work("ups") as work:
        take_notice_away(work, notice, NOTICE_OVER)
    assert office.get(f"/office/notices/{notice}").status_code == 200


def test_health_says_how_the_ups_is(kiosk, powered):
    worker = next(each for each in powered.workers if isinstance(each, PowerWorker))
    worker.look_once()

    assert kiosk.get("/api/v1/health").json["machines"]["ups"] == "ready"


def test_without_a_ups_nothing_is_different(application, client):
    assert not [each for each in application.workers if isinstance(each, PowerWorker)]
    assert power_of(application.workers)() == PowerState()
    assert "ups" not in client.get("/api/v1/health").json["machines"]
    assert "停电" not in client.get("/kiosk").text


def test_on_battery_kiosk_and_timeclock_say_it(kiosk, office, power, clock):
    for path in ("/kiosk", "/timeclock"):
        assert "停电" not in office.get(path).text
    power.state = PowerState(level=PowerLevel.BATTERY, reading=BATTERY, since=clock())

    for path in ("/kiosk", "/timeclock"):
        assert "停电了，正在用备用电源" in office.get(path).text, path


def test_every_level_has_its_sentence_and_the_mains_none():
    assert power_sentence(PowerState()) == ""
    assert SENTENCES.keys() == set(PowerLevel) - {PowerLevel.MAINS}
    assert power_sentence(PowerState(level=PowerLevel.BATTERY)).startswith("备用电源撑着，")


def test_the_longer_time_is_for_the_numbers_however_they_were_written(config):
    from dataclasses import replace

    swapped = replace(config.ups, stop_numbers_minutes=2, shut_down_minutes=9)

    assert (plan_of(swapped).stop_numbers_seconds, plan_of(swapped).shut_down_seconds) == (540, 120)


def test_the_computer_is_switched_off_by_the_configured_command_without_a_shell(tmp_path):
    flag = tmp_path / "off; touch shell"

    assert switch_off(f"touch '{flag}'")

    assert flag.exists()


@pytest.mark.parametrize("command", ["", "/no/such/command", "false", "'"])
def test_a_command_that_is_not_there_or_fails_ends_no_worker(command):
    assert switch_off(command) is False


def test_the_screens_hear_that_numbers_stopped():
    assert message_for(NumbersStopped()) == MachineChanged()
