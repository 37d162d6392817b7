"""A chart as values: what its bars are. bar_chart.py draws it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BarSeries:
    """``values`` are None where there is nothing to take one from."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class BarChartContent:
    """At most two series, each with one value a name."""

    title: str
    names: Sequence[str]
    series: Sequence[BarSeries]
