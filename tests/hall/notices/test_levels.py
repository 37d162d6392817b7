"""Emergency over call over notice over rotation, and nothing of two levels at once."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from hall.notices.levels import OF_NOTICES, Level, on_top


@dataclass(frozen=True)
class Item:
    level: Level
    name: int


items = st.lists(st.builds(Item, st.sampled_from(OF_NOTICES), st.integers()))


@given(items)
def test_only_the_highest_level_that_is_there_plays(shown):
    order = list(Level)

    top = on_top(shown)

    assert bool(top) is bool(shown)
    for each in shown:
        assert all(order.index(each.level) >= order.index(one.level) for one in top)
    assert top == [each for each in shown if each in top]


def test_the_levels_are_four_in_their_order_and_no_notice_is_a_call():
    assert list(Level) == ["emergency", "call", "notice", "rotation"]
    assert Level.CALL not in OF_NOTICES
