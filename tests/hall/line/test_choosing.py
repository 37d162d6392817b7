"""Whom a desk calls next: a bounded favour, under any line and any setting."""

from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hall.line.choosing import Before, Favour, Reading, in_calling_order

pytestmark = pytest.mark.slow

LIMIT = 30.0


@dataclass(frozen=True)
class Visitor:
    at: int  # in the line
    favoured: bool
    minutes: float
    party: int | None = None


READ: Reading[Visitor, int] = Reading(
    favoured=lambda each: each.favoured,
    minutes=lambda each: each.minutes,
    party=lambda each: each.party,
)

waits = st.lists(st.floats(0, 60), max_size=25).map(lambda them: sorted(them, reverse=True))


ALONE = st.none()
TOGETHER = st.none() | st.integers(1, 3)


@st.composite
def lines(draw, parties=ALONE):
    """Longest wait first, as a line is."""
    return [
        Visitor(at, draw(st.booleans()), minutes, draw(parties))
        for at, minutes in enumerate(draw(waits))
    ]


favours = st.builds(Favour, st.integers(0, 5), st.just(LIMIT))
befores = st.builds(Before, st.integers(0, 6))


LONG_WITHOUT_A_JUMP = Before(9)


def called(line, favour, before=LONG_WITHOUT_A_JUMP):
    return list(in_calling_order(line, READ, favour, before))


def passed_by(order):
    """Beside each call, those who had waited longer and still wait."""
    return [
        (each, [other for other in order[turn:] if other.at < each.at])
        for turn, each in enumerate(order)
    ]


@given(lines(TOGETHER), favours, befores)
def test_everybody_is_called_once(line, favour, before):
    assert sorted(called(line, favour, before), key=lambda each: each.at) == line


@given(lines(), befores)
def test_without_a_favour_the_line_goes_by_waiting_alone(line, before):
    assert called(line, Favour(0, LIMIT), before) == line


@given(lines(), befores)
def test_when_every_call_may_jump_the_favoured_come_first(line, before):
    young = [each for each in line if each.minutes < LIMIT]

    order = called(young, Favour(1, LIMIT), before)

    assert order == sorted(young, key=lambda each: (not each.favoured, each.at))


@given(lines(), favours, befores)
def test_among_equals_the_longest_wait_comes_first(line, favour, before):
    order = called(line, favour, before)

    for favoured in (True, False):
        equals = [each.at for each in order if each.favoured is favoured]
        assert equals == sorted(equals)


@given(lines(), favours, befores)
def test_of_so_many_calls_in_a_row_one_jumps_at_most(line, favour, before):
    jumps = [
        turn for turn, (_, passed) in enumerate(passed_by(called(line, favour, before))) if passed
    ]

    assert favour.every or not jumps
    assert all(after - jump >= favour.every for jump, after in pairwise(jumps))
    assert not jumps or jumps[0] + before.calls_since_a_jump >= favour.every - 1


@given(lines(), favours, befores)
def test_nobody_is_passed_by_who_has_waited_long_enough(line, favour, before):
    for each, passed in passed_by(called(line, favour, before)):
        assert each.favoured or not passed
        assert all(other.minutes < LIMIT for other in passed)


@given(lines(), st.integers(2, 5), befores)
def test_nobody_waits_for_more_than_their_share_of_jumps(line, every, before):
    """The k-th of the line is called at the latest with call k + k/(every - 1), rounded up."""
    for turn, each in enumerate(called(line, Favour(every, LIMIT), before), 1):
        assert turn <= each.at + 1 + ceil((each.at + 1) / (every - 1))


@given(lines(), st.integers(1, 5), befores)
def test_the_favoured_wait_for_no_more_than_their_share_of_the_others(line, every, before):
    """The j-th of them comes at the latest with call j * every, after those past the limit."""
    past_the_limit = sum(each.minutes >= LIMIT for each in line)
    order = called(line, Favour(every, LIMIT), before)

    favoured = [(turn, each) for turn, each in enumerate(order, 1) if each.favoured]
    for count, (turn, _) in enumerate(favoured, 1):
        assert turn <= past_the_limit + count * every


@given(lines(TOGETHER), favours, befores)
def test_who_came_together_is_called_in_a_row(line, favour, before):
    runs = [party for party, _ in groupby(each.party for each in called(line, favour, before))]

    parties = [party for party in runs if party is not None]
    assert len(parties) == len(set(parties))


@given(lines(TOGETHER), favours, st.integers(1, 3))
def test_the_rest_of_a_party_comes_before_anybody_else(line, favour, party):
    assume(any(each.party == party for each in line))

    order = called(line, favour, Before(0, party))

    rest = [each for each in line if each.party == party]
    assert order[: len(rest)] == rest


@given(lines(TOGETHER), st.integers(2, 5), befores)
def test_a_party_that_jumps_counts_as_one_jump(line, every, before):
    """Whoever follows the first of them is not passed for a favour of their own."""
    order = passed_by(called(line, Favour(every, LIMIT), before))
    fresh = [
        turn
        for turn, (each, passed) in enumerate(order)
        if passed and (turn == 0 or each.party is None or each.party != order[turn - 1][0].party)
    ]

    assert all(after - jump >= every for jump, after in pairwise(fresh))
    assert all(each.minutes < LIMIT for turn in fresh for each in order[turn][1])
