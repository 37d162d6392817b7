"""Percentiles, and measuring in turns so that a busy neighbour hits everyone alike."""

from collections.abc import Callable, Sequence
from math import ceil
from statistics import median
from time import monotonic

Block = Callable[[], list[float]]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0 to 1) of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def p50(values: Sequence[float]) -> float:
    return median(values)


def for_a_while(one: Callable[[], float], most: int, seconds: float) -> list[float]:
    """Measure so many times, or fewer where each takes long; at least once."""
    until = monotonic() + seconds
    measured = [one()]
    while len(measured) < most and monotonic() < until:
        measured.append(one())
    return measured


def in_turns(rounds: int, *blocks: Block) -> list[list[float]]:
    """Run the blocks one after the other, several times; what each measured, in one list."""
    measured: list[list[float]] = [[] for _ in blocks]
    for _ in range(rounds):
        for kept, block in zip(measured, blocks, strict=True):
            kept += block()
    return measured
