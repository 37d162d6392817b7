"""The office's page of opening hours: the week, quotas, the calendar, the warning."""

from datetime import UTC, date, datetime, time

import pytest

from hall.hours import queries
from hall.hours.calendar import DaySource
from hall.hours.quotas import most_by_service
from hall.hours.timetable import Half
from hall.settings import setting
from tests.form_walk import OpenForm


def test_only_managers_come_in(client):
    paths = ("", "/days", "/days/forget", "/notice")
    assert client.get("/office/hours").status_code == 302
    for path in paths:
        assert client.post(f"/office/hours{path}").status_code == 302
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    assert client.get("/office/hours").status_code == 403
    for path in paths:
        assert client.post(f"/office/hours{path}").status_code == 403


def hours_of(manager, query=""):
    return OpenForm(manager, f"/office/hours{query}", "/office/hours")


def test_a_windows_week_replaces_the_halls_and_an_empty_one_follows_it_again(manager, application):
    week = {"0-morning-opens": ["9:00"], "0-morning-closes": ["11：30"]}
    assert hours_of(manager, "?window=4").save(**week).status_code == 303

    page = manager.get("/office/hours?window=4").text
    assert 'value="9:00"' in page
    assert "4 号窗口（单独）" in page
    hours_of(manager, "?window=4").save(**dict.fromkeys(week, [""]))
    assert "4 号窗口（单独）" not in manager.get("/office/hours?window=4").text
    with application.hall.read() as snapshot:
        hall = queries.weeks(snapshot.session)[None]
    assert len(hall) == 10


@pytest.mark.parametrize(
    ("opens", "closes"), [("9:00", ""), ("25:00", "26:00"), ("9", "10"), ("x", "y"),
     ("12:30", "13:00"), ("10:00", "9:00"), ("08:30 PM", "09:00 PM")],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused_with_a_sentence(manager, opens, closes):
    answer = hours_of(manager).save(**{"0-morning-opens": [opens], "0-morning-closes": [closes]})

    assert answer.status_code == 422
    assert "开窗" in answer.text


@pytest.mark.parametrize(
    ("half", "opens", "closes"),
    [("morning", "9:00", "8:00"), ("morning", "12:30", "13:00"), ("afternoon", "11:00", "17:00")],
)
def test_hours_that_cannot_be_are_said_at_their_own_day(manager, half, opens, closes):
    week = {f"2-{half}-opens": [opens], f"2-{half}-closes": [closes]}
    page = hours_of(manager).save(**week).text

    assert f'id="problem-2-{half}-closes"' in page
    assert page.count("field-problem") == 1


def test_all_of_the_page_is_kept_at_once(manager, application, facts):
    rules = {"last_ticket_minutes": ["20"], "first_ticket_minutes": ["0"]}
    week = {"2-morning-opens": ["9:00"]}
    before = len(facts())
    answer = hours_of(manager).save(**{"A-morning": ["20"]}, **rules, **week)
    assert answer.status_code == 303

    with application.hall.read() as snapshot:
        assert list(most_by_service(snapshot.session).values()) == [{Half.MORNING: 20}]
        assert setting(snapshot.session, "last_ticket_minutes") == "20"
        assert queries.weeks(snapshot.session)[None][2, Half.MORNING].opens == time(9)
    assert len(facts()) == before + 4
    hours_of(manager).save(**{"A-morning": [""]})
    with application.hall.read() as snapshot:
        assert most_by_service(snapshot.session) == {}


def test_what_was_not_changed_is_not_written(manager, facts):
    before = len(facts())

    assert hours_of(manager, "?window=4").save().status_code == 303

    assert len(facts()) == before


@pytest.mark.parametrize(
    "changes",
    [{"last_ticket_minutes": ["-1"]}, {"last_ticket_minutes": [""]}, {"A-morning": ["many"]},
     {"A-morning": ["10000"]}],
)  # fmt: skip
def test_one_wrong_field_changes_nothing(manager, facts, changes):
    before = len(facts())

    assert hours_of(manager).save(first_ticket_minutes=["7"], **changes).status_code == 422

    assert len(facts()) == before


@pytest.mark.parametrize(
    ("path", "form"),
    [("days", {"day": "2025-03-10", "kind": "x"}), ("days", {"day": "", "kind": "rest"}),
     ("days", {"day": "9025-03-10", "kind": "rest"}),
     ("days", {"day": "2025-03-10", "kind": "rest", "note": "x" * 41}),
     ("days", {"day": "2025-03-10", "kind": "working", "weekday": "9"}),
     ("notice", {"notice": ""}), ("notice", {"notice": "2025-03-10 睡觉"})],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(manager, path, form):
    assert manager.post(f"/office/hours/{path}", data=form).status_code == 422


def test_a_day_off_is_shown_and_taken_back(manager):
    form = {"day": "2025-03-10", "kind": "rest", "note": "更换线路"}
    manager.post("/office/hours/days", data=form)
    assert manager.get("/office/hours").text.count("更换线路") == 2

    manager.post("/office/hours/days/forget", data={"day": "2025-03-10"})
    assert "更换线路" not in manager.get("/office/hours").text
    again = manager.post("/office/hours/days/forget", data={"day": "2025-03-10"})
    assert again.status_code == 404


def test_a_swapped_working_day_names_its_weekday(manager):
    form = {"day": "2025-03-15", "kind": "working", "weekday": "3"}
    manager.post("/office/hours/days", data=form)

    assert "按周四的时间" in manager.get("/office/hours").text


def test_an_unpublished_year_is_said_until_its_notice_is_there(manager, application, clock):
    assert "尚未录入" not in manager.get("/office/hours").text
    clock.now = datetime(2026, 12, 1, 1, tzinfo=UTC)
    warning = "2027 年放假安排尚未录入，暂按周一至周五计算"
    assert warning in manager.get("/office/hours").text

    notice = {"notice": "2027年元旦：1月1日（周五）至3日（周日）放假，共3天。"}
    understood = manager.post("/office/hours/notice", data=notice)
    assert understood.status_code == 200
    assert "读出了 3 天，还没有录入" in understood.text
    assert "2027 年放假安排尚未录入" in manager.get("/office/hours").text
    refused = manager.post("/office/hours/notice", data={"notice": "元旦：1月1日（周二）放假"})
    assert "星期和日期对不上" in refused.text

    manager.post("/office/hours/notice", data={**notice, "sure": "yes"})

    page = manager.get("/office/hours").text
    assert warning not in page
    assert "元旦" in page
    with application.hall.read() as snapshot:
        days = queries.calendar(snapshot.session, date(2027, 1, 1), date(2027, 1, 31))
    assert days.day(date(2027, 1, 3)).source is DaySource.NOTICE
