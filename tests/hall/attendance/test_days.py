"""Slips, holidays, outages and rulings: what they make of a day's punches."""

from dataclasses import replace

import pytest

from hall.attendance.rules.days import JudgedDay
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.excuses import BadExcuse, Excuse, ExcuseKind, overlapping_excuses
from hall.attendance.rules.judging import Circumstances, Outage, Verdict
from hall.attendance.rules.month import sum_up
from hall.attendance.rules.punch_rule import PunchRule
from hall.attendance.rules.timetable import (
    BadWorkTimes,
    SessionKind,
    WorkSession,
    check_sessions,
    overlapping,
)
from tests.hall.attendance.office_times import (
    FOUR,
    LATER,
    MONDAY,
    NIGHT,
    TWO,
    at,
    judged,
    span,
    verdicts,
)


def leave(begins: str, ends: str, column: str = "事假") -> Excuse:
    return Excuse(at(begins), at(ends), ExcuseKind.LEAVE, column)


def field_duty(begins: str, ends: str) -> Excuse:
    return Excuse(at(begins), at(ends), ExcuseKind.FIELD, "公出")


def holiday(begins: str, ends: str) -> Excuse:
    return Excuse(at(begins), at(ends), ExcuseKind.HOLIDAY)


def days(day: JudgedDay) -> tuple[float, float, float, float]:
    """Due, worked, absent, open."""
    month = sum_up([day])
    return month.due_days, month.worked_days, month.absent_days, month.open_days


@pytest.mark.parametrize("sessions", [FOUR, TWO], ids=["four slots", "two slots"])
def test_nobody_came(sessions: tuple[WorkSession, ...]) -> None:
    day = judged(sessions=sessions)

    assert set(verdicts(day)) == {"absent"}
    assert days(day) == (1, 0, 1, 0)


@pytest.mark.parametrize("sessions", [FOUR, TWO], ids=["four slots", "two slots"])
def test_half_a_days_leave_and_no_punch_in_the_other_half(
    sessions: tuple[WorkSession, ...],
) -> None:
    day = judged(sessions=sessions, excuses=(leave("0:00", "12:00"),))

    assert days(day) == (1, 0, 0.5, 0)
    assert sum_up([day]).leave_days == {"事假": 0.5}


@pytest.mark.parametrize("sessions", [FOUR, TWO], ids=["four slots", "two slots"])
def test_half_a_days_leave_and_both_punches_in_the_other_half(
    sessions: tuple[WorkSession, ...],
) -> None:
    day = judged(
        at("14:29"), at("17:30"), sessions=sessions, excuses=(leave("0:00", "12:00", "病假"),)
    )

    assert verdicts(day) == ["on_time"] * 2
    assert days(day) == (1, 0.5, 0, 0)
    assert sum_up([day]).leave_days == {"病假": 0.5}


def test_a_whole_days_leave() -> None:
    day = judged(excuses=(leave("0:00", "24:00", "年休假"),))

    assert day.slots == []
    assert days(day) == (1, 0, 0, 0)


@pytest.mark.parametrize(("came", "verdict"), [("10:04", "on_time"), ("10:06", "late")])
def test_who_is_on_leave_until_10_is_due_at_10(came: str, verdict: str) -> None:
    day = judged(at(came), at("12:00"), at("14:30"), at("17:30"), excuses=(leave("8:00", "10:00"),))

    assert verdicts(day)[0] == verdict
    month = sum_up([day])
    assert (month.leave_days, month.slip_minutes) == ({}, {"事假": 90})


def test_approved_field_duty_clears_lateness_and_leaves_the_punch_as_it_is() -> None:
    late = (at("9:02"), at("12:00"), at("14:30"), at("17:30"))
    assert verdicts(judged(*late))[0] == "seriously_late"

    first = judged(*late, excuses=(field_duty("8:00", "9:00"),)).slots[0]

    assert (first.verdict, first.punch) == ("excused", at("9:02"))


@pytest.mark.parametrize(
    ("begins", "ends", "punches", "expected"),
    [
        ("8:00", "10:00", ["12:00"], ["excused", "on_time"]),
        ("10:00", "12:00", ["8:30"], ["on_time", "excused"]),
        ("8:00", "12:30", [], ["excused", "excused"]),
    ],
)
def test_field_duty_covers_one_punch_or_both(
    begins: str, ends: str, punches: list[str], expected: list[str]
) -> None:
    day = judged(*map(at, punches), sessions=FOUR[:1], excuses=(field_duty(begins, ends),))

    assert verdicts(day) == expected
    assert days(day) == (0.5, 0.5, 0, 0)


