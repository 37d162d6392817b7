"""Each sees their own month, confirms it or says what is not right."""

import re
from datetime import date, datetime

import pytest

from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.confirming import words_about
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.work_times.groups import join_group
from hall.attendance.work_times.model import WorkGroup
from hall.clock import HALL_ZONE
from hall.events import AttendanceViewed
from hall.people.queries import staff_by_account
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch
from tests.hall.attendance.office_times import at

PAGE = "/me/month?month=2026-10"


@pytest.fixture
def bing(application, clock):
    clock.now = AFTERWARDS
    open_office(application.hall, 1)
    with application.hall.work("staff:1") as work:
        person = staff_by_account(work.session, "bing")
        group = work.session.query(WorkGroup).one()
        join_group(work, person, group, date(2026, 1, 1))
        staff_id = person.id
    punch(application.hall, (staff_id, at("8:41")), (staff_id, at("12:00")))
    client = application.app.test_client()
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    return client


def objections(application):
    with application.hall.read() as snapshot:
        return [word.objection for word in words_about(snapshot.session, OCTOBER)]


def test_a_clerk_sees_their_own_month_and_nobody_elses(bing, client, application, facts):
    page = bing.get(PAGE).text
    assert "8:41 打卡，晚 11 分钟，超过宽限 5 分钟：迟到" in page
    assert "考勤员工1" not in page
    assert "看我的月表" in bing.get("/me").text
    assert application.app.test_client().get(PAGE).status_code == 302
    assert not any(isinstance(fact, AttendanceViewed) for fact in facts())


def test_a_clerk_sees_their_own_punches_as_they_were_told(bing, application):
    with application.hall.work("staff:1") as work:
        mine = staff_by_account(work.session, "bing").id
        lost = datetime(1970, 1, 1, 8, 3, tzinfo=HALL_ZONE)
        kept = {"staff_id": mine, "way": "terminal", "source": "T1"}
        write_punches(work, [ToldPunch(at=lost, set_aside="ancient", **kept)])
        write_punches(work, [ToldPunch(at=to_moment(at("9:59")), staff_id=1, way="pin")])

    page = bing.get(PAGE).text
    assert "我的打卡记录（3 条）" in page
    assert re.search("1970-01-01 08:03:00</b> <span>考勤机，时间待核对", page)
    assert "2026-10-12 08:41:00" in page
    assert "09:59:00" not in page
    assert "我的打卡记录（1 条）" in bing.get("/me/month?month=2026-09").text


def test_a_month_is_confirmed_or_objected_to(bing, application):
    bing.post("/me/month/2026-10/object", data={"why": "14 日我在岗"})
    assert objections(application) == ["14 日我在岗"]
    assert "您的异议：14 日我在岗" in bing.get(PAGE).text

    bing.post("/me/month/2026-10/confirm")
    assert objections(application) == [""]
    assert "您已经确认" in bing.get(PAGE).text


def test_a_month_that_goes_on_is_not_confirmed(bing, application):
    answer = bing.post("/me/month/2026-11/confirm")
    assert answer.status_code == 409
    assert "还没有过完" in answer.text
    assert "没有编进考勤组" in bing.get("/me/month?month=2020-01").text


def test_an_objection_without_words_is_refused(bing, application):
    assert bing.post("/me/month/2026-10/object", data={"why": " "}).status_code == 422
    assert objections(application) == []
