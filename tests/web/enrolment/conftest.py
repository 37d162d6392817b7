"""A hall that the whole network reaches, its devices, and a stranger."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app import Application, create_application
from config import Config
from hall.demo_data.load import password_of
from hall.enrolled_devices.actions import Caller, DeviceWish
from hall.enrolled_devices.model import DeviceRole
from hall.line.queries import window_by_name
from hall.people.credentials import digest
from hall.screens.queries import screen_called
from hall.unit_of_work import UnitOfWork
from server.device_wiring import Devices
from tests.conftest import PaperTray, StoppedClock
from web.known_devices import COOKIE

HOSTS = ("127.0.0.1", "0.0.0.0")


@pytest.fixture
def host() -> str:
    return "0.0.0.0"


@pytest.fixture
def application(
    config: Config, tray: PaperTray, clock: StoppedClock, host: str
) -> Iterator[Application]:
    config = replace(config, server=replace(config.server, host=host))
    application = create_application(config, Devices(printer=tray), clock)
    application.open()
    yield application
    application.close()


@pytest.fixture
def stranger(application: Application) -> FlaskClient:
    return application.app.test_client()


def as_device(application: Application, role: DeviceRole, place: str = "") -> FlaskClient:
    """A browser that was enrolled as this; ``place`` is its screen or window."""

    def wish(work: UnitOfWork) -> DeviceWish:
        is_screen, is_tablet = role is DeviceRole.SCREEN, role is DeviceRole.TABLET
        return DeviceWish(
            name=f"{role} {place}",
            role=role,
            screen=screen_called(work.session, place) if is_screen else None,
            window=window_by_name(work.session, place) if is_tablet else None,
        )

    token = f"token of {role} {place}"
    application.enrolment.register.enrol("staff:1", wish, Caller(digest(token), "192.0.2.1"))
    browser = application.app.test_client()
    browser.set_cookie(COOKIE, token)
    return browser


@pytest.fixture
def device(application: Application) -> Callable[..., FlaskClient]:
    def enrolled(role: DeviceRole, place: str = "") -> FlaskClient:
        return as_device(application, role, place)

    return enrolled


@pytest.fixture
def staff(application: Application) -> FlaskClient:
    browser = application.app.test_client()
    browser.post("/sign-in", data={"account": "jia", "password": password_of("jia")})
    return browser
