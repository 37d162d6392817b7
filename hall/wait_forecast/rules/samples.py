"""Weighted samples, and as many equally likely values as there are runs."""

from collections.abc import Iterable, Sequence
from math import exp, log
from statistics import NormalDist, median

#: A remembered value and how much it counts.
Weighted = tuple[float, float]

#: Five equally likely places of a normal distribution: enough to stand in for a guess.
_FIFTHS = tuple(NormalDist().inv_cdf((step + 0.5) / 5) for step in range(5))


def equally_likely(samples: Iterable[Weighted], count: int) -> list[float]:
    """Return ``count`` values, ascending, that share out the samples' weight evenly."""
    ordered = sorted(samples)
    total = sum(weight for _, weight in ordered)
    values: list[float] = []
    passed = 0.0
    for value, weight in ordered:
        passed += weight
        while len(values) < count and (len(values) + 0.5) / count * total <= passed:
            values.append(value)
    # Rounding may leave the last step a hair short.
    return values + [ordered[-1][0]] * (count - len(values))


def guess(middle: float, spread: float, weight: float) -> list[Weighted]:
    """A log-normal guess around ``middle``, as a handful of samples."""
    return [(middle * exp(spread * place), weight / len(_FIFTHS)) for place in _FIFTHS]


def thinned(samples: Sequence[float], weight: float, most: int = 15) -> list[Weighted]:
    """Many samples as at most ``most``, together weighing ``weight``."""
    few = equally_likely(((value, 1.0) for value in samples), min(most, len(samples)))
    return [(value, weight / len(few)) for value in few]


def without_absurd(samples: Sequence[float]) -> list[float]:
    """Leave out what no visit takes: somebody forgot to press "finish".

    Judged on the logarithm by the median distance from the median, which half of all
    values would have to be absurd to move.
    """
    if len(samples) < 5:
        return list(samples)
    middle = log(median(samples))
    distances = sorted(abs(log(value) - middle) for value in samples)
    # 1.5 makes the distance a standard deviation; the floor spares a service of equal visits.
    farthest = 3.5 * max(0.25, 1.5 * distances[len(distances) // 2])
    return [value for value in samples if log(value) - middle <= farthest]
