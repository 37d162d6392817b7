"""GET /attendance/days: one object a person and day, as described."""

from datetime import date

import pytest
from jsonschema import Draft202012Validator

from api.openapi import PATHS, document
from hall.people.model import Scope
from tests.hall.attendance.month_office import AFTERWARDS, open_office, punch, slip
from tests.hall.attendance.office_times import at

WEDNESDAY = date(2026, 10, 14)


@pytest.fixture
def staff_id(application, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(application.hall, 1)
    punch(application.hall, *((only, at(time)) for time in ("8:41", "12:00", "14:30", "17:30")))
    with application.hall.work("staff:1") as work:
        slip(work, only, "事假", at("0:00", WEDNESDAY), at("24:00", WEDNESDAY))
    return only


def days(client, bearer, first, last, scope="manage"):
    return client.get(f"/api/v1/attendance/days?from={first}&to={last}", headers=bearer(scope))


def test_a_day_has_its_result_and_its_slots(client, bearer, staff_id):
    answer = days(client, bearer, "2026-10-11", "2026-10-14")

    schema = PATHS["/attendance/days"]["get"]["responses"]["200"]["content"]["application/json"]
    whole = {**schema["schema"], "components": document("0")["components"]}
    Draft202012Validator(whole).validate(answer.json)
    found = {day["date"]: day for day in answer.json}
    assert [day["result"] for day in answer.json] == ["rest", "late", "absent", "excused"]
    assert {day["staff"] for day in answer.json} == {staff_id}
    assert found["2026-10-12"]["slots"][0] == {
        "name": "上午上班",
        "due": "2026-10-12T08:30:00+08:00",
        "punch": "2026-10-12T08:41:00+08:00",
        "result": "late",
        "minutes": 11,
    }


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.MANAGE])
def test_a_smaller_token_reads_nobodys_attendance(client, bearer, staff_id, scope):
    assert days(client, bearer, "2026-10-12", "2026-10-12", scope).status_code == 403


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-10-12", "2026-10-11"),
        ("2026-01-01", "2026-12-31"),
        ("2026-10-32", "2026-10-31"),
        ("20261001", "2026-10-31"),
        ("", "2026-10-31"),
        ("9999-12-31", "9999-12-31"),
        ("0001-01-01", "0001-01-02"),
    ],
)
def test_days_that_are_none_or_too_many_are_refused(client, bearer, staff_id, first, last):
    answer = days(client, bearer, first, last)
    assert (answer.status_code, answer.json["code"]) == (422, "Malformed")
