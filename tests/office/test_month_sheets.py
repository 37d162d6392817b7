"""The office's monthly sheet: looked at, signed, opened again; by whoever may."""

from datetime import date

import pytest

from hall.attendance.months.confirming import object_to
from hall.events import AttendanceViewed
from hall.notices.markdown import as_html
from hall.notices.model import Notice
from hall.notices.month_posting import table
from hall.people.model import Staff
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch, slip
from tests.hall.attendance.office_times import at

PAGE = "/office/attendance?month=2026-10"
DAY = date(2026, 10, 13)


@pytest.fixture
def staff_id(application, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(application.hall, 1)
    punch(
        application.hall,
        *((only, at(time)) for time in ("8:41", "12:00", "14:30", "17:30")),
    )
    with application.hall.work("staff:1") as work:
        slip(work, only, "公出", at("0:00", DAY), at("24:00", DAY))
    return only


def sign(client, step):
    return client.post(
        "/office/attendance/2026-10/sign",
        data={"step": step},
        headers={"Referer": f"http://localhost{PAGE}"},
    )


def test_only_managers_come_in(as_, staff_id):
    clerk = as_("bing")
    assert clerk.get(PAGE).status_code == 403
    assert clerk.get(f"/office/attendance/{staff_id}").status_code == 403
    assert sign(clerk, "keeper").status_code == 403


def test_a_hall_without_groups_says_where_they_are_made(manager):
    assert "还没有人编进考勤组" in manager.get("/office/attendance").text


def test_a_cell_opens_to_the_sentence_it_comes_from_and_to_its_rows(manager, staff_id):
    grid = manager.get(PAGE).text
    assert f"/office/attendance/{staff_id}?month=2026-10#day-12" in grid
    assert ">▲√</a>" in grid

    own = manager.get(f"/office/attendance/{staff_id}?month=2026-10").text
    assert "上午上班 8:30：8:41 打卡，晚 11 分钟，超过宽限 5 分钟：迟到" in own
    assert "打卡记录 1<" in own
    assert "没有打卡，公出（单 1），不用打卡" in own
    assert "公出 10月13日 0:00 至 10月14日 0:00（单 1）" in own


def test_the_sums_have_a_column_for_each_kind_of_slip(manager, staff_id):
    page = manager.get(f"{PAGE}&view=sums").text
    assert "<th>公出</th>" in page
    assert "<td>1/11</td>" in page


def test_three_signatures_lock_the_month_and_a_fourth_is_refused_in_one_sentence(manager, staff_id):
    assert "要先由考勤员签字" in sign(manager, "director").text
    for step in ("keeper", "deputy", "director"):
        assert sign(manager, step).status_code == 303
    page = manager.get(PAGE).text
    assert "已锁定" in page
    assert "已经锁定，没有再签" in sign(manager, "director").text

    manager.post("/office/attendance/2026-10/reopen", data={"why": "县里要求更正"})
    assert "已锁定" not in manager.get(PAGE).text


def test_the_page_lists_what_is_missing_and_the_first_signature_says_it_was_seen(
    manager, application, staff_id
):
    day = date(2026, 10, 14)
    punch(application.hall, *((staff_id, at(time, day)) for time in ("8:30", "12:00", "17:30")))
    page = manager.get(PAGE).text
    assert "1 处没有定，照现在的样子签" in page
    assert "考勤员工1　10月14日 下午上班 14:30" in page

    assert "有 1 处缺卡和搁着的打卡没有定" in sign(manager, "keeper").text
    seen = {"step": "keeper", "seen": "1"}
    assert manager.post("/office/attendance/2026-10/sign", data=seen).status_code == 303
    assert "照现在的样子签" not in manager.get(PAGE).text


def test_what_came_after_the_lock_is_decided_on_the_page(manager, application, staff_id):
    for step in ("keeper", "deputy", "director"):
        sign(manager, step)
    punch(application.hall, (staff_id, at("8:30", date(2026, 10, 14))))
    page = manager.get(PAGE).text
    assert "锁定以后的差异" in page
    assert ">○×</a>" not in page  # the grid stays as it was signed

    answer = {"staff": staff_id, "day": "2026-10-14", "accepted": "on"}
    manager.post("/office/attendance/2026-10/differences", data=answer)
    assert "记入以后的月表" in manager.get(PAGE).text
    assert "补记10月14日" in manager.get("/office/attendance?month=2026-11&view=sums").text


def test_an_objection_is_answered_and_an_outage_entered_and_taken_back(
    manager, application, staff_id
):
    with application.hall.work(f"staff:{staff_id}") as work:
        object_to(work, OCTOBER, work.session.get_one(Staff, staff_id), "14 日我在岗")
    assert "14 日我在岗" in manager.get(PAGE).text
    manager.post("/office/attendance/2026-10/objections/1", data={"answer": "查过监控"})
    assert "答复：查过监控" in manager.get(PAGE).text

    told = {"begins": "2026-10-14T07:00", "ends": "2026-10-14T09:00", "why": "停电"}
    manager.post("/office/attendance/2026-10/outages", data=told)
    own = f"/office/attendance/{staff_id}?month=2026-10"
    assert "停电：待定" in manager.get(own).text
    manager.post("/office/attendance/2026-10/outages/1/forget")
    assert "停电：待定" not in manager.get(own).text


def test_an_outage_that_ends_first_is_said_at_the_form(manager, staff_id):
    told = {"begins": "2026-10-14T09:00", "ends": "2026-10-14T07:00", "why": "停电"}
    answer = manager.post("/office/attendance/2026-10/outages", data=told)
    assert answer.status_code == 422
    assert "结束不能早于开始" in answer.text


def test_who_signs_is_chosen_by_name(manager, application, staff_id):
    with application.hall.read() as snapshot:
        deputy = next(
            person.id
            for person in snapshot.session.query(Staff)
            if person.is_manager and person.id != 1
        )
    named = {"month_keeper": str(deputy), "month_deputy": "", "month_director": ""}
    manager.post("/office/attendance/2026-10/signers", data=named)
    assert "这一步由考勤员签字" in sign(manager, "keeper").text


@pytest.mark.parametrize("month", ["2026-13", "0000-01", "abc", "2026-1"])
def test_an_address_of_no_month_is_not_found(manager, staff_id, month):
    assert (
        manager.post(f"/office/attendance/{month}/sign", data={"step": "keeper"}).status_code == 404
    )
    assert manager.get(f"/office/attendance?month={month}").status_code == 200


def test_the_file_is_for_managers_and_of_a_month(as_, manager, staff_id):
    answer = manager.get("/office/attendance/2026-10.xlsx")
    assert answer.data.startswith(b"PK")
    assert "2026" in answer.headers["Content-Disposition"]
    assert manager.get("/office/attendance/2026-13.xlsx").status_code == 404
    assert as_("bing").get("/office/attendance/2026-10.xlsx").status_code == 403


def test_who_saw_whose_attendance_stands_in_the_journal(manager, staff_id, facts):
    manager.get(PAGE)
    manager.get(f"/office/attendance/{staff_id}?month=2026-10")
    manager.get("/office/attendance/2026-10.xlsx")

    seen = [fact for fact in facts() if isinstance(fact, AttendanceViewed)]
    assert [(fact.month, fact.staff_id) for fact in seen] == [
        ("2026-10", None),
        ("2026-10", staff_id),
        ("2026-10", None),
    ]


def test_a_locked_month_is_posted_with_the_agreed_columns_alone(manager, application, staff_id):
    told = {"columns": ["worked_days", "late"]}
    assert "没有锁定" in manager.post("/office/attendance/2026-10/post", data=told).text
    for step in ("keeper", "deputy", "director"):
        sign(manager, step)

    assert manager.post("/office/attendance/2026-10/post", data={}).status_code == 422
    answer = manager.post("/office/attendance/2026-10/post", data=told)

    assert "/office/notices/" in answer.location
    with application.hall.read() as snapshot:
        notice = snapshot.session.get(Notice, int(answer.location.rpartition("/")[2]))
    assert (notice.title, notice.state) == ("2026年10月考勤公示", "draft")
    lines = notice.body.splitlines()
    assert lines[0] == "| 姓名 | 实出勤天 | 迟到次 |"
    assert lines[2] == "| 考勤员工1 | 2 | 1 |"
    assert "<td>考勤员工1</td>" in as_html(notice.body)


def test_a_name_cannot_write_a_column_of_its_own():
    content = {"people": [{"name": "甲|9|<b>", "sums": {"late": 1}}]}
    assert table(content, ["late"]).splitlines()[2] == "| 甲\\|9\\|\\<b\\> | 1 |"
