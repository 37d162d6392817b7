"""Whether a figure stays flat: a straight line through what was measured."""

from collections.abc import Sequence


def slope(points: Sequence[tuple[float, float]]) -> float:
    """By least squares: how much the second grows for each one of the first."""
    middle = sum(x for x, _ in points) / len(points)
    height = sum(y for _, y in points) / len(points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * (y - height) for x, y in points) / spread if spread else 0.0


def growth(points: Sequence[tuple[float, float]]) -> float:
    """Over the whole run, the first third left out: caches fill, code is compiled."""
    settled = [point for point in points if point[0] >= points[-1][0] / 3]
    return slope(settled) * (points[-1][0] - points[0][0])
