"""The office's page of opening hours: the week, quotas, the calendar, the warning."""

from datetime import UTC, date, datetime

import pytest

from hall.hours import queries
from hall.hours.calendar import DaySource
from hall.hours.quotas import most_by_service
from hall.hours.timetable import Half
from hall.settings import setting


def test_only_managers_come_in(client):
    paths = ("", "/rules", "/week", "/quotas", "/days", "/days/forget", "/notice")
    assert client.get("/office/hours").status_code == 302
    for path in paths[1:]:
        assert client.post(f"/office/hours{path}").status_code == 302
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    assert client.get("/office/hours").status_code == 403
    for path in paths[1:]:
        assert client.post(f"/office/hours{path}").status_code == 403


def test_a_windows_week_replaces_the_halls_and_an_empty_one_follows_it_again(manager, application):
    form = {"window": "4", "0-morning-opens": "9:00", "0-morning-closes": "11：30"}
    assert manager.post("/office/hours/week", data=form).status_code == 303

    page = manager.get("/office/hours?window=4").text
    assert 'value="9:00"' in page
    assert "4 号窗口（单独）" in page
    manager.post("/office/hours/week", data={"window": "4"})
    assert "4 号窗口（单独）" not in manager.get("/office/hours?window=4").text
    with application.hall.read() as snapshot:
        hall = queries.weeks(snapshot.session)[None]
    assert len(hall) == 10


@pytest.mark.parametrize(
    ("opens", "closes"), [("9:00", ""), ("25:00", "26:00"), ("9", "10"), ("x", "y"),
     ("12:30", "13:00"), ("10:00", "9:00"), ("08:30 PM", "09:00 PM")],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused_with_a_sentence(manager, opens, closes):
    form = {"0-morning-opens": opens, "0-morning-closes": closes}

    answer = manager.post("/office/hours/week", data=form)

    assert answer.status_code == 422
    assert "开窗" in answer.text


def test_quotas_and_rules_are_kept(manager, application):
    assert manager.post("/office/hours/quotas", data={"A-morning": "20"}).status_code == 303
    form = {"keep_hours": "on", "last_ticket_minutes": "20", "first_ticket_minutes": "0"}
    assert manager.post("/office/hours/rules", data=form).status_code == 303

    with application.hall.read() as snapshot:
        assert list(most_by_service(snapshot.session).values()) == [{Half.MORNING: 20}]
        assert setting(snapshot.session, "keep_hours") == "yes"
        assert setting(snapshot.session, "last_ticket_minutes") == "20"
    manager.post("/office/hours/quotas", data={})
    with application.hall.read() as snapshot:
        assert most_by_service(snapshot.session) == {}


@pytest.mark.parametrize(
    ("path", "form"),
    [("rules", {"last_ticket_minutes": "-1", "first_ticket_minutes": "5"}),
     ("rules", {"last_ticket_minutes": "", "first_ticket_minutes": "5"}),
     ("quotas", {"A-morning": "many"}), ("quotas", {"A-morning": "10000"}),
     ("days", {"day": "2025-03-10", "kind": "x"}), ("days", {"day": "", "kind": "rest"}),
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
