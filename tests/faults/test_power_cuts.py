"""The plug is pulled while people take numbers: every number that was told is there afterwards."""

import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException
from threading import Event
from urllib.parse import urlencode

import pytest

from hall import journal
from hall.people.deeds import create_token
from hall.people.model import Scope
from hall.records import open_records
from hall.work import Hall
from tests.served import ServedHall, write_config

CUTS = 20
PEOPLE = 6
#: The plug is pulled when so many numbers were told since the start.
NUMBERS = 12


@pytest.fixture
def served(tmp_path, furnished):
    config, port = write_config(tmp_path, '[printer]\nurl = "virtual:"\n')
    shutil.copyfile(furnished, tmp_path / "hall.sqlite3")
    hall = Hall(open_records(f"sqlite:///{tmp_path / 'hall.sqlite3'}"))
    with hall.work("installer") as work:
        token = create_token(work, name="x", scope=Scope.LINE)
    hall.close()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return config, port, headers


def take_until_dark(hall: ServedHall, headers: dict[str, str], told: list, enough: Event) -> None:
    """One person taking number after number; a number counts when its answer has arrived."""
    try:
        while True:
            status, answer = hall.ask("POST", "/api/v1/tickets", '{"service": "A"}', headers)
            assert status == 201, answer
            told.append((json.loads(answer)["id"], json.loads(answer)["number"]))
            if len(told) >= NUMBERS:
                enough.set()
    except (OSError, HTTPException):
        return


def burst_and_cut(config, port, headers) -> list[tuple[int, str]]:
    told: list[tuple[int, str]] = []
    enough = Event()
    with ServedHall(config, port) as hall, ThreadPoolExecutor(PEOPLE) as people:
        for _ in range(PEOPLE):
            people.submit(take_until_dark, hall, headers, told, enough)
        assert enough.wait(15)
        hall.kill()
    return told


def test_no_number_is_lost_or_doubled_by_twenty_power_cuts(served):
    config, port, headers = served

    told = [pair for _ in range(CUTS) for pair in burst_and_cut(config, port, headers)]

    with closing(sqlite3.connect(config.with_name("hall.sqlite3"))) as database:
        kept = database.execute("SELECT id, number FROM ticket ORDER BY id").fetchall()
        issued = database.execute(
            "SELECT json_extract(details, '$.ticket_id') FROM journal "
            "WHERE kind = 'TicketIssued' ORDER BY seq"
        ).fetchall()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(told) >= CUTS * NUMBERS
    assert len(set(told)) == len(told)
    assert set(told) <= set(kept)
    assert [number for _, number in kept] == [f"A{n:03d}" for n in range(1, len(kept) + 1)]
    assert [ticket for (ticket,) in issued] == [ticket for ticket, _ in kept]
    records = open_records(f"sqlite:///{config.with_name('hall.sqlite3')}")
    with records.reading() as session:
        assert journal.first_break(session) is None
    records.close()


def test_a_tap_repeated_after_the_power_cut_gets_the_same_number(served):
    config, port, headers = served
    form = urlencode({"service": "A", "key": "one-tap"})
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    with ServedHall(config, port) as hall:
        before = hall.ask("POST", "/kiosk/tickets", form, head)
        hall.kill()

    with ServedHall(config, port) as hall:
        after = hall.ask("POST", "/kiosk/tickets", form, head)

    assert before == after
    assert before[0] == 303


def test_the_server_comes_back_when_its_worker_dies(served):
    config, port, headers = served
    with ServedHall(config, port) as hall:
        hall.kill_worker()
        hall.wait_until_open()

        status, answer = hall.ask("POST", "/api/v1/tickets", '{"service": "A"}', headers)

    assert status == 201
    assert json.loads(answer)["number"] == "A001"


def test_a_body_that_is_too_large_is_refused_by_the_real_server_too(served):
    config, port, headers = served
    with ServedHall(config, port) as hall:
        status, answer = hall.ask("POST", "/api/v1/tickets", "x" * 1_000_000, headers)

        assert status == 413
        assert json.loads(answer)["code"]
        assert hall.ask("GET", "/api/v1/health")[0] == 200
