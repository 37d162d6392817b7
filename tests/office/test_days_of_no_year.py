"""A year that is none (9999, 0001) is refused as no day, and breaks no page."""

import pytest

from tests.hall.attendance.month_office import AFTERWARDS, open_office

USE = {"timetable": "1", "whose": "g1"}
MEMBER = {"staff": "3", "group": "1"}
OUTAGE = {"ends": "2026-11-01T00:00", "why": "停电"}


@pytest.fixture
def office(application, manager, clock):
    clock.now = AFTERWARDS
    open_office(application.hall, 1)
    return manager


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    ("path", "form", "field"),
    [
        ("/office/work-times/uses", USE, "since"),
        ("/office/work-times/members", MEMBER, "since"),
        ("/office/attendance/2026-10/outages", OUTAGE, "begins"),
        ("/office/punches/sheet", {}, "day"),
    ],
)
def test_it_is_refused_in_a_sentence(office, path, form, field, day):
    said = f"{day}T00:00" if field == "begins" else day
    assert office.post(path, data={**form, field: said}).status_code == 422


@pytest.mark.parametrize("week", ["9999-12-31", "0001-01-01"])
def test_the_roster_shows_this_week_instead(office, week):
    assert office.get(f"/office/roster?week={week}").status_code == 200


def test_a_number_of_nobody_is_not_found(office):
    assert office.get(f"/office/attendance/{10**20}").status_code == 404
