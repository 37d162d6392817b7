"""Letters for their distance, and screens that are what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.errors import Malformed
from hall.events import ScreenOrdered
from hall.notices.receipts import confirm, is_owed
from hall.screens.legibility import (
    FACE_MM_PER_METRE,
    FACE_OF_SIZE,
    FEWEST_ON_A_LINE,
    SMALLEST,
    Panel,
    least_part,
    letter_mm,
    letter_vmin,
    readable_metres,
)
from hall.screens.model import ScreenRole
from hall.screens.orders import Order, give
from hall.screens.presence import MOST_KEPT, ScreenPresence
from hall.screens.queries import screen_by_id, screen_called, screens
from hall.screens.screen_state import Heartbeat
from tests.conftest import MORNING

panels = st.builds(
    Panel,
    st.sampled_from([ScreenRole.BOARD, ScreenRole.NOTICES, ScreenRole.DOOR, ScreenRole.WALL]),
    st.integers(400, 3000),
    st.integers(400, 3000),
    st.integers(300, 50_000),
)


def test_a_board_of_55_inches_is_read_from_its_five_metres():
    board = Panel(ScreenRole.BOARD, 1210, 680, 5000)

    assert round(readable_metres(board), 1) == 5.0
    assert round(letter_mm(board) * 0.9) == 38  # ISO 9241-3's 20 minutes of arc, and 1.3 for hanzi


def test_a_hall_that_is_too_deep_is_told_so_honestly():
    deep = Panel(ScreenRole.BOARD, 1210, 680, 20_000)

    assert readable_metres(deep) < 7


@given(panels)
def test_letters_fit_the_panel_and_are_never_small(panel):
    letter = letter_mm(panel)

    assert letter >= panel.shorter_mm * SMALLEST
    assert letter <= max(panel.notices_mm / FEWEST_ON_A_LINE, panel.shorter_mm * SMALLEST)
    assert abs(letter_vmin(panel) * panel.shorter_mm / 100 - letter) < 1e-6


@given(panels)
def test_a_long_text_is_never_smaller_than_what_is_read_from_two_metres(panel):
    smallest = letter_mm(panel) * least_part(panel) * FACE_OF_SIZE / FACE_MM_PER_METRE

    assert least_part(panel) <= 1
    assert abs(smallest - min(2, readable_metres(panel))) < 1e-6


@given(panels, st.integers(1, 20_000))
def test_who_stands_farther_away_gets_letters_no_smaller(panel, more):
    farther = Panel(panel.role, panel.width_mm, panel.height_mm, panel.distance_mm + more)

    assert letter_mm(farther) >= letter_mm(panel)


def beat(**more):
    return Heartbeat(**{"at": MORNING, "painted": 10, "frames": 600, "version": "v", **more})


def test_only_what_is_newly_painted_is_news_and_strangers_cannot_fill_the_memory():
    presence = ScreenPresence()

    assert presence.hear("main", beat())
    assert not presence.hear("main", beat())
    assert presence.hear("main", beat(painted=11))
    for number in range(2 * MOST_KEPT):
        presence.hear(f"stranger-{number}", beat())
    assert sum(presence.last(f"stranger-{n}") is not None for n in range(2 * MOST_KEPT)) < MOST_KEPT
    assert presence.hear("main", beat(painted=12))


def test_a_screen_out_of_use_is_like_any_that_nobody_registered(hall):
    with hall.work() as work:
        found = screen_called(work.session, "main")
        found.in_use = False

    with hall.read() as snapshot:
        assert screen_called(snapshot.session, "main") is None
        assert "main" not in {each.name for each in screens(snapshot.session)}


def test_nothing_was_taken_down_so_no_receipt_is_owed(hall):
    with hall.read() as snapshot:
        assert not is_owed(snapshot, screen_called(snapshot.session, "main"), snapshot.seq)
    with hall.work() as work:
        assert confirm(work, screen_called(work.session, "main"), work.seq) == 0


def test_dark_is_a_state_and_told_twice_it_is_one_fact(hall, facts):
    for wanted in (Order.BLANK, Order.BLANK, Order.UNBLANK, Order.UNBLANK):
        with hall.work("staff:1") as work:
            give(work, screen_called(work.session, "main"), wanted)

    orders = [fact.order for fact in facts() if isinstance(fact, ScreenOrdered)]
    assert orders == ["blank", "unblank"]


def test_a_reload_is_a_deed_every_time_and_not_for_a_screen_out_of_use(hall, facts):
    for _ in range(2):
        with hall.work("staff:1") as work:
            give(work, screen_called(work.session, "main"), Order.RELOAD)
    with hall.work() as work:
        gone = screen_called(work.session, "door")
        gone.in_use = False

    with pytest.raises(Malformed), hall.work("staff:1") as work:
        give(work, screen_by_id(work.session, gone.id), Order.IDENTIFY)

    assert [fact.screen for fact in facts() if isinstance(fact, ScreenOrdered)] == ["main"] * 2
