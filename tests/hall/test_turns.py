"""Heavy work is done by a few at once; the others wait, or are told to come again."""

from threading import Thread

import pytest

from hall.errors import TooBusy
from hall.turns import Turns
from tests.waiting import wait_until


def test_beyond_those_who_wait_one_is_told_to_come_again():
    turns, had = Turns(1, most_waiting=1, patience_seconds=60), []

    def take():
        with turns.turn():
            had.append(1)

    waiting = Thread(target=take)
    with turns.turn():
        waiting.start()
        wait_until(lambda: turns._waiting == 1)
        with pytest.raises(TooBusy) as refused:
            take()
        assert had == []
    waiting.join()

    assert refused.value.details == {"seconds": 60}
    assert had == [1]


def test_who_waits_too_long_is_told_so_and_the_turn_is_free_afterwards():
    turns = Turns(1, most_waiting=5, patience_seconds=0)
    with turns.turn(), pytest.raises(TooBusy), turns.turn():
        pass

    with turns.turn():
        pass


def test_a_fault_gives_the_turn_back():
    turns = Turns(1, most_waiting=0, patience_seconds=0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
