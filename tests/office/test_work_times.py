"""The office writes who works when: groups, timetables, from which day on, and the duty roster."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from hall.attendance.work_times.duty_roster import duties
from hall.attendance.work_times.model import TimetableUse, WorkGroup
from hall.attendance.work_times.read_plan import read_plan
from hall.people.model import Staff

#: The tests' day is Monday, 3 March 2025.
MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)
RULES = {"opens": "120", "closes": "120", "grace": "5", "serious": "30", "absent": ""}
EMPTY_ROWS = {f"days-{row}": "0.5" for row in range(4)}
FOUR = {
    **RULES,
    **EMPTY_ROWS,
    "kind": "work",
    "name": "冬季作息",
    "name-0": "上午", "begins-0": "8:30", "ends-0": "12:00", "arrival-0": "on", "leaving-0": "on",
    "name-1": "下午", "begins-1": "14:30", "ends-1": "17:30", "arrival-1": "on", "leaving-1": "on",
}  # fmt: skip
NIGHT = {
    **RULES,
    **EMPTY_ROWS,
    "kind": "duty",
    "name": "夜班",
    "name-0": "夜班", "begins-0": "20:00", "ends-0": "8:00", "arrival-0": "on", "leaving-0": "on",
}  # fmt: skip
WORKING_WEEK = ["0", "1", "2", "3", "4"]


@pytest.fixture
def geng(application):
    with application.hall.read() as snapshot:
        return snapshot.session.scalars(select(Staff.id).where(Staff.account == "geng")).one()


@pytest.fixture
def people(manager, geng):
    """A manager whose hall has one group, kept from the year's beginning, with one person in it."""
    manager.post("/office/work-times/groups", data={"name": "窗口人员"})
    manager.post("/office/work-times/timetables", data=FOUR)
    manager.post("/office/work-times/timetables", data=NIGHT)
    manager.post("/office/work-times/members", data=member(geng))
    manager.post("/office/work-times/uses", data=use())
    return manager


def member(staff_id, **more):
    return {"staff": [staff_id], "group": "1", "since": "2025-01-01", **more}


def use(**more):
    return {
        "whose": "g1", "timetable": "1", "since": "2025-01-01", "weekday": WORKING_WEEK, **more
    }  # fmt: skip


def names(application, staff_id, day):
    with application.hall.read() as snapshot:
        plan = read_plan(snapshot.session, day, day)
        return [session.name for session in plan.sessions(staff_id, day.toordinal())]


def duty(staff_id, day=TUESDAY):
    return {"day": day.isoformat(), "timetable": "2", "staff": str(staff_id)}


def roster(application, day=TUESDAY):
    with application.hall.read() as snapshot:
        return [(found.timetable, found.staff_id) for found in duties(snapshot.session, day, day)]


def test_an_empty_hall_says_where_to_begin(manager):
    assert "还没有考勤组" in manager.get("/office/work-times").text
    assert "还没有值班的作息" in manager.get("/office/roster").text


def test_only_managers_come_in(client, application):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    for address in ("/office/work-times", "/office/roster"):
        assert client.get(address).status_code == 302
        assert clerk.get(address).status_code == 403
    assert clerk.post("/office/work-times/groups", data={"name": "组"}).status_code == 403


def test_a_group_keeps_its_timetable_from_a_day_on(people, application, geng):
    assert names(application, geng, MONDAY) == ["上午", "下午"]
    assert names(application, geng, date(2025, 3, 8)) == []
    page = people.get("/office/work-times").text
    assert "上午 8:30–12:00，下午 14:30–17:30" in page
    assert "夜班 20:00–次日 8:00" in page
    assert "周一至周五" in page


def test_the_form_shows_again_what_it_wrote(people):
    page = people.get("/office/work-times").text
    form = re.search(r'<div class="entry" id="work_timetable-1">.*?</form>', page, re.DOTALL)[0]

    for name, value in (("begins-0", "8:30"), ("ends-1", "17:30"), ("grace", "5"), ("absent", "")):
        assert re.search(rf'name="{name}"\s+value="{value}"', form), name


