"""How long a server that keeps failing is left alone."""

import restarts
from hypothesis import given
from hypothesis import strategies as st
from restarts import GOOD_AFTER_SECONDS, LONGEST_PAUSE_SECONDS, Restarts, after_end, pause_seconds


def test_the_first_failure_costs_no_pause_and_the_next_ones_more_and_more():
    pauses = [pause_seconds(Restarts(failures)) for failures in range(8)]

    assert pauses == [0, 0, 2, 4, 8, 16, 30, 30]


@given(st.integers(0, 10**9))
def test_a_pause_never_passes_half_a_minute(failures):
    assert pause_seconds(Restarts(failures)) <= LONGEST_PAUSE_SECONDS


def test_after_a_good_minute_the_count_begins_anew():
    long_up = Restarts(failures=5, up_since=100.0)

    assert after_end(long_up, "signal", 100 + GOOD_AFTER_SECONDS).failures == 1
    assert after_end(long_up, "signal", 99 + GOOD_AFTER_SECONDS).failures == 6


def test_a_stop_that_was_asked_for_is_no_failure():
    assert after_end(Restarts(failures=5), "success", 1.0) == Restarts()


def test_a_count_that_cannot_be_read_is_none(tmp_path):
    restarts.write(tmp_path / "a.json", Restarts(3, 1.5))
    assert restarts.read(tmp_path / "a.json") == Restarts(3, 1.5)
    assert restarts.read(tmp_path / "b.json") == Restarts()
