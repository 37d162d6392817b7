"""What the screen beside the reader says that a punch counts as, and who is in."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from hall.attendance.absences.model import (
    AttendanceSlip,
    SlipAct,
    SlipDecision,
    SlipEffect,
    SlipKind,
)
from hall.attendance.meaning import meaning_of, meanings_of, people_in
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import Verdict
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.clock import HALL_ZONE
from hall.people.queries import staff_by_id
from tests.conftest import MORNING
from tests.hall.attendance.office_times import FOUR, NIGHT

BING, DING, STRANGER = 3, 4, 5
TODAY = MORNING.date()


@pytest.fixture
def timetables(hall):
    """演示员丙 works four slots a day, 演示员丁 the nights; nobody else has any times."""
    with hall.work() as work:
        for staff_id, name, sessions in ((BING, "机关", FOUR), (DING, "值班", NIGHT)):
            group = add_group(work, name)
            join_group(work, staff_by_id(work.session, staff_id), group, TODAY - timedelta(days=9))
            days = UseDays(TODAY - timedelta(days=9), weekdays=None)
            use_timetable(work, add_timetable(work, name, sessions), group, days)


def clocked(hall, staff_id, *times, day=TODAY, set_aside=""):
    told = [
        ToldPunch(
            staff_id=staff_id,
            at=datetime.combine(day, time.fromisoformat(at), HALL_ZONE),
            way="pin",
            set_aside=set_aside,
        )
        for at in times
    ]
    with hall.work() as work:
        return write_punches(work, told)


def meanings(hall, punches):
    with hall.read() as snapshot:
        found = meanings_of(snapshot.session, punches)
    return [
        (means.session, means.side, means.minutes) if means else None
        for means in map(found.get, [punch.id for punch in punches])
    ]


ARRIVAL, LEAVING = SlotSide.ARRIVAL, SlotSide.LEAVING


def test_each_punch_counts_as_the_slot_that_took_it(hall, timetables):
    punches = clocked(hall, BING, "08:41", "08:50", "12:01", "14:30")

    assert meanings(hall, punches) == [
        ("上午", ARRIVAL, 11), None, ("上午", LEAVING, 0), ("下午", ARRIVAL, 0),
    ]  # fmt: skip
    with hall.read() as snapshot:
        means = meaning_of(snapshot.session, punches[0])
    assert means.verdict is Verdict.LATE
    assert means.due == datetime.combine(TODAY, time(8, 30), HALL_ZONE)


def test_a_night_over_midnight_is_left_on_the_day_after(hall, timetables):
    came = clocked(hall, DING, "19:55", day=TODAY - timedelta(days=1))
    left = clocked(hall, DING, "08:02")

    assert meanings(hall, [*came, *left]) == [("夜班", ARRIVAL, 0), ("夜班", LEAVING, 0)]


def test_without_times_or_under_a_wrong_clock_a_punch_counts_as_nothing(hall, timetables):
    free = clocked(hall, STRANGER, "08:25")
    doubted = clocked(hall, BING, "08:25", set_aside="jump")

    assert meanings(hall, [*free, *doubted]) == [None, None]
    assert meanings(hall, []) == []


def test_who_came_and_has_not_left_is_in(hall, timetables):
    for staff_id in (STRANGER, BING):
        clocked(hall, staff_id, "08:25")
    clocked(hall, DING, "19:55", day=TODAY - timedelta(days=1))

    def inside():
        with hall.read() as snapshot:
            return people_in(snapshot.session, snapshot.now)

    assert inside() == [DING, BING]
    clocked(hall, DING, "08:02")
    assert inside() == [BING]


def test_who_is_on_leave_until_ten_is_not_late_at_half_past_nine(hall, timetables):
    (punch,) = clocked(hall, BING, "09:30")
    assert meanings(hall, [punch]) == [("上午", ARRIVAL, 60)]
    with hall.work() as work:
        leave = select(SlipKind).where(SlipKind.effect == SlipEffect.LEAVE).limit(1)
        slip = AttendanceSlip(
            staff_id=BING,
            kind=work.session.scalars(leave).one(),
            begins=datetime.combine(TODAY, time(8, 30), HALL_ZONE),
            ends=datetime.combine(TODAY, time(10), HALL_ZONE),
            work_days=0.5,
            reason="家中有事",
            entered_by_id=BING,
            applied_at=work.now,
            decisions=[SlipDecision(act=SlipAct.APPROVED, by_id=1, at=work.now)],
        )
        work.session.add(slip)

    assert meanings(hall, [punch]) == [("上午", ARRIVAL, 0)]
