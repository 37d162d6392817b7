"""The sign-in page: how an empty hall begins, and what to do about a forgotten password."""

import pytest

from app import create_application
from config import Config
from server.device_wiring import Devices

HALL = {"name": "测试大厅", "complaint_phone": "0734-0000000", "hours": "9:00—17:00"}


@pytest.fixture
def empty_hall(tmp_path, clock):
    database = {"url": "sqlite:///hall.sqlite3"}
    parsed = Config.parse({"hall": HALL, "database": database}, tmp_path)
    application = create_application(parsed, Devices(), clock)
    application.open()
    yield application
    application.close()


def test_a_forgotten_password_has_a_way_that_the_page_names(client):
    page = client.get("/sign-in").text

    assert "hall user password" in page
    assert "还没有账号" not in page
    assert "hall user password jia" in client.get("/sign-in?account=jia").text


def test_an_empty_hall_says_how_to_begin(empty_hall):
    page = empty_hall.app.test_client().get("/sign-in").text

    assert "大厅里还没有账号" in page
    assert 'href="/setup"' in page
    assert "忘了密码" not in page
