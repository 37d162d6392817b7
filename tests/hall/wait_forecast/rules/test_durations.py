"""Learned durations: leaning on the promise, proof against forgotten buttons."""

from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.wait_forecast.rules.durations import Turnover, learned_durations
from hall.wait_forecast.rules.values import CurrentVisit, PastVisit

PROMISED = {("A", None): 30.0}
NO_GAP = Turnover(gap_minutes=0.0)


def visits(minutes, item=None):
    return [PastVisit("A", item, each) for each in minutes]


def usual(durations, item=None):
    return median(durations.taken_up("A", item, 40))


def test_without_any_visit_the_promise_is_believed():
    assert usual(learned_durations([], PROMISED, NO_GAP)) == pytest.approx(30, rel=0.1)


def test_the_more_visits_the_less_the_promise_counts():
    means = [
        fmean(learned_durations(visits([6] * count), PROMISED, NO_GAP).taken_up("A", None, 40))
        for count in (0, 2, 5, 20, 100)
    ]

    assert means == sorted(means, reverse=True)
    assert means[-1] < 9
    assert 15 < means[2] < 25  # five visits weigh as much as the promise


def test_an_item_leans_on_its_service_until_it_has_visits_of_its_own():
    seen = visits([10] * 50) + visits([40] * 2, "rare") + visits([40] * 60, "known")
    durations = learned_durations(seen, {}, NO_GAP)

    assert fmean(durations.taken_up("A", "rare", 40)) < fmean(durations.taken_up("A", "known", 40))
    assert usual(durations, "known") == 40
    assert durations.taken_up("A", "never seen", 40) == durations.taken_up("A", None, 40)


def test_an_item_with_few_visits_lies_between_them_and_its_service():
    seen = visits([10] * 50) + visits([40] * 6, "rare")

    table = learned_durations(seen, {}, NO_GAP).taken_up("A", "rare", 40)

    assert 20 < fmean(table) < 35


def test_a_forgotten_finish_is_left_out():
    clean = visits([5, 6, 7, 8, 9, 10] * 5)

    spoilt = learned_durations([*clean, *visits([400, 500])], {}, NO_GAP)

    assert max(spoilt.taken_up("A", None, 40)) == 10


def test_too_few_visits_and_no_promise_is_not_knowing():
    assert not learned_durations(visits([5] * 4), {}).known("A", None)
    assert learned_durations(visits([5] * 5), {}).known("A", "any item of it")
    assert not learned_durations(visits([5] * 5), {}).known("B", None)


def test_who_does_not_come_when_called_takes_little_time():
    turnover = Turnover(gap_minutes=0.5, missed_share=0.25, missed_minutes=2.0)
    durations = learned_durations(visits([10] * 50), {}, turnover)

    table = durations.taken_up("A", None, 40)

    assert table.count(2.5) == 10
    assert table.count(10.5) == 30


@given(
    minutes=st.lists(st.floats(0.01, 500), min_size=0, max_size=60),
    elapsed=st.floats(-5, 2000),
    count=st.integers(1, 40),
)
def test_what_remains_of_a_visit_is_never_negative(minutes, elapsed, count):
    durations = learned_durations(visits(minutes), PROMISED)

    remaining = durations.remaining(CurrentVisit("A", None, since=600 - elapsed), 600, count)

    assert len(remaining) == count
    assert min(remaining) > 0


def test_what_remains_knows_how_long_it_has_taken():
    durations = learned_durations(visits([5] * 50 + [30] * 50), {}, NO_GAP)

    assert min(durations.remaining(CurrentVisit("A", None, since=590), 600, 40)) == 20
