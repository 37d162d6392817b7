"""How often something may happen, by key."""

import pytest

from hall.rate_limit import Rate, RateLimiter

RATE = Rate(60, 60, burst=3)


@pytest.fixture
def limiter(clock):
    return RateLimiter(clock.steady)


def asked(limiter, count, key="a"):
    """How many of so many at once are let through."""
    return sum(not limiter.seconds_to_wait(key, RATE) for _ in range(count))


def test_so_many_at_once_and_then_one_in_its_time(limiter, clock):
    assert asked(limiter, 10) == 3
    clock.advance(seconds=1)
    assert asked(limiter, 10) == 1
    clock.advance(hours=1)
    assert asked(limiter, 10) == 3


def test_who_asks_evenly_never_waits(limiter, clock):
    for _ in range(200):
        assert asked(limiter, 1) == 1
        clock.advance(seconds=1)


def test_the_wait_that_is_told_is_enough(limiter, clock):
    asked(limiter, 3)
    clock.advance(seconds=limiter.seconds_to_wait("a", RATE))

    assert asked(limiter, 1) == 1


def test_a_refused_one_makes_nobody_wait_longer(limiter):
    asked(limiter, 3)

    assert {limiter.seconds_to_wait("a", RATE) for _ in range(50)} == {1.0}


def test_one_key_never_counts_for_another(limiter):
    asked(limiter, 100, "a")

    assert asked(limiter, 3, "b") == 3


@pytest.mark.parametrize("days", [-3, 3])
def test_a_clock_that_is_set_neither_opens_nor_closes(limiter, clock, days):
    asked(limiter, 3)
    clock.jump(days=days)
    assert asked(limiter, 1) == 0
    clock.advance(seconds=1)
    assert asked(limiter, 1) == 1


def test_a_stranger_with_thousands_of_addresses_takes_no_memory(clock):
    limiter = RateLimiter(clock.steady, most_keys=100)
    for number in range(1000):
        limiter.seconds_to_wait(number, RATE)

    assert len(limiter) == 100
