"""What the distance of a screen asks of its letters, and from how far a panel can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.screens.legibility import Panel
from hall.screens.model import ScreenRole
from hall.screens.reading_distance import readable_from
from hall.screens.screen_letters import FIGURE_OF_SIZE, screen_letters

BOARD = Panel(ScreenRole.BOARD, 1210, 680, 5000)
SIX = tuple("123456")
panels = st.builds(
    Panel,
    st.sampled_from(ScreenRole),
    st.integers(300, 3000),
    st.integers(300, 3000),
    st.integers(300, 30_000),
)


def test_a_called_number_has_seven_tenths_of_a_degree_and_the_rest_what_the_standards_say():
    letters = screen_letters(Panel(ScreenRole.BOARD, 1210, 680, 10_000))

    figure_mm = letters.called * 6.8 * FIGURE_OF_SIZE
    assert figure_mm == pytest.approx(122, abs=0.1)  # the table of EN 301 549's angle at ten metres
    assert letters.read * 6.8 * 0.9 == pytest.approx(75.4, abs=0.1)  # a hanzi of 20 minutes of arc
    assert letters.least * 6.8 * 0.9 == pytest.approx(60.5, abs=0.1)  # 16 minutes


def test_a_board_of_55_inches_with_six_windows_is_read_from_its_five_metres():
    readable = readable_from(BOARD, windows=SIX, services=6)

    assert readable.all >= 5 * 0.98
    assert readable.footer >= 5 * 0.98


def test_a_sign_of_half_a_metre_is_read_from_four_and_lists_nothing():
    readable = readable_from(Panel(ScreenRole.SIGN, 500, 250, 4000), windows=SIX, services=6)

    assert readable.all >= 4
    assert readable.rows is None


@given(panels, st.lists(st.sampled_from(["1", "12", "综合服务大厅"])), st.integers(1, 20))
def test_more_windows_are_never_read_from_farther(panel, windows, services):
    one, more = (readable_from(panel, windows + others, services) for others in ([], ["7"] * 4))

    assert (more.rows or 0) <= (one.rows or 0)
    assert more.called == one.called


def test_a_small_board_far_away_is_told_so():
    small = Panel(ScreenRole.BOARD, 500, 250, 8000)

    assert readable_from(small, windows=SIX * 2, services=12).all < 2
