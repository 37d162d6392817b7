"""Chance that repeats itself, and does not befall everybody alike."""

from collections import Counter

from hall.wait_forecast.rules.random_streams import RandomStreams

VALUES = [float(number) for number in range(40)]


def test_everybody_meets_every_value_and_not_in_the_same_run():
    streams = RandomStreams(0, 40)
    mixed = streams.mixed(VALUES)
    dealt = [streams.turned(mixed, person) for person in range(60)]

    assert all(sorted(each) == VALUES for each in dealt)
    assert max(Counter(each[0] for each in dealt).values()) < 8


def test_another_seed_is_other_luck_and_the_same_the_same():
    assert RandomStreams(1, 40).of("one", 0, VALUES) == RandomStreams(1, 40).of("one", 0, VALUES)
    assert RandomStreams(1, 40).of("one", 0, VALUES) != RandomStreams(2, 40).of("one", 0, VALUES)