def test_half_a_holiday_counts_as_half_a_day_that_is_due() -> None:
    day = judged(at("8:30"), at("12:00"), excuses=(holiday("12:00", "24:00"),))

    assert days(day) == (0.5, 0.5, 0, 0)


def test_leave_on_a_holiday_takes_nothing_off() -> None:
    day = judged(excuses=(holiday("0:00", "24:00"), leave("0:00", "24:00")))

    assert days(day) == (0, 0, 0, 0)
    assert sum_up([day]).leave_days == {}


def test_where_two_slips_lie_over_each_other_each_span_counts_once() -> None:
    day = judged(excuses=(leave("0:00", "24:00"), field_duty("8:00", "12:00")))

    month = sum_up([day])
    assert month.leave_days == {"事假": 1.0}
    assert month.field_days == {}


def test_too_late_costs_half_a_day_and_counts_as_late_once() -> None:
    day = judged(at("9:40"), at("12:00"), at("14:30"), at("17:30"))

    assert days(day) == (1, 0.5, 0.5, 0)
    assert (sum_up([day]).late, sum_up([day]).late_minutes) == (1, 70)


AWAY = replace(LATER, outages=[Outage(at("8:00"), at("11:00"), "指纹机没有连上")])


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        ([], ["pending", "absent", "absent", "absent"]),
        (["12:00", "14:30", "17:30"], ["pending", "on_time", "on_time", "on_time"]),
        (["8:31", "12:00", "14:30", "17:30"], ["on_time"] * 4),
    ],
)
def test_the_reader_was_away_from_8_to_11(punches: list[str], expected: list[str]) -> None:
    day = judged(*map(at, punches), known=AWAY)

    found = verdicts(day)
    assert found[0] == expected[0]
    assert found[2:] == expected[2:]
    assert [slot.why for slot in day.slots if slot.verdict is Verdict.PENDING][:1] == (
        ["指纹机没有连上"] if "pending" in expected else []
    )


def test_a_day_that_waits_for_data_is_neither_worked_nor_lost() -> None:
    day = judged(known=AWAY)

    assert days(day) == (1, 0, 0.5, 0.5)


def test_a_late_punch_may_be_an_earlier_try_at_a_reader_that_was_away() -> None:
    away = replace(LATER, outages=[Outage(at("8:20"), at("8:40"), "停电")])

    first = judged(at("8:41"), at("12:00"), sessions=FOUR[:1], known=away).slots[0]

    assert (first.verdict, first.punch, first.why) == ("pending", at("8:41"), "停电")


def test_a_punch_in_time_waits_for_nothing() -> None:
    away = replace(LATER, outages=[Outage(at("8:31"), at("8:40"), "停电")])

    assert verdicts(judged(at("8:30"), at("12:00"), sessions=FOUR[:1], known=away)) == [
        "on_time",
        "on_time",
    ]


@pytest.mark.parametrize("verdict", [Verdict.MADE_UP, Verdict.DECIDED])
def test_a_ruling_stands_above_the_punches_and_leaves_them_as_they_are(verdict: Verdict) -> None:
    ruled = {(MONDAY.toordinal(), "上午", SlotSide.ARRIVAL): verdict}

    day = judged(at("9:50"), sessions=FOUR[:1], known=replace(LATER, rulings=ruled))

    assert verdicts(day) == [verdict, "missing"]
    assert day.slots[0].punch == at("9:50") or day.spare == [at("9:50")]
    assert days(day) == (0.5, 0.5, 0, 0)


@pytest.mark.parametrize(
    ("sides", "lost"),
    [([SlotSide.ARRIVAL], 0.5), ([SlotSide.ARRIVAL, SlotSide.LEAVING], 0.5)],
)
def test_who_is_ruled_absent_has_lost_the_half_day(sides: list[SlotSide], lost: float) -> None:
    ruled = {(MONDAY.toordinal(), "上午", side): Verdict.ABSENT for side in sides}

    day = judged(at("8:30"), at("12:00"), sessions=FOUR[:1], known=replace(LATER, rulings=ruled))

    assert days(day) == (0.5, 0, lost, 0)


