"""The forecast at the kiosk, on the slip, on the phone, and for programs."""

import re

import pytest

from hall.people.actions import create_token
from hall.people.model import Scope
from hall.wait_forecast.rules.forecast import ForecastKind
from tests.hall.wait_forecast.crew import call, promise, sit, take
from tests.waiting import wait_until

FRAGMENT = {"X-Fragment": "yes"}


@pytest.fixture
def outlook(application):
    return application.app.extensions["app_context"].forecaster


@pytest.fixture
def headers(application):
    with application.hall.work("installer") as work:
        token = create_token(work, name="program", scope=Scope.LINE)
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def busy(application, outlook):
    """One window, somebody with it, two in line, ten minutes each."""
    promise(application.hall)
    sit(application.hall, "bing")
    outlook.tend()
    take(application.hall)
    call(application.hall)
    for _ in range(2):
        take(application.hall)
    return application.hall


def test_tiles_say_it_before_a_number_is_taken(busy, client):
    page = client.get("/kiosk/take").text

    assert re.search(r'service__forecast">预计 \d+–\d+ 分钟<', page)
    assert page.count("service__forecast") == 1  # nobody is known for the other services


def test_a_free_window_is_said_on_the_tile(application, outlook, client):
    promise(application.hall)
    sit(application.hall, "bing")
    outlook.tend()

    page = client.get("/kiosk/take").text

    assert "现在就可以办" in page


def test_the_number_comes_with_its_forecast_and_the_slip_with_the_same(busy, client, tray):
    page = client.post("/kiosk/tickets", data={"service": "A", "key": "k"}, headers=FRAGMENT).text

    assert re.search(r"预计 \d+–\d+ 分钟", page)
    at_most = re.search(r"最迟约 (\d+:\d\d)", page)[1]
    wait_until(lambda: "A004" in tray.numbers)
    assert f"最迟约{at_most}" in [each.text for each in tray.slips[-1].body]


def test_the_phone_says_what_is_thought_by_now(busy, client, clock, outlook):
    last = take(busy)
    before = client.get(f"/t/{last.code}").text
    clock.advance(minutes=3)
    call(busy)
    after = client.get(f"/t/{last.code}", headers=FRAGMENT).text
    call(busy)
    call(busy)
    called = client.get(f"/t/{last.code}", headers=FRAGMENT).text

    assert "phone__forecast" in before
    assert re.search(r"预计 .* 分钟", before)[0] != re.search(r"预计 .* 分钟", after)[0]
    assert "phone__forecast" not in called


def test_programs_get_it_with_the_number(busy, client, headers):
    taken = client.post("/api/v1/tickets", json={"service": "A"}, headers=headers).json
    read = client.get(f"/api/v1/tickets/{taken['id']}", headers=headers).json
    nothing = client.post("/api/v1/tickets", json={"service": "B"}, headers=headers).json

    assert taken["forecast"]["outlook"] == ForecastKind.TODAY
    low, high = taken["forecast"]["minutes"]
    assert 0 <= low < high
    assert taken["forecast"]["at_most"].endswith("+08:00")
    assert taken["forecast"]["sentence"].startswith("预计")
    assert read["forecast"]["outlook"] == ForecastKind.TODAY
    assert nothing["forecast"] is None


@pytest.mark.parametrize("broken", ["_scenes", "_hall"])
def test_a_broken_forecast_costs_nobody_a_number(
    busy, client, headers, outlook, broken, monkeypatch
):
    monkeypatch.setattr(outlook, broken, None)

    page = client.post("/kiosk/tickets", data={"service": "A", "key": "k"}, headers=FRAGMENT)
    taken = client.post("/api/v1/tickets", json={"service": "A"}, headers=headers)

    assert (page.status_code, taken.status_code) == (200, 201)
    assert "A004" in page.text
    assert "预计" not in page.text or broken == "_hall"
    assert client.get("/kiosk/take").status_code == 200
    monkeypatch.undo()  # the thread goes on
