"""The office's page about ID cards."""

import pytest

from app import create_application
from devices.id_card_reader.connect import serial_card_reader
from devices.id_card_reader.simulator import SimulatedCardReader
from server.device_wiring import Devices
from web.sentences.device_jobs import CARD_TROUBLES


@pytest.fixture
def line():
    with SimulatedCardReader() as line:
        yield line


@pytest.fixture
def application(config, tray, clock, line):
    machines = Devices(printer=tray, card_reader=serial_card_reader(line.url), card_shelf=line)
    application = create_application(config, machines, clock)
    application.open()
    yield application
    application.close()


def test_the_office_says_which_service_asks_for_a_card(manager):
    manager.post("/office/id-cards", data={"A-asks": "on", "A-days": "7"})
    page = manager.get("/office/id-cards").text

    assert page.count("checked") == 1
    assert 'value="7"' in page
    assert "/kiosk/take/card" in manager.post("/kiosk/tickets", data={"service": "A"}).location

    manager.post("/office/id-cards", data={"A-days": "0"})
    assert "checked" not in manager.get("/office/id-cards").text


@pytest.mark.parametrize("days", ["-1", "181"])
def test_a_wrong_number_of_days_is_refused(manager, days):
    answer = manager.post("/office/id-cards", data={"A-asks": "on", "A-days": days})

    assert answer.status_code == 422


def test_the_troubles_of_the_simulated_reader_are_switched_by_name(manager, line):
    page = manager.get("/office/id-cards").text
    assert all(CARD_TROUBLES[name] in page for name in line.troubles())

    manager.post("/office/id-cards/trouble/silent")
    assert line.silent
    assert manager.post("/office/id-cards/trouble/nothing").status_code == 404


def test_only_managers_come_in(client):
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    assert client.get("/office/id-cards").status_code in (302, 303, 403)
    answer = client.post("/office/id-cards", data={"A-asks": "on", "A-days": "0"})
    assert answer.status_code in (302, 303, 403)
