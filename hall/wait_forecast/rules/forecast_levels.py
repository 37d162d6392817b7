"""The levels of a forecast: from runs to moments, corrected, and rounded for saying."""

from collections.abc import Sequence
from math import ceil, floor

from hall.wait_forecast.rules.calibration import LEVELS
from hall.wait_forecast.rules.values import NEVER

#: Said in steps of so many minutes; anything finer would be a lie.
STEP_MINUTES = 5
#: Even a certain forecast is off by as much.
NARROWEST = 2.0


def quantiles(calls: Sequence[float], closing: float) -> tuple[float, ...]:
    """The levels of the runs that do end in a call: whether there is one is said separately."""
    ordered = sorted(call for call in calls if call != NEVER) or [closing]
    return tuple(ordered[ceil(level * len(ordered)) - 1] for level in LEVELS)


def corrected(
    simulated: Sequence[float], shifts: Sequence[float], now: float, closing: float
) -> tuple[float, ...]:
    """Shift each level by its correction, between now and closing, and in order.

    "At most" may fall below the range's upper end: it is rounded up later, and what was
    said has to hold as often as it should, not more often.
    """
    width = max(NARROWEST, simulated[-1] - simulated[0])
    low, median, high, most = (
        min(max(moment + shift * width, now), closing)
        for moment, shift in zip(simulated, shifts, strict=True)
    )
    return min(low, median), median, max(median, high), max(median, most)


def likely_range(levels: Sequence[float], now: float) -> tuple[int, int]:
    """Minutes from now, rounded outwards to full steps; at least one step wide."""
    low = floor((levels[0] - now) / STEP_MINUTES) * STEP_MINUTES
    high = ceil((min(levels[2:]) - now) / STEP_MINUTES) * STEP_MINUTES
    return low, max(high, low + STEP_MINUTES)


def at_most(levels: Sequence[float]) -> float:
    """A minute of the day, the nearest full step.

    Always rounding up would hold too often to be worth saying.
    """
    nearest = round(levels[-1] / STEP_MINUTES)
    return float(max(nearest, ceil(levels[1] / STEP_MINUTES)) * STEP_MINUTES)