@pytest.mark.parametrize(
    ("sides", "lost"),
    [([SlotSide.ARRIVAL], 0.5), ([SlotSide.ARRIVAL, SlotSide.LEAVING], 1)],
)
def test_a_day_of_two_punches_is_lost_by_halves(sides: list[SlotSide], lost: float) -> None:
    ruled = {(MONDAY.toordinal(), "全天", side): Verdict.ABSENT for side in sides}

    day = judged(at("8:30"), at("17:30"), sessions=TWO, known=replace(LATER, rulings=ruled))

    assert days(day) == (1, 1 - lost, lost, 0)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("8:00", ["not_yet"] * 4),
        ("9:45:00", ["not_yet"] * 4),
        ("9:45:01", ["missing", "not_yet", "not_yet", "not_yet"]),
        ("13:16", ["absent", "absent", "not_yet", "not_yet"]),
        ("18:46", ["absent"] * 4),
    ],
)
def test_nobody_is_found_missing_while_the_punch_can_still_be_made(
    now: str, expected: list[str]
) -> None:
    assert verdicts(judged(known=Circumstances(at(now)))) == expected


def test_who_does_not_punch_has_worked_once_the_day_is_over() -> None:
    exempt = [replace(session, arrival=None, leaving=None) for session in FOUR]

    assert days(judged(sessions=exempt, known=Circumstances(at("13:00")))) == (1, 0.5, 0, 0.5)
    assert days(judged(sessions=exempt)) == (1, 1, 0, 0)


def test_a_duty_counts_by_itself_and_not_among_the_days_due() -> None:
    month = sum_up([judged(at("20:00"), at("32:00"), sessions=NIGHT)])

    assert (month.duties, month.due_days, month.worked_days) == (1, 0, 0)
    assert sum_up([judged(sessions=NIGHT)]).duties == 0


@pytest.mark.parametrize(
    ("why", "sessions"),
    [
        ("empty", [WorkSession("上午", ())]),
        ("ends_first", [WorkSession("上午", (span("12:00", "8:30"),))]),
        ("overlap", [FOUR[0], WorkSession("下午", (span("11:59", "17:30"),))]),
        ("overlap", [WorkSession("全天", (span("8:30", "12:00"), span("11:00", "17:30")))]),
        ("same_name", [FOUR[0], replace(FOUR[1], name="上午")]),
        ("longer_than_a_day", [WorkSession("夜班", (span("20:00", "44:01"),))]),
        ("longer_than_a_day", [WorkSession("夜班", (span("24:00", "30:00"),))]),
        ("steps", [replace(FOUR[0], arrival=PunchRule(grace=600, serious=300))]),
        ("steps", [replace(FOUR[0], leaving=PunchRule(opens_before=-1))]),
    ],
)
def test_work_times_that_cannot_be_are_refused(why: str, sessions: list[WorkSession]) -> None:
    with pytest.raises(BadWorkTimes) as refused:
        check_sessions(sessions)

    assert refused.value.why == why


@pytest.mark.parametrize("sessions", [FOUR, TWO, NIGHT])
def test_work_times_that_can_be_are_taken(sessions: tuple[WorkSession, ...]) -> None:
    check_sessions(sessions)


def test_two_timetables_of_one_person_do_not_overlap() -> None:
    early = [WorkSession("早班", (span("7:30", "8:31"),), kind=SessionKind.DUTY)]

    assert overlapping(NIGHT, FOUR, days_later=1) is None
    assert overlapping(NIGHT, early, days_later=1) == (NIGHT[0], early[0])
    assert overlapping(early, FOUR) == (early[0], FOUR[0])


def test_a_slip_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadExcuse):
        leave("12:00", "12:00")


def test_two_slips_for_one_time_are_found_wherever_they_stand() -> None:
    long, inside, behind = leave("0:00", "24:00"), leave("8:00", "9:00"), leave("20:00", "30:00")

    assert overlapping_excuses([behind, inside, long]) == (long, inside)
    assert overlapping_excuses([behind, long]) == (long, behind)
    assert overlapping_excuses([inside, behind, holiday("0:00", "24:00")]) is None
