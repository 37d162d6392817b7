"""Guesses at a secret make whoever guesses wait, and nobody else."""

import pytest

from hall.errors import CodesClosed, SecretClosed, TooManyTries
from hall.guess_rules import CODE, KIOSK_PIN, PASSWORD, RULES
from hall.wrong_tries import MOST_SECRETS, WrongTries

HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def tries(clock):
    return WrongTries(clock.steady)


def guess(tries, count, rule=PASSWORD, source=HERE, secret="x"):
    for _ in range(count):
        tries.begin(rule, secret, source)


def waits(tries, rule=PASSWORD, source=HERE, secret="x"):
    with pytest.raises((TooManyTries, CodesClosed)) as refused:
        tries.begin(rule, secret, source)
    return refused.value.details["seconds"]


def test_the_delay_grows_up_to_a_longest(tries, clock):
    told = []
    guess(tries, PASSWORD.free)
    for _ in range(8):
        told.append(waits(tries))
        clock.advance(seconds=told[-1])
        guess(tries, 1)

    assert told[:4] == [60, 120, 240, 480]
    assert max(told) == 900


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_other_sources_and_other_secrets_do_not_wait(tries, rule):
    guess(tries, rule.free, rule)
    waits(tries, rule)

    guess(tries, 1, rule, THERE)
    guess(tries, 1, rule, HERE, "y")


def test_one_source_alone_never_reaches_the_ceiling(tries, clock):
    for _ in range(500):
        guess(tries, 1) if not tries.standing(PASSWORD, "x").waiting else None
        clock.advance(seconds=60)

    assert not tries.standing(PASSWORD, "x").is_closed
    tries.begin(PASSWORD, "x", THERE)


def test_where_it_was_right_the_ceiling_does_not_count(tries, clock):
    tries.begin(PASSWORD, "x", HERE)
    tries.was_right(PASSWORD, "x", HERE)
    for number in range(10):
        guess(tries, 5, source=f"198.51.100.{number}")

    tries.begin(PASSWORD, "x", HERE)
    with pytest.raises(SecretClosed) as refused:
        tries.begin(PASSWORD, "x", THERE)
    clock.advance(seconds=refused.value.details["seconds"])
    tries.begin(PASSWORD, "x", THERE)  # forgotten by itself


def test_a_kiosk_where_somebody_mistypes_every_minute_stays_open(tries, clock):
    for _ in range(240):
        guess(tries, 1, CODE)
        clock.advance(seconds=60)


def test_no_stranger_locks_the_staff_out_of_a_kiosk(tries):
    for number in range(100):
        guess(tries, 5, KIOSK_PIN, f"198.51.100.{number}")

    tries.begin(KIOSK_PIN, "x", HERE)


def test_a_stranger_with_thousands_of_accounts_takes_no_memory(tries):
    for number in range(MOST_SECRETS + 50):
        guess(tries, 1, secret=f"account {number}")

    assert tries.standing(PASSWORD, "account 1").waiting == 0
    assert len(tries._secrets) == MOST_SECRETS