def test_a_day_with_two_punches_has_a_break_in_it(people, application, geng):
    two = {**FOUR, "name": "两次卡", "ends-0": "17:30", "name-1": "", "begins-1": "", "ends-1": ""}
    rest = {"rest-from-0": "12:00", "rest-to-0": "14:30", "days-0": "1"}
    people.post("/office/work-times/timetables", data={**two, **rest})
    people.post("/office/work-times/uses", data=use(timetable="3", since="2025-03-04"))

    with application.hall.read() as snapshot:
        plan = read_plan(snapshot.session, TUESDAY, TUESDAY)
        (session,) = plan.sessions(geng, TUESDAY.toordinal())
    assert [(span.begins, span.ends, span.days) for span in session.spans] == [
        (30_600, 43_200, 0.5),
        (52_200, 63_000, 0.5),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"begins-1": "11:00"}, "与“上午”重叠"),
        ({"name-1": ""}, "请给这个时段起个名字"),
        ({"name-1": "上午"}, "这个名称用了两次"),
        ({"rest-from-0": "13:00", "rest-to-0": "14:00"}, "中间休息要在上班和下班之间"),
        ({"grace": "40"}, "迟到的各档要从小到大"),
        ({"begins-0": "25:00"}, "8:30"),
        ({"begins-0": "", "ends-0": "", "begins-1": "", "ends-1": ""}, "没有填上下班的时间"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_times_that_cannot_be_are_said_and_nothing_is_written(manager, wrong, sentence):
    answer = manager.post("/office/work-times/timetables", data={**FOUR, **wrong})

    assert answer.status_code in {409, 422}
    assert sentence in answer.text
    assert 'value="14:30"' in answer.text or "begins-1" in wrong  # what was typed is still there
    assert "还没有作息表" in manager.get("/office/work-times").text


def test_leaving_a_group_begins_on_its_day(people, application, geng):
    people.post("/office/work-times/members", data=member(geng, group="", since="2025-03-04"))

    assert names(application, geng, MONDAY) == ["上午", "下午"]
    assert names(application, geng, TUESDAY) == []


def test_a_use_ends_and_is_taken_back(people, application, geng):
    people.post("/office/work-times/uses/1/end", data={"last": "2025-03-03"})
    assert names(application, geng, TUESDAY) == []

    people.post("/office/work-times/uses/1/end", data={"last": ""})
    assert names(application, geng, MONDAY) == []


def test_a_half_day_off_of_some_is_written_and_taken_back(people, application, geng):
    off = {"name": "三八", "day": "2025-03-08", "from": "12:00", "to": "18:00", "staff": [geng]}
    people.post("/office/work-times/days-off", data=off)
    assert '<td class="table__name">三八</td>' in people.get("/office/work-times").text

    people.post("/office/work-times/days-off/1/forget")
    people.post("/office/work-times/days-off/1/forget")
    assert '<td class="table__name">三八</td>' not in people.get("/office/work-times").text


def test_duty_is_written_once_however_often_it_is_sent(people, application, geng):
    for _ in range(2):
        people.post("/office/roster", data=duty(geng))

    assert roster(application) == [("夜班", geng)]
    assert names(application, geng, TUESDAY) == ["上午", "下午", "夜班"]


def test_duty_that_does_not_go_together_with_the_day_is_refused(people, application, geng):
    day_duty = {**NIGHT, "name": "白班", "begins-0": "9:00", "ends-0": "17:00"}
    people.post("/office/work-times/timetables", data=day_duty)

    answer = people.post("/office/roster", data={**duty(geng), "timetable": "3"})

    assert answer.status_code == 409
    assert "3月4日的“上午”和“夜班”时间重叠" in answer.text
    assert roster(application) == []


def test_a_week_is_copied_and_copied_again(people, application, geng):
    people.post("/office/roster", data=duty(geng))
    for _ in range(2):
        people.post("/office/roster/copy", data={"week": "2025-03-03", "to": "2025-03-12"})

    assert roster(application, date(2025, 3, 11)) == [("夜班", geng)]
    assert (
        people.post(
            "/office/roster/copy", data={"week": "2025-03-03", "to": "2025-03-05"}
        ).status_code
        == 422
    )


def test_who_is_taken_off_duty_is_off_and_pressing_again_does_nothing(people, application, geng):
    people.post("/office/roster", data=duty(geng))
    with application.hall.read() as snapshot:
        entry = snapshot.session.scalars(
            select(TimetableUse.id).where(TimetableUse.staff_id == geng)
        ).one()
    for _ in range(2):
        assert people.post(f"/office/roster/{entry}/take-off").status_code == 303

    assert roster(application) == []


def test_a_group_that_was_used_is_retired_and_not_deleted(people, application):
    people.post("/office/work-times/work_group/1/delete")
    people.post("/office/work-times/work_group/1/retire")

    with application.hall.read() as snapshot:
        assert snapshot.session.get_one(WorkGroup, 1).in_use is False
