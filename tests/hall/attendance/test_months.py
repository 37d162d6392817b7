"""Sums of a month: equal to the sums of its cells, whatever happened and in whatever order."""

import random
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from hall.attendance.rules.days import JudgedDay, judge_days
from hall.attendance.rules.excuses import Excuse, ExcuseKind
from hall.attendance.rules.judging import Circumstances, Outage
from hall.attendance.rules.month import sum_up
from hall.attendance.rules.timetable import DAY, WorkSession
from tests.hall.attendance.office_times import FOUR, MONDAY, NIGHT, TWO, at

FIRST = MONDAY.toordinal()
WEEK = range(FIRST, FIRST + 7)
moments = st.integers(0, 7 * DAY // 300).map(lambda fives: FIRST * DAY + fives * 300)
stretches = st.tuples(moments, st.integers(1, 40)).map(lambda of: (of[0], of[0] + of[1] * 1800))
excuses = st.builds(
    lambda stretch, kind, column: Excuse(*stretch, kind, column),
    stretches,
    st.sampled_from(ExcuseKind),
    st.sampled_from(["事假", "病假", "公出"]),
)
outages = stretches.map(lambda stretch: Outage(*stretch, "停电"))
EXEMPT = tuple(replace(session, arrival=None, leaving=None) for session in FOUR)
timetables = st.lists(
    st.sampled_from([(), FOUR, TWO, NIGHT, EXEMPT, FOUR + NIGHT]), min_size=7, max_size=7
)


def week(
    timetable: list[tuple[WorkSession, ...]],
    punches: list[int],
    slips: list[Excuse],
    known: Circumstances,
) -> list[JudgedDay]:
    plan = dict(zip(WEEK, timetable, strict=True))
    return judge_days(WEEK, lambda day: plan.get(day, ()), punches, slips, known)


@given(
    timetables,
    st.lists(moments, max_size=30),
    st.lists(excuses, max_size=4),
    st.lists(outages, max_size=2),
    moments,
    st.none() | st.sampled_from(WEEK),
)
def test_every_day_that_is_due_is_taken_off_lost_worked_or_open_and_counted_once(
    timetable: list[tuple[WorkSession, ...]],
    punches: list[int],
    slips: list[Excuse],
    away: list[Outage],
    now: int,
    missing_costs_from: int | None,
) -> None:
    known = Circumstances(now, away, missing_costs_from=missing_costs_from)
    found = week(timetable, punches, slips, known)

    month = sum_up(found)
    taken_off = sum(month.leave_days.values())
    assert month.due_days == taken_off + month.absent_days + month.worked_days + month.open_days
    assert min(month.absent_days, month.worked_days, month.open_days) >= 0
    cells = [sum_up([day]) for day in found]
    assert month.due_days == sum(cell.due_days for cell in cells)
    assert month.absent_days == sum(cell.absent_days for cell in cells)
    assert month.late_minutes == sum(cell.late_minutes for cell in cells)
    assert month.verdicts.total() == sum(len(day.slots) for day in found)


SAME_TIME = (FIRST * DAY + 9 * 3600, FIRST * DAY + 10 * 3600)


@example(
    [FOUR, *[()] * 6],
    [],
    [Excuse(*SAME_TIME, ExcuseKind.LEAVE, column) for column in ("病假", "事假")],
    [Outage(*SAME_TIME, why) for why in ("停电", "指纹机没有连上")],
    random.Random(1),
)
@given(
    timetables,
    st.lists(moments, max_size=30),
    st.lists(excuses, max_size=4),
    st.lists(outages, max_size=2),
    st.randoms(use_true_random=False),
)
def test_in_whatever_order_things_become_known_the_month_is_the_same(
    timetable: list[tuple[WorkSession, ...]],
    punches: list[int],
    slips: list[Excuse],
    away: list[Outage],
    chance: random.Random,
) -> None:
    now = at("0:00") + 8 * DAY
    first = week(timetable, punches, slips, Circumstances(now, away))
    for known in (punches, slips, away):
        chance.shuffle(known)

    again = week(timetable, [*punches, *punches], slips, Circumstances(now, away))

    assert again == first
    assert sum_up(again) == sum_up(first)
