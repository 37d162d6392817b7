"""What waits is decided by the office, of everybody in one act, by name and reason."""

from datetime import date

import pytest

from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.outages import enter_outage
from hall.attendance.months.sheet import sheet_of
from hall.people.model import Staff
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch
from tests.hall.attendance.office_times import MONDAY, at

ADDRESS = "/office/attendance/2026-10/rulings"
ARRIVAL = f"{MONDAY} arrival 上午"


@pytest.fixture
def people(application, clock):
    """Two who left on a Monday on whose morning the reader was away."""
    clock.now = AFTERWARDS
    staff_ids = open_office(application.hall, 2)
    times = ("12:00", "14:30", "17:30")
    punch(application.hall, *((who, at(time)) for who in staff_ids for time in times))
    with application.hall.work("staff:1") as work:
        boss = work.session.get_one(Staff, 1)
        enter_outage(work, to_moment(at("8:00")), to_moment(at("11:00")), "停电", boss)
    return staff_ids


def cells(application):
    with application.hall.read() as snapshot:
        sheet = sheet_of(snapshot, OCTOBER)
        return [row.cells[MONDAY.day - 1] for row in sheet.rows]


def rule(client, slots, verdict="decided", reason="监控里看见了", **more):
    form = {"slots": slots, "verdict": verdict, "reason": reason, **more}
    return client.post(ADDRESS, data=form)


def test_everything_that_waits_is_decided_in_one_act_and_then_the_month_is_signed(
    manager, application, people
):
    assert cells(application) == ["待√", "待√"]
    sign = "/office/attendance/2026-10/sign"
    assert "处待定，没有签字" in manager.post(sign, data={"step": "keeper"}).text
    assert f'href="{ADDRESS}"' in manager.get("/office/attendance?month=2026-10").text
    page = manager.get(ADDRESS).text
    assert "停电：待定" in page

    assert rule(manager, [f"{who} {ARRIVAL}" for who in people]).status_code == 303

    assert cells(application) == ["√", "√"]
    page = manager.get(ADDRESS).text
    assert "这个月没有待定的打卡" in page
    assert "监控里看见了" in page
    assert manager.post(sign, data={"step": "keeper"}).status_code == 303


@pytest.mark.parametrize(("verdict", "cell"), [("missing", "○√"), ("absent", "×√")])
def test_one_person_is_decided_about_and_it_is_taken_back(
    manager, application, people, verdict, cell
):
    who = people[0]
    slot = f"{who} {ARRIVAL}"
    assert rule(manager, [slot], verdict, staff=who).headers["Location"].endswith(f"staff={who}")
    assert cells(application) == [cell, "待√"]

    own = manager.get(f"{ADDRESS}?staff={who}").text
    assert f'value="{slot}"' in own
    rule(manager, [slot], "punches")
    assert cells(application) == ["待√", "待√"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"slots": []}, "请勾选要裁定的打卡"),
        ({"slots": ["1 2026-10-12"]}, "请勾选要裁定的打卡"),
        ({"slots": [f"{{who}} {date(2026, 11, 2)} arrival 上午"]}, "请勾选要裁定的打卡"),
        ({"slots": [f"{{who}} {MONDAY} arrival 夜班"]}, "请勾选要裁定的打卡"),
        ({"slots": [f"99 {ARRIVAL}"]}, "请勾选要裁定的打卡"),
        ({"verdict": "on_time"}, "请选择算到岗"),
        ({"reason": ""}, "请写明原因"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_decided(manager, application, people, more, sentence):
    form = {"slots": [f"{people[0]} {ARRIVAL}"], **more}
    form["slots"] = [slot.format(who=people[0]) for slot in form["slots"]]

    answer = rule(manager, **form)

    assert answer.status_code >= 400
    assert sentence in answer.text
    assert cells(application) == ["待√", "待√"]


def test_only_a_manager_decides(as_, application, people):
    clerk = as_("bing")
    assert clerk.get(ADDRESS).status_code == 403
    assert rule(clerk, [f"{people[0]} {ARRIVAL}"]).status_code == 403
    assert cells(application) == ["待√", "待√"]
