"""A missing punch costs half a day from the day on that the director says; before it, nothing."""

from datetime import date

import pytest

from hall.attendance.months.sheet import sheet_of
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import Circumstances, Verdict
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch
from tests.hall.attendance.office_times import LATER, MONDAY, TWO, at, judged

MONTH = "/office/attendance?month=2026-10&view=sums"
RULE = "/office/attendance/2026-10/missing-punches"
COSTS = Circumstances(LATER.now, missing_costs_from=MONDAY.toordinal())


@pytest.fixture
def staff_id(application, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(application.hall, 1)
    for day in (MONDAY, date(2026, 10, 13)):  # nobody was seen to leave in the afternoon
        punch(application.hall, *((only, at(time, day)) for time in ("8:20", "12:01", "14:20")))
    return only


def absent(day):
    return sum(session.absent_days for session in day.sessions)


def absent_in_october(application, staff_id):
    with application.hall.read() as snapshot:
        row = sheet_of(snapshot, OCTOBER, [staff_id]).row_of(staff_id)
    return row.sums.absent_days


def test_one_punch_of_four_costs_half_a_day_and_of_two_no_more():
    four = (at("8:20"), at("12:01"), at("14:20"))

    assert absent(judged(*four)) == 0
    assert absent(judged(*four, known=COSTS)) == 0.5
    assert absent(judged(at("8:20"), sessions=TWO, known=COSTS)) == 0.5


def test_the_day_before_it_costs_nothing():
    after = Circumstances(LATER.now, missing_costs_from=MONDAY.toordinal() + 1)

    assert absent(judged(at("8:20"), at("12:01"), at("14:20"), known=after)) == 0


def test_the_month_its_sums_and_the_sentence_follow_the_directors_day(
    manager, application, staff_id
):
    person = f"/office/attendance/{staff_id}?month=2026-10"
    before = manager.get(person).text
    assert "按旷工半天" not in before
    before_it = absent_in_october(application, staff_id)

    answer = manager.post(RULE, data={"missing_punch_costs_from": "2026-10-13"})

    assert answer.status_code == 303
    after = manager.get(person).text
    assert after.count("，按旷工半天") == 1  # Monday was before it
    assert "√×○" in after
    assert "√○" in after
    sums = manager.get(MONTH).text
    assert "2026年10月13日" in sums
    assert "起，上下班缺一次打卡" in sums
    assert absent_in_october(application, staff_id) == before_it + 0.5

    manager.post(RULE, data={"missing_punch_costs_from": ""})
    assert "按旷工半天" not in manager.get(person).text


def test_a_ruling_that_it_is_missing_costs_the_same():
    slot = (MONDAY.toordinal(), "下午", SlotSide.LEAVING)
    ruled = Circumstances(LATER.now, (), {slot: Verdict.MISSING}, COSTS.missing_costs_from)

    day = judged(at("8:20"), at("12:01"), at("14:20"), at("17:40"), known=ruled)

    assert absent(day) == 0.5
    assert [one.costs for one in day.slots] == [False, False, False, True]


def test_only_the_director_says_it_and_no_day_is_refused(as_, manager):
    assert manager.post(RULE, data={"missing_punch_costs_from": "soon"}).status_code == 422
    assert as_("bing").post(RULE, data={"missing_punch_costs_from": ""}).status_code == 403
