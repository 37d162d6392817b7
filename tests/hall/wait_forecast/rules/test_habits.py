"""What is learned of how officers keep the timetable."""

from math import inf

from hall.wait_forecast.rules.habits import Habits, learned_habits
from hall.wait_forecast.rules.values import MinuteSpan, PastSpan

SPAN = MinuteSpan(810, 1020)


def afternoons(officer, came, left=1020.0):
    return [PastSpan(officer, SPAN, first=False, came=each, left=left) for each in came]


def never(officer, habits, overdue):
    return habits.late(officer, overdue, 40, first=False).count(inf) / 40


def test_who_often_does_not_return_is_expected_not_to():
    often = afternoons("part-time", [810.0, None] * 20)
    habits = learned_habits(often + afternoons("always here", [810.0] * 40))

    assert 0.35 < never("part-time", habits, 0) < 0.6
    assert never("always here", habits, 0) < 0.15


def test_the_longer_overdue_the_less_likely_to_come():
    habits = learned_habits(afternoons("part-time", [810.0, 815.0, 825.0, 840.0, None] * 8))

    chances = [never("part-time", habits, minutes) for minutes in (0, 6, 20, 50, 500)]

    assert chances == sorted(chances)
    assert chances[-1] == 1


def test_lateness_still_to_come_is_longer_than_what_has_passed():
    habits = learned_habits(afternoons("late", [810.0, 820.0, 830.0] * 5))

    assert min(habits.late("late", 12, 40, first=False)) > 12


def test_who_leaves_early_is_expected_to_but_not_before_now():
    habits = learned_habits(afternoons("early", [810.0] * 20, left=1005.0))

    assert sorted(habits.early("early", 210, 40, first=False))[20] == 15
    assert max(habits.early("early", 10, 40, first=False)) < 10


def test_a_stranger_is_taken_for_everybody_and_everybody_for_the_usual():
    habits = learned_habits(afternoons("late", [830.0] * 30))

    assert habits.late("new", 0, 40, first=False)[20] == 20
    assert Habits().late("new", 0, 40, first=True)[10] == 0
