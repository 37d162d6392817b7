"""Four processes of eight clients on one database: every number once, every person called once.

The full 5,000 of both, over HTTP: ``python -m bench concurrency --long``.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from hall import events, journal
from hall.line.model import Stay, Ticket

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PROCESSES, CLIENTS, EACH = 4, 8, 8
CROWD = f"""
import random, sys
from contextlib import suppress
from concurrent.futures import ThreadPoolExecutor
from hall.errors import NobodyWaiting
from hall.line import calling
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix, window_by_name
from hall.database import open_database
from hall.unit_of_work import Hall
from tests.waiting import wait_until

hall = Hall(open_database(sys.argv[1]))

def say(what, number):
    sys.stdout.write(f"{{what}} {{number}}\\n")  # in one piece, whoever else speaks

def client(name):
    chance = random.Random(name)
    for turn in range({EACH}):
        with hall.work("kiosk") as work:
            service = service_by_prefix(work.session, chance.choice("ABCDEF"))
            key = f"{{name}} {{turn}}"
            number = issue_ticket(work, service, TicketRequest("kiosk", key)).number
        say("taken", number)
        call_somebody(chance)

def call_somebody(chance):
    say("called", wait_until(lambda: number_called(chance.sample("123456", 6))))

def number_called(windows):
    for window in windows:
        with suppress(NobodyWaiting), hall.work(f"staff:{{window}}") as work:
            return calling.call_next(work, window_by_name(work.session, window)).number

sys.stdin.readline()
with ThreadPoolExecutor({CLIENTS}) as clients:
    list(clients.map(client, [f"{{sys.argv[2]}}-{{each}}" for each in range({CLIENTS})]))
hall.close()
"""


def test_no_number_is_given_twice_and_nobody_is_called_twice_or_forgotten(hall, config):
    crowds = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, config.database_url, str(each)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for each in range(PROCESSES)
    ]  # fmt: skip
    for crowd in crowds:
        crowd.stdin.write("go\n")
        crowd.stdin.flush()
    said = [line.split() for crowd in crowds for line in crowd.communicate()[0].splitlines()]

    taken = sorted(number for what, number in said if what == "taken")
    called = sorted(number for what, number in said if what == "called")
    everybody = PROCESSES * CLIENTS * EACH
    assert len(set(taken)) == len(taken) == everybody
    assert called == taken
    with hall.read() as snapshot:
        kept = sorted(snapshot.session.query(Ticket).all(), key=lambda ticket: ticket.number)
        assert [ticket.number for ticket in kept] == taken
        assert Counter(ticket.calls for ticket in kept) == {1: everybody}
        calls = snapshot.session.query(Stay).filter(Stay.state == "called").count()
        assert calls == everybody
        told = (
            snapshot.session.query(journal.JournalEntry)
            .filter_by(kind=events.TicketCalled.kind)
            .count()
        )
        assert told == everybody
        assert journal.first_break(snapshot.session) is None
