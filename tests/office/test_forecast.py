"""The office sees how far forecasts were off, and enters who works when."""

import pytest

from hall.events import RotaChanged
from hall.wait_forecast import queries
from hall.wait_forecast.figures import Ended, accuracy
from tests.hall.wait_forecast.crew import call, promise, sit, staff_id, take

WEEK = {"kept": "on", "morning-from-0": "09:00", "morning-to-0": "11:30"}


@pytest.fixture
def geng(application):
    return staff_id(application.hall, "geng")


def rotas(application, staff):
    with application.hall.read() as snapshot:
        rows = queries.rotas(snapshot.session)
        return {row.weekday if row.day is None else str(row.day): row.spans for row in rows
                if row.staff_id == staff}  # fmt: skip


def test_only_managers_come_in(client, application, geng):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert client.get("/office/outlook").status_code == 302
    assert clerk.get("/office/outlook").status_code == 403
    assert clerk.post(f"/office/outlook/week/{geng}", data=WEEK).status_code == 403
    assert clerk.post(f"/office/outlook/date/{geng}", data={"day": "2025-03-04"}).status_code == 403
    assert rotas(application, geng) == {}


def test_an_empty_hall_says_that_there_is_nothing_to_compare_yet(manager):
    page = manager.get("/office/outlook").text

    assert page.count("还没有数：取号时") == 2
    assert "现在表里还没有人" in page


def test_what_became_of_forecasts_stands_beside_the_simple_rules(manager, application, clock):
    hall, outlook = application.hall, application.app.extensions["app_context"].forecaster
    promise(hall)
    sit(hall, "bing")
    outlook.tend()
    for _ in range(3):
        outlook.foretold(take(hall).id)
    outlook.tend()
    for minutes in (0, 10, 12):
        clock.advance(minutes=minutes)
        call(hall)

    page = manager.get("/office/outlook").text

    assert "A 社保医保" in page
    assert "3 人" in page


def test_errors_are_of_the_same_tickets():
    told = {"ticket_id": 1, "service": "A", "outlook": "today", "at_most": 20.0}
    cases = [
        Ended(**told, waited=10.0, median=12.0, by_position=30.0, by_last=0.0),
        Ended(**told, waited=30.0, median=26.0, by_position=30.0, by_last=10.0),
        Ended(**told, waited=50.0, median=0.0, by_position=0.0, by_last=None),
        Ended(**told, waited=None, median=9.0, by_position=5.0, by_last=5.0),
    ]

    found = accuracy(cases)

    assert (found.people, found.compared) == (4, 2)
    assert (found.ours, found.by_position, found.by_last) == (3.0, 10.0, 15.0)
    assert (found.promised, found.held) == (4, 0.25)


def test_warnings_are_right_when_nobody_called():
    warned = {"ticket_id": 1, "service": "A", "outlook": "may_not", "at_most": None, "median": 1.0,
              "by_position": 1.0, "by_last": 1.0}  # fmt: skip

    found = accuracy([Ended(**warned, waited=None), Ended(**warned, waited=5.0)])

    assert (found.warned, found.rightly, found.held) == (2, 1, None)


def test_a_week_is_entered_changed_and_forgotten(manager, application, geng, facts):
    answer = manager.post(f"/office/outlook/week/{geng}", data=WEEK)
    assert answer.status_code == 303
    assert rotas(application, geng)[0] == [[540, 690]]
    assert rotas(application, geng)[6] == []

    manager.post(
        f"/office/outlook/week/{geng}",
        data={**WEEK, "afternoon-from-0": "14:30", "afternoon-to-0": "17:00"},
    )
    assert rotas(application, geng)[0] == [[540, 690], [870, 1020]]
    assert "09:00–11:30" in manager.get(f"/office/outlook?staff={geng}").text

    manager.post(f"/office/outlook/week/{geng}", data={})
    assert rotas(application, geng) == {}
    assert [fact for fact in facts() if isinstance(fact, RotaChanged)] == [RotaChanged(geng)] * 3


def test_a_date_differs_from_its_weekday_until_it_is_forgotten(manager, application, geng):
    away = {"day": "2025-03-05", "away": "on", "morning-from": "09:00", "morning-to": "10:00"}
    manager.post(f"/office/outlook/date/{geng}", data=away)
    assert rotas(application, geng) == {"2025-03-05": []}
    assert "3月5日" in manager.get(f"/office/outlook?staff={geng}").text

    hours = {"day": "2025-03-05", "morning-from": "09:00", "morning-to": "10:00"}
    manager.post(f"/office/outlook/date/{geng}", data=hours)
    assert rotas(application, geng) == {"2025-03-05": [[540, 600]]}

    manager.post(f"/office/outlook/date/{geng}", data={"day": "2025-03-05", "forget": "yes"})
    assert rotas(application, geng) == {}


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("week", {"kept": "on", "morning-from-0": "11:00", "morning-to-0": "09:00"}),
        ("week", {"kept": "on", "morning-from-0": "09:00"}),
        ("week", {"kept": "on", "morning-from-0": "²9:00", "morning-to-0": "10:00"}),
        ("week", {"kept": "on", "morning-from-0": "24:30", "morning-to-0": "24:40"}),
        (
            "week",
            {**WEEK, "afternoon-from-0": "11:00", "afternoon-to-0": "17:00"},
        ),
        ("date", {"day": "2025-03-02"}),
        ("date", {"day": "tomorrow"}),
        ("date", {}),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(manager, application, geng, path, form):
    answer = manager.post(f"/office/outlook/{path}/{geng}", data=form)

    assert answer.status_code == 422
    assert rotas(application, geng) == {}


def test_nobody_elses_hours_are_touched(manager, application, geng):
    bing = staff_id(application.hall, "bing")
    manager.post(f"/office/outlook/week/{geng}", data=WEEK)
    manager.post(f"/office/outlook/week/{bing}", data=WEEK)

    manager.post(f"/office/outlook/week/{bing}", data={})

    assert rotas(application, geng)
    assert manager.post("/office/outlook/week/999", data=WEEK).status_code == 422
