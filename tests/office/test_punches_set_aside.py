"""The office's page of punches that do not speak for themselves."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from hall.attendance.counting import counting_punches
from hall.attendance.hall_seconds import to_moment
from hall.attendance.model import Punch
from hall.attendance.punching import ToldPunch, write_punches
from office.punch_forms import offset
from tests.conftest import MORNING

PAGE = "/office/punches"


@pytest.fixture
def fast(application):
    with application.hall.work() as work:
        at = MORNING + timedelta(minutes=3)
        told = ToldPunch(staff_id=3, at=at, way="terminal", source="T1", set_aside="future")
        return write_punches(work, [told])[0].id


def counting(application):
    with application.hall.read() as snapshot:
        begins, ends = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
        found = counting_punches(snapshot.session, [3], begins, ends)[3]
    return [(to_moment(second), punch_id) for second, punch_id in found]


def test_the_office_sees_why_a_punch_waits_and_counts_it_with_an_offset(application, manager, fast):
    page = manager.get(PAGE).text
    assert "考勤机 T1　1 条：时间比大厅的钟还晚，考勤机可能走快了。" in page
    assert "2025-03-03 09:33:00" in page

    form = {"punch": fast, "seen": 0, "offset": "-00:03:10", "reason": "与报时台对过"}
    assert manager.post(f"{PAGE}/decide", data=form).status_code == 303

    assert counting(application) == [(MORNING - timedelta(seconds=10), fast)]
    page = manager.get(PAGE).text
    assert "没有要核对的打卡" in page
    assert re.search(r"按 2025-03-03 09:29:50 计入。演示员甲，.*与报时台对过", page)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"punch": []}, "请至少选中一条打卡"),
        ({"reason": " "}, "请写明依据"),
        ({"offset": "三分钟"}, "请写成 -00:03:10 这样"),
        ({"offset": ""}, "打卡就在将来了"),
        ({"earliest_at": "2025-03-03T09:00"}, "只填一样"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_decided(application, manager, fast, form, sentence):
    whole = {"punch": fast, "seen": 0, "offset": "-00:03:10", "reason": "对过", **form}

    answer = manager.post(f"{PAGE}/decide", data=whole)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert counting(application) == []


def test_a_sheet_is_entered_by_person_and_a_bad_time_is_said_at_its_place(application, manager):
    answer = manager.post(
        f"{PAGE}/sheet", data={"day": "2025-02-28", "times-3": "8:25，12:03", "times-4": "25:00"}
    )
    assert (answer.status_code, counting(application)) == (422, [])
    assert "时间请写成 8:25 12:03 这样" in answer.text

    form = {"day": "2025-02-28", "times-3": "8:25，12:03 14:28", "times-4": ""}
    assert manager.post(f"{PAGE}/sheet", data=form).status_code == 303
    with application.hall.read() as snapshot:
        assert [p.way for p in snapshot.session.scalars(select(Punch))] == ["paper"] * 3


def test_only_a_manager_decides_and_enters(as_, fast):
    clerk = as_("bing")

    assert clerk.get(PAGE).status_code == 403
    form = {"punch": fast, "seen": 0, "reason": "x", "drop": "1"}
    assert clerk.post(f"{PAGE}/decide", data=form).status_code == 403
    assert clerk.post(f"{PAGE}/sheet", data={"day": "2025-02-28"}).status_code == 403


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("-00:03:10", -190), ("−00:03:10", -190), ("+1:00:00", 3600), ("0：00：05", 5)],
)
def test_an_offset_is_read_with_any_minus(text, seconds):
    assert offset(text) == timedelta(seconds=seconds)
