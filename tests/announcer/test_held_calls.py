"""A hasty repeat: kept until its moment, announced once, called off by whatever comes between."""

from datetime import UTC, datetime, timedelta

import pytest

from announcer.held_calls import SOONEST_SECONDS, HeldCalls
from hall import events

EIGHT = datetime(2026, 12, 1, 8, tzinfo=UTC)


class Hands:
    """A clock that stands wherever it is put."""

    def __init__(self) -> None:
        self.now = EIGHT

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def held(hands):
    return HeldCalls(hands)


def repeat(ticket_id=1, wait_seconds=8.0):
    return events.TicketCalled(ticket_id, f"A00{ticket_id}", "A", "1", 2, wait_seconds)


def test_a_repeat_is_announced_when_its_wait_is_over_and_once(held, hands):
    assert not held.hold(repeat(wait_seconds=0), EIGHT)
    assert held.patience(1.0) == 1.0
    assert held.hold(repeat(), EIGHT)
    hands.go(7.5)

    assert held.take_due() == []
    assert held.patience(1.0) == 0.5
    hands.go(0.5)
    assert held.patience(1.0) == SOONEST_SECONDS
    assert held.take_due() == [repeat()]
    assert held.take_due() == []


def test_two_repeats_come_in_the_order_in_which_they_are_due(held, hands):
    held.hold(repeat(2, 8), EIGHT)
    held.hold(repeat(1, 3), EIGHT)
    hands.go(60)

    assert [call.ticket_id for call in held.take_due()] == [1, 2]


@pytest.mark.parametrize(
    "between",
    [
        events.TicketServed(1, "A001", "A", "1"),
        events.TicketMissed(1, "A001", "A", "1"),
        events.TicketTransferred(1, "A001", "B", "A"),
        events.TicketFinished(1, "A001", "A", "1"),
        events.StepUndone(1, "A001", "A", 7),
        events.TicketCalled(1, "A001", "A", "1", 3),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_who_moved_on_meanwhile_is_not_called_again(held, hands, between):
    held.hold(repeat(1), EIGHT)
    held.hold(repeat(2), EIGHT)
    held.hold(between, EIGHT)
    hands.go(8)

    assert [call.ticket_id for call in held.take_due()] == [2]


def test_where_the_halls_time_is_set_back_a_call_does_not_wait_for_an_hour(held, hands):
    held.hold(repeat(), EIGHT)
    hands.go(-3600)

    assert held.take_due() == [repeat()]
