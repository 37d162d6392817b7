"""Learning from residuals: reaches its aim, keeps its head, survives being stored."""

import json
from random import Random

import pytest

from hall.wait_forecast.rules.calibration import LEVELS, Calibration, calibration_from_json

WIDTH = 10.0


def lived(count, shift, calibration=None, seed=1):
    """Residuals whose levels lie ``shift`` and a bit off; the share that came later at the end."""
    chance = Random(seed)
    calibration = calibration or Calibration()
    later_at_end = [0] * len(LEVELS)
    for number in range(count):
        residual = chance.gauss(shift, WIDTH)
        levels = [each * WIDTH for each in calibration.shifts("A", 20)]
        later = [residual > level for level in levels]
        calibration = calibration.after("A", 20, later)
        if number >= count // 2:
            later_at_end = [sum(pair) for pair in zip(later_at_end, later, strict=True)]
    return calibration, [each / (count - count // 2) for each in later_at_end]


@pytest.mark.parametrize("shift", [-15, 0, 15])
def test_every_level_comes_to_hold_as_often_as_it_should(shift):
    _, later = lived(1500, shift)

    for level, share in zip(LEVELS, later, strict=True):
        assert 1 - share == pytest.approx(level, abs=0.04)


def test_it_follows_when_the_hall_changes():
    calibration, _ = lived(800, 0)

    _, later = lived(1000, 12, calibration, seed=2)

    assert 1 - later[-1] == pytest.approx(LEVELS[-1], abs=0.04)


def test_one_absurd_residual_moves_next_to_nothing():
    calibration, _ = lived(300, 0)

    after = calibration.after("A", 20, [True] * len(LEVELS))

    for before, now in zip(calibration.shifts("A", 20), after.shifts("A", 20), strict=True):
        assert abs(now - before) <= 0.03


def test_what_nobody_can_reach_does_not_run_away():
    calibration = Calibration()
    for _ in range(2000):
        calibration = calibration.after("A", 20, [False] * len(LEVELS))

    assert min(calibration.shifts("A", 20)) == -4


def test_a_new_service_starts_from_what_all_have_taught():
    calibration, _ = lived(300, 15)

    assert calibration.shifts("B", 20)[1] > 1
    assert calibration.shifts("B", 0.5) == (0, 0, 0, 0)


def test_and_its_own_calls_go_on_from_there():
    calibration, _ = lived(300, 15)
    taught = calibration.shifts("B", 20)

    for _ in range(20):
        calibration = calibration.after("B", 20, [None] * len(LEVELS))

    assert calibration.shifts("B", 20) == taught


def test_it_can_be_stored():
    calibration, _ = lived(30, 5)

    assert calibration_from_json(json.loads(json.dumps(calibration.as_json()))) == calibration
    assert calibration_from_json({"A 1": [3, 0.5]}) == Calibration()
