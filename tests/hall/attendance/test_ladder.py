"""Who decides a slip: by its length and by rank."""

import pytest

from hall.attendance.absences.ladder import Ladder, may_sign, rank_of
from hall.attendance.absences.model import Rank

HEAD, DEPUTY, DIRECTOR = Rank
ALL = {HEAD: {1}, DEPUTY: {2}, DIRECTOR: {3}}
NO_HEAD = ALL | {HEAD: set()}
NO_DEPUTY = ALL | {DEPUTY: set()}
NO_DIRECTOR = ALL | {DIRECTOR: set()}
NOBODY = {rank: set() for rank in Rank}
ALONE, IN_TURN = Ladder(), Ladder(in_turn=True)


@pytest.mark.parametrize(
    ("days", "holders", "asked"),
    [
        (0.0, ALL, HEAD),
        (0.5, ALL, HEAD),
        (0.51, ALL, DEPUTY),
        (1.0, ALL, DEPUTY),
        (1.5, ALL, DIRECTOR),
        (98.0, ALL, DIRECTOR),
        (0.5, NO_HEAD, DEPUTY),
        (0.5, {DIRECTOR: {3}}, DIRECTOR),
        (1.0, NO_DEPUTY, DIRECTOR),
        (3.0, NO_DIRECTOR, DEPUTY),
        (3.0, {HEAD: {1}}, HEAD),
        (0.5, NOBODY, None),
    ],
)
def test_the_lowest_rank_that_may_decides_or_the_next_that_has_anybody(days, holders, asked):
    assert ALONE.next(days, holders, None) is asked
    assert ALONE.last(days, holders) is asked
    if asked:
        assert ALONE.settles(asked, days, holders)


@pytest.mark.parametrize(
    ("days", "holders", "asked"),
    [
        (0.5, ALL, [HEAD]),
        (1.0, ALL, [HEAD, DEPUTY]),
        (2.0, ALL, [HEAD, DEPUTY, DIRECTOR]),
        (2.0, NO_DEPUTY, [HEAD, DIRECTOR]),
        (2.0, NO_DIRECTOR, [HEAD, DEPUTY]),
        (0.5, NO_HEAD, [DEPUTY]),
    ],
)
def test_in_turn_everybody_up_to_the_last_signs(days, holders, asked):
    signed, path = None, []
    while signed is None or not IN_TURN.settles(signed, days, holders):
        signed = IN_TURN.next(days, holders, signed)
        path.append(signed)

    assert path == asked


def test_whoever_stands_higher_may_sign_and_whoever_stands_lower_may_not():
    assert [may_sign(rank, DEPUTY) for rank in Rank] == [False, True, True]
    assert not may_sign(None, HEAD)
    assert not may_sign(DIRECTOR, None)


def test_somebody_of_two_ranks_signs_as_the_higher():
    assert rank_of(1, {HEAD: {1}, DEPUTY: {1}}) is DEPUTY
    assert rank_of(4, ALL) is None
