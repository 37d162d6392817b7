"""Edges of a month that meet where two parts do: each named after what happens."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hall.attendance.absences.applying import WantedAbsence, apply_for_absence
from hall.attendance.absences.deciding import approve_slip
from hall.attendance.absences.make_ups import WantedMakeUp, apply_for_make_up
from hall.attendance.absences.model import SlipKind
from hall.attendance.deciding import PunchVerdict, decide
from hall.attendance.hall_seconds import to_hall_seconds, to_moment
from hall.attendance.meaning import meanings_of
from hall.attendance.model import Punch
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.differences import differences
from hall.attendance.months.locked_months import locked
from hall.attendance.months.model import SignatureStep
from hall.attendance.months.reading import judged
from hall.attendance.months.sheet import cells_by_day, sheet_of
from hall.attendance.months.signing import sign
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.month import sum_up
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.model import WorkGroup
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays, on_day
from hall.errors import MonthNotOver
from hall.list_entries import entries
from hall.people.model import Staff
from tests.hall.attendance.month_office import (
    AFTERWARDS,
    OCTOBER,
    TIMES,
    open_office,
    punch,
    whole_day,
)
from tests.hall.attendance.office_times import MONDAY, NIGHT, TWO, at

THURSDAY = date(2026, 10, 15)


@pytest.fixture
def staff_id(hall, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(hall, 1)
    return only


def told(hall, staff_id, way, *times, day=MONDAY, **more):
    with hall.work("staff:1") as work:
        punches = [
            ToldPunch(staff_id=staff_id, at=to_moment(at(time, day)), way=way, **more)
            for time in times
        ]
        return [punch.id for punch in write_punches(work, punches)]


def cells(hall, staff_id, month=OCTOBER):
    with hall.read() as snapshot:
        return cells_by_day(sheet_of(snapshot, month).row_of(staff_id))


def test_punches_by_finger_pin_file_and_paper_are_judged_alike(hall, clock):
    clock.now = AFTERWARDS
    ways = ("fingerprint", "pin", "terminal", "paper")
    people = open_office(hall, len(ways))
    for person, way in zip(people, ways, strict=True):
        told(hall, person, way, "8:41", "12:00", "17:30")
        told(hall, person, way, "9:00", day=OCTOBER.last)  # a terminal has told of all of October

    with hall.read() as snapshot:
        rows = sheet_of(snapshot, OCTOBER).rows
    first, *others = [(row.cells, row.sums) for row in rows]
    assert first[0][MONDAY.day - 1] == "▲○"
    assert others == [first] * 3


def test_a_punch_that_was_set_aside_counts_in_the_month_as_of_when_it_is_decided(hall, staff_id):
    told(hall, staff_id, "pin", *TIMES[1:])
    (fast,) = told(hall, staff_id, "terminal", "9:27", set_aside="future", source="A1")
    assert cells(hall, staff_id)[MONDAY] == "○√"

    with hall.work("staff:1") as work:
        verdict = PunchVerdict(counts=True, reason="快了一小时", offset=-timedelta(hours=1))
        decide(work, [fast], verdict, by=1, seen=0)

    assert cells(hall, staff_id)[MONDAY] == "√"


@pytest.mark.parametrize("time", ["7:50", "8:35:00", "8:35:01", "9:10", "12:00", "12:40", "17:00"])
def test_the_screen_says_of_a_punch_what_the_month_says(hall, clock, staff_id, time):
    clock.now = to_moment(at(time))
    (punch_id,) = told(hall, staff_id, "fingerprint", time)
    with hall.read() as snapshot:
        said = meanings_of(snapshot.session, [snapshot.session.get_one(Punch, punch_id)])[punch_id]

    clock.now = AFTERWARDS
    with hall.read() as snapshot:
        day = sheet_of(snapshot, OCTOBER).row_of(staff_id).days[MONDAY.day - 1]
    (slot,) = [slot for slot in day.slots if slot.punch is not None]
    assert (said.session, said.side) == (slot.slot.session, slot.slot.side)
    assert (said.verdict, said.minutes) == (slot.verdict, slot.minutes)


def test_ten_to_eight_on_monday_stays_monday_though_it_is_sunday_in_utc(hall, staff_id):
    sunday = datetime(2026, 10, 11, 23, 50, tzinfo=UTC)
    punch(hall, (staff_id, to_hall_seconds(sunday)), *whole_day(staff_id, MONDAY, TIMES[1:]))

    found = cells(hall, staff_id)
    assert (found[MONDAY], found[MONDAY - timedelta(days=1)]) == ("√", "")


def lock(hall, seen=0):
    for step in SignatureStep:
        with hall.work("staff:1") as work:
            sign(work, OCTOBER, step, work.session.get_one(Staff, 1), seen)


def differing(hall):
    with hall.read() as snapshot:
        signed = locked(snapshot.session, OCTOBER)
        found = differences(snapshot.session, signed, sheet_of(snapshot, OCTOBER))
        return [(one.day, one.was["cell"], one.now["cell"]) for one in found]


def test_a_leave_handed_in_for_a_locked_month_is_a_difference_once_it_is_approved(hall, staff_id):
    lock(hall)
    with hall.work("staff:1") as work:
        boss, person = (work.session.get_one(Staff, number) for number in (1, staff_id))
        kind = next(kind for kind in entries(work.session, SlipKind) if kind.name == "事假")
        day = {"begins": to_moment(at("0:00")), "ends": to_moment(at("24:00"))}
        wanted = WantedAbsence(kind=kind, reason="家里有事", **day)
        slip = apply_for_absence(work, person, wanted, boss)
    assert differing(hall) == []

    with hall.work("staff:1") as work:
        approve_slip(work, work.session.merge(slip), work.session.get_one(Staff, 1))
    assert differing(hall) == [(MONDAY, "×", "事")]


def test_a_make_up_of_a_locked_month_is_a_difference_once_it_is_approved(hall, staff_id):
    punch(hall, *whole_day(staff_id, MONDAY, TIMES[1:]))
    lock(hall, seen=1)  # the punch that is missing
    with hall.work("staff:1") as work:
        boss, person = (work.session.get_one(Staff, number) for number in (1, staff_id))
        slot = (MONDAY.toordinal(), "上午", SlotSide.ARRIVAL)
        slip = apply_for_make_up(work, person, WantedMakeUp(slot, "忘了打卡", "同事"), boss)
        approve_slip(work, slip, boss)
    assert differing(hall) == [(MONDAY, "○√", "补√")]


def test_from_15_january_to_20_february_its_rest_days_are_not_due(hall, clock, staff_id):
    """23 of 37: the Saturday of 14 February is worked, and from the 15th on it is New Year."""
    with hall.read() as snapshot:
        found = judged(snapshot, date(2026, 1, 15), date(2026, 2, 20))

    days = found.people[staff_id].days
    assert len(days) == 37
    assert sum_up(days).due_days == 23
    assert [bool(day.sessions) for day in days[-7:]] == [True, *[False] * 6]


def test_two_timetables_of_one_day_are_each_judged_by_their_own_slots(hall, staff_id):
    with hall.work("staff:1") as work:
        night, person = add_timetable(work, "夜班", NIGHT), work.session.get_one(Staff, staff_id)
        use_timetable(work, night, person, on_day(MONDAY))
    punch(hall, *whole_day(staff_id, MONDAY), *whole_day(staff_id, MONDAY, ("20:00", "32:00")))

    with hall.read() as snapshot:
        row = sheet_of(snapshot, OCTOBER).row_of(staff_id)
    assert row.cells[MONDAY.day - 1] == "√√值"
    assert (row.sums.worked_days, row.sums.duties) == (1, 1)
    assert row.days[MONDAY.day - 1].spare == []


def test_a_group_that_changes_its_times_in_mid_month_is_judged_by_each_in_its_part(hall, staff_id):
    with hall.work("staff:1") as work:
        (group,) = entries(work.session, WorkGroup)
        use_timetable(work, add_timetable(work, "两次卡", TWO), group, UseDays(THURSDAY))
    for day in (MONDAY, THURSDAY):
        punch(hall, *whole_day(staff_id, day, ("8:30", "17:30")))

    found = cells(hall, staff_id)
    assert (found[MONDAY], found[THURSDAY]) == ("○", "√")


def test_of_two_groups_on_the_same_day_the_later_word_counts(hall, staff_id):
    with hall.work("staff:1") as work:
        person = work.session.get_one(Staff, staff_id)
        for name in ("机关", "公益岗"):
            join_group(work, person, add_group(work, name), THURSDAY)

    with hall.read() as snapshot:
        row = sheet_of(snapshot, OCTOBER).row_of(staff_id)
    assert row.groups == ["窗口人员", "公益岗"]


@pytest.mark.parametrize(
    ("first", "days", "later"),
    [
        (date(2028, 2, 1), 29, date(2028, 3, 1)),
        (date(2027, 2, 1), 28, date(2027, 3, 1)),
        (date(2026, 12, 1), 31, date(2027, 1, 1)),
    ],
)
def test_a_leap_day_and_the_turn_of_the_year(hall, clock, staff_id, first, days, later):
    month = CalendarMonth(first)
    clock.now = to_moment(at("9:00", later))
    assert (len(cells(hall, staff_id, month)), month.later.first) == (days, later)
    assert month.later.earlier == month


def test_a_night_from_december_is_left_in_january_and_counts_in_december(hall, clock, staff_id):
    eve, new_year = date(2026, 12, 31), date(2027, 1, 1)
    clock.now = to_moment(at("9:00", date(2027, 1, 4)))
    with hall.work("staff:1") as work:
        night, person = add_timetable(work, "夜班", NIGHT), work.session.get_one(Staff, staff_id)
        use_timetable(work, night, person, on_day(eve))
    punch(hall, *whole_day(staff_id, eve), *whole_day(staff_id, eve, ("20:00", "32:00")))

    assert cells(hall, staff_id, CalendarMonth(date(2026, 12, 1)))[eve] == "√√值"
    assert cells(hall, staff_id, CalendarMonth(new_year))[new_year] == ""


def test_of_a_month_to_come_nothing_is_said_and_nothing_signed(hall, staff_id):
    coming = OCTOBER.later.later
    assert set(cells(hall, staff_id, coming).values()) == {""}
    with pytest.raises(MonthNotOver), hall.work("staff:1") as work:
        sign(work, coming, SignatureStep.KEEPER, work.session.get_one(Staff, 1))
