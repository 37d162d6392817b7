"""The hall's time goes on at its own pace, and the server's clock is believed while it agrees."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.hall_time import (
    BUILT,
    CLOCK_TOLERANCE,
    HORIZON,
    BeforeStart,
    ClockDoubt,
    HallTime,
)
from tests.conftest import MORNING, StoppedClock

MINUTE = timedelta(minutes=1)
JUMPS = {
    "1970": datetime(1970, 1, 1, tzinfo=UTC) - MORNING,
    "2000": datetime(2000, 1, 1, tzinfo=UTC) - MORNING,
    "an hour back": timedelta(hours=-1),
    "a year ahead": timedelta(days=365),
    "an hour ahead": timedelta(hours=1),
    "2099": datetime(2099, 1, 1, tzinfo=UTC) - MORNING,
}
DOUBTS = {
    "1970": ClockDoubt.IMPOSSIBLE,
    "2000": ClockDoubt.IMPOSSIBLE,
    "an hour back": ClockDoubt.BEHIND,
    "a year ahead": ClockDoubt.AHEAD,
    "an hour ahead": ClockDoubt.AHEAD,
    "2099": ClockDoubt.AHEAD,
}


@pytest.fixture
def clock():
    return StoppedClock()


def jump(clock: StoppedClock, by: timedelta) -> None:
    clock.jump(seconds=by.total_seconds())


@pytest.mark.parametrize("where", JUMPS)
def test_a_clock_that_jumps_is_doubted_and_time_goes_on_without_it(clock, where):
    time = HallTime(clock)
    time.read(MORNING)

    jump(clock, JUMPS[where])
    jumped = time.read(MORNING)
    clock.advance(minutes=5)
    later = time.read(MORNING)

    assert (jumped.doubt, later.doubt) == (DOUBTS[where], DOUBTS[where])
    assert (jumped.now, later.now) == (MORNING, MORNING + 5 * MINUTE)
    assert later.off == JUMPS[where]


@pytest.mark.parametrize("where", JUMPS)
def test_a_clock_that_is_set_right_again_is_believed_at_once(clock, where):
    time = HallTime(clock)
    time.read(MORNING)
    jump(clock, JUMPS[where])
    time.read(MORNING)
    clock.advance(minutes=5)

    jump(clock, -JUMPS[where])

    assert time.read(MORNING).doubt is None
    assert time.read(MORNING).now == MORNING + 5 * MINUTE


@pytest.mark.parametrize("where", ["an hour back", "a year ahead", "an hour ahead", "2099"])
def test_what_a_manager_accepts_counts(clock, where):
    time = HallTime(clock)
    time.read(MORNING)
    jump(clock, JUMPS[where])
    time.read(MORNING)

    time.accept()

    accepted = time.read(clock.now)
    assert (accepted.doubt, accepted.now) == (None, MORNING + JUMPS[where])
    clock.advance(hours=3)
    assert time.read(clock.now).doubt is None


@pytest.mark.parametrize(
    ("pause", "doubt"),
    [
        (timedelta(), None),
        (timedelta(days=4), None),
        (timedelta(days=4, seconds=1), ClockDoubt.LONG_AFTER),
        (timedelta(days=90), ClockDoubt.LONG_AFTER),
        (JUMPS["2099"], ClockDoubt.BEYOND),
        (-CLOCK_TOLERANCE, None),
        (-CLOCK_TOLERANCE - MINUTE, ClockDoubt.BEHIND),
        (JUMPS["2000"], ClockDoubt.IMPOSSIBLE),
    ],
)
def test_the_start_of_the_server_is_judged_by_the_last_fact(pause, doubt):
    clock = StoppedClock(MORNING + pause)

    read = HallTime(clock).read(MORNING)

    assert read.doubt is doubt
    assert read.now == (MORNING if doubt or pause < timedelta() else MORNING + pause)


def test_a_server_that_woke_with_a_flat_battery_is_set_right_by_hand():
    """It slept over night, so the right time is not the one it went on with."""
    clock = StoppedClock(datetime(2000, 1, 1, tzinfo=UTC))
    time = HallTime(clock)
    assert time.read(MORNING).doubt is ClockDoubt.IMPOSSIBLE

    jump(clock, MORNING + timedelta(days=1) - clock.now)

    assert time.read(MORNING).doubt is None
    assert time.read(MORNING).now == MORNING + timedelta(days=1)


def test_an_empty_hall_takes_the_clock_as_it_is():
    time = HallTime(StoppedClock())

    assert time.read(None).now == MORNING
    assert time.read(None).doubt is None


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("pass"), st.integers(min_value=0, max_value=10_000)),
            st.tuples(st.just("jump"), st.integers(min_value=-(10**9), max_value=10**9)),
            st.tuples(st.just("accept"), st.just(0)),
        ),
        max_size=12,
    )
)
def test_time_never_goes_back_but_by_a_managers_word_and_passes_as_it_passed(happenings):
    clock = StoppedClock()
    time = HallTime(clock)
    before, last_fact = time.read(MORNING), MORNING
    for what, seconds in happenings:
        if what == "accept":
            if before.doubt is not ClockDoubt.IMPOSSIBLE:
                time.accept()
                last_fact = clock.now
            before = time.read(last_fact)
            continue
        (clock.advance if what == "pass" else clock.jump)(seconds=seconds)
        now = time.read(last_fact)
        assert now.now >= before.now - CLOCK_TOLERANCE  # below that it is adjusted
        if what == "pass" and now.doubt == before.doubt:
            went = now.now - before.now
            assert abs(went - timedelta(seconds=seconds)) <= CLOCK_TOLERANCE
        before = now


def test_a_hall_that_was_set_right_at_its_start_needs_no_press():
    """Started three years ahead; the right time is a night after the last fact."""
    clock = StoppedClock(MORNING + timedelta(days=3 * 365))
    time = HallTime(clock)
    assert time.read(MORNING).doubt is ClockDoubt.LONG_AFTER

    clock.set_to(MORNING + timedelta(hours=15))

    assert (time.read(MORNING).doubt, time.read(MORNING).now) == (None, clock.now)


def test_a_hall_without_a_fact_is_judged_by_its_newest_file_and_by_the_program():
    ahead = HORIZON + timedelta(days=1)

    by_file = HallTime(StoppedClock(), BeforeStart(newest_file=MORNING - timedelta(days=5)))
    by_program = HallTime(StoppedClock(ahead))

    assert by_file.read(None).doubt is ClockDoubt.LONG_AFTER
    assert by_file.read(None).now == MORNING - timedelta(days=5)
    assert (by_program.read(None).doubt, by_program.read(None).now) == (ClockDoubt.BEYOND, BUILT)


def test_a_time_beyond_the_program_that_was_accepted_stays_believed_after_a_restart():
    clock = StoppedClock(HORIZON + timedelta(days=1))
    time = HallTime(clock)
    time.read(None)
    time.accept()

    assert time.read(clock.now).doubt is None
    assert HallTime(clock).read(clock.now - timedelta(hours=14)).doubt is None


def test_the_program_growing_old_while_it_runs_is_no_jump():
    clock = StoppedClock(HORIZON - timedelta(seconds=1))
    time = HallTime(clock)
    time.read(clock.now)

    clock.advance(days=2)

    assert time.read(clock.now - timedelta(days=2)).doubt is None
