"""The plug is pulled while people take numbers: every number that was told is there afterwards."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException
from threading import Event
from urllib.parse import urlencode

import pytest

from hall import journal
from hall.database import open_database
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.unit_of_work import Hall
from tests.served import ReadyHall, ServedHall, write_config
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.slow

#: So often the whole server is started and killed, and within each start its worker alone,
#: which holds the database and the visitors' connections: twenty cuts.
STARTS, CUTS_EACH = 5, 4
PEOPLE = 6
BODY = '{"service": "A"}'
#: The plug is pulled when so many numbers were told since the cut before.
NUMBERS = 12


@pytest.fixture
def served(tmp_path, demo_database):
    config, port = write_config(tmp_path, '[printer]\nurl = "virtual:"\n')
    shutil.copyfile(demo_database, tmp_path / "hall.sqlite3")
    hall = Hall(open_database(f"sqlite:///{tmp_path / 'hall.sqlite3'}"))
    with hall.work("installer") as work:
        token = create_token(work, name="x", scope=Scope.LINE)
    hall.close()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return config, port, headers


class Burst:
    """People who take number after number until the plug is pulled.

    A number counts when its answer has arrived.
    """

    def __init__(self, hall: ServedHall, headers: dict[str, str]) -> None:
        self._hall = hall
        self._headers = headers
        self._enough, self._dark = Event(), Event()
        self.told: list[tuple[int, str]] = []

    def until(self, cut: Callable[[], None]) -> list[tuple[int, str]]:
        with ThreadPoolExecutor(PEOPLE) as people:
            everybody = [people.submit(self._take) for _ in range(PEOPLE)]
            assert self._enough.wait(PATIENCE_SECONDS)
            cut()
            self._dark.set()
        for person in everybody:
            person.result()  # raises what they met
        return self.told

    def _take(self) -> None:
        while not self._dark.is_set():
            try:
                answer = self._hall.ask("POST", "/api/v1/tickets", BODY, self._headers)
            except (OSError, HTTPException):
                return
            assert answer[0] == 201, answer
            ticket = json.loads(answer[1])
            self.told.append((ticket["id"], ticket["number"]))
            if len(self.told) >= NUMBERS:
                self._enough.set()


@pytest.mark.slow_because("the server starts twenty times")
def test_no_number_is_lost_or_doubled_by_twenty_power_cuts(served):
    config, port, headers = served

    told = []
    for _ in range(STARTS):
        with ReadyHall(config, port) as hall:
            for _ in range(CUTS_EACH - 1):
                told += Burst(hall, headers).until(hall.kill_worker)
                hall.wait_until_open()
            told += Burst(hall, headers).until(hall.kill)

    with closing(sqlite3.connect(config.with_name("hall.sqlite3"))) as database:
        kept = database.execute("SELECT id, number FROM ticket ORDER BY id").fetchall()
        issued = database.execute(
            "SELECT json_extract(details, '$.ticket_id') FROM journal "
            "WHERE kind = 'TicketIssued' ORDER BY seq"
        ).fetchall()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(told) >= STARTS * CUTS_EACH * NUMBERS
    assert len(set(told)) == len(told)
    assert set(told) <= set(kept)
    assert [number for _, number in kept] == [f"A{n:03d}" for n in range(1, len(kept) + 1)]
    assert [ticket for (ticket,) in issued] == [ticket for ticket, _ in kept]
    records = open_database(f"sqlite:///{config.with_name('hall.sqlite3')}")
    with records.reading() as session:
        assert journal.first_break(session) is None
    records.close()


def test_a_tap_repeated_after_the_power_cut_gets_the_same_number(served):
    config, port, headers = served
    form = urlencode({"service": "A", "key": "one-tap"})
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    with ReadyHall(config, port) as hall:
        before = hall.ask("POST", "/kiosk/tickets", form, head)
        hall.kill()

    with ReadyHall(config, port) as hall:
        after = hall.ask("POST", "/kiosk/tickets", form, head)

    assert before == after
    assert before[0] == 303


def test_the_server_comes_back_when_its_worker_dies(served):
    config, port, headers = served
    with ReadyHall(config, port) as hall:
        hall.kill_worker()
        hall.wait_until_open()

        status, answer = hall.ask("POST", "/api/v1/tickets", BODY, headers)

    assert status == 201
    assert json.loads(answer)["number"] == "A001"


def test_a_body_that_is_too_large_is_refused_by_the_real_server_too(served):
    config, port, headers = served
    with ReadyHall(config, port) as hall:
        status, answer = hall.ask("POST", "/api/v1/tickets", "x" * 1_000_000, headers)

        assert status == 413
        assert json.loads(answer)["code"]
        assert hall.ask("GET", "/api/v1/health")[0] == 200
