"""Who is known by which credential, for how long, and what is written of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hall.enrolled_devices import actions
from hall.enrolled_devices.actions import Caller, DeviceWish
from hall.enrolled_devices.device_register import DeviceRegister
from hall.enrolled_devices.model import DeviceRole, EnrolledDevice
from hall.enrolled_devices.queries import enrolled_devices
from hall.errors import LinkSpent, Malformed
from hall.people.credentials import digest
from hall.screens.queries import screens

KIOSK = DeviceWish(name="大门口取号机", role=DeviceRole.KIOSK)
CALLER = Caller(digest("token of the kiosk"), "192.0.2.1")


@pytest.fixture
def register(hall):
    return DeviceRegister(hall)


def enrol(register, wish=KIOSK, caller=CALLER):
    register.enrol("staff:1", lambda work: wish, caller)


def test_only_whom_the_office_enrolled_is_known(register, facts):
    assert register.device_with("token of the kiosk") is None

    enrol(register)

    assert register.device_with("token of the kiosk").role is DeviceRole.KIOSK
    assert register.device_with("another token") is None
    assert facts()[-1].name == "大门口取号机"


def test_enrolled_twice_it_is_one(register, hall):
    enrol(register)
    enrol(register)

    with hall.read() as snapshot:
        assert len(enrolled_devices(snapshot.session)) == 1


def test_a_device_is_known_to_the_next_program(register, hall):
    enrol(register)

    assert DeviceRegister(hall).device_with("token of the kiosk")


def test_the_token_itself_is_kept_nowhere(register, hall):
    enrol(register)

    with hall.read() as snapshot:
        (kept,) = snapshot.session.scalars(select(EnrolledDevice.digest))
    assert kept == digest("token of the kiosk") != "token of the kiosk"


def test_a_revoked_device_is_a_stranger_at_once_and_its_wires_are_cut(register, facts):
    cut = []
    register.when_revoked(cut.append)
    enrol(register)
    device = register.device_with("token of the kiosk")

    register.revoke("staff:1", device.id)
    register.revoke("staff:1", device.id)

    assert register.device_with("token of the kiosk") is None
    assert cut == [device.id, device.id]
    assert [fact.kind for fact in facts()][-2:] == ["DeviceEnrolled", "DeviceRevoked"]


def test_a_known_device_asks_nothing_of_the_database(register, hall):
    enrol(register)
    register.device_with("token of the kiosk")

    hall.close()

    assert register.device_with("token of the kiosk")
    assert register.device_with("a stranger's") is None


def test_when_it_was_heard_is_written_now_and_then(hall):
    counted = [10.0]
    register = DeviceRegister(hall, lambda: counted[0])
    enrol(register)
    device = register.device_with("token of the kiosk")
    register.hear(device, "192.0.2.77")
    counted[0] = 40.0

    register.write_down()

    with hall.read() as snapshot:
        (kept,) = enrolled_devices(snapshot.session)
        assert kept.address == "192.0.2.77"
        assert snapshot.now - kept.seen_at == timedelta(seconds=30)


@pytest.mark.parametrize(
    "wish",
    [
        DeviceWish(name=" ", role=DeviceRole.KIOSK),
        DeviceWish(name="屏", role=DeviceRole.SCREEN),
        DeviceWish(name="平板", role=DeviceRole.TABLET),
    ],
)
def test_a_device_needs_a_name_and_its_place(register, wish):
    with pytest.raises(Malformed):
        enrol(register, wish)


def link_for_a_screen(hall) -> str:
    with hall.work("staff:1") as work:
        wish = DeviceWish(name="东屏", role=DeviceRole.SCREEN, screen=screens(work.session)[0])
        return actions.make_link(work, wish)


def test_a_link_enrols_one_browser(register, hall):
    link = link_for_a_screen(hall)

    register.use_link(link, CALLER)

    assert register.device_with("token of the kiosk").role is DeviceRole.SCREEN
    with pytest.raises(LinkSpent):
        register.use_link(link, Caller(digest("thief"), "192.0.2.66"))
    assert register.device_with("thief") is None


def test_a_link_is_over_after_three_days(register, hall, clock):
    link = link_for_a_screen(hall)

    clock.advance(days=3)

    with pytest.raises(LinkSpent):
        register.use_link(link, CALLER)


def test_a_link_is_not_over_by_a_clock_that_nobody_believes(register, hall, clock):
    link = link_for_a_screen(hall)
    clock.jump(days=4)
    hall.doubt_the_clock()

    register.use_link(link, CALLER)

    assert register.device_with("token of the kiosk")


def test_no_link_that_was_never_made(register):
    with pytest.raises(LinkSpent):
        register.use_link("hall_nothing", CALLER)
