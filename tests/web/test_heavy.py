"""Exports and reports are made by a few at once, and leave no memory behind."""

import gc
import weakref
from threading import Event, Thread

import pytest
from flask import Flask

from server.flask_app import create_flask_app
from tests.waiting import PATIENCE_SECONDS
from web import heavy, refusals
from web.limit import HeavyWork
from web.limits import HEAVY

WORK = HeavyWork(
    name="reports",
    what="",
    endpoints=("report",),
    at_once=1,
    most_waiting=0,
    patience_seconds=7,
    busiest="",
    leaves_much=True,
)


class Cell:
    """Points at its neighbour, as a workbook's do."""


@pytest.fixture
def made():
    return []


@pytest.fixture
def go_on():
    return Event()


@pytest.fixture
def app(made, go_on):
    app = Flask(__name__)
    refusals.register(app)

    @app.get("/api/report", endpoint="report")
    def report():
        cell = Cell()
        cell.neighbour = cell
        made.append(weakref.ref(cell))
        assert go_on.wait(PATIENCE_SECONDS)
        return "done"

    heavy.register(app, (WORK,))
    return app


def test_one_beyond_those_who_may_is_told_when_to_come_again(app, made, go_on):
    answers = []
    first = Thread(target=lambda: answers.append(app.test_client().get("/api/report")))
    first.start()
    while not made:
        first.join(0.01)
    refused = app.test_client().get("/api/report")
    go_on.set()
    first.join()

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "7")
    assert refused.json["code"] == "TooBusy"
    assert [answer.status_code for answer in answers] == [200]


def test_the_memory_of_a_report_goes_back_at_once(app, made, go_on):
    go_on.set()
    gc.disable()
    try:
        assert app.test_client().get("/api/report").text == "done"
        assert [cell() for cell in made] == [None]
    finally:
        gc.enable()


def test_every_heavy_view_is_there(config):
    known = create_flask_app(config).view_functions  # refuses one that is not

    assert {name for work in HEAVY for name in work.endpoints} <= set(known)
