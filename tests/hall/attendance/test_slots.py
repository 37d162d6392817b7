"""Which punch counts for what: table B.5 of the facts, each row named after what happens."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.attendance.rules.assigning import assign
from hall.attendance.rules.days import judge_days
from hall.attendance.rules.due_slots import DueSlot, SlotSide
from hall.attendance.rules.punch_rule import PunchRule
from hall.attendance.rules.timetable import WorkSession
from tests.hall.attendance.office_times import (
    FOUR,
    LATER,
    MONDAY,
    NIGHT,
    RULE,
    TWO,
    at,
    judged,
    span,
    verdicts,
)

ALL_FOUR = (at("8:25"), at("12:01"), at("14:20"), at("17:31"))


def test_four_punches_in_time() -> None:
    assert verdicts(judged(*ALL_FOUR)) == ["on_time"] * 4


def test_two_punches_in_time() -> None:
    assert verdicts(judged(at("8:25"), at("17:31"), sessions=TWO)) == ["on_time"] * 2


@pytest.mark.parametrize("forgotten", range(4))
def test_one_forgotten_punch_spoils_its_own_slot_only(forgotten: int) -> None:
    day = judged(*(punch for place, punch in enumerate(ALL_FOUR) if place != forgotten))

    expected = ["on_time"] * 4
    expected[forgotten] = "missing"
    assert verdicts(day) == expected
    assert sum(session.absent_days for session in day.sessions) == 0


@pytest.mark.parametrize("place", range(4))
def test_a_double_punch_within_a_minute_changes_nothing(place: int) -> None:
    assert verdicts(judged(*ALL_FOUR, ALL_FOUR[place] + 20)) == ["on_time"] * 4


@pytest.mark.parametrize(
    ("arrives", "verdict", "minutes"),
    [
        ("8:30:00", "on_time", 0),
        ("8:35:00", "on_time", 0),
        ("8:35:01", "late", 6),
        ("8:41:00", "late", 11),
        ("9:00:00", "late", 30),
        ("9:00:01", "seriously_late", 31),
        ("9:30:00", "seriously_late", 60),
        ("9:30:01", "too_late", 61),
    ],
)
def test_late_to_the_second(arrives: str, verdict: str, minutes: int) -> None:
    first = judged(at(arrives), *ALL_FOUR[1:]).slots[0]

    assert (first.verdict, first.minutes) == (verdict, minutes)


@pytest.mark.parametrize(
    ("leaves", "verdict", "minutes"),
    [
        ("17:25:00", "on_time", 0),
        ("17:24:59", "early", 6),
        ("16:59:59", "seriously_early", 31),
        ("16:30:00", "seriously_early", 60),
    ],
)
def test_early_to_the_second(leaves: str, verdict: str, minutes: int) -> None:
    last = judged(*ALL_FOUR[:3], at(leaves)).slots[3]

    assert (last.verdict, last.minutes) == (verdict, minutes)


def test_of_several_punches_the_first_arrival_and_the_last_leaving_count() -> None:
    day = judged(at("8:29"), at("8:40"), at("11:50"), at("12:03"), at("14:31"), at("17:35"))

    assert verdicts(day) == ["on_time"] * 4
    assert [slot.punch for slot in day.slots] == [at("8:29"), at("12:03"), at("14:31"), at("17:35")]


def noon(*, shared: bool) -> tuple[WorkSession, ...]:
    """Out from 12:00 to 12:15, in from 12:20 to 13:00."""
    out, back = PunchRule(0, 15 * 60), PunchRule(10 * 60, 30 * 60)
    return (
        WorkSession("上午", (span("8:30", "12:00"),), RULE, out),
        WorkSession("下午", (span("12:30", "17:30"),), back, RULE, shares_punch_before=shared),
    )


def test_a_punch_at_12_17_between_out_until_12_15_and_in_from_12_20_belongs_to_neither() -> None:
    day = judged(at("8:30"), at("12:17"), at("17:30"), sessions=noon(shared=False))

    assert verdicts(day) == ["on_time", "missing", "missing", "on_time"]
    assert day.spare == [at("12:17")]


def test_the_same_punch_serves_both_where_the_hall_lets_one_at_noon_do_so() -> None:
    day = judged(at("8:30"), at("12:17"), at("17:30"), sessions=noon(shared=True))

    assert verdicts(day) == ["on_time"] * 4
    assert day.spare == []


def test_none_at_noon_is_two_missing_even_where_one_may_serve_both() -> None:
    day = judged(at("8:30"), at("17:30"), sessions=noon(shared=True))

    assert verdicts(day) == ["on_time", "missing", "missing", "on_time"]


def test_a_lunch_punch_after_one_is_no_leaving_at_noon() -> None:
    day = judged(at("8:30"), at("13:20"), at("14:20"), at("17:30"))

    assert verdicts(day) == ["on_time", "missing", "on_time", "on_time"]


TUESDAY = MONDAY.replace(day=13)


@pytest.mark.parametrize(
    ("punches", "night", "morning"),
    [
        (["19:50", "32:03", "32:29"], ["on_time"] * 2, ["on_time"]),
        (["19:50", "32:10"], ["on_time"] * 2, ["missing"]),
        (["19:50", "32:25"], ["on_time", "missing"], ["on_time"]),
    ],
)
def test_a_night_until_8_and_a_morning_from_8_30_of_another_timetable(
    punches: list[str], night: list[str], morning: list[str]
) -> None:
    monday, tuesday = MONDAY.toordinal(), TUESDAY.toordinal()
    plans = {monday: NIGHT, tuesday: FOUR[:1]}
    made = [*map(at, punches), at("12:00", TUESDAY)]

    first, second = judge_days(
        range(monday, tuesday + 1), lambda day: plans.get(day, ()), made, (), LATER
    )

    assert verdicts(first) == night
    assert verdicts(second) == [*morning, "on_time"]


def test_a_night_over_new_year_belongs_to_the_year_it_began_in() -> None:
    eve = date(2026, 12, 31)

    day = judged(at("19:59", eve), at("8:05", date(2027, 1, 1)), sessions=NIGHT, day=eve)

    assert verdicts(day) == ["on_time"] * 2


def test_a_punch_on_a_day_off_is_kept_for_whoever_counts_overtime() -> None:
    day = judged(at("9:00"), sessions=())

    assert day.slots == []
    assert day.spare == [at("9:00")]


due_slots = st.builds(
    lambda due, before, after, side: DueSlot(
        1, "", side, due, due - before, due + after, PunchRule()
    ),
    st.integers(0, 500),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from(SlotSide),
)


@given(st.lists(due_slots, max_size=6), st.lists(st.integers(-100, 700), max_size=12), st.randoms())
def test_each_punch_goes_to_the_nearest_open_slot_in_whatever_order_they_come(
    slots: list[DueSlot], punches: list[int], chance: random.Random
) -> None:
    slots.sort(key=lambda slot: slot.due)
    meant: dict[int, list[int]] = {}
    for punch in punches:
        near = [
            (abs(punch - slot.due), place)
            for place, slot in enumerate(slots)
            if slot.opens <= punch <= slot.closes
        ]
        if near:
            meant.setdefault(min(near)[1], []).append(punch)
    expected = {
        place: max(made) if slots[place].side is SlotSide.LEAVING else min(made)
        for place, made in meant.items()
    }
    chance.shuffle(punches)

    assert assign(slots, punches) == expected
