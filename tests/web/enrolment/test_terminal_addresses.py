"""A terminal is known by its serial number, which anybody can read, and by its address."""

import pytest
from sqlalchemy import select

from hall.attendance.model import Punch
from hall.terminals.actions import admit_terminal, assign
from hall.terminals.addresses import MOST_ASKED_FROM
from tests.web.enrolment.conftest import HOSTS

SERIAL = "CGXH201360029"
PUNCH = "3\t2025-03-03 08:01:05\t1\t0\t1\t0\n"


@pytest.fixture
def push(application):
    with application.hall.work("staff:1") as work:
        admit_terminal(work, SERIAL, "后门", 0)
        assign(work, "3", 3)

    def push(address: str, body: str = PUNCH):
        return application.app.test_client().post(
            f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=9",
            data=body,
            environ_base={"REMOTE_ADDR": address},
        )

    return push


@pytest.fixture
def punches(application):
    def punches() -> int:
        with application.hall.read() as snapshot:
            return len(snapshot.session.scalars(select(Punch)).all())

    return punches


def confirm(staff, address: str) -> None:
    done = staff.post(f"/office/terminals/{SERIAL}/address", data={"address": address})
    assert done.status_code == 303


@pytest.mark.parametrize("host", HOSTS)
def test_whoever_read_the_serial_pushes_punches(push, punches, host):
    push("192.0.2.66")

    assert punches() == (1 if host == "127.0.0.1" else 0)


def test_from_the_confirmed_address_alone(push, punches, staff):
    assert push("192.0.2.30").status_code == 403
    assert "192.0.2.30" in staff.get("/office/terminals").text
    confirm(staff, "192.0.2.30")

    assert push("192.0.2.30").text == "OK: 1\n"
    assert push("192.0.2.66", PUNCH.replace("08:01", "08:30")).status_code == 403
    assert punches() == 1
    page = staff.get("/office/terminals").text
    assert "只收 192.0.2.30 来的" in page
    assert "确认是 192.0.2.66" in page


def test_a_terminal_that_moved_is_confirmed_anew(push, punches, staff):
    confirm(staff, "192.0.2.30")
    confirm(staff, "192.0.2.31")

    assert push("192.0.2.30").status_code == 403
    assert push("192.0.2.31").status_code == 200
    assert punches() == 1


def test_a_stranger_fills_no_page(push, staff):
    for last in range(60):
        push(f"192.0.2.{last}")

    assert staff.get("/office/terminals").text.count("确认是 ") == MOST_ASKED_FROM


def test_an_unknown_serial_is_not_even_noted(application, staff):
    application.app.test_client().get("/iclock/cdata?SN=NOBODY1")

    assert "NOBODY1" not in staff.get("/office/terminals").text
