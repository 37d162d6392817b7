"""The monthly sheet, opened again: what happened meanwhile stands on it at once."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from hall.attendance.absences.applying import WantedAbsence, apply_for_absence
from hall.attendance.absences.deciding import approve_slip
from hall.attendance.absences.model import SlipKind
from hall.attendance.absences.ruling import rule_slot
from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.outages import enter_outage
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import Verdict
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import on_day
from hall.events import AttendanceViewed
from hall.people.model import Role, Staff
from hall.settings import change_setting
from hall.unit_of_work import UnitOfWork
from tests.hall.attendance.month_office import AFTERWARDS, open_office, punch
from tests.hall.attendance.office_times import FOUR, at

PAGE = "/office/attendance?month=2026-10"
DAY = date(2026, 10, 14)
Change = Callable[[UnitOfWork, Staff, Staff], object]


@pytest.fixture
def staff_id(application, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(application.hall, 1)
    punch(application.hall, *((only, at(time, DAY)) for time in ("12:00", "14:30", "17:30")))
    return only


@pytest.fixture
def grid(manager, staff_id):
    """What stands in the cell of the day, on the page as it is opened now."""

    def cell():
        page = manager.get(PAGE).text
        _, found, rest = page.partition(f"{staff_id}?month=2026-10#day-{DAY.day}")
        return rest[2 : rest.index("<")] if found else ""

    return cell


def is_away(work, person, boss):
    kind = work.session.scalars(select(SlipKind).where(SlipKind.name == "公出")).one()
    begins, ends = to_moment(at("8:00", DAY)), to_moment(at("13:00", DAY))
    wanted = WantedAbsence(kind=kind, begins=begins, ends=ends, reason="送材料", place="县政务中心")
    approve_slip(work, apply_for_absence(work, person, wanted, boss), boss)


def is_ruled(work, person, boss):
    slot = (DAY.toordinal(), "上午", SlotSide.ARRIVAL)
    rule_slot(work, person, slot, Verdict.DECIDED, "监控里看见了", boss)


def has_other_times(work, person, boss):
    use_timetable(work, add_timetable(work, "只上下午", FOUR[1:]), person, on_day(DAY))


def had_no_current(work, person, boss):
    begins, ends = to_moment(at("7:00", DAY)), to_moment(at("10:00", DAY))
    enter_outage(work, begins, ends, "停电", boss)


@pytest.mark.parametrize(
    "change",
    [is_away, is_ruled, has_other_times, had_no_current],
    ids=lambda change: change.__name__,
)
def test_what_changes_a_day_stands_in_its_cell_at_once(application, grid, staff_id, change: Change):
    before = grid()
    assert before == grid() != ""
    with application.hall.work("staff:1") as work:
        person, boss = (work.session.get_one(Staff, number) for number in (staff_id, 1))
        change(work, person, boss)
    assert grid() != before


def test_a_punch_stands_in_its_cell_at_once(application, grid, staff_id):
    assert grid() != "√"
    punch(application.hall, (staff_id, at("8:29", DAY)))
    assert grid() == "√"


def test_a_look_stands_in_the_journal_each_time(manager, staff_id, facts):
    for _ in range(3):
        manager.get(PAGE)
    assert sum(isinstance(fact, AttendanceViewed) for fact in facts()) == 3


def test_whose_right_ended_is_refused_what_is_kept(as_, application, staff_id):
    deputy = as_("yi")
    assert deputy.get(PAGE).status_code == 200
    with application.hall.work("staff:1") as work:
        work.session.scalars(select(Staff).where(Staff.account == "yi")).one().role = Role.CLERK
    assert deputy.get(PAGE).status_code == 403


def test_each_manager_is_shown_what_they_may_do(as_, staff_id):
    assert "这几项由主任修改" not in as_("jia").get(PAGE).text
    assert "这几项由主任修改" in as_("yi").get(PAGE).text
    assert "这几项由主任修改" not in as_("jia").get(PAGE).text


def test_a_refusal_stands_on_the_page_once(manager, staff_id):
    manager.get(PAGE)
    told = {"begins": "2026-10-14T09:00", "ends": "2026-10-14T07:00", "why": "停电"}
    refused = manager.post("/office/attendance/2026-10/outages", data=told).text
    assert 'role="alert"' in refused
    assert 'role="alert"' not in manager.get(PAGE).text


def test_who_signs_is_another_at_once(manager, application, staff_id):
    before = manager.get(PAGE).text
    with application.hall.work("staff:1") as work:
        change_setting(work, "month_keeper", "2")
    assert manager.get(PAGE).text != before


def test_what_was_entered_and_taken_back_is_entered_again(manager, staff_id):
    def enters_an_outage():
        key = re.search(r'name="key" value="(\w+)"', manager.get(PAGE).text)[1]
        told = {"begins": "2026-10-14T07:00", "ends": "2026-10-14T09:00", "why": "跳闸", "key": key}
        manager.post("/office/attendance/2026-10/outages", data=told)
        return "跳闸" in manager.get(PAGE).text

    assert enters_an_outage()
    manager.post("/office/attendance/2026-10/outages/1/forget")
    assert "跳闸" not in manager.get(PAGE).text
    assert enters_an_outage()
