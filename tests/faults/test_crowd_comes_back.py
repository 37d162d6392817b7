"""The switch is pulled and plugged in: every screen comes back at once, while three hundred phones
look at their pages, numbers are taken and people are called."""

import os
import shutil
from contextlib import closing

import pytest
from sqlalchemy import select

from hall.database import open_database
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.journal import first_break
from hall.line.model import Ticket
from hall.line.queries import service_by_prefix
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.unit_of_work import Hall
from tests.faults.crowd import (
    SCREENS_AT,
    Line,
    Meanwhile,
    all_come_back,
    look_at_own_pages,
    read_until,
    screens,
    sockets_of,
    threads_of,
)  # fmt: skip
from tests.served import ReadyHall, write_config
from tests.waiting import wait_until

pytestmark = pytest.mark.slow
EVERYBODY = bool(os.environ.get("EVERY_CUT"))
RECONNECTS, PHONES, SCREENS = (500, 300, 40) if EVERYBODY else (60, 30, 8)
#: Threads of a server at rest come and go by a few.
A_FEW = 8
#: Of supervisor and worker: where they listen, and a connection that was kept alive.
AT_REST = 6


@pytest.fixture
def database(tmp_path, demo_database):
    file = tmp_path / "hall.sqlite3"
    shutil.copyfile(demo_database, file)
    return f"sqlite:///{file}"


def issued(database: str) -> tuple[str, list[tuple[str, str]]]:
    """A program's token, and for every phone the code and the number of its ticket."""
    with closing(Hall(open_database(database))) as hall, hall.work("installer") as work:
        token = create_token(work, name="x", scope=Scope.LINE)
        service = service_by_prefix(work.session, "B")
        wanted = [TicketRequest("kiosk", f"phone-{n}", slip=False) for n in range(PHONES)]
        tickets = [issue_ticket(work, service, each) for each in wanted]
        return token, [(ticket.code, ticket.number) for ticket in tickets]


@pytest.mark.slow_because("five hundred sockets come back twice, and three hundred phones look on")
def test_everybody_comes_back_at_once_and_nothing_is_lost_or_doubled(tmp_path, database, bad_day):
    token, phones = issued(database)
    config, port = write_config(tmp_path)
    with ReadyHall(config, port) as served:
        line = Line(served, token)
        line.turn()
        all_come_back(port, RECONNECTS)
        wait_until(lambda: sockets_of(served) <= AT_REST, "the sockets are given back")
        threads = threads_of(served)
        with (
            Meanwhile(line.turn),
            Meanwhile(lambda: look_at_own_pages(port, phones)) as looks,
        ):
            sent_away = all_come_back(port, RECONNECTS)

        with screens(port, [SCREENS_AT[0]] * SCREENS) as back:
            line.turn()
            last = line.called[-1].encode()
            for _, screen in back:
                assert screen is not None
                assert last in read_until(screen, last)
            assert line.called[-1] in served.ask("GET", "/display")[1]
        wait_until(lambda: sockets_of(served) <= AT_REST, "the sockets are given back")
        if EVERYBODY:  # Engine.IO's threads sleep on for 20 s
            wait_until(lambda: threads_of(served) <= threads + A_FEW, "the threads are given back")

    _nothing_is_lost_or_doubled(database, line)
    what = f"{RECONNECTS} 块屏一齐断线重连（{PHONES} 部手机看着自己的号）"
    ending = f"叫了 {len(line.called)} 个号，没有丢的、重的；屏都对；等位 {sent_away} 次"
    bad_day(what, looks.turns, ending)


def _nothing_is_lost_or_doubled(database: str, line: Line) -> None:
    with closing(Hall(open_database(database))) as hall, hall.read() as snapshot:
        rows = snapshot.session.scalars(select(Ticket)).all()
        assert first_break(snapshot.session) is None
    numbers = [ticket.number for ticket in rows]
    assert len(set(numbers)) == len(numbers) == PHONES + len(line.taken)
    assert set(line.taken) <= set(numbers)
    assert len(set(line.called)) == len(line.called)
    assert {ticket.number for ticket in rows if ticket.calls} == set(line.called)
