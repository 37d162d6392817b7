"""Every route stands in the table, and to a stranger each answers as the table says."""

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule
from werkzeug.test import TestResponse

from announcer.vocabulary import Room
from app import Application
from web.access_table import DEVICES, ENDPOINTS, ROOMS, WIRE, Asker, asker_of, decided


def rules(application: Application) -> list[Rule]:
    return list(application.app.url_map.iter_rules())


def test_somebody_has_decided_about_every_route(application):
    """Red here: say in web/access_table.py for whom the new page is; until then it is for staff."""
    assert {rule.rule for rule in rules(application) if decided(rule.endpoint) is None} == set()


def test_the_table_names_nothing_that_is_gone(application):
    endpoints = {rule.endpoint for rule in rules(application)}
    blueprints = {endpoint.rpartition(".")[0] for endpoint in endpoints}

    assert set(ENDPOINTS) <= endpoints
    assert set(ROOMS) <= blueprints


def test_every_room_of_the_wire_is_somebodys():
    assert set(WIRE) == {room.value for room in Room}


def address_of(rule: Rule) -> str:
    values = {
        name: next(iter(converter.items)) if isinstance(converter, AnyConverter) else 1
        for name, converter in rule._converters.items()
    }
    built = rule.build(values, append_unknown=False)
    assert built
    return built[1]


def answers(application: Application, browser: FlaskClient) -> list[tuple[Rule, str, TestResponse]]:
    told = []
    for rule in rules(application):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = browser.open(address_of(rule), method=method)
            answer.close()
            told.append((rule, method, answer))
    return told


def test_a_stranger_gets_no_further_than_the_table_says(application, stranger):
    refused = {Asker.STAFF: {302}, Asker.PROGRAM: {401}, Asker.TERMINAL: {403}}
    refused |= dict.fromkeys(DEVICES, {403})
    wrong = []

    for rule, method, answer in answers(application, stranger):
        wanted = asker_of(rule.endpoint)
        # 401 is also a wrong password of somebody who may try.
        let_in = answer.status_code not in refused.get(wanted, {403})
        if let_in != (wanted not in refused):
            wrong.append((method, rule.rule, wanted, answer.status_code))

    assert wrong == []


def test_staff_look_at_the_pages_of_devices_and_do_nothing_there(application, staff):
    wrong = []

    for rule in rules(application):
        if asker_of(rule.endpoint) in DEVICES:
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                answer = staff.open(address_of(rule), method=method)
                answer.close()
                if (answer.status_code == 403) != (method == "POST"):
                    wrong.append((method, rule.rule, answer.status_code))

    assert wrong == []


@pytest.mark.parametrize(
    ("script", "mimetype"), [(True, "application/problem+json"), (False, "text/html")]
)
def test_a_refusal_is_a_page_for_people_and_a_problem_for_scripts(stranger, script, mimetype):
    headers = {"Sec-Fetch-Mode": "cors"} if script else {"Sec-Fetch-Mode": "navigate"}

    answer = stranger.get("/kiosk", headers=headers)

    assert (answer.status_code, answer.mimetype) == (403, mimetype)
    assert answer.headers["X-Not-Enrolled"] == "yes"
    if script:
        assert answer.json["code"] == "NotEnrolled"
