"""The duty officer is told of paper that runs low, before there is none."""

import pytest

from hall.machines import Fault, MachineUnavailable, PaperState
from hall.people.model import Role
from hall.people.queries import staff_by_account
from tests.conftest import check_printer_now
from tests.waiting import wait_until


@pytest.fixture
def duty(application, client):
    """演示员丙 on duty today, at window 1."""
    with application.hall.work() as work:
        staff_by_account(work.session, "bing").role = Role.DUTY
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    client.post("/counter/1/take")
    return client


def until_told(application, client, so):
    def is_told():
        check_printer_now(application)
        return so(client.get("/counter/machines").text.strip())

    wait_until(is_told)


def test_paper_near_its_end_is_told_and_a_new_roll_ends_it(application, duty, tray, monkeypatch):
    assert duty.get("/counter/machines").text.strip() == ""

    monkeypatch.setattr(tray, "check", lambda: PaperState.NEAR_END)
    until_told(application, duty, lambda text: "号票打印机：正常，纸快用完了，请准备换纸。" in text)

    monkeypatch.setattr(tray, "check", lambda: PaperState.PLENTY)
    until_told(application, duty, lambda text: not text)


def test_a_printer_that_stopped_is_told(application, duty, tray):
    tray.fault = MachineUnavailable(Fault.COVER_OPEN)

    until_told(application, duty, lambda text: "号票打印机：打印机盖没有合上：请合上盖子。" in text)


def test_only_staff_are_told(client):
    assert client.get("/counter/machines").status_code == 302
