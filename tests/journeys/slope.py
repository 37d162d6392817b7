"""Whether a figure stays flat, of which a single measurement may be far too high and never too low:
what a page has let go of counts until its browser takes it away."""

from collections.abc import Sequence


def growth(points: Sequence[tuple[float, float]]) -> float:
    """Over the whole run, by the lowest of its first and of its last measurements; the first third
    is left out: caches fill, code is compiled."""
    settled = [point for point in points if point[0] >= points[-1][0] / 3]
    half = max(1, len(settled) // 2)
    first, last = settled[:half], settled[-half:]
    apart = sum(x for x, _ in last) / half - sum(x for x, _ in first) / half
    rise = min(y for _, y in last) - min(y for _, y in first)
    return rise / apart * (points[-1][0] - points[0][0]) if apart else 0.0
