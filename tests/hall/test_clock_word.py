"""What the opening check says of the clock: only what can be known of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.events import OpeningChecked
from hall.needs.surroundings import Surroundings
from hall.opening_check.clock_word import LATELY, clock_word
from hall.opening_check.findings import CheckedPart, SoundTest, Standing, findings
from hall.opening_check.keeping_checks import keep_check
from hall.screens.presence import ScreenPresence
from tests.conftest import MORNING, StoppedClock
from web.sentences.opening_check import finding_sentence


def around(clock_set=lambda: None) -> Surroundings:
    return Surroundings(presence=ScreenPresence(), version="1", clock_set=clock_set)


def of_the_clock(hall, surroundings):
    with hall.read() as snapshot:
        found = findings(snapshot, surroundings, SoundTest.SILENT)
    return next(one for one in found if one.part is CheckedPart.CLOCK)


def keep_todays(hall, surroundings) -> str:
    """The check of this day, as it is kept; returns the word for the clock."""
    told = of_the_clock(hall, surroundings)
    with hall.work("opening_check") as work:
        keep_check(work, [told], asked=False, late=False)
    return told.how


def test_a_clock_that_a_time_source_has_set_is_well(hall, clock):
    told = of_the_clock(hall, around(clock))

    assert (told.standing, told.how) == (Standing.WELL, "synchronised")
    assert "自动对准" in finding_sentence(told, {})


@pytest.mark.parametrize("days", [-2, 2])
def test_a_time_source_that_is_silent_for_days_counts_as_none(hall, clock, days):
    assert of_the_clock(hall, around(lambda: clock() + timedelta(days=days))).how == "compare"


def test_a_doubted_clock_is_trouble_whatever_a_time_source_says(hall, clock):
    with hall.work() as work:
        work.record(OpeningChecked(day="2025-03-03", troubles=[], unknown=[]))
    clock.jump(hours=9)

    told = of_the_clock(hall, around(clock))

    assert (told.standing, told.how) == (Standing.TROUBLE, "doubted")
    assert "核对" in finding_sentence(told, {})


def test_without_a_time_source_somebody_is_asked_to_compare_once_a_month(hall, clock):
    clock.now = MORNING.replace(month=3, day=27)
    told = {}
    for _ in range(8):
        told[clock().date()] = keep_todays(hall, around())
        assert of_the_clock(hall, around()).standing is not Standing.TROUBLE
        clock.now += timedelta(days=1)

    assert {day for day, how in told.items() if how == "compare"} == {
        date(2025, 3, 27),
        date(2025, 4, 1),
    }


def test_it_is_asked_again_while_the_same_day_lasts(hall):
    assert [keep_todays(hall, around()) for _ in range(2)] == ["compare", "compare"]
    assert "请对一下时间" in finding_sentence(of_the_clock(hall, around()), {})


class OneMoment:
    """A reading of a hall without records: nothing is asked of the database."""

    clock_is_doubted = False
    now = StoppedClock()()


@given(st.timedeltas(-LATELY, LATELY))
def test_whatever_was_set_within_a_day_is_synchronised(ago):
    assert clock_word(OneMoment(), around(lambda: OneMoment.now - ago)) == "synchronised"
