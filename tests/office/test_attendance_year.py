"""The year of everybody's attendance: who was late too often in which months; on the page and in
the file."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hall.attendance.months.model import SignatureStep
from hall.attendance.months.signing import sign
from hall.events import AttendanceViewed
from hall.people.model import Staff
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch, slip
from tests.hall.attendance.office_times import at

PAGE = "/office/attendance/year"
LATE = ("8:41", "12:00", "14:41", "17:30")
RULE = "一月迟到早退超过 {} 次的月份"


@pytest.fixture
def people(application, clock):
    """The first is late six times in September and five in October, and on leave for a day."""
    clock.now = AFTERWARDS
    first, other = open_office(application.hall, 2, since=date(2026, 9, 1))
    september = [(date(2026, 9, day), LATE) for day in (1, 2, 3)]
    october = [
        (date(2026, 10, day), times) for day, times in ((12, LATE), (14, LATE), (15, LATE[:2]))
    ]
    for day, times in [*september, *october]:
        punch(application.hall, *((first, at(time, day)) for time in times))
    with application.hall.work("staff:1") as work:
        day = date(2026, 10, 13)
        slip(work, first, "事假", at("0:00", day), at("24:00", day))
    return first, other


def sheet(client, name, year=2026):
    book = load_workbook(BytesIO(client.get(f"{PAGE}/{year}.xlsx").data))
    _, head, *rows = book[name].iter_rows(values_only=True)
    return {row[1]: dict(zip(head, row, strict=True)) for row in rows if row[1]}


def test_more_than_five_times_in_a_month_fall_under_the_rule(manager, people):
    found = sheet(manager, "全年")["考勤员工1"]
    wanted = {"迟到次": 11, "早退次": None, "事假": 1, "超过的月数": 1, RULE.format(5): "9月"}
    assert {name: found[name] for name in wanted} == wanted
    assert sheet(manager, "全年")["考勤员工2"]["超过的月数"] is None
    by_month = sheet(manager, "各月迟到早退")["考勤员工1"]
    assert [by_month[f"{month}月"] for month in range(8, 12)] == [None, 6, 5, 0]
    assert "12月" not in by_month  # it has not begun


def test_the_office_says_how_often_is_too_often(manager, people):
    assert manager.post(f"{PAGE}/rule", data={"late_or_early_monthly": "4"}).status_code == 303
    page = manager.get(PAGE).text
    assert RULE.format(4) in page
    assert "<td>9月、10月</td>" in page
    for wrong in ("0", "100", "", "x"):
        answer = manager.post(f"{PAGE}/rule", data={"late_or_early_monthly": wrong})
        assert answer.status_code == 422
        assert "次数请填 1 到 99。" in answer.text


def test_a_locked_month_counts_as_it_was_signed(manager, application, people):
    for step in SignatureStep:
        with application.hall.work("staff:1") as work:
            sign(work, OCTOBER, step, work.session.get_one(Staff, 1))
    punch(application.hall, (people[0], at("8:50", date(2026, 10, 16))))

    assert sheet(manager, "各月迟到早退")["考勤员工1"]["10月"] == 5
    page = manager.get(PAGE).text
    assert "没有锁定、按现在的数据算的：" in page
    assert "9月、11月。" in page


def test_only_managers_see_the_year_and_who_saw_it_stands_in_the_journal(as_, people, facts):
    clerk = as_("bing")
    assert [clerk.get(address).status_code for address in (PAGE, f"{PAGE}/2026.xlsx")] == [403, 403]
    assert clerk.post(f"{PAGE}/rule", data={"late_or_early_monthly": "9"}).status_code == 403
    manager = as_("jia")
    manager.get(PAGE)
    assert [fact.month for fact in facts() if isinstance(fact, AttendanceViewed)] == ["2026"]


def test_a_year_without_anybody_and_one_that_is_none(manager, people):
    assert "这一年还没有考勤" in manager.get(f"{PAGE}?year=2027").text
    assert manager.get(f"{PAGE}?year=0").status_code == 200
    assert manager.get(f"{PAGE}/99999.xlsx").status_code == 404
