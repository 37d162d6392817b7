"""A terminal's clock that lost its battery, ran ahead or jumped: seen from its punches alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.terminals.terminal_clock import AHEAD, JUMPED, LOST, clock_doubts

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def doubts(*minutes: float, pins: str = "", now: datetime | None = NOON):
    moments = [NOON - timedelta(days=7) + timedelta(minutes=minute) for minute in minutes]
    # Everybody together, unless said otherwise: 1, 2, 1, 2, ...
    return clock_doubts(pins or "12" * len(moments), moments, now)


@pytest.mark.parametrize(
    ("minutes", "jumped"),
    [
        ((0, 1, 2, 3), []),
        ((3, 2, 1, 0), []),  # newest first
        ((0, 1, 600, 3, 4), [2]),
        ((0, 1, -600, 3, 4), [2]),
        ((500, 501, 1, 2, 3), [0, 1]),  # it ran ahead, and was set right
        ((4, 3, 600, 2, 1), [2]),
        ((0, 1, 2.5, 2, 3), []),  # set right by seconds, as every clock is
        ((), []),
        ((0,), []),
    ],
)
def test_what_does_not_stand_in_order_was_made_under_another_time(minutes, jumped):
    assert [place for place, doubt in enumerate(doubts(*minutes)) if doubt == JUMPED] == jumped


def test_a_file_told_person_by_person_starts_anew_with_each():
    assert doubts(0, 500, 1000, 1, 501, 1001, pins="111222") == [""] * 6
    assert doubts(0, 900, 2, 3, 1, 501, 1001, pins="1111222") == ["", JUMPED, *[""] * 5]


def test_what_is_impossible_by_itself_spoils_no_order():
    lost, ahead = datetime(1970, 1, 1, tzinfo=UTC), NOON + timedelta(minutes=3)
    moments = [NOON - timedelta(hours=2), lost, ahead, NOON - timedelta(hours=1)]

    assert clock_doubts("1221", moments, NOON) == ["", LOST, AHEAD, ""]
    assert clock_doubts("1221", moments, None) == ["", LOST, JUMPED, ""]


@given(st.lists(st.integers(0, 10_000)))
def test_in_order_nothing_is_doubted_and_a_moment_is_never_doubted_for_its_owner(minutes):
    assert not any(doubts(*sorted(minutes)))
    assert len(doubts(*minutes)) == len(minutes)
