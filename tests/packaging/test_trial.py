"""An upgrade on trial: it settles, or the old version comes back, wherever the power fails."""

from dataclasses import replace

import trial
from hypothesis import given
from hypothesis import strategies as st
from trial import MOST_ATTEMPTS, MOST_SECONDS, Stage, Step, Trial, attempted, step_before_start

WANTED = Trial(stage=Stage.WANTED, old="1-a", new="2-b")


def test_a_wanted_version_is_begun_once_and_then_tried_again():
    assert step_before_start(WANTED, 0) is Step.BEGIN
    once = attempted(WANTED, 0)
    assert step_before_start(once, 1) is Step.AGAIN


def test_a_version_that_ended_twice_goes_back():
    twice = attempted(attempted(WANTED, 0), 1)

    assert (twice.attempts, step_before_start(twice, 2)) == (MOST_ATTEMPTS, Step.GO_BACK)


def test_a_version_that_hung_for_two_minutes_goes_back_at_once():
    assert step_before_start(attempted(WANTED, 1000), 1000 + MOST_SECONDS) is Step.GO_BACK


def test_a_rollback_that_the_power_cut_short_is_done_again():
    assert step_before_start(replace(WANTED, stage=Stage.BACK), 0) is Step.GO_BACK


@given(st.sampled_from([Stage.NONE, Stage.SETTLED, Stage.FAILED]), st.floats(0, 1e10))
def test_where_nothing_is_under_way_a_start_does_nothing(stage, now):
    assert step_before_start(replace(WANTED, stage=stage), now) is Step.NOTHING


@given(st.lists(st.floats(0, 300), min_size=MOST_ATTEMPTS, max_size=9))
def test_a_version_that_never_answers_is_not_tried_for_ever(pauses):
    known, now, tries = WANTED, 0.0, 0
    for pause in pauses:
        if step_before_start(known, now) not in (Step.BEGIN, Step.AGAIN):
            break
        known, tries = attempted(known, now), tries + 1
        now += pause

    assert tries <= MOST_ATTEMPTS


def test_what_is_written_is_read_again_and_what_is_torn_counts_as_nothing(tmp_path):
    file = tmp_path / "deeper" / "trial.json"
    trial.write(file, WANTED)
    assert trial.read(file) == WANTED

    file.write_text(file.read_text()[:9])
    assert trial.read(file) == Trial()
